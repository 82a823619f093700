"""Routine rules about how long twitching has lasted."""

from datetime import date

import pytest

from tracker.errors import DataError
from tracker.flags import explain
from tracker.flags.evaluation import rules_for

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


@pytest.mark.parametrize("preset", ["strict", "default", "sensitive"])
def test_its_words_state_the_numbers_of_the_preset(log, preset):
    rule, said = rules_for(preset)[RULE], explain(RULE, log.diary, log.now, preset=preset)
    p = rule.params
    assert said.condition == rule.condition
    assert f"{p['window_days']} or more days after the first" in rule.condition
    assert rule.condition.count(f" {p['each_half']} or more") == 2
    assert f"last {p['window_days']} days." in rule.condition
    assert said.window.startswith(f"{p['window_days']} days")
    valid, active = p["valid_days"], p["active_days"]
    assert said.minimum_evidence == f"at least {valid} valid days and {active} active days"
    assert f"the last {p['window_days']} days, and the last 4 weeks" in said.ends


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


# over_three_months


def weekly(log, weeks, ago=0):
    """One twitch a week, in so many weeks, the latest so many days ago."""
    return log.twitch(*(ago + 7 * n for n in range(weeks)))


MONTHS = {
    "empty diary": (lambda log: log, False),
    "every day for 90 days": (lambda log: log.twitch(*range(90)), True),
    "every day for 89 days": (lambda log: log.twitch(*range(89)), False),
    "once a week, 45 valid days": (lambda log: weekly(log, 14).clear(*range(1, 40)), True),
    "once a week, 44 valid days": (
        lambda log: weekly(log, 14).clear(*(n for n in range(1, 37) if n % 7)),
        False,
    ),
    "9 of 13 weeks": (
        lambda log: log.twitch(95, 80, 66, 52, 44, 37, 30, 23, 16, 9, 2).clear(*range(53, 90)),
        True,
    ),
    "8 of 13 weeks": (
        lambda log: log.twitch(95, 80, 66, 52, 44, 37, 30, 22, 8).clear(*range(40, 90)),
        False,
    ),
    "a gap of 14 days": (
        lambda log: log.twitch(*range(50, 95), *range(36)),
        True,
    ),
    "a gap of 15 days": (
        lambda log: log.twitch(*range(51, 95), *range(36)),
        False,
    ),
    "a gap of 14 clear days": (
        lambda log: log.twitch(*range(50, 95), *range(36)).clear(*range(36, 50)),
        True,
    ),
    "not seen for 15 days": (lambda log: log.twitch(*range(15, 110)), True),
    "not seen for 16 days": (lambda log: log.twitch(*range(16, 110)), False),
    "only the leg": (lambda log: log.twitch(*range(120), sites=["leg"]), False),
    "the last one later than now": (
        lambda log: log.twitch(*range(1, 90)).twitch(0, time="13:00"),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), MONTHS.values(), ids=MONTHS)
def test_over_three_months(log, build, expected):
    assert build(log).holds("over_three_months") is expected


def test_three_months_wait_for_valid_days(log):
    assert log.twitch(0, 2).clear(1).needs("over_three_months") == (
        "45 valid days in the last 91; 3 so far"
    )


# rising_rate: today is a Friday, so the last complete week ended 5 days ago


def weeks(log, totals, valid=7):
    """Clusters in the complete ISO weeks, oldest first, each with so many valid days."""
    for number, total in enumerate(reversed(totals)):
        sunday = 5 + 7 * number
        log.complete(*range(sunday, sunday + valid))
        for cluster in range(total):
            log.twitch(sunday + cluster % valid, time=f"{cluster // valid * 2:02}:00")
    return log


EIGHT = [2, 3, 2, 3, 2, 3, 2, 3]

