"""The public face: order, form, what waits, explanations, since when, and the texts themselves."""

import json
import re
from datetime import date, datetime

import pytest

from tracker import knowledge
from tracker.diary import Diary
from tracker.errors import DataError, NotFoundError
from tracker.flags import emergencies, evaluate, explain, not_evaluated, require_rule

EMPTY = Diary.from_records([])


def test_an_empty_diary_has_no_flags_and_says_what_it_waits_for(now):
    assert evaluate(EMPTY, now) == []
    assert emergencies(EMPTY, now) == []
    waiting = {each.rule: each.needs for each in not_evaluated(EMPTY, now)}
    assert waiting["over_two_weeks"] == "10 valid days in the last 14; 0 so far"
    assert not any(knowledge.rules()[rule].tier == "emergency" for rule in waiting)


def test_flags_come_with_the_most_urgent_first(log):
    log.twitch(*range(20), intensity=7).sign("chest_pain", 1).sign("arm_weakness", 200, gone=199)
    tiers = ["emergency", "soon", "routine", "self_care"]
    ranks = [tiers.index(f.tier) for f in evaluate(log.diary, log.now)]
    assert ranks == sorted(ranks)
    assert {0, 1, 2} <= set(ranks)


def test_a_flag_is_written_in_the_public_form(log):
    flag = log.sign("chest_pain", 1).flags()["danger_symptom"].to_dict()
    assert list(flag) == [
        *("rule", "tier", "title", "message", "fired_on", "status"),
        *("evidence", "causes", "sources"),
    ]
    assert json.loads(json.dumps(flag)) == flag
    assert flag["fired_on"] == "2026-11-20"
    assert flag["status"] == "open"
    assert flag["evidence"] == [
        {
            "day": "2026-11-20",
            "entry": log.diary.of("symptom")[0].id,
            "text": "Chest pain at 11:00",
        }
    ]
    assert flag["sources"][-1] == {"title": "general medical knowledge, unsourced", "address": ""}
    assert flag["sources"][0]["address"].startswith("http")


def test_what_waits_is_written_in_the_public_form(log):
    waiting = [each.to_dict() for each in not_evaluated(log.diary, log.now)]
    assert {"rule": "over_two_weeks", "needs": "10 valid days in the last 14; 0 so far"} in waiting


def test_every_message_is_the_rules_files_own(log):
    log.sign("chest_pain", 1).sign("facial_weakness", 1).twitch(*range(20))
    flags = log.flags()
    assert len(flags) > 2
    assert all(f.message == knowledge.rules()[rule].message for rule, f in flags.items())


def test_a_moment_without_offset_is_refused():
    with pytest.raises(DataError, match="offset"):
        evaluate(EMPTY, datetime.fromisoformat("2026-11-20T12:00:00"))


def test_emergencies_are_the_emergency_flags_of_all(log):
    log.sign("chest_pain", 1).sign("facial_weakness", 1).twitch(*range(20))
    urgent = [f for f in evaluate(log.diary, log.now) if f.tier == "emergency"]
    assert emergencies(log.diary, log.now) == urgent
    assert len(urgent) >= 2


def test_the_moment_decides_not_the_zone_it_is_written_in(log):
    log.sign("chest_pain", 23.9).twitch(*range(20))
    elsewhere = log.now.astimezone(datetime.fromisoformat("2026-01-01T00:00:00-08:00").tzinfo)
    there = [f.rule for f in evaluate(log.diary, elsewhere)]
    assert there == [f.rule for f in evaluate(log.diary, log.now)]


def test_an_explanation_sets_the_diarys_numbers_beside_the_rules(log):
    found = explain("over_two_weeks", log.twitch(0, 1).diary, log.now).to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["condition"].startswith("In the current run")
    assert found["window"]
    assert {"name": "active_days", "rule": 8, "diary": 2} in found["numbers"]
    assert found["needs"] == "10 valid days in the last 14; 2 so far"
    assert found["holds"] is False
    assert found["sources"][0].keys() == {"title", "address"}


