"""Alcohol: grams drunk in a window of hours before, with typical evenings where none is logged."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from tracker.analysis.waking import REACH, Waking
from tracker.diary import Diary
from tracker.vocabulary import Kind

ALCOHOL_HOURS: Final = (12, 48)
"""From how long to how long before an hour a drink counts for it."""

Shares = dict[date, list[float]]


def alcohol_g(
    diary: Diary, hours: Waking, window: tuple[int, int] = ALCOHOL_HOURS
) -> dict[date, float]:
    """Grams of alcohol drunk in a window of hours before, mean over the day's waking hours.

    A day that is not complete, or has a drink without an amount, takes the typical evening of its
    weekday group (working day, weekend): the mean of the complete ones. Where that holds for all
    days that the window reaches back to, the exposure is unknown.
    """
    added = _added(diary, hours, window)
    vague = {e.local_date for e in diary.of(Kind.ALCOHOL) if e.record.get("grams") is None}
    sure = diary.complete_days - vague
    typical = _typical(sure, added)
    none = [0.0] * (REACH + 1)
    nights = range(max(window[0] // 24, 1), -(-window[1] // 24) + 1)
    found = {}
    for day in sorted(sure & hours.days.keys()):
        back = [date.fromordinal(max(day.toordinal() - n, 1)) for n in range(REACH + 1)]
        if any(back[n] in sure for n in nights):
            found[day] = math.fsum(
                (added.get(before, none) if before in sure else typical[_is_weekend(before)])[n]
                for n, before in enumerate(back)
            )
    return found


def _added(diary: Diary, hours: Waking, window: tuple[int, int]) -> Shares:
    """For each day, what its drinks add to the exposure of that day and of each day after it."""
    nearest, furthest = window
    middles: dict[date, list[float]] = {}
    found: defaultdict[date, list[float]] = defaultdict(lambda: [0.0] * (REACH + 1))
    for entry in diary.of(Kind.ALCOHOL):
        grams = entry.record.get("grams")
        if entry.at is None or entry.local_date is None or grams is None:
            continue
        drunk = entry.at.timestamp() / 3600
        for later in range(REACH + 1):
            day = entry.local_date + timedelta(days=later)
            if day not in hours.days:
                continue
            if day not in middles:
                first, clock_hours = hours.days[day]
                middles[day] = [
                    first + n + 0.5 for n, hour in enumerate(clock_hours) if hour in hours.awake
                ]
            times = middles[day]
            within = bisect_right(times, drunk + furthest) - bisect_left(times, drunk + nearest)
            if within:
                found[entry.local_date][later] += float(grams) * within / len(times)
    return found


def _typical(sure: frozenset[date], added: Shares) -> dict[bool, list[float]]:
    """The mean of what an evening adds, for working days (False) and the weekend (True)."""
    overall = _mean(list(sure), added)
    found = {}
    for weekend in (False, True):
        days = [day for day in sure if _is_weekend(day) is weekend]
        found[weekend] = _mean(days, added) if days else overall
    return found


def _mean(days: list[date], added: Shares) -> list[float]:
    shares = [added[day] for day in days if day in added]
    return [math.fsum(some[n] for some in shares) / max(len(days), 1) for n in range(REACH + 1)]


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5
