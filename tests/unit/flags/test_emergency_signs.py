"""Emergency rules about signs that are urgent whatever else is in the diary."""

from datetime import date

import pytest

from tracker import knowledge
from tracker.flags import emergencies

DANGER = {
    "empty diary": (lambda log: log, False),
    "now": (lambda log: log.sign("chest_pain", 0), True),
    "24 hours ago": (lambda log: log.sign("chest_pain", 24), True),
    "over 24 hours ago": (lambda log: log.sign("chest_pain", 24.01), False),
    "gradual": (lambda log: log.sign("chest_pain", 1, onset="gradual"), True),
    "gone, reported lately": (lambda log: log.sign("chest_pain", 5, gone=4), True),
    "gone lately, reported long ago": (lambda log: log.sign("chest_pain", 90, gone=20), True),
    "gone long ago": (lambda log: log.sign("chest_pain", 90, gone=80), False),
    "reported not to be there": (lambda log: log.sign("chest_pain", 1, severity=0), False),
    "assessed": (lambda log: log.sign("chest_pain", 1, assessed=True), True),
    "in an hour": (lambda log: log.sign("chest_pain", -1), False),
    "another symptom": (lambda log: log.sign("fatigue", 1), False),
    "with days that nobody logged": (lambda log: log.twitch(50).sign("fainting", 1), True),
}


@pytest.mark.parametrize(("build", "expected"), DANGER.values(), ids=DANGER)
def test_danger_symptom(log, build, expected):
    assert build(log).holds("danger_symptom") is expected


@pytest.mark.parametrize("symptom", knowledge.rules()["danger_symptom"].symptom_ids)
def test_each_danger_symptom_counts_alone(log, symptom):
    (flag,) = [
        f for f in emergencies(log.sign(symptom, 1).diary, log.now) if f.rule == "danger_symptom"
    ]
    assert flag.tier == "emergency"


def test_the_evidence_names_the_sign_and_its_time(log):
    (item,) = log.sign("fainting", 14).flags()["danger_symptom"].evidence
    assert (item.day, item.text) == (date(2026, 11, 19), "Fainting at 22:00")


def test_the_time_is_the_one_the_person_had(log):
    log.add(kind="symptom", symptom="fainting", time="2026-11-20T19:00:00+09:00")
    assert log.flags()["danger_symptom"].evidence[0].text == "Fainting at 19:00"


SEIZURE = {
    "empty diary": (lambda log: log, False),
    "a convulsion": (lambda log: log.sign("convulsion", 2), True),
    "altered awareness as a symptom": (lambda log: log.sign("altered_awareness", 2), True),
    "spread to a limb as a symptom": (lambda log: log.sign("spread_to_limb", 2), True),
    "altered awareness in an episode": (
        lambda log: log.twitch_hours(2, altered_awareness=True),
        True,
    ),
    "spread to a limb in an episode": (lambda log: log.twitch_hours(2, spread_to_limb=True), True),
    "spread, and rhythmic": (
        lambda log: log.twitch_hours(2, spread_to_limb=True, rhythmic=True),
        True,
    ),
    "spread, but not rhythmic": (
        lambda log: log.twitch_hours(2, spread_to_limb=True, rhythmic=False),
        False,
    ),
    "answered with no": (
        lambda log: log.twitch_hours(2, altered_awareness=False, spread_to_limb=False),
        False,
    ),
    "an episode in arm and hand": (
        lambda log: log.twitch_hours(2, sites=["arm"], altered_awareness=True),
        True,
    ),
    "24 hours ago": (lambda log: log.twitch_hours(24, altered_awareness=True), True),
    "over 24 hours ago": (lambda log: log.twitch_hours(24.01, altered_awareness=True), False),
    "began 25, ended 23 hours ago": (
        lambda log: log.twitch_hours(25, altered_awareness=True, end=log.hours(23)),
        True,
    ),
    "an episode that was never ended": (
        lambda log: log.twitch_hours(30, altered_awareness=True, ongoing=True),
        True,
    ),
    "an episode that was forgotten to be ended": (
        lambda log: log.twitch_hours(50, altered_awareness=True, ongoing=True),
        False,
    ),
    "in an hour": (lambda log: log.twitch_hours(-1, altered_awareness=True), False),
    "ordinary twitching": (lambda log: log.twitch(*range(20)), False),
}


