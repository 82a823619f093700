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
    assert [e.text for e in flag.evidence] == ["chin (left) at 09:00"] * 2
