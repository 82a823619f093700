"""`new_medicine`: twitching that began or grew after a medicine change."""

import pytest

RULE = "new_medicine"
SERTRALINE = "sertraline"
KNOWN = range(40, 55)  # clear days before everything

CASES = {
    "empty diary": (lambda log: log, False),
    "began the same day": (
        lambda log: log.clear(*KNOWN).course(SERTRALINE, 10).twitch(10, 9),
        True,
    ),
    "began 42 days after": (
        lambda log: log.clear(*range(45, 52), 5, 6, 7, 8).course(SERTRALINE, 44).twitch(2, 1),
        True,
    ),
    "began 43 days after": (
        lambda log: log.clear(*range(45, 52), 5, 6, 7, 8).course(SERTRALINE, 44).twitch(1, 0),
        False,
    ),
    "began a day before": (
        lambda log: log.clear(*KNOWN).course(SERTRALINE, 10).twitch(11, 9, 8),
        False,
    ),
    "1 active day": (lambda log: log.clear(*KNOWN).course(SERTRALINE, 10).twitch(9), False),
    "7 valid days before": (
        lambda log: log.clear(*range(11, 18)).course(SERTRALINE, 10).twitch(9, 8),
        True,
    ),
    "6 valid days before": (
        lambda log: log.clear(*range(11, 17)).course(SERTRALINE, 10).twitch(9, 8),
        False,
    ),
    "an older run that ended does not count": (
        lambda log: log.twitch(30, 29).clear(*range(12, 25)).course(SERTRALINE, 10).twitch(5, 4),
        True,
    ),
    "a run that missing days do not break began before": (
        lambda log: log.clear(*range(40, 50)).twitch(30).course(SERTRALINE, 10).twitch(5, 4),
        False,
    ),
    "the run has ended": (
        lambda log: log.clear(*KNOWN, 0, 1, 2, 3).course(SERTRALINE, 10).twitch(9, 8),
        False,
    ),
    "a changed dose": (
        lambda log: log.clear(*KNOWN).course(SERTRALINE, 10, change="decreased").twitch(9, 8),
        True,
    ),
    "a medicine that is not listed": (
        lambda log: log.clear(*KNOWN).course("vitamin D", 10).twitch(9, 8),
        False,
    ),
    "not listed, but suspected": (
        lambda log: log.clear(*KNOWN).course("vitamin D", 10, suspected=True).twitch(9, 8),
        True,
    ),
    "suspected without a run": (
        lambda log: log.clear(*KNOWN).course("vitamin D", 10, suspected=True),
        False,
    ),
    "listed by its class": (
        lambda log: (
            log.clear(*KNOWN)
            .course("Medrol", 10, drug_class="corticosteroids (systemic)")
            .twitch(9, 8)
        ),
        True,
    ),
    "one of two names of an entry": (
        lambda log: log.clear(*KNOWN).course("Escitalopram 10 mg", 10).twitch(9, 8),
        True,
    ),
    "starts tomorrow": (
        lambda log: log.clear(*KNOWN).course(SERTRALINE, -1).twitch(1, 0),
        False,
    ),
    "only arm and leg": (
        lambda log: log.clear(*KNOWN).course(SERTRALINE, 10).twitch(9, 8, sites=["leg"]),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CASES.values(), ids=CASES)
def test_the_run_began_after_a_change(log, build, expected):
    assert build(log).holds(RULE) is expected


def weekly(log, start, before, after, name=SERTRALINE, **fields):
    """A course so many days ago, and clusters in the weeks around its start, 3 valid days in each.

    A cluster in every week keeps one run going from long before the start.
    """
    for week, count in enumerate([*before, *after]):
        first = start + 28 - 7 * week
        log.complete(first, first - 1, first - 2)
        for hour in range(count):
            log.twitch(first, time=f"{hour:02}:00")
    return log.course(name, start, **fields)


GREW = {
    "doubled, every week": (lambda log: weekly(log, 28, [1, 1, 1, 1], [3, 3, 3, 3]), True),
    "exactly doubled": (lambda log: weekly(log, 28, [1, 1, 1, 1], [2, 2, 2, 2]), True),
    "less than doubled": (lambda log: weekly(log, 28, [2, 2, 2, 2], [4, 4, 4, 3]), False),
    "p of 3 in 70": (lambda log: weekly(log, 28, [1, 1, 2, 2], [2, 3, 4, 5]), True),
    "doubled by one wild week": (lambda log: weekly(log, 28, [1, 1, 1, 1], [1, 1, 1, 9]), False),
    "the fourth week is not over": (
        lambda log: weekly(log, 27, [1, 1, 1, 1], [3, 3, 3, 3]),
        False,
    ),
    "42 days ago": (lambda log: weekly(log, 42, [1, 1, 1, 1], [3, 3, 3, 3]), True),
    "43 days ago": (lambda log: weekly(log, 43, [1, 1, 1, 1], [3, 3, 3, 3]), False),
    "not listed": (lambda log: weekly(log, 28, [1] * 4, [3] * 4, name="vitamin D"), False),
    "not listed, but suspected": (
        lambda log: weekly(log, 28, [1] * 4, [3] * 4, name="vitamin D", suspected=True),
        True,
    ),
    "suspected, and the run has ended": (
        lambda log: weekly(log, 40, [1] * 4, [3] * 4, name="vitamin D", suspected=True).clear(
            *range(12)
        ),
        False,
    ),
    "listed, and the run has ended": (
        lambda log: weekly(log, 40, [1] * 4, [3] * 4).clear(*range(12)),
        True,
    ),
}


@pytest.mark.parametrize(("build", "expected"), GREW.values(), ids=GREW)
def test_weekly_clusters_doubled_after_a_change(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_after_weeks_without_any_cluster_any_is_more(log):
    measured = weekly(log, 28, [0, 0, 0, 0], [1, 1, 1, 1]).measured(RULE)
    assert (measured["ratio"], measured["alpha"]) == ("no clusters before", 0.014)


def test_missing_days_are_not_days_without_twitching(log):
    # one episode a day on every day that was logged: the rate never changed
    log.twitch(*range(28)).course(SERTRALINE, 28)
    log.twitch(*(28 + n for n in range(0, 29, 4)), 60, 61)
    assert log.measured(RULE)["ratio"] == 1.0
    assert not log.holds(RULE)


def test_a_week_without_a_valid_day_is_not_compared(log):
    log.twitch(60, 59, *range(29, 50)).twitch(*range(28), time="08:00").twitch(*range(28))
    log.course(SERTRALINE, 28)
    assert log.measured(RULE)["alpha"] is None


def test_it_waits_for_days_only_when_there_is_a_change(log):
    assert log.clear(1, 2).twitch(0).needs(RULE) is None
    log.course(SERTRALINE, 1)
    assert log.needs(RULE) == "7 valid days before sertraline started on 2026-11-19; 1 so far"
    log.clear(*range(3, 12))
    assert log.needs(RULE) == "2 active days after sertraline started on 2026-11-19; 1 so far"


def test_the_evidence_is_the_change_and_the_run(log):
    flag = log.clear(*KNOWN).course(SERTRALINE, 10).twitch(7, 6).flags()[RULE]
    assert [e.text for e in flag.evidence] == [
        "sertraline started",
        "the present run of twitching began 3 days later",
    ]
    assert flag.evidence[0].entry == log.diary.of("medication")[0].id
