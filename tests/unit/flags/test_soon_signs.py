"""Soon rules about signs that last."""

import pytest

FACE = "facial_weakness"
SLOW = {"onset": "gradual"}

RECENT = {
    "empty diary": (lambda log: log, False),
    "assessed": (lambda log: log.sign(FACE, 30, assessed=True), True),
    "stroke ruled out": (lambda log: log.sign(FACE, 30, stroke_ruled_out=True, **SLOW), True),
    "assessed within 24 hours": (lambda log: log.sign(FACE, 3, assessed=True), True),
    "not assessed: stroke_signs": (lambda log: log.sign(FACE, 30, **SLOW), False),
    "treated": (lambda log: log.sign(FACE, 30, assessed=True, treated=True), False),
    "treated later": (
        lambda log: log.sign(FACE, 30, assessed=True).sign(FACE, 3, treated=True),
        False,
    ),
    "assessed, 7 days": (lambda log: log.symptom(FACE, 7, assessed=True), True),
    "assessed, 8 days": (lambda log: log.symptom(FACE, 8, 1, assessed=True), False),
    "gone": (lambda log: log.sign(FACE, 30, gone=3, assessed=True), False),
    # gradual weakness that nobody has assessed
    "gradual, not assessed, 7 days: stroke_signs": (
        lambda log: log.symptom(FACE, 7, **SLOW),
        False,
    ),
    "gradual, not assessed, 8 days": (lambda log: log.symptom(FACE, 8, 1, **SLOW), True),
    "gradual, not assessed, 8 days, last seen 8 days ago": (
        lambda log: log.symptom(FACE, 8, **SLOW),
        False,
    ),
    "gradual, not assessed, treated": (
        lambda log: log.symptom(FACE, 8, 1, treated=True, **SLOW),
        False,
    ),
    "gradual, not assessed, gone": (
        lambda log: log.symptom(FACE, 8, **SLOW).sign(FACE, 3, severity=0),
        False,
    ),
    "sudden, not assessed, 8 days: stroke_signs": (lambda log: log.symptom(FACE, 8, 1), False),
    "an eye that does not close": (lambda log: log.sign("eye_not_closing", 3), True),
    "an eye that does not close, assessed, 8 days": (
        lambda log: log.symptom("eye_not_closing", 8, 1, assessed=True),
        False,
    ),
    "in an hour": (lambda log: log.sign(FACE, -1, assessed=True), False),
}


@pytest.mark.parametrize(("build", "expected"), RECENT.values(), ids=RECENT)
def test_facial_weakness_recent(log, build, expected):
    assert build(log).holds("facial_weakness_recent") is expected


@pytest.mark.parametrize("days", range(15))
@pytest.mark.parametrize("fields", [SLOW, {}], ids=["gradual", "onset blank"])
def test_facial_weakness_that_nobody_assessed_is_never_without_a_flag(log, days, fields):
    flags = log.symptom(FACE, *range(days + 1), **fields).flags()
    assert flags.keys() & {"stroke_signs", "facial_weakness_recent"}


NOT_IMPROVING = {
    "empty diary": (lambda log: log, False),
    "day 21": (lambda log: log.symptom(FACE, 21, 0, assessed=True), True),
    "day 20": (lambda log: log.symptom(FACE, 20, 0, assessed=True), False),
    "by the stated onset": (
        lambda log: log.symptom(FACE, 7, onset_time=log.at(21, "08:00")).symptom(FACE, 0),
        True,
    ),
    "reports 6 days apart": (
        lambda log: log.symptom(FACE, 6, onset_time=log.at(21, "08:00")).symptom(FACE, 0),
        False,
    ),
    "improving": (lambda log: log.symptom(FACE, 21).symptom(FACE, 0, improving=True), False),
    "improving once, not any more": (
        lambda log: (
            log.symptom(FACE, 21).symptom(FACE, 9, improving=True).symptom(FACE, 0, improving=False)
        ),
        True,
    ),
    "gone": (lambda log: log.symptom(FACE, 28, 3).symptom(FACE, 0, severity=0), False),
    "last reported 7 days ago": (lambda log: log.symptom(FACE, 28, 7), True),
    "last reported 8 days ago": (lambda log: log.symptom(FACE, 29, 8), False),
    "the second report later today": (
        lambda log: log.symptom(FACE, 21).symptom(FACE, 0, time="12:01"),
        False,
    ),
    "two sides": (
        lambda log: log.symptom(FACE, 21, side="left").symptom(FACE, 0, side="right"),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), NOT_IMPROVING.values(), ids=NOT_IMPROVING)
