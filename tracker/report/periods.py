"""Which days a page covers: months, quarters and years by name, and what a stretch is called."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from tracker.errors import DataError, UsageError
from tracker.spans import DAY, month_of, quarter_of, year_of

LONGEST: Final = 3_660
"""Days a page may cover: ten years, with a week to spare for odd ends."""

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)

_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII | re.IGNORECASE)
_YEAR: Final = re.compile(r"(\d{4})()", re.ASCII)


def month(text: str) -> tuple[date, date]:
    """The first and last day of a month written `2026-11`. Raises DataError for anything else."""
    return _parsed(text, "month", _MONTH, "2026-11", month_of)


def quarter(text: str) -> tuple[date, date]:
    """The first and last day of a quarter written `2026-Q4`. Raises DataError for anything else."""
    return _parsed(text, "quarter", _QUARTER, "2026-Q4", quarter_of, months=3)


def year(text: str) -> tuple[date, date]:
    """The first and last day of a year written `2026`. Raises DataError for anything else."""
    return _parsed(text, "year", _YEAR, "2026", year_of)


def noun(since: date, until: date, other: str = "period") -> str:
    """What the days from `since` to `until` are called: day, week, month, quarter, year."""
    length = (until - since) // DAY + 1
    if length in {1, 7}:
        return "day" if length == 1 else "week"
    for name, of in (("month", month_of), ("quarter", quarter_of), ("year", year_of)):
        if of(since) == (since, until):
            return name
    return other


def check(since: date, until: date) -> None:
    """Raise UsageError unless a page can cover the days from `since` to `until`."""
    length = (until - since) // DAY + 1
    if not 1 <= length <= LONGEST:
        raise UsageError(
            f"a report covers one day to ten years, not {length:,} days.",
            hint="Try: tracker report --since 2026-11-16 --until 2026-11-22",
            safe="",
        )


def _parsed(
    text: str,
    what: str,
    form: re.Pattern[str],
    example: str,
    of: Callable[[date], tuple[date, date]],
    months: int = 1,
) -> tuple[date, date]:
    match = form.fullmatch(text.strip())
    if match:
        try:
            return of(date(int(match[1]), (int(match[2] or 1) - 1) * months + 1, 1))
        except ValueError:
            pass
    shown = repr(text if len(text) <= 40 else text[:37] + "...")
    raise DataError(
        f"{what} must be written {example}, not {shown}.",
        hint=f"Try: tracker report --{what} {example}",
        field=what,
    )
