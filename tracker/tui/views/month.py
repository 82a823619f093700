"""A month of the Diary: what is known of each day, its entries, and the weeks up to then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.known_days import DayMark, DayState, marks
from tracker.records import Entry
from tracker.tui.views.days import MONTHS
from tracker.tui.views.rows import Row, row
from tracker.tui.widgets.trend import Point

WEEKS: Final = 12
"""How many weeks the trend has."""

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month up to today, their rows (newest first), and episodes a day by week.

    A week's rate is its episodes divided by its valid days; a week without any is unknown.
    """

    first: date
    marks: tuple[DayMark, ...]
    rows: Mapping[date, tuple[Row, ...]]
    weeks: tuple[Point, ...]

    @property
    def most(self) -> int:
        """The most twitches of a day."""
        return max((mark.episodes for mark in self.marks), default=0)

    def mark(self, day: date) -> DayMark | None:
        """What is known of a day; None when it lies ahead or in another month."""
        return next((mark for mark in self.marks if mark.day == day), None)

    def count(self, state: DayState) -> int:
        """How many days are in a state."""
        return sum(mark.state is state for mark in self.marks)


def bounds(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + 31 * _DAY).replace(day=1) - _DAY


def trend_since(until: date) -> date:
    """The Monday that the trend to a day begins with."""
    return until - timedelta(days=until.weekday()) - (WEEKS - 1) * _WEEK


def month(entries: Sequence[Entry], first: date, last: date) -> Month:
    """The month from its first day to its last, or to today where that comes earlier.

    `entries` hold those of the month, newest first, and episodes and days since `trend_since`.
    """
    rows: dict[date, list[Row]] = {}
    for entry in entries:
        if entry.local_date is not None and first <= entry.local_date <= last:
            rows.setdefault(entry.local_date, []).append(row(entry))
    return Month(
        first=first,
        marks=marks(entries, first, last),
        rows={day: tuple(some) for day, some in rows.items()},
        weeks=tuple(_weeks(marks(entries, trend_since(last), last))),
    )


def _weeks(days: Sequence[DayMark]) -> list[Point]:
    points = []
    for at in range(0, len(days), 7):
        week = days[at : at + 7]
        valid = [mark for mark in week if mark.state is not DayState.UNKNOWN]
        begins = week[0].day
        rate = sum(mark.episodes for mark in valid) / len(valid) if valid else None
        label = MONTHS[begins.month - 1] if begins.day <= len(week) else str(begins.day)
        points.append(Point(label, rate))
    return points
