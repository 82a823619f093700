"""The guide to the twelve causes: every one is shown, beside the diary, and none is concluded."""

import json

import pytest

from tracker import knowledge, needs
from tracker.analysis import find_triggers
from tracker.diary import Diary
from tracker.errors import NotFoundError
from tracker.fields import FIELDS
from tracker.flags import evaluate, not_evaluated
from tracker.guide import RuleState, guide, require_cause
from tracker.vocabulary import Kind

CAUSES = tuple(knowledge.causes())


@pytest.fixture
def of(now):
    """One cause of a diary's guide."""

    def cause(cause_id, *rows):
        diary = Diary.from_records(rows)
        every = guide(
            diary,
            find_triggers(diary) if diary.complete_days else [],
            evaluate(diary, now),
            not_evaluated(diary, now),
        )
        return next(c for c in every if c.id == cause_id)

    return cause


@pytest.mark.parametrize("cause_id", CAUSES)
@pytest.mark.parametrize("lines", [(), ("twitch 3 left upper lip", "coffee", "clear yesterday")])
def test_each_cause_prints_and_says_that_it_is_no_diagnosis(run, cause_id, lines):
    for line in lines:
        assert run("add", line)[0] == 0
    code, out, err = run("causes", cause_id)
    text = knowledge.causes()[cause_id]
    assert code == 0
    assert out.startswith("This is a guide")
    assert "not a diagnosis" in out
    assert f"{text['name']}  [{cause_id}]" in out
    assert out.count("What helps, says the article:") == 1
    assert "No clinician has reviewed" in err
    for rule in text["linked_rules"]:
        assert f"({rule})" in out
    for source in text["sources"]:
        assert knowledge.sources()[source].address in out
    for symptom in text["accompanying_symptoms"]["seed"]:
        assert knowledge.symptoms()[symptom].label in out


def test_all_twelve_are_shown_in_the_article_s_order(run):
    _, out, _ = run("causes")
    places = [out.index(f"[{cause}]") for cause in CAUSES]
    assert len(places) == 12
    assert places == sorted(places)
    found = json.loads(run("causes", "--json")[1])
    assert [cause["id"] for cause in found["causes"]] == list(CAUSES)
    assert "not a diagnosis" in found["about"]


def test_no_citation_is_left_as_a_bare_key(run):
    _, out, _ = run("causes")
    assert not [key for key in knowledge.sources() if "_" in key and key in out]
    assert "(article" not in out.replace("(article, as of its writing)", "")


def test_an_unknown_cause_is_answered_with_the_nearest(run):
    with pytest.raises(NotFoundError, match="Did you mean: caffeine"):
        require_cause("cafeine")
    code, out, err = run("causes", "cafeine")
    assert (code, out) == (66, "")
    assert "caffeine" in err


def test_rules_fire_wait_or_do_not_hold(of):
    twitches = [
        {"kind": "episode", "start": f"2026-11-{d:02}T09:00:00+01:00"} for d in range(14, 20)
    ]
    nothing = {rule.state for rule in of("caffeine").rules}
    assert RuleState.FIRING not in nothing
    states = {rule.rule: rule.state for rule in of("caffeine", *twitches).rules}
    assert states["recent_simple_twitch"] is RuleState.FIRING
    assert states["over_two_weeks"] is RuleState.WAITING
    assert states["caffeine_toxicity"] is RuleState.NOT_FIRING


def test_only_findings_of_the_cause_are_shown_with_it(of):
    rows = [
        {"kind": "day", "date": "2026-11-19", "status": "complete"},
        {"kind": "medication", "name": "prednisone", "start_date": "2026-11-01"},
    ]
    factors = lambda cause: {f.factor for f in of(cause, *rows).findings}  # noqa: E731
    assert factors("caffeine") == {"caffeine"}
    assert factors("stress_fatigue") == {"stress", "sleep"}
    assert factors("medications") == {"medication:prednisone"}
    assert factors("als") == set()


def test_what_is_logged_is_no_longer_asked_for(of):
    assert "sleep" in of("caffeine").missing
    night = {"kind": "sleep", "date": "2026-11-19", "hours": 7}
    assert "sleep" not in of("caffeine", night).missing
    assert "fatigue 0 to 10" in of("stress_fatigue").missing
    rated = {"kind": "stress", "time": "2026-11-19T09:00:00+01:00", "fatigue": 3}
    missing = of("stress_fatigue", rated).missing
    assert "fatigue 0 to 10" not in missing
    assert "stress 0 to 10 each day" in missing


def test_an_emergency_comes_first_where_a_doctor_is_named(of):
    assert [care.tier for care in of("bells_palsy").care] == ["emergency", "soon", "routine"]


def test_everything_worth_logging_means_something_in_the_diary():
    texts = {item for cause in knowledge.causes().values() for item in cause["log"]}
    assert texts == set(needs.MARKS)
    for mark in " ".join(needs.MARKS.values()).split():
        kind, name = mark.replace(":", ".", 1).partition(".")[::2]
        kind = Kind(kind)
        if ":" not in mark:
            assert not name or name in {field.name for field in FIELDS[kind]}, mark
        elif kind is Kind.SYMPTOM:
            assert name in knowledge.symptoms(), mark
        else:
            assert kind in {Kind.EVENT, Kind.FACTOR, Kind.SUBSTANCE}
