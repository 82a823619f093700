"""Routine rules about where it twitches."""

import pytest

LIP = {"sites": ["upper_lip"]}
CHIN = {"sites": ["chin"]}

SPREAD = {
    "empty diary": (lambda log: log, False),
    "7 dates of lips, then 2 days of chin": (
        lambda log: log.twitch(10, 4, **LIP).twitch(2, 0, **CHIN),
        True,
    ),
    "6 dates of lips": (lambda log: log.twitch(10, 5, **LIP).twitch(2, 0, **CHIN), False),
    "every lip site counts as lip": (
        lambda log: (
            log.twitch(10, sites=["lower_lip"])
            .twitch(4, sites=["mouth_corner", "upper_lip"])
            .twitch(2, 0, **CHIN)
        ),
        True,
    ),
    "1 episode": (lambda log: log.twitch(10, 4, **LIP).twitch(2, **CHIN), False),
    "2 episodes on 1 day": (lambda log: log.twitch(10, 4, **LIP).twitch(2, 2, **CHIN), False),
    "13 days ago": (lambda log: log.twitch(40, 20, **LIP).twitch(13, 12, **CHIN), True),
    "14 days ago": (lambda log: log.twitch(40, 20, **LIP).twitch(14, 12, **CHIN), False),
    "to the arm": (lambda log: log.twitch(10, 4, **LIP).twitch(2, 0, sites=["arm"]), True),
    "lip and chin together": (
        lambda log: log.twitch(10, 4, **LIP).twitch(2, 0, sites=["upper_lip", "chin"]),
        True,
    ),
    "without sites": (lambda log: log.twitch(10, 4, **LIP).twitch(2, 0), False),
    "lips without sites": (lambda log: log.twitch(10, 4).twitch(2, 0, **CHIN), False),
    "chin from the start": (lambda log: log.twitch(10, 8, 6, 4, 2, 0, **CHIN), False),
    "chin within the lips' week": (
        lambda log: log.twitch(10, 4, **LIP).twitch(7, 2, 0, **CHIN),
        False,
    ),
    "chin before the lips' week": (
        lambda log: log.twitch(30, **CHIN).twitch(10, 4, **LIP).twitch(2, 0, **CHIN),
        True,
    ),
    "lips' week long ago, spread since": (
        lambda log: log.twitch(99, 90, **LIP).twitch(*range(0, 60, 3), **CHIN),
        True,
    ),
    "missing days in the lips' week": (
        lambda log: log.twitch(40, 3, **LIP).twitch(2, 0, **CHIN),
        True,
    ),
    "clear days in the lips' week": (
        lambda log: log.twitch(10, 4, **LIP).clear(5, 6, 7, 8, 9).twitch(2, 0, **CHIN),
        True,
    ),
    "later than now": (
        lambda log: log.twitch(10, 4, **LIP).twitch(2, **CHIN).twitch(0, time="12:01", **CHIN),
        False,
    ),
    "it went back": (
        lambda log: log.twitch(60, 50, **LIP).twitch(40, 38, **CHIN).twitch(*range(20), **LIP),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), SPREAD.values(), ids=SPREAD)
def test_spread_beyond_lip(log, build, expected):
    assert build(log).holds("spread_beyond_lip") is expected


def test_one_spread_day_waits_for_a_second(log):
    log.twitch(10, 4, **LIP)
    assert log.needs("spread_beyond_lip") is None
    assert log.twitch(2, 2, **CHIN).needs("spread_beyond_lip") == (
        "2 episodes beyond the lips on 2 days in the last 14; 2 on 1 so far"
    )
    assert log.twitch(1, **CHIN).needs("spread_beyond_lip") is None


def test_the_evidence_is_where_and_when(log):
    flag = log.twitch(10, 4, **LIP).twitch(2, 0, side="left", **CHIN).flags()["spread_beyond_lip"]
    texts = [e.text for e in flag.evidence]
    assert texts == ["only the lips until then", *["chin (left) at 09:00"] * 2]


# one_sided_pattern

LEFT = {"side": "left"}
EYE = {"side": "left", "sites": ["lower_eyelid"]}
MOUTH = {"side": "left", "sites": ["mouth_corner"]}