@pytest.mark.parametrize(("build", "expected"), SEIZURE.values(), ids=SEIZURE)
def test_seizure_like(log, build, expected):
    assert build(log).holds("seizure_like") is expected


ELECTROLYTE = {
    "empty diary": (lambda log: log, False),
    "heartbeat, fainting, twitching": (
        lambda log: log.sign("palpitations", 3).sign("fainting", 2).twitch_hours(1),
        True,
    ),
    "chest pain": (
        lambda log: log.sign("palpitations", 3).sign("chest_pain", 2).sign("muscle_cramp", 1),
        True,
    ),
    "breathlessness": (
        lambda log: (
            log.sign("palpitations", 3).sign("breathless_severe", 2).sign("muscle_spasm", 1)
        ),
        True,
    ),
    "no cramps or twitching": (
        lambda log: log.sign("palpitations", 3).sign("fainting", 2),
        False,
    ),
    "no danger sign": (lambda log: log.sign("palpitations", 3).twitch_hours(1), False),
    "no disturbed heartbeat": (lambda log: log.sign("fainting", 3).twitch_hours(1), False),
    "facial twitching as a symptom": (
        lambda log: log.sign("palpitations", 3).sign("fainting", 2).sign("facial_twitching", 1),
        True,
    ),
    "sudden weakness": (
        lambda log: log.sign("muscle_weakness", 3, onset="sudden").twitch_hours(1),
        True,
    ),
    "weakness, onset not stated": (
        lambda log: log.sign("muscle_weakness", 3).twitch_hours(1),
        False,
    ),
    "24 hours apart": (
        lambda log: log.sign("palpitations", 25).sign("fainting", 1).twitch_hours(2),
        True,
    ),
    "over 24 hours apart": (
        lambda log: log.sign("palpitations", 25.01).sign("fainting", 1).twitch_hours(2),
        False,
    ),
    "open for 24 hours after the latest": (
        lambda log: log.sign("palpitations", 40).sign("fainting", 30).twitch_hours(24),
        True,
    ),
    "over 24 hours after the latest": (
        lambda log: log.sign("palpitations", 40).sign("fainting", 30).twitch_hours(24.01),
        False,
    ),
    "the last in an hour": (
        lambda log: log.sign("palpitations", 3).sign("fainting", 2).twitch_hours(-1),
        False,
    ),
    "sudden weakness a day ago, another sign since": (
        lambda log: (
            log.sign("muscle_weakness", 27, onset="sudden").twitch_hours(28).sign("fainting", 1)
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), ELECTROLYTE.values(), ids=ELECTROLYTE)
def test_electrolyte_severe(log, build, expected):
    assert build(log).holds("electrolyte_severe") is expected


CALCIUM = {
    "empty diary": (lambda log: log, False),
    "tingling lips and a tight throat": (
        lambda log: log.sign("tingling_lips", 3).sign("throat_tightness", 1),
        True,
    ),
    "tingling fingers and confusion": (
        lambda log: log.sign("tingling_fingers_toes", 3).sign("confusion", 1),
        True,
    ),
    "hand spasm and a fit": (
        lambda log: log.sign("hand_foot_spasm", 3).sign("convulsion", 1),
        True,
    ),
    "hand spasm and fainting": (
        lambda log: log.sign("hand_foot_spasm", 1).sign("fainting", 3),
        True,
    ),
    "tingling and hand spasm": (
        lambda log: log.sign("hand_foot_spasm", 1).sign("tingling_lips", 3),
        False,
    ),
    "a tight throat alone": (lambda log: log.sign("throat_tightness", 1), False),
    "24 hours apart": (
        lambda log: log.sign("tingling_lips", 24).sign("throat_tightness", 0),
        True,
    ),
    "over 24 hours apart": (
        lambda log: log.sign("tingling_lips", 24.01).sign("throat_tightness", 0),
        False,
    ),
    "over 24 hours ago": (
        lambda log: log.sign("tingling_lips", 26).sign("throat_tightness", 24.01),
        False,
    ),
    "one in an hour": (
        lambda log: log.sign("tingling_lips", 3).sign("throat_tightness", -1),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CALCIUM.values(), ids=CALCIUM)
def test_low_calcium_severe(log, build, expected):
    assert build(log).holds("low_calcium_severe") is expected


BREATHING = {
    "empty diary": (lambda log: log, False),
    "breathless and weak": (
        lambda log: log.sign("breathless_rest", 3).sign("muscle_weakness", 1),
        True,
    ),
    "and thinning": (lambda log: log.sign("breathless_rest", 3).sign("muscle_wasting", 1), True),
    "and swallowing": (
        lambda log: log.sign("breathless_rest", 3).sign("swallowing_trouble", 1),
        True,
    ),
    "breathless alone": (lambda log: log.sign("breathless_rest", 3), False),
    "weak alone": (lambda log: log.sign("muscle_weakness", 3), False),
    "7 days apart": (
        lambda log: log.symptom("muscle_weakness", 7).symptom("breathless_rest", 0),
        True,
    ),
    "8 days apart": (
        lambda log: log.symptom("muscle_weakness", 8).symptom("breathless_rest", 0),
        False,
    ),
    "24 hours after the later": (
        lambda log: log.symptom("muscle_weakness", 5).sign("breathless_rest", 24),
        True,
    ),
    "over 24 hours after the later": (
        lambda log: log.symptom("muscle_weakness", 5).sign("breathless_rest", 24.01),
        False,
    ),
    "one in an hour": (
        lambda log: log.symptom("muscle_weakness", 5).sign("breathless_rest", -1),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), BREATHING.values(), ids=BREATHING)
def test_breathing_weakness(log, build, expected):
    assert build(log).holds("breathing_weakness") is expected


CAFFEINE = {
    "empty diary": (lambda log: log, False),
    "1,200 mg at once": (lambda log: log.caffeine(1200, 1), True),
    "1,199 mg": (lambda log: log.caffeine(1199, 1), False),
    "12 times 100 mg within 6 hours": (
        lambda log: log.caffeine(100, *(1 + n / 2 for n in range(11)), 7),
        True,
    ),
    "6 hours apart": (lambda log: log.caffeine(600, 7, 1), True),
    "over 6 hours apart": (lambda log: log.caffeine(600, 7.01, 1), False),
    "24 hours ago": (lambda log: log.caffeine(1200, 24), True),
    "over 24 hours ago": (lambda log: log.caffeine(1200, 24.01), False),
    "fractions add up": (lambda log: log.caffeine(0.1, *range(3)).caffeine(1199.7, 1), True),
    "over 400 mg and chest pain": (
        lambda log: log.caffeine(200, 9, 5, 3).sign("chest_pain", 1),
        True,
    ),
    "400 mg and chest pain": (lambda log: log.caffeine(200, 9, 5).sign("chest_pain", 1), False),
    "over 400 mg alone": (lambda log: log.caffeine(200, 9, 5, 3), False),
    "over 400 mg and a symptom of another kind": (
        lambda log: log.caffeine(200, 9, 5, 3).sign("anxiety", 1),
        False,
    ),
    "the sign 24 hours after the first": (
        lambda log: log.caffeine(401, 24).sign("confusion", 0),
        True,
    ),
    "the sign over 24 hours after": (
        lambda log: log.caffeine(401, 24.01).sign("confusion", 0),
        False,
    ),
    "vomited once": (lambda log: log.caffeine(500, 5).sign("vomiting", 1), False),
    "vomited twice": (lambda log: log.caffeine(500, 5).sign("vomiting", 2, 1), True),
    "vomited twice, over 24 hours apart": (
        lambda log: log.caffeine(500, 5).sign("vomiting", 26, 1),
        False,
    ),
    "in an hour": (lambda log: log.caffeine(1200, -1), False),
}


@pytest.mark.parametrize(("build", "expected"), CAFFEINE.values(), ids=CAFFEINE)
def test_caffeine_toxicity(log, build, expected):
    assert build(log).holds("caffeine_toxicity") is expected


def test_its_explanation_shows_the_most_caffeine_of_the_last_day(log):
    measured = log.caffeine(300, 20, 16, 2).measured("caffeine_toxicity")
    assert (measured["mg_6h"], measured["mg_24h_with_sign"]) == (600, 900)
