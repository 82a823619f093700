"""Self-care rules."""

import pytest

RULE = "recent_simple_twitch"

SIMPLE = {
    "empty diary": (lambda log: log, False),
    "one episode": (lambda log: log.twitch(0), True),
    "first and last day 13 apart": (lambda log: log.twitch(13, 0), True),
    "first and last day 14 apart": (lambda log: log.twitch(14, 0), False),
    "10 days in a row": (lambda log: log.twitch(*range(10)), True),
    "a short run, not seen for a month but never broken": (lambda log: log.twitch(40, 38), True),
    "older runs that ended do not count": (
        lambda log: log.twitch(*range(20, 60)).clear(*range(10, 20)).twitch(2, 0),
        True,
    ),
    "the run has ended": (lambda log: log.twitch(6, 5).clear(1, 2, 3, 4), False),
    "3 clear days": (lambda log: log.twitch(6, 5).clear(1, 2, 3), True),
    "only the leg": (lambda log: log.twitch(0, sites=["leg"]), False),
    "later than now": (lambda log: log.twitch_hours(-1), False),
    "with an emergency": (lambda log: log.twitch(0).sign("chest_pain", 1), False),
    "with a routine rule": (
        lambda log: log.twitch(0, 1, 2, 3).symptom("ear_pain", 0, 1, 2, 3),
        False,
    ),
    "after the emergency": (lambda log: log.twitch(0).sign("chest_pain", 30, gone=29), True),
}


@pytest.mark.parametrize(("build", "expected"), SIMPLE.values(), ids=SIMPLE)
def test_recent_simple_twitch(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_it_waits_for_a_first_episode(log):
    assert log.needs(RULE) == "1 episode; none so far"
    assert log.twitch(40).clear(1, 2, 3, 4).needs(RULE) is None


def test_its_evidence_is_the_days_of_the_run(log):
    flag = log.twitch(5, 3, 3).flags()[RULE]
    assert [e.text for e in flag.evidence] == ["1 episode", "2 episodes"]
