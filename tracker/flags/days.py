"""Sets of local dates in order, and the stretches of dates that rules look at."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

Stretch = tuple[date, date]
"""The first and the last of some dates in a row, both included."""


class Days:
    """Different dates, oldest first, such as the valid or the active days of a diary."""

    __slots__ = ("dates",)

    def __init__(self, dates: Iterable[date]) -> None:
        self.dates = tuple(sorted(set(dates)))

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The dates from `first` to `last`, both included."""
        return self.dates[bisect_left(self.dates, first) : bisect_right(self.dates, last)]

    def number(self, first: date, last: date) -> int:
        """How many dates there are from `first` to `last`, both included."""
        return max(0, bisect_right(self.dates, last) - bisect_left(self.dates, first))

    def until(self, day: date) -> int:
        """How many dates there are up to and including a day."""
        return bisect_right(self.dates, day)


def last_days(today: date, days: int) -> Stretch:
    """The last N days: today and the N-1 local dates before it (reading 1)."""
    return today - timedelta(days=days - 1), today


def blocks(last: date, weeks: int) -> list[Stretch]:
    """The 7-day blocks that end on a day, oldest first (reading 6: 'the last 4 weeks')."""
    ends = [last - timedelta(days=7 * n) for n in range(weeks - 1, -1, -1)]
    return [(end - timedelta(days=6), end) for end in ends]


def halves(today: date, days: int) -> tuple[Stretch, Stretch]:
    """The older and the newer half of the last N days (reading 23).

    Of 14 days: days 13 to 7 and days 6 to 0 before today. Of an odd number the older half has one
    day more.
    """
    newer = days // 2
    first, last = last_days(today, days)
    return (first, last - timedelta(days=newer)), (last - timedelta(days=newer - 1), last)
