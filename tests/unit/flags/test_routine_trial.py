"""`not_relieved`: a completed trial of less caffeine that brought no relief."""

import pytest

RULE = "not_relieved"
DAY_1 = 21  # so that day 21 was yesterday


def trial(log, *, day_1=DAY_1, clusters=(14, 12), mg=(300, 0), adherent=21, **fields):
    """A trial, with daily caffeine before and during it.

    There is one cluster a day on so many of the 14 days before and of days 10 to 21.
    """
    (before, after), (usual, during) = clusters, mg
    log.add(kind="trial", **{"name": "No coffee", "factor": "caffeine", **fields})
    log.rows[-1].setdefault("start_date", str(log.day(day_1)))
    for n in range(14):
        ago = day_1 + 1 + n
        log.add(kind="caffeine", mg=usual, time=log.at(ago, "08:00")).complete(ago)
        if n < before:
            log.twitch(ago)
    for n in range(21):
        daily = during if n < adherent else 300
        log.complete(day_1 - n)
        if daily:
            log.add(kind="caffeine", mg=daily, time=log.at(day_1 - n, "08:00"))
    return log.twitch(*(day_1 - 20 + n for n in range(after)))


def eased(log, *, day_1=DAY_1, stress=3, hours=7, nights=15, baseline=None):
    for n in range(21):
        log.add(kind="stress", stress=stress, time=log.at(day_1 - n, "10:00"))
    for n in range(nights):
        log.add(kind="sleep", hours=hours, date=str(log.day(day_1 - n)))
    if baseline is not None:
        log.add(kind="stress", stress=baseline, time=log.at(day_1 + 3, "10:00"))
    return log


NO_MORE = {"target": "no_further_change"}

CASES = {
    "empty diary": (lambda log: log, False),
    "no relief, eased": (lambda log: eased(trial(log)), True),
    "no relief, no more can be changed": (lambda log: trial(log, **NO_MORE), True),
    "no relief, stress not eased": (trial, False),
    "0.7 of the rate": (lambda log: trial(log, clusters=(10, 6), **NO_MORE), False),
    "over 0.7 of the rate": (lambda log: trial(log, clusters=(10, 7), **NO_MORE), True),
    "relief": (lambda log: trial(log, clusters=(14, 3), **NO_MORE), False),
    "day 21 is not over": (lambda log: trial(log, day_1=20, **NO_MORE), False),
    "given up on day 20": (lambda log: trial(log, stop_date=str(log.day(2)), **NO_MORE), False),
    "kept to day 21": (lambda log: trial(log, stop_date=str(log.day(1)), **NO_MORE), True),
    "a trial of something else": (lambda log: trial(log, factor="screen", **NO_MORE), False),
    "kept to on 17 days": (lambda log: trial(log, adherent=17, **NO_MORE), True),
    "kept to on 16 days": (lambda log: trial(log, adherent=16, **NO_MORE), False),
    "50 mg a day": (lambda log: trial(log, mg=(100, 50), **NO_MORE), True),
    "51 mg a day": (lambda log: trial(log, mg=(100, 51), **NO_MORE), False),
    "a quarter of what was usual": (lambda log: trial(log, mg=(300, 75), **NO_MORE), True),
    "more than a quarter": (lambda log: trial(log, mg=(300, 76), **NO_MORE), False),
    "stress 4": (lambda log: eased(trial(log), stress=4), False),
    "stress 4, down by 2": (lambda log: eased(trial(log), stress=4, baseline=6), True),
    "stress 4, down by 1": (lambda log: eased(trial(log), stress=4, baseline=5), False),
    "15 of 21 nights": (lambda log: eased(trial(log), nights=15), True),
    "14 of 21 nights": (lambda log: eased(trial(log), nights=14), False),
    "nights under 7 hours": (lambda log: eased(trial(log), hours=6.9, nights=21), False),
    "6 clusters before": (lambda log: trial(log, clusters=(6, 12), **NO_MORE), True),
    "5 clusters before": (lambda log: trial(log, clusters=(5, 12), **NO_MORE), False),
    "the run has ended since": (
        lambda log: trial(log, day_1=40, **NO_MORE).clear(*range(19)),
        False,
    ),
    "it goes on since": (lambda log: trial(log, day_1=40, **NO_MORE).twitch(*range(19)), True),
    "it starts tomorrow": (
        lambda log: log.twitch(*range(30)).add(
            kind="trial", name="n", factor="caffeine", start_date=str(log.day(-1))
        ),
        False,
    ),
    "as arms": (
        lambda log: trial(
            log,
            start_date=str(log.day(60)),
            arms=[
                {"start_date": str(log.day(60)), "stop_date": str(log.day(22)), "arm": "usual"},
                {"start_date": str(log.day(21)), "stop_date": str(log.day(1)), "arm": "without"},
            ],
            **NO_MORE,
        ),
        True,
    ),
    "an arm of 20 days": (
        lambda log: trial(
            log,
            arms=[{"start_date": str(log.day(21)), "stop_date": str(log.day(2)), "arm": "without"}],
            **NO_MORE,
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CASES.values(), ids=CASES)
def test_not_relieved(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_a_day_without_caffeine_entries_counts_only_when_it_is_complete(log):
    trial(log, **NO_MORE)
    log.rows = [row for row in log.rows if row["kind"] != "day"]
    assert log.twitch(*range(1, 22)).measured(RULE).get("adherence") is None
    assert not log.holds(RULE)


def test_missing_days_change_no_rate(log):
    trial(log, **NO_MORE)
    left_out = {str(log.day(n)) for n in (2, 4, 23, 25)}
    log.rows = [row for row in log.rows if not left_out & {str(v)[:10] for v in row.values()}]
    assert log.measured(RULE)["valid_days"] == [12, 10]
    assert log.measured(RULE)["ratio"] == 1.0


@pytest.mark.parametrize(("missing", "enough"), [((2, 4), True), ((2, 4, 6), False)])
def test_ten_valid_days_are_needed_on_each_side(log, missing, enough):
    trial(log, **NO_MORE)
    left_out = {str(log.day(n)) for n in missing}
    log.rows = [row for row in log.rows if not left_out & {str(v)[:10] for v in row.values()}]
    assert log.holds(RULE) is enough
    wanted = "10 valid days before the trial and on its days 10 to 21; 14 and 9 so far"
    assert log.needs(RULE) == (None if enough else wanted)


def test_it_waits_for_a_trial_that_is_under_way_and_for_nothing_without_one(log):
    assert log.twitch(0).needs(RULE) is None
    trial(log, day_1=20, **NO_MORE)
    assert log.needs(RULE) == "21 full days of the trial; 20 so far"