def test_facial_weakness_not_improving(log, build, expected):
    assert build(log).holds("facial_weakness_not_improving") is expected


def test_it_waits_for_a_second_report(log):
    rule = "facial_weakness_not_improving"
    assert log.needs(rule) is None
    log.symptom(FACE, 0, onset_time=log.at(25, "08:00"))
    assert log.needs(rule) == "2 reports at least 7 days apart; 0 days so far"


WEAK = {
    "empty diary": (lambda log: log, False),
    "3 days and 2 twitching": (lambda log: log.twitch(0, 1).symptom("stiffness", 0, 5, 13), True),
    "2 days": (lambda log: log.twitch(0, 1).symptom("stiffness", 0, 5), False),
    "one 14 days ago": (lambda log: log.twitch(0, 1).symptom("stiffness", 0, 5, 14), False),
    "1 twitching day": (lambda log: log.twitch(0).symptom("stiffness", 0, 5, 13), False),
    "twitching of the leg": (
        lambda log: log.twitch(0, 1, sites=["leg"]).symptom("tripping", 0, 5, 13),
        True,
    ),
    "twitching that is not in the window": (
        lambda log: log.twitch(14, 15).symptom("stiffness", 0, 5, 13),
        False,
    ),
    "days with any of them": (
        lambda log: (
            log.twitch(0, 1)
            .symptom("muscle_weakness", 0)
            .symptom("muscle_wasting", 5)
            .symptom("weak_grip", 13)
        ),
        True,
    ),
    "several on one day": (
        lambda log: (
            log.twitch(0, 1)
            .symptom("muscle_weakness", 0)
            .symptom("muscle_wasting", 0)
            .symptom("weak_grip", 0)
        ),
        False,
    ),
    "gone at the last report": (
        lambda log: (
            log.twitch(0, 1).symptom("stiffness", 3, 5, 13).symptom("stiffness", 0, severity=0)
        ),
        False,
    ),
    "one gone, another not": (
        lambda log: (
            log.twitch(0, 1)
            .symptom("stiffness", 3, 5)
            .symptom("stiffness", 0, severity=0)
            .symptom("weak_grip", 2)
        ),
        True,
    ),
    "gradual weakness of an arm": (
        lambda log: log.twitch(0, 1).symptom("arm_weakness", 0, 5, 13, **SLOW),
        True,
    ),
    "weakness of an arm, onset blank": (
        lambda log: log.twitch(0, 1).symptom("arm_weakness", 0, 5, 13),
        False,
    ),
    "weakness of an arm, once said to be gradual": (
        lambda log: (
            log.twitch(0, 1).symptom("arm_weakness", 13, **SLOW).symptom("arm_weakness", 0, 5)
        ),
        True,
    ),
    "sudden stiffness": (
        lambda log: log.twitch(0, 1).symptom("stiffness", 0, 5, 13, onset="sudden"),
        False,
    ),
    "face, 7 days old": (lambda log: log.twitch(0, 1).symptom(FACE, 0, 5, 7, **SLOW), False),
    "face, 8 days old": (lambda log: log.twitch(0, 1).symptom(FACE, 0, 5, 8, **SLOW), True),
    "later than now": (
        lambda log: (
            log.twitch(0, 1).symptom("stiffness", 5, 13).symptom("stiffness", 0, time="13:00")
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), WEAK.values(), ids=WEAK)
def test_weakness_or_wasting(log, build, expected):
    assert build(log).holds("weakness_or_wasting") is expected


def test_it_waits_once_the_sign_is_there(log):
    assert log.twitch(0).needs("weakness_or_wasting") is None
    assert log.symptom("stiffness", 1).needs("weakness_or_wasting") == (
        "3 days with the symptom and 2 with twitching in the last 14; 1 and 1 so far"
    )


SPEECH = {
    "empty diary": (lambda log: log, False),
    "slurred, gradual, 3 days": (lambda log: log.symptom("slurred_speech", 0, 5, 13, **SLOW), True),
    "slurred, onset blank": (lambda log: log.symptom("slurred_speech", 0, 5, 13), False),
    "swallowing, 3 days": (lambda log: log.symptom("swallowing_trouble", 0, 5, 13), True),
    "swallowing, 2 days": (lambda log: log.symptom("swallowing_trouble", 0, 5), False),
    "swallowing, one 14 days ago": (lambda log: log.symptom("swallowing_trouble", 0, 5, 14), False),
    "swallowing, sudden": (
        lambda log: log.symptom("swallowing_trouble", 0, 5, 13, onset="sudden"),
        False,
    ),
    "either on 3 days": (
        lambda log: log.symptom("swallowing_trouble", 0, 5).symptom("slurred_speech", 9, **SLOW),
        True,
    ),
    "not there": (lambda log: log.symptom("swallowing_trouble", 0, 5, 13, severity=0), False),
    "it went away": (lambda log: log.symptom("swallowing_trouble", 15, 16, 17, 18), False),
    "later than now": (
        lambda log: log.symptom("swallowing_trouble", 1, 5).symptom(
            "swallowing_trouble", 0, time="13:00"
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), SPEECH.values(), ids=SPEECH)
def test_speech_swallow_gradual(log, build, expected):
    assert build(log).holds("speech_swallow_gradual") is expected


def test_speech_waits_once_the_sign_is_there(log):
    assert log.symptom("swallowing_trouble", 1).needs("speech_swallow_gradual") == (
        "3 days with the symptom in the last 14; 1 so far"
    )


NERVE = {
    "empty diary": (lambda log: log, False),
    "numb face, gradual": (
        lambda log: log.twitch(0, 1).symptom("facial_numbness", 0, 13, **SLOW),
        True,
    ),
    "numb face, onset blank": (
        lambda log: log.twitch(0, 1).symptom("facial_numbness", 0, 13),
        False,
    ),
    "hearing": (lambda log: log.twitch(0, 1).symptom("hearing_change", 0, 13), True),
    "numb arm or leg, gradual": (
        lambda log: log.twitch(0, 1).symptom("limb_numbness", 0, 13, **SLOW),
        True,
    ),
    "either on 2 days": (
        lambda log: (
            log.twitch(0, 1).symptom("hearing_change", 0).symptom("double_vision", 3, **SLOW)
        ),
        True,
    ),
    "1 day": (lambda log: log.twitch(0, 1).symptom("hearing_change", 0), False),
    "one 14 days ago": (lambda log: log.twitch(0, 1).symptom("hearing_change", 0, 14), False),
    "1 active day": (lambda log: log.twitch(0).symptom("hearing_change", 0, 13), False),
    "twitching of the leg": (
        lambda log: log.twitch(0, 1, sites=["leg"]).symptom("hearing_change", 0, 13),
        False,
    ),
    "later than now": (
        lambda log: (
            log.twitch(0, 1).symptom("hearing_change", 3).symptom("hearing_change", 0, time="13:00")
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), NERVE.values(), ids=NERVE)
def test_neuro_companion(log, build, expected):
    assert build(log).holds("neuro_companion") is expected


RIPPLE = {"character": "ripple", "most_of_day": True, "sites": ["chin"], "side": "left"}

RIPPLING = {
    "empty diary": (lambda log: log, False),
    "3 days": (lambda log: log.twitch(0, 3, 6, **RIPPLE), True),
    "2 days": (lambda log: log.twitch(0, 3, 3, **RIPPLE), False),
    "one 7 days ago": (lambda log: log.twitch(0, 3, 7, **RIPPLE), False),
    "on both sides in turn": (
        lambda log: log.twitch(0, 3, **RIPPLE).twitch(6, **{**RIPPLE, "side": "right"}),
        False,
    ),
    "3 days on one side, another on the other": (
        lambda log: log.twitch(0, 3, 6, **RIPPLE).twitch(5, **{**RIPPLE, "side": "right"}),
        True,
    ),
    "side both": (lambda log: log.twitch(0, 3, 6, **{**RIPPLE, "side": "both"}), False),
    "side not recorded": (
        lambda log: log.twitch(0, 3, 6, character="ripple", most_of_day=True, sites=["chin"]),
        False,
    ),
    "not most of the day": (
        lambda log: log.twitch(0, 3, 6, **{**RIPPLE, "most_of_day": False}),
        False,
    ),
    "another movement": (
        lambda log: log.twitch(0, 3, 6, **{**RIPPLE, "character": "flutter"}),
        False,
    ),
    "lip": (lambda log: log.twitch(0, 3, 6, **{**RIPPLE, "sites": ["lower_lip"]}), True),
    "eyelid": (lambda log: log.twitch(0, 3, 6, **{**RIPPLE, "sites": ["upper_eyelid"]}), False),
    "later than now": (
        lambda log: log.twitch(1, 3, **RIPPLE).twitch(0, time="13:00", **RIPPLE),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), RIPPLING.values(), ids=RIPPLING)
def test_rippling_one_side(log, build, expected):
    assert build(log).holds("rippling_one_side") is expected
