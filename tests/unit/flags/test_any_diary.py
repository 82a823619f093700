"""What holds for every diary, however strange."""

import json
from datetime import datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import knowledge
from tracker.diary import Diary
from tracker.flags import emergencies, evaluate, explain, not_evaluated, rules
from tracker.flags.evaluation import WITHOUT_SYMPTOM, urgent_rules
from tracker.flags.reach import SIGNS, SPELLS, recent_diary
from tracker.flags.registry import CHECKS
from tracker.vocabulary import Character, EventName, Kind, Side, Site, Tier

NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
OFFSETS = st.sampled_from(["+01:00", "-10:00", "+13:00", "+05:30"])


def moments(low, high):
    hours = st.floats(low, high, allow_nan=False).map(lambda h: round(h, 2))

    def written(ago, offset):
        zone = datetime.fromisoformat(f"2026-01-01T00:00:00{offset}").tzinfo
        return (NOW - timedelta(hours=ago)).astimezone(zone).isoformat()

    return st.builds(written, hours, OFFSETS)


def dates(low, high):
    return st.integers(low, high).map(lambda ago: str(NOW.date() - timedelta(days=ago)))


def record(kind, required, **optional):
    return st.fixed_dictionaries({"kind": st.just(kind), **required}, optional=optional)


YES_NO = st.booleans()
SIDES = st.sampled_from([str(side) for side in Side])
SYMPTOMS = st.sampled_from([*knowledge.symptoms(), "cold_feet"])
MEDICINES = st.sampled_from(["lithium", "Sertraline 50", "diazepam", "haloperidol", "vitamin D"])


