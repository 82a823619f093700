"""Routine rules about what twitching comes along with."""

import pytest

from tracker import knowledge

RULE = "with_other_symptom"
EAR = "ear_pain"

CASES = {
    "empty diary": (lambda log: log, False),
    "4 days": (lambda log: log.twitch(0, 2, 5, 13).symptom(EAR, 0, 2, 5, 13), True),
    "3 days": (lambda log: log.twitch(0, 2, 5, 13).symptom(EAR, 0, 2, 5), False),
    "4 reports on 3 days": (lambda log: log.twitch(0, 2, 5).symptom(EAR, 0, 0, 2, 5), False),
    "one of 4 days is 14 days ago": (
        lambda log: log.twitch(0, 2, 5, 14).symptom(EAR, 0, 2, 5, 14),
        False,
    ),
    "on days without twitching": (
        lambda log: log.twitch(0, 2, 5).clear(6).symptom(EAR, 0, 2, 5, 6),
        False,
    ),
    "on days nobody logged": (lambda log: log.twitch(0, 2, 5).symptom(EAR, 0, 2, 5, 6), False),
    "with twitching of the leg": (
        lambda log: log.twitch(0, 2, 5, 6, sites=["leg"]).symptom(EAR, 0, 2, 5, 6),
        False,
    ),
    "two symptoms, 2 days each": (
        lambda log: log.twitch(0, 2, 5, 6).symptom(EAR, 0, 2).symptom("taste_change", 5, 6),
        False,
    ),
    "on either side": (
        lambda log: (
            log.twitch(0, 2, 5, 6).symptom(EAR, 0, 2, side="left").symptom(EAR, 5, 6, side="right")
        ),
        True,
    ),
    "reported not to be there": (
        lambda log: log.twitch(0, 2, 5, 6).symptom(EAR, 0, 2, 5, 6, severity=0),
        False,
    ),
    "later today": (
        lambda log: log.twitch(0, 2, 5, 6).symptom(EAR, 2, 5, 6).symptom(EAR, 0, time="12:30"),
        False,
    ),
    "it went away": (lambda log: log.twitch(*range(30)).symptom(EAR, *range(14, 30)), False),
    "a symptom the vocabulary does not hold": (
        lambda log: log.twitch(0, 2, 5, 6).symptom("cold_feet", 0, 2, 5, 6),
        True,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CASES.values(), ids=CASES)
def test_with_other_symptom(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_only_symptoms_that_no_other_rule_reads_and_that_are_not_everyday_count(log):
    rules = knowledge.rules()
    left_out = {"facial_twitching", *rules[RULE].params["everyday_symptoms"]}
    left_out.update(*(rule.symptom_ids for rule in rules.values()))
    counted = set()
    for symptom in knowledge.symptoms():
        log.rows.clear()
        if log.twitch(0, 1, 2, 3).symptom(symptom, 0, 1, 2, 3, onset="gradual").holds(RULE):
            counted.add(symptom)
    assert counted == set(knowledge.symptoms()) - left_out
    assert {"motor_tics", "one_sided_spasm"} <= left_out


def test_it_waits_once_the_symptom_is_there(log):
    assert log.twitch(0, 1, 2).needs(RULE) is None
    assert log.symptom(EAR, 0, 1).needs(RULE) == (
        "4 active days with the same symptom in the last 14; 2 so far"
    )


def test_the_evidence_names_the_symptom_on_each_day(log):
    flag = log.twitch(0, 2, 5, 13).symptom(EAR, 0, 2, 5, 13).flags()[RULE]
    assert [e.day for e in flag.evidence] == [log.day(n) for n in (13, 5, 2, 0)]
    assert {e.text for e in flag.evidence} == {"Pain near the ear, on a day with twitching"}


# rest_tremor

REST = {"rhythmic": True, "at_rest": True, "eases_with_use": True}

TREMOR = {
    "empty diary": (lambda log: log, False),
    "3 days and slowness": (lambda log: log.twitch(0, 5, 13, **REST).symptom("slowness", 9), True),
    "2 days and slowness": (lambda log: log.twitch(0, 5, 5, **REST).symptom("slowness", 9), False),
    "one 14 days ago": (lambda log: log.twitch(0, 5, 14, **REST).symptom("slowness", 9), False),
    "slowness 14 days ago": (
        lambda log: log.twitch(0, 5, 13, **REST).symptom("slowness", 14),
        False,
    ),
    "tremor of a hand": (
        lambda log: log.twitch(0, 5, 13, **REST).symptom("limb_rest_tremor", 1),
        True,
    ),
    "handwriting": (
        lambda log: log.twitch(0, 5, 13, **REST).symptom("small_handwriting", 1),
        True,
    ),
    "alone": (lambda log: log.twitch(0, 5, 13, **REST), False),
    "not at rest": (
        lambda log: log.twitch(0, 5, 13, **{**REST, "at_rest": False}).symptom("slowness", 9),
        False,
    ),
    "does not ease": (
        lambda log: log.twitch(0, 5, 13, rhythmic=True, at_rest=True).symptom("slowness", 9),
        False,
    ),
    "a tremor is rhythmic": (
        lambda log: log.twitch(
            0, 5, 13, character="tremor", at_rest=True, eases_with_use=True
        ).symptom("slowness", 9),
        True,
    ),
    "a tremor that is not": (
        lambda log: log.twitch(0, 5, 13, **{**REST, "rhythmic": False}, character="tremor").symptom(
            "slowness", 9
        ),
        False,
    ),
    "as a symptom": (
        lambda log: log.symptom("lower_lip_tremor", 0, 5, 13).symptom("stiffness", 9),
        True,
    ),
    "3 days in each of 4 weeks": (
        lambda log: log.twitch(0, 1, 2, 7, 8, 13, 14, 15, 20, 21, 22, 27, **REST),
        True,
    ),
    "2 days in one of 4 weeks": (
        lambda log: log.twitch(0, 1, 2, 7, 8, 14, 15, 20, 21, 22, 27, **REST),
        False,
    ),
    "later than now": (
        lambda log: (
            log.twitch(5, 13, **REST).twitch(0, time="13:00", **REST).symptom("slowness", 9)
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), TREMOR.values(), ids=TREMOR)
def test_rest_tremor(log, build, expected):
    assert build(log).holds("rest_tremor") is expected


# motor_and_vocal_tics

BLINK = {"sites": ["upper_eyelid"], "urge": True}
MOUTH = {"sites": ["mouth_corner"], "suppressible": True}

TICS = {
    "empty diary": (lambda log: log, False),
    "two movements and sounds": (
        lambda log: log.twitch(0, 9, **BLINK).twitch(27, **MOUTH).symptom("vocal_tics", 0, 9, 27),
        True,
    ),
    "one movement": (
        lambda log: log.twitch(0, 9, 27, **BLINK).symptom("vocal_tics", 0, 9, 27),
        False,
    ),
    "no urge": (
        lambda log: (
            log.twitch(0, 9, 27, sites=["chin"])
            .twitch(0, sites=["brow"])
            .symptom("vocal_tics", 0, 9, 27)
        ),
        False,
    ),
    "no sounds": (lambda log: log.twitch(0, 9, 27, **BLINK).twitch(0, **MOUTH), False),
    "sounds on 2 days": (
        lambda log: log.twitch(0, 9, **BLINK).twitch(27, **MOUTH).symptom("vocal_tics", 0, 9, 9),
        False,
    ),
    "movements on 2 days": (
        lambda log: log.twitch(0, 9, **BLINK).twitch(9, **MOUTH).symptom("vocal_tics", 0, 9, 27),
        False,
    ),
    "one 28 days ago": (
        lambda log: log.twitch(0, 9, **BLINK).twitch(28, **MOUTH).symptom("vocal_tics", 0, 9, 27),
        False,
    ),
    "as symptoms": (
        lambda log: (
            log.symptom("motor_tics", 0, 9, 27)
            .symptom("vocal_tics", 0, 9, 27)
            .symptom("urge_before_movement", 3)
        ),
        True,
    ),
    "as symptoms, without an urge": (
        lambda log: log.symptom("motor_tics", 0, 9, 27).symptom("vocal_tics", 0, 9, 27),
        False,
    ),
    "later than now": (
        lambda log: (
            log.symptom("motor_tics", 0, 9, 27)
            .symptom("vocal_tics", 9, 27)
            .symptom("vocal_tics", 0, time="13:00")
            .symptom("urge_before_movement", 3)
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), TICS.values(), ids=TICS)
def test_motor_and_vocal_tics(log, build, expected):
    assert build(log).holds("motor_and_vocal_tics") is expected


# injury_past

PAST = {
    "empty diary": (lambda log: log, False),
    "31 days before the run": (lambda log: log.event("head_injury", 40).twitch(9, 5, 0), True),
    "30 days before the run": (lambda log: log.event("head_injury", 39).twitch(9, 5, 0), False),
    "a palsy years ago": (lambda log: log.event("past_facial_palsy", 4000).twitch(9, 5, 0), True),
    "an operation": (lambda log: log.event("face_or_neck_surgery", 400).twitch(9, 5, 0), True),
    "a tooth": (lambda log: log.event("jaw_or_dental", 400).twitch(9, 5, 0), False),
    "2 active days": (lambda log: log.event("head_injury", 400).twitch(9, 5, 5), False),
    "an active day 28 days ago": (
        lambda log: log.event("head_injury", 400).twitch(28, 5, 0),
        False,
    ),
    "the run has ended": (
        lambda log: log.event("head_injury", 400).twitch(9, 8, 7).clear(1, 2, 3, 4),
        False,
    ),
    "after the run began": (lambda log: log.event("head_injury", 5).twitch(9, 5, 0), False),
    "later than now": (
        lambda log: log.event("head_injury", 400).twitch(9, 5).twitch(0, time="13:00"),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), PAST.values(), ids=PAST)
def test_injury_past(log, build, expected):
    assert build(log).holds("injury_past") is expected


@pytest.mark.parametrize("days", range(80))
def test_an_injury_before_the_run_is_recent_or_past_but_never_both(log, days):
    log.event("head_injury", days + 9).twitch(9, 5, 0)
    assert log.holds("injury_recent") is not log.holds("injury_past")