def test_an_unknown_rule_is_an_error_with_near_names():
    with pytest.raises(NotFoundError) as error:
        explain("over_two_week", EMPTY, datetime.fromisoformat("2026-11-20T12:00:00+01:00"))
    assert "over_two_weeks" in error.value.hint
    assert require_rule("under_16").id == "under_16"


# since when


def test_a_flag_has_fired_since_its_condition_holds_without_interruption(log):
    log.twitch(*range(30))
    # held from day 15 of the run on: then the last active day was 14 after the first
    assert log.flags()["over_two_weeks"].fired_on == log.day(15)


def test_an_interruption_starts_it_anew(log):
    log.twitch(*range(9), *range(30, 60)).clear(*range(9, 30))
    since = log.flags()["recent_simple_twitch"].fired_on
    assert since == log.day(8)


def test_it_stays_the_same_from_day_to_day(log_at):
    dates = set()
    for day in ("2026-11-20", "2026-11-25", "2026-12-15", "2027-06-30", "2028-03-01"):
        log = log_at(f"{day}T12:00:00+01:00")
        log.twitch(*range((log.day(0) - date(2026, 10, 1)).days + 1))
        dates.add(log.flags()["over_two_weeks"].fired_on)
    assert dates == {date(2026, 10, 15)}


def test_an_emergency_fired_on_the_day_of_its_sign(log):
    assert log.sign("chest_pain", 14).flags()["danger_symptom"].fired_on == date(2026, 11, 19)
    log.rows.clear()
    assert log.sign("chest_pain", 2).flags()["danger_symptom"].fired_on == date(2026, 11, 20)


# texts

DISEASES = re.compile(
    r"bell'?s|palsy|\bals\b|motor neuron|parkinson|tourette|dystonia|hemifacial|epilep|multiple scl"
    r"|tumou?r|cancer|hypocalc|hypokal|hypoparathyr|meningitis|serotonin"
    r"|tardive|dyskinesia|myokymia|tetany|heart attack|infarct|disease|disorder|syndrome|migraine",
    re.IGNORECASE,
)
PROBABILITY = re.compile(
    r"percent|%|\blikel|unlikel|probab|chance|\bodds\b|risk of|\d in \d", re.IGNORECASE
)


@pytest.mark.parametrize("rule", knowledge.rules().values(), ids=lambda rule: rule.id)
def test_no_message_names_a_disease_a_probability_or_says_to_stop_a_medicine(rule):
    assert not DISEASES.search(rule.message)
    assert not PROBABILITY.search(rule.message)
    assert "stop taking" not in rule.message.casefold()
    assert "stroke" not in rule.message.casefold() or rule.tier == "emergency"


RECORDED = re.compile(
    r"serotonin-acting medicine|marked hypokalaemia or hypocalcaemia|medicine marked hypocalcaemia"
    r"|known parathyroid disease|past facial palsy|past_facial_palsy"
)
"""What the person recorded, or how the medicine list marks a medicine."""


@pytest.mark.parametrize("rule", knowledge.rules().values(), ids=lambda rule: rule.id)
def test_nor_does_anything_else_that_is_shown_of_a_rule(rule):
    known = {r["n"]: r["text"] for r in knowledge.flag_texts()["readings"]}
    shown = [rule.title, rule.condition, rule.window, rule.minimum_evidence, rule.note, rule.ends]
    for text in [*shown, *(known[n] for n in rule.readings)]:
        for other in knowledge.rules():
            text = text.replace(other, "")  # ids of rules are names of the program  # noqa: PLW2901
        assert not DISEASES.search(RECORDED.sub("", text))
        assert not re.search(r"(stop|stopping|come off) (taking )?(it|the medicine)\b", text)