def one_sided(log, **feature):
    """10 episodes of the left eye and mouth on 6 days over 14, beginning on the same day."""
    log.twitch(13, 10, 7, 4, 0, **EYE).twitch(13, 10, 7, 2, **MOUTH)
    return log.twitch(0, time="10:00", **{**MOUTH, **feature})


ONE_SIDED = {
    "empty diary": (lambda log: log, False),
    "it closed the eye": (lambda log: one_sided(log, closed_eye=True), True),
    "it pulled the mouth": (lambda log: one_sided(log, character="pull"), True),
    "it pulled, but not the mouth": (
        lambda log: one_sided(log, character="pull", sites=["brow"]),
        False,
    ),
    "asleep": (lambda log: one_sided(log, asleep=True), True),
    "no feature": (one_sided, False),
    "eye pulled shut as a symptom": (
        lambda log: one_sided(log).symptom("eye_pulled_shut", 3),
        True,
    ),
    "noticed in sleep as a symptom": (
        lambda log: one_sided(log).symptom("twitch_in_sleep", 3, side="left"),
        True,
    ),
    "a symptom of the other side": (
        lambda log: one_sided(log).symptom("twitch_in_sleep", 3, side="right"),
        False,
    ),
    "the eye first, 3 days before the mouth": (
        lambda log: log.twitch(13, 10, 7, 5, 3, 1, **EYE).twitch(10, 7, 5, 0, **MOUTH),
        True,
    ),
    "the eye first, 2 days before the mouth": (
        lambda log: log.twitch(13, 10, 7, 5, 3, 1, **EYE).twitch(11, 7, 5, 0, **MOUTH),
        False,
    ),
    "the mouth first, long ago": (
        lambda log: one_sided(log).twitch(300, **MOUTH),
        True,
    ),
    "both first seen long ago": (
        lambda log: one_sided(log).twitch(300, **MOUTH).twitch(300, **EYE),
        False,
    ),
    "9 episodes": (
        lambda log: log.twitch(13, 10, 7, 4, 0, closed_eye=True, **EYE).twitch(
            13, 7, 2, 0, **MOUTH
        ),
        False,
    ),
    "over 13 days": (
        lambda log: log.twitch(12, 10, 7, 4, 0, closed_eye=True, **EYE).twitch(
            12, 10, 7, 2, 0, **MOUTH
        ),
        False,
    ),
    "on 5 days": (
        lambda log: log.twitch(13, 10, 7, 4, 0, closed_eye=True, **EYE).twitch(
            13, 10, 7, 4, 0, **MOUTH
        ),
        False,
    ),
    "9 of 10 on one side": (
        lambda log: (
            log.twitch(13, 10, 7, 4, 0, closed_eye=True, **EYE)
            .twitch(13, 10, 7, 2, **MOUTH)
            .twitch(1, side="right")
        ),
        True,
    ),
    "9 of 11 on one side": (
        lambda log: (
            log.twitch(13, 10, 7, 4, 0, closed_eye=True, **EYE)
            .twitch(13, 10, 7, 2, **MOUTH)
            .twitch(1, side="right")
            .twitch(1, side="both")
        ),
        False,
    ),
    "episodes without a side are left out": (
        lambda log: one_sided(log, closed_eye=True).twitch(1, 1, 1, 1, 1, 1),
        True,
    ),
    "only the mouth": (
        lambda log: log.twitch(*range(14), character="pull", **MOUTH),
        False,
    ),
    "only the eye": (lambda log: log.twitch(*range(14), closed_eye=True, **EYE), False),
    "the eye on the other side": (
        lambda log: log.twitch(*range(14), character="pull", **MOUTH).twitch(
            0, side="right", sites=["brow"]
        ),
        False,
    ),
    "over 28 days ago": (
        lambda log: log.twitch(*range(28, 50), closed_eye=True, **EYE).twitch(
            *range(28, 50), **MOUTH
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), ONE_SIDED.values(), ids=ONE_SIDED)
def test_one_sided_pattern(log, build, expected):
    assert build(log).holds("one_sided_pattern") is expected


def test_it_waits_once_sides_are_recorded(log):
    assert log.twitch(0).needs("one_sided_pattern") is None
    assert log.twitch(1, 3, **LEFT).needs("one_sided_pattern") == (
        "10 episodes with a side over 14 days, on 6 active days, in the last 28; "
        "2 over 3 on 2 so far"
    )


def test_its_evidence_is_short(log):
    log.twitch(*range(14), *range(14), closed_eye=True, **EYE).twitch(*range(14), **MOUTH)
    evidence = log.flags()["one_sided_pattern"].evidence
    assert evidence[0].text == "42 of 42 episodes on the left side"
    assert len(evidence) == 8


# eye_closure

CLOSURE = {
    "empty diary": (lambda log: log, False),
    "2 episodes": (lambda log: log.twitch(0, 0, closed_eye=True), True),
    "1 episode": (lambda log: log.twitch(0, closed_eye=True), False),
    "one 14 days ago": (lambda log: log.twitch(0, 14, closed_eye=True), False),
    "one as a symptom": (
        lambda log: log.twitch(0, closed_eye=True).symptom("eye_pulled_shut", 13),
        True,
    ),
    "1 droop, gradual": (lambda log: log.symptom("eyelid_droop", 3, onset="gradual"), True),
    "1 droop, onset blank: stroke_signs": (lambda log: log.symptom("eyelid_droop", 3), False),
    "1 droop 14 days ago": (lambda log: log.symptom("eyelid_droop", 14, onset="gradual"), False),
    "2 days red": (lambda log: log.symptom("eye_red_swollen", 3, 13), True),
    "1 day red": (lambda log: log.symptom("eye_red_swollen", 3, 3), False),
    "1 closure and 1 day red": (
        lambda log: log.twitch(0, closed_eye=True).symptom("eye_red_swollen", 3),
        False,
    ),
    "not closed": (lambda log: log.twitch(0, 0, 1, closed_eye=False), False),
    "later than now": (
        lambda log: log.twitch(1, closed_eye=True).twitch(0, time="13:00", closed_eye=True),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CLOSURE.values(), ids=CLOSURE)
def test_eye_closure(log, build, expected):
    assert build(log).holds("eye_closure") is expected


# in_sleep


def asleep(log, *days, time="03:00", side="left"):
    return log.twitch(*days, time=time, side=side, asleep=True)


SLEEP = {
    "empty diary": (lambda log: log, False),
    "3 nights": (lambda log: asleep(log, 0, 5, 13), True),
    "2 nights": (lambda log: asleep(log, 0, 5, 5), False),
    "one 14 days ago": (lambda log: asleep(log, 0, 5, 14), False),
    "before and after midnight are one night": (
        lambda log: asleep(asleep(log, 0, 5), 6, time="23:30"),
        False,
    ),
    "before noon is the night before": (
        lambda log: asleep(asleep(log, 0, 5), 5, time="11:59"),
        False,
    ),
    "from noon on it is the day's own": (
        lambda log: asleep(asleep(log, 1, 5), 5, time="12:00"),
        True,
    ),
    "noticed by another": (
        lambda log: asleep(log, 0, 5).symptom("twitch_in_sleep", 9, side="left"),
        True,
    ),
    "noticed twice a night counts once": (
        lambda log: asleep(log, 0, 5, 6, 7).symptom(
            "twitch_in_sleep", 9, 9, 9, 9, 9, side="right", time="02:00"
        ),
        True,
    ),
    "4 of 5 on one side": (
        lambda log: asleep(asleep(log, 0, 5, 6, 7), 9, side="right"),
        True,
    ),
    "3 of 4 on one side": (
        lambda log: asleep(asleep(log, 0, 5, 6), 9, side="both"),
        False,
    ),
    "sides not recorded": (lambda log: asleep(log, 0, 5, 13, side=None), False),
    "one side recorded": (lambda log: asleep(asleep(log, 0, 5, side=None), 13), True),
    "awake": (lambda log: log.twitch(0, 5, 13, time="03:00", side="left"), False),
    "later than now": (lambda log: asleep(asleep(log, 5, 9), 0, time="13:00"), False),
}


@pytest.mark.parametrize(("build", "expected"), SLEEP.values(), ids=SLEEP)
def test_in_sleep(log, build, expected):
    assert build(log).holds("in_sleep") is expected


def test_it_waits_once_it_was_noticed(log):
    assert log.needs("in_sleep") is None
    assert asleep(log, 0).needs("in_sleep") == "3 nights in the last 14 days; 1 so far"