def records(low, high):
    """Any record whose own time lies so many hours before the present."""
    at, day = moments(low, high), dates(-int(-low // 24), int(high // 24))
    later = moments(low - 30, high)
    symptom = record(
        "symptom",
        {"time": at, "symptom": SYMPTOMS},
        severity=st.integers(0, 10),
        side=SIDES,
        onset=st.sampled_from(["sudden", "gradual"]),
        onset_time=later,
        resolved_time=later,
        **dict.fromkeys(("assessed", "stroke_ruled_out", "treated", "improving"), YES_NO),
    )
    return st.one_of(
        symptom,
        symptom,
        symptom,
        record(
            "episode",
            {"start": at},
            intensity=st.integers(0, 10),
            side=SIDES,
            sites=st.lists(st.sampled_from([str(site) for site in Site]), max_size=3),
            character=st.sampled_from([str(c) for c in Character]),
            **dict.fromkeys(("ongoing", "asleep", "closed_eye", "rhythmic", "at_rest"), YES_NO),
            **dict.fromkeys(("eases_with_use", "urge", "altered_awareness"), YES_NO),
            **dict.fromkeys(("spread_to_limb", "interfered", "most_of_day"), YES_NO),
        ),
        record("caffeine", {"time": at, "mg": st.integers(0, 1500)}),
        record("stress", {"time": at, "stress": st.integers(0, 10)}),
        record("sleep", {"date": day, "hours": st.integers(0, 12)}),
        record("alcohol", {"time": at, "grams": st.integers(0, 200)}),
        record("dose", {"time": at, "name": MEDICINES}, status=st.just("skipped")),
        record(
            "medication",
            {"name": MEDICINES, "start_date": day},
            stop_date=dates(-30, int(high // 24)),
            change=st.sampled_from(["started", "increased", "decreased"]),
            fraction_cut=st.sampled_from([0.2, 0.5, 1.0]),
            suspected=YES_NO,
        ),
        record(
            "substance",
            {"time": at, "name": st.just("beer"), "drug_class": st.just("alcohol")},
            event=st.sampled_from(["used", "stopped", "cut_down"]),
        ),
        record("event", {"date": day, "event": st.sampled_from([str(e) for e in EventName])}),
        record("day", {"date": day, "status": st.just("complete")}),
        record("trial", {"name": st.just("t"), "factor": st.just("caffeine"), "start_date": day}),
    )


PAST = st.one_of(
    st.lists(records(0, 24 * 44), max_size=20),  # within the 45 days that are read after an entry
    st.lists(records(0, 24 * 7), min_size=25, max_size=60),
)
AHEAD = st.lists(records(-24 * 20, -48), max_size=10)


def as_dicts(rows, now=NOW):
    return [flag.to_dict() for flag in evaluate(Diary.from_records(rows), now)]


class Reader:
    """What reads a diary for the emergency rules; `asked` collects the kinds that it reads."""

    def __init__(self, diary):
        self.diary, self.asked = diary, set()

    def entries(self, kind, since=None):
        self.asked.add(kind)
        there = self.diary.of(kind)
        return [e for e in there if since is None or (e.local_date and e.local_date >= since)]

    def courses(self, lasting_to):
        there = self.entries(Kind.MEDICATION)
        return [e for e in there if e.record.get("stop_date", "9999") >= str(lasting_to)]

    def reports(self, symptoms):
        return [e for e in self.entries(Kind.SYMPTOM) if e.record["symptom"] in symptoms]


def part(diary):
    """What is read of a diary after an entry."""
    return recent_diary(Reader(diary), NOW)


def urgent_in_part(diary):
    found = part(diary)
    return [] if found is None else emergencies(found, NOW)


def test_the_symptoms_that_are_read_after_an_entry_are_those_of_the_rules():
    rules = knowledge.rules()
    assert set(rules["stroke_signs"].symptom_ids) == SPELLS
    assert set(rules["passed_stroke_signs"].symptom_ids) == SPELLS
    urgent = [rule for rule in rules.values() if rule.tier == Tier.EMERGENCY]
    assert {symptom for rule in urgent for symptom in rule.symptom_ids} == SIGNS
    assert {rule.id for rule in urgent} > WITHOUT_SYMPTOM


def test_every_rule_of_the_rules_file_has_its_function():
    for module in chain.from_iterable(rules.MODULES.values()):
        rules.load(module)
    assert set(CHECKS) == set(knowledge.rules())


@settings(max_examples=60, deadline=None)
@given(PAST)
def test_every_flag_is_whole_and_rests_on_entries_of_the_diary(rows):
    diary = Diary.from_records(rows)
    entries = {entry.id for kind in Kind for entry in diary.of(kind)}
    for flag in evaluate(diary, NOW):
        assert flag.fired_on <= NOW.date()
        assert flag.evidence
        assert all(item.entry is None or item.entry in entries for item in flag.evidence)
        assert json.loads(json.dumps(flag.to_dict(), allow_nan=False)) == flag.to_dict()


@settings(max_examples=40, deadline=None)
@given(PAST)
def test_flags_explanations_emergencies_and_waiting_rules_agree(rows):
    diary = Diary.from_records(rows)
    flags = evaluate(diary, NOW)
    firing = {flag.rule for flag in flags}
    urgent = [flag for flag in flags if flag.tier == "emergency"]
    assert emergencies(diary, NOW) == urgent
    assert [rule.id for rule in urgent_rules(diary, NOW)] == [flag.rule for flag in urgent]
    assert firing.isdisjoint(waiting.rule for waiting in not_evaluated(diary, NOW))
    for rule in knowledge.rules():
        found = explain(rule, diary, NOW)
        assert found.holds is (rule in firing)
        assert json.dumps(found.to_dict(), allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(PAST, AHEAD)
def test_what_lies_ahead_changes_nothing(rows, ahead):
    assert as_dicts([*rows, *ahead]) == as_dicts(rows)


@settings(max_examples=30, deadline=None)
@given(PAST, st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_changes_nothing(rows, random):
    mixed = random.sample(rows, len(rows))
    assert as_dicts(mixed) == as_dicts(rows)


@settings(max_examples=30, deadline=None)
@given(PAST)
def test_an_emergency_sign_is_never_hidden_by_other_entries(rows):
    sign = {"kind": "symptom", "symptom": "chest_pain", "time": NOW.isoformat()}
    assert as_dicts([*rows, sign])[0]["tier"] == "emergency"
    assert "danger_symptom" in {flag["rule"] for flag in as_dicts([*rows, sign])}


@settings(max_examples=60, deadline=None)
@given(PAST, st.lists(records(24 * 40, 24 * 100), max_size=15))
def test_emergencies_need_recent_entries_and_a_few_kinds_ever(rows, old):
    made = Diary.from_records([*rows, *old])
    by_id = {entry.id: entry for kind in Kind for entry in made.of(kind)}
    diary = Diary.from_entries(by_id.values())  # a diary holds each entry once
    whole, part = emergencies(diary, NOW), urgent_in_part(diary)
    assert [(f.rule, f.evidence) for f in part] == [(f.rule, f.evidence) for f in whole]


def test_a_course_from_long_ago_is_part_of_what_emergencies_need(log):
    log.course("lithium", 900).twitch_hours(2).sign("vomiting", 1)
    assert "lithium_toxicity" in {flag.rule for flag in urgent_in_part(log.diary)}


@pytest.mark.parametrize(("symptom", "needed"), [("chest_pain", False), ("vomiting", True)])
def test_medicines_are_read_only_for_a_sign_that_a_rule_about_them_has(log, symptom, needed):
    log.course("lithium", 900).twitch_hours(2).sign(symptom, 1)
    reader = Reader(log.diary)
    assert urgent_rules(recent_diary(reader, NOW), NOW)
    assert (Kind.MEDICATION in reader.asked) is needed


def test_a_medicine_counts_until_it_was_stopped_for_longer_than_a_rule_looks_back(log):
    log.course("diazepam", 900, stop=20).sign("severe_shaking", 1)
    assert "withdrawal_severe" in {flag.rule for flag in urgent_in_part(log.diary)}
    log.course("lorazepam", 900, stop=60)
    assert "lorazepam" not in str(part(log.diary).of(Kind.MEDICATION))
    assert len(part(log.diary).of(Kind.MEDICATION)) == 1


def test_a_medicine_that_was_stopped_three_weeks_before_a_sign_of_yesterday_counts(log):
    log.course("diazepam", 900, stop=22).sign("severe_shaking", 23)
    assert "withdrawal_severe" in {flag.rule for flag in emergencies(log.diary, NOW)}
    assert "withdrawal_severe" in {flag.rule for flag in urgent_in_part(log.diary)}


def test_every_kind_of_what_was_read_in_part_can_be_asked_for(log):
    log.course("lithium", 900).sign("chest_pain", 1)
    found = part(log.diary)
    assert {kind: found.of(kind) for kind in Kind} == dict(found.by_kind)
    assert set(found.by_kind) == set(Kind)
    assert found.of(Kind.MEDICATION) == log.diary.of(Kind.MEDICATION)


@pytest.mark.parametrize(
    "kinds", [{"caffeine": 8, "episode": 20}, {"episode": 1}, {"symptom": 12}, {}], ids=str
)
def test_a_diary_that_holds_no_sign_asks_no_rule(log, kinds):
    log.caffeine(140, *range(kinds.get("caffeine", 0))).twitch(*range(kinds.get("episode", 0)))
    for days in range(10, 10 + kinds.get("symptom", 0)):
        log.symptom("chest_pain", days).symptom("facial_weakness", days)
    assert part(log.diary) is None


@pytest.mark.parametrize(
    "sign",
    [
        lambda log: log.caffeine(600, 23, 29),
        lambda log: log.sign("slurred_speech", 24 * 8, onset="sudden", gone=24 * 7),
        lambda log: log.sign("chest_pain", 24 * 30, gone=3),
        lambda log: log.twitch_hours(20, spread_to_limb=True),
    ],
)
def test_a_sign_at_the_edge_of_a_rule_is_within_reach(log, sign):
    assert {f.rule for f in urgent_in_part(sign(log).diary)} == {
        f.rule for f in emergencies(log.diary, NOW)
    }
    assert part(log.diary) is not None


def test_an_old_assessment_is_part_of_what_emergencies_need(log):
    log.symptom("facial_weakness", 200, onset="gradual", assessed=True)
    log.symptom("facial_weakness", *range(0, 200, 5), onset="gradual")
    assert emergencies(log.diary, log.now) == []
    assert urgent_in_part(log.diary) == []


@pytest.mark.parametrize(
    ("rule", "build"),
    [
        ("lithium_toxicity", lambda log: log.course("lithium", 800, stop=80).twitch_hours(1)),
        ("head_injury_alarm", lambda log: log.event("head_injury", 93)),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_a_sign_that_has_lasted_for_months_is_judged_with_what_there_was_then(
    log, rule, build, again
):
    build(log).sign("balance_loss", 24 * 92, onset="gradual", gone=1)
    changed = log.diary.of(Kind.SYMPTOM)
    if again:  # reported again since, so that its old reports are read
        log.symptom("balance_loss", 8, onset="gradual")
    assert rule in {f.rule for f in emergencies(log.diary, NOW)}
    found = recent_diary(Reader(log.diary), NOW, () if again else changed)
    assert rule in {f.rule for f in emergencies(found, NOW)}


def test_an_entry_that_was_just_changed_counts_however_old_it_is(log):
    log.sign("chest_pain", 24 * 90, gone=2)
    assert {f.rule for f in urgent_in_part(log.diary)} == set()
    changed = log.diary.of(Kind.SYMPTOM)
    found = recent_diary(Reader(Diary.from_records([])), NOW, changed)
    assert found is not None
    assert [f.rule for f in emergencies(found, NOW)] == ["danger_symptom"]
