"""Long periods by the hour: episodes in two hours of a complete day, by weeks or months."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from math import ceil
from typing import Final

from tracker import clock
from tracker.diary import Diary
from tracker.report.timeline import hour_of
from tracker.spans import DAY, WEEK, Unit, split

SLOT: Final = 2
"""Hours that one cell stands for."""
SLOTS: Final = 24 // SLOT
MOST_WEEKS: Final = 106
"""Weeks that are shown one by one: two years. Beyond, a column is a month."""
STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class HourColumn:
    """The days from `since` to `until`: episodes a complete day in each slot of the day, in order.

    None: no complete day, so nothing is known. `ahead`: all of its days are still to come.
    """

    since: date
    until: date
    per_day: tuple[float, ...] | None
    ahead: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """Columns, oldest first; months where `monthly`, else weeks that end on the last day."""

    columns: tuple[HourColumn, ...]
    monthly: bool
    day_starts_at: time

    @property
    def limits(self) -> tuple[float, ...]:
        """The upper ends of the shades, in equal steps of two digits up to the fullest cell."""
        fullest = max((max(c.per_day) for c in self.columns if c.per_day), default=0.0)
        if not fullest:
            return ()
        step = _rounded_up(fullest / STEPS)
        return tuple(round(step * n, 9) for n in range(1, STEPS + 1))


def hours(diary: Diary, *, since: date, until: date, present: date) -> Hours:
    """The days from `since` to `until`, both included, seen from the day `present`.

    Days that are not complete do not count.
    """
    weeks = ceil(((until - since) // DAY + 1) / 7)
    monthly = weeks > MOST_WEEKS
    spans = split(since, until, Unit.MONTH) if monthly else _weeks(since, until, weeks)
    place = {
        day: n
        for n, span in enumerate(spans)
        for day in clock.days_between(*span)
        if day in diary.complete_days
    }
    known = Counter(place.values())
    counts: Counter[tuple[int, int]] = Counter()
    for episode in diary.episodes:
        if episode.local_date in place:
            start = clock.parse_instant(episode.record["start"])
            slot = int(hour_of(start, diary.day_starts_at)) // SLOT
            counts[place[episode.local_date], slot] += 1
    columns = (
        HourColumn(
            *span,
            tuple(counts[n, slot] / known[n] for slot in range(SLOTS)) if known[n] else None,
            ahead=span[0] > present and not known[n],
        )
        for n, span in enumerate(spans)
    )
    return Hours(tuple(columns), monthly, diary.day_starts_at)


def _weeks(since: date, until: date, number: int) -> list[tuple[date, date]]:
    starts = [until - WEEK * n + DAY for n in range(number, 0, -1)]
    return [(max(start, since), start + 6 * DAY) for start in starts]


def _rounded_up(value: float) -> float:
    """The next number of one digit, so that the key is short: 0.34 becomes 0.4."""
    unit = 1.0
    while value < unit:
        unit /= 10
    while value >= unit * 10:
        unit *= 10
    return round(ceil(round(value / unit, 9)) * unit, 9)
