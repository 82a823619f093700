"""The outcome and one exposure side by side over time: by week, month, quarter or year.

Both are of complete days alone, those that the finding is made of, and nothing is adjusted for. A
stretch without such a day is unknown, never zero.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import TYPE_CHECKING, Final

from tracker.spans import Unit, finest

if TYPE_CHECKING:
    from tracker.analysis.detail import ObservedDay

MOST_COLUMNS: Final = 26
"""Half a year of weeks; what is longer is told by month, quarter or year."""

LEAST_KNOWN: Final = 3
"""Stretches with a complete day from which on there is a course to look at."""

NOT_A_CAUSE: Final = (
    "What moves together is not thereby cause and effect: both may follow something else. Nothing "
    "is adjusted for here."
)


@dataclass(frozen=True, slots=True)
class Column:
    """The days from `since` to `until`, both included.

    `days` of them are complete; `per_day` is the episodes a complete day, None without one.
    `exposure` is the mean over the `exposed` complete days on which it is known, in the unit of the
    contrast, None without one.
    """

    since: date
    until: date
    days: int
    per_day: float | None
    exposed: int
    exposure: float | None


@dataclass(frozen=True, slots=True)
class OverTime:
    """Columns, oldest first, without a gap between them; none where no day is complete."""

    unit: Unit
    columns: tuple[Column, ...]

    @property
    def rates(self) -> tuple[float | None, ...]:
        """Episodes a complete day in each column; None is unknown."""
        return tuple(column.per_day for column in self.columns)

    @property
    def exposures(self) -> tuple[float | None, ...]:
        """The mean exposure in each column; None is unknown."""
        return tuple(column.exposure for column in self.columns)

    @property
    def too_short(self) -> str:
        """What is still missing before there is a course to look at; empty where there is one."""
        known = sum(rate is not None for rate in self.rates)
        if known >= LEAST_KNOWN:
            return ""
        if not known:
            return (
                "Nothing to follow over time yet: no day is complete. A day counts once you have "
                "said that everything of it is logged."
            )
        return (
            f"Too short to follow over time: {counted(known, self.unit)} with complete days so "
            f"far, {LEAST_KNOWN} are needed. Each complete day counts."
        )

    @property
    def unknown(self) -> str:
        """How many columns are unknown, in words."""
        rates, exposures = self.rates.count(None), self.exposures.count(None)
        every = counted(len(self.columns), self.unit)
        if not rates and not exposures:
            return f"Both are known in each of the {every}."
        return (
            f"Not known is not zero: of {every}, the twitches are unknown in {rates}, the exposure "
            f"in {exposures}."
        )


def over_time(days: Sequence["ObservedDay"], until: date) -> OverTime:
    """The columns from the first of the complete days (oldest first) to `until`.

    The first and the last are cut to that period.
    """
    if not days:
        return OverTime(Unit.WEEK, ())
    unit, spans = finest(days[0].day, until, MOST_COLUMNS, tuple(Unit))
    dates = [day.day for day in days]
    return OverTime(
        unit,
        tuple(
            _column(first, last, days[bisect_left(dates, first) : bisect_right(dates, last)])
            for first, last in spans
        ),
    )


def counted(number: int, unit: Unit) -> str:
    """So many columns in words: `1 week`, `17 weeks`."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _column(since: date, until: date, days: Sequence["ObservedDay"]) -> Column:
    known = [day.exposure for day in days if day.exposure is not None]
    return Column(
        since=since,
        until=until,
        days=len(days),
        per_day=sum(day.episodes for day in days) / len(days) if days else None,
        exposed=len(known),
        exposure=fsum(known) / len(known) if known else None,
    )