RATES = {
    "empty diary": (lambda log: log, False),
    "doubled": (lambda log: weeks(log, [*EIGHT, 5, 5, 5, 5]), True),
    "1.5 times": (lambda log: weeks(log, [2] * 8 + [3] * 4), True),
    "less than 1.5 times": (lambda log: weeks(log, [4] * 8 + [6, 6, 6, 5]), False),
    "steady": (lambda log: weeks(log, [4] * 12), False),
    "falling": (lambda log: weeks(log, [9] * 8 + [2] * 4), False),
    "one wild week": (lambda log: weeks(log, [2] * 8 + [2, 2, 2, 40]), False),
    "p of 1 in 495": (lambda log: weeks(log, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5]), True),
    "p over 0.01": (lambda log: weeks(log, [1, 1, 1, 1, 6, 6, 1, 1, 6, 6, 6, 6]), False),
    "from none at all": (lambda log: weeks(log, [0] * 8 + [3, 3, 2, 2]), True),
    "9 clusters": (lambda log: weeks(log, [0] * 8 + [3, 2, 2, 2]), False),
    "a rate, not a count, of weeks with 5 valid days": (
        lambda log: weeks(log, [5] * 12, valid=5),
        False,
    ),
    "a week with 4 valid days": (
        lambda log: weeks(log, [0] * 7, valid=4).twitch(*range(5, 40)),
        False,
    ),
    "the week that is not over does not count": (
        lambda log: weeks(log, EIGHT + EIGHT[:4]).twitch_hours(*range(1, 90, 2)),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), RATES.values(), ids=RATES)
def test_rising_rate(log, build, expected):
    assert build(log).holds("rising_rate") is expected


def test_missing_days_are_not_days_without_twitching(log):
    # one cluster on every valid day; 5 valid days a week before, 7 in the last four weeks
    for number in range(12):
        sunday = 5 + 7 * number
        log.twitch(*range(sunday, sunday + (7 if number < 4 else 5)))
    assert log.measured("rising_rate")["ratio"] == 1.0


def test_it_waits_for_complete_weeks_then_for_clusters(log):
    weeks(log, [0, 0, 0], valid=5)
    assert log.needs("rising_rate") == ("12 complete weeks with 5 or more valid days; 3 so far")
    log.rows.clear()
    assert weeks(log, [0] * 11 + [3]).needs("rising_rate") == "10 clusters in 12 weeks; 3 so far"


def test_it_is_the_same_all_week(log_at):
    for day in ("2026-11-16", "2026-11-22"):
        log = log_at(f"{day}T12:00:00+01:00")
        for number, total in enumerate(reversed([*EIGHT, 5, 5, 5, 5])):
            sunday = (log.day(0) - date(2026, 11, 15)).days + 7 * number
            log.complete(*range(sunday, sunday + 7)).twitch(*range(sunday, sunday + total))
        assert log.holds("rising_rate")


# high_burden

BURDEN = {
    "empty diary": (lambda log: log, False),
    "4 strong days": (lambda log: log.twitch(0, 4, 9, 13, intensity=5), True),
    "3 strong days": (lambda log: log.twitch(0, 4, 9, intensity=9), False),
    "intensity 4": (lambda log: log.twitch(*range(14), intensity=4), False),
    "one 14 days ago": (lambda log: log.twitch(0, 4, 9, 14, intensity=5), False),
    "the day's own median": (
        lambda log: (
            log.twitch(0, 4, 9, 13, intensity=3)
            .twitch(0, 4, 9, 13, time="10:00", intensity=7)
            .twitch(0, 4, 9, 13, time="11:00", intensity=9)
        ),
        True,
    ),
    "the day's median below 5": (
        lambda log: log.twitch(0, 4, 9, 13, intensity=0).twitch(
            0, 4, 9, 13, time="10:00", intensity=9
        ),
        False,
    ),
    "it interfered": (lambda log: log.twitch(0, 4, 9, 13, interfered=True, intensity=1), True),
    "strong or interfered": (
        lambda log: log.twitch(0, 4, intensity=8).twitch(9, 13, interfered=True),
        True,
    ),
    "not rated": (lambda log: log.twitch(0, 4, 9, 13), False),
    "unrated episodes leave the median alone": (
        lambda log: log.twitch(0, 4, 9, 13, intensity=6).twitch(0, 4, 9, 13, time="10:00"),
        True,
    ),
    "of the leg": (lambda log: log.twitch(0, 4, 9, 13, intensity=9, sites=["leg"]), False),
    "later than now": (
        lambda log: log.twitch(4, 9, 13, intensity=9).twitch(0, time="13:00", intensity=9),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), BURDEN.values(), ids=BURDEN)
def test_high_burden(log, build, expected):
    assert build(log).holds("high_burden") is expected


# under_16


@pytest.mark.parametrize(("age", "expected"), [(15, True), (16, False), (0, True), (None, False)])
def test_under_16(log, age, expected):
    assert log.profile(age=age).holds("under_16") is expected


def test_it_waits_for_the_age(log):
    assert log.needs("under_16") == "the age in the profile; not recorded so far"
    assert log.profile(age=40).needs("under_16") is None