@pytest.mark.parametrize("rule", knowledge.rules().values(), ids=lambda rule: rule.id)
def test_nor_is_a_probability_in_its_title_or_in_what_ends_it(rule):
    assert not PROBABILITY.search(rule.title)
    assert not PROBABILITY.search(rule.ends)


def test_nor_does_what_a_tier_asks_for():
    for tier in knowledge.flag_texts()["tiers"]:
        assert not DISEASES.search(tier["action"])
        assert not PROBABILITY.search(tier["action"])


def test_nor_does_what_a_rule_waits_for(log):
    log.twitch(0, rhythmic=True, at_rest=True, eases_with_use=True, closed_eye=True, asleep=True)
    for symptom in ("arm_weakness", "slurred_speech", "facial_numbness", "chewing_smacking"):
        log.symptom(symptom, 0, onset="gradual")
    log.course("haloperidol", 20).course("furosemide", 3).symptom("muscle_cramp", 0)
    waiting = not_evaluated(log.diary, log.now)
    assert len(waiting) > 10
    assert [each for each in waiting if DISEASES.search(each.needs)] == []
    assert [each for each in waiting if PROBABILITY.search(each.needs)] == []


# when it ends


@pytest.mark.parametrize(
    ("build", "rule", "days"),
    [
        (lambda log: log.sign("chest_pain", 2), "danger_symptom", 1),
        (lambda log: log.sign("chest_pain", 23), "danger_symptom", 0),
        (lambda log: log.sign("facial_weakness", 2, onset="gradual"), "stroke_signs", 8),
        (lambda log: log.twitch(0, 1), "recent_simple_twitch", 14),
        (lambda log: log.profile(age=12), "under_16", None),
    ],
)
def test_it_says_on_which_day_it_would_end_if_nothing_more_were_logged(log, build, rule, days):
    found = explain(rule, build(log).diary, log.now)
    assert found.holds
    assert found.ends_on == (None if days is None else log.day(-days))


def test_an_emergency_ends_with_the_entry_that_it_rests_on(log):
    log.sign("chest_pain", 2).twitch(0)
    (evidence,) = log.flags()["danger_symptom"].evidence
    kept = [e for some in log.diary.by_kind.values() for e in some if e.id != evidence.entry]
    assert "danger_symptom" not in {f.rule for f in evaluate(Diary.from_entries(kept), log.now)}


@pytest.mark.parametrize(
    ("rule", "build"),
    [
        ("weakness_or_wasting", lambda log: log.symptom("stiffness", 2, 4, 6)),
        ("neuro_companion", lambda log: log.symptom("hearing_change", 2, 4)),
        ("low_calcium_pattern", lambda log: log.symptom("tingling_lips", 2, 4)),
        ("injury_recent", lambda log: log.event("face_injury", 5)),
        (
            "electrolyte_pattern",
            lambda log: log.symptom("constipation", 2).sign("palpitations", 9).sign("sweating", 9),
        ),
    ],
)
def test_the_days_with_twitching_are_among_what_a_flag_rests_on(log, rule, build):
    evidence = build(log.twitch(1, 3)).flags()[rule].evidence
    assert {log.day(1), log.day(3)} <= {item.day for item in evidence}


def test_so_are_the_days_of_drinking(log):
    for ago in range(3, 11):
        log.add(kind="alcohol", grams=130, time=log.at(ago, "20:00"))
    log.substance("beer", 48, drug_class="alcohol", event="stopped").twitch(0)
    texts = [item.text for item in log.flags()["withdrawal_mild"].evidence]
    assert texts == [*["130 g alcohol"] * 8, "beer stopped", "Twitching at 09:00"]


def test_habits_and_runs_rest_on_entries_one_can_go_to(log):
    log.caffeine(450, 1, 25, 49).twitch(0, 1).event("face_injury", 3)
    flags = log.flags()
    entries = {entry.id for some in log.diary.by_kind.values() for entry in some}
    for rule in ("high_caffeine", "injury_recent"):
        assert {item.entry for item in flags[rule].evidence} <= entries
