"""Routine rules about how long twitching has lasted."""

from datetime import date

import pytest

from tracker.errors import DataError

RULE = "over_two_weeks"

# 4 active days in days 13-7, 4 in days 6-0, the run 14 days long, 10 valid days
DENSE = (14, 13, 11, 9, 7, 6, 4, 2, 0)
CLEAR = (1, 3)

CASES = {
    "empty diary": (lambda log: log, False),
    "every day": (lambda log: log.twitch(*range(15)), True),
    "just enough": (lambda log: log.twitch(*DENSE).clear(*CLEAR), True),
    "the last active day 14 after the first": (
        lambda log: log.twitch(14, 13, 12, 11, 10, 6, 5, 4, 3, 0).clear(1),
        True,
    ),
    "the last active day 13 after the first": (lambda log: log.twitch(*range(14)), False),
    "3 active days in the older half": (
        lambda log: log.twitch(14, 13, 11, 9, 6, 5, 4, 3, 2, 0).clear(7, 8),
        False,
    ),
    "3 active days in the newer half": (
        lambda log: log.twitch(14, 13, 12, 11, 10, 9, 8, 7, 6, 3, 0).clear(1, 2),
        False,
    ),
    "9 valid days": (lambda log: log.twitch(*DENSE).clear(1), False),
    "10 valid days, missing ones between": (lambda log: log.twitch(*DENSE).clear(1, 3), True),
    "broken by 4 clear days": (
        lambda log: log.twitch(20, 13, 12, 11, 10, 5, 4, 3, 2, 1, 0).clear(6, 7, 8, 9),
        False,
    ),
    "3 clear days do not break it": (
        lambda log: log.twitch(20, 13, 12, 11, 10, 6, 5, 4, 3, 2, 1, 0).clear(7, 8, 9),
        True,
    ),
    "missing days do not break it": (
        lambda log: log.twitch(20, 13, 12, 11, 10, 3, 2, 1, 0).clear(4, 5),
        True,
    ),
    "only arm and leg": (lambda log: log.twitch(*range(30), sites=["arm", "leg"]), False),
    "no sites recorded": (lambda log: log.twitch(*range(15), sites=[]), True),
    "later than now": (lambda log: log.twitch(*range(1, 14)).twitch(0, time="12:01"), False),
    "it settled": (lambda log: log.twitch(*range(7, 30)).clear(*range(7)), False),
    # four weeks with two active days each, whatever the gaps
    "2 days in each of 4 weeks": (
        lambda log: log.twitch(27, 21, 20, 14, 13, 7, 6, 0).clear(1, 2, 3, 4),
        True,
    ),
    "2 days in each of 4 weeks, 9 valid days": (
        lambda log: log.twitch(27, 21, 20, 14, 13, 7, 6, 0).clear(1),
        False,
    ),
    "one week with 1 day": (
        lambda log: log.twitch(27, 21, 20, 13, 12, 7, 6, 0).clear(1, 2, 3, 4),
        False,
    ),
    "the fourth week starts 27 days ago": (
        lambda log: log.twitch(28, 21, 20, 14, 13, 7, 6, 0).clear(1, 2, 3, 4),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CASES.values(), ids=CASES)
def test_over_two_weeks(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_it_waits_for_valid_days_and_says_how_many_there_are(log):
    assert log.needs(RULE) == "10 valid days in the last 14; 0 so far"
    log.twitch(0, 3).clear(1, 2, 5, 13, 14)
    assert log.needs(RULE) == "10 valid days in the last 14; 6 so far"
    assert log.clear(6, 7, 8, 9).needs(RULE) is None


def test_it_does_not_wait_once_it_fires(log):
    log.twitch(27, 21, 20, 14, 13, 7, 6, 0).clear(22, 23, 24, 25)
    assert log.holds(RULE)
    assert log.needs(RULE) is None


@pytest.mark.parametrize(
    ("preset", "active", "clear", "fires"),
    [
        ("sensitive", (14, 13, 10, 8, 4, 2, 0), (1, 3), True),
        ("sensitive", (14, 13, 10, 8, 4, 2, 0), (1,), False),  # 7 valid days
        ("default", (14, 13, 10, 8, 4, 2, 0), (1, 3, 5, 6), False),
        ("strict", DENSE, (1, 3, 5, 8, 10, 12, 15), False),  # not yet 21 days
        ("strict", (21, 19, 17, 15, 13, 11, 8, 6, 4, 2, 0), (1, 3, 5, 7, 9), True),
        ("strict", (21, 19, 17, 15, 13, 11, 8, 6, 4, 2, 0), (1, 3, 5, 7), False),  # 14 valid days
    ],
)
def test_presets_change_its_numbers(log, preset, active, clear, fires):
    flags = log.twitch(*active).clear(*clear).flags(preset=preset)
    assert (RULE in flags) is fires


def test_an_unknown_preset_is_an_error_that_names_the_known_ones(log):
    with pytest.raises(DataError, match="strict, default, sensitive"):
        log.flags(preset="lax")


def test_its_evidence_is_the_active_days_and_where_the_run_began(log):
    flag = log.twitch(20, *DENSE).twitch(0, time="10:00").clear(*CLEAR).flags()[RULE]
    assert [e.day for e in flag.evidence[:2]] == [date(2026, 10, 31), date(2026, 11, 7)]
    assert flag.evidence[0].text == "the present run of twitching began"
    assert flag.evidence[-1].text == "2 episodes"
    assert all(e.entry for e in flag.evidence)


def test_its_explanation_shows_the_diarys_numbers_beside_the_rules(log):
    measured = log.twitch(*DENSE).clear(*CLEAR).measured(RULE)
    assert measured["active_days"] == 8
    assert measured["valid_days"] == 10
    assert measured["each_half"] == [4, 4]
    assert measured["run_first_to_last_day"] == 14
