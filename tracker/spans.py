"""Stretches of the calendar: weeks, months, quarters and years, and those that suit a period."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tracker import clock

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)

Span = tuple[date, date]
"""A first and a last day, both included."""


class Unit(StrEnum):
    """What a stretch is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def month_of(day: date) -> Span:
    """The first and last day of the month that a day is in."""
    return day.replace(day=1), _months_on(day.replace(day=1), 1)


def quarter_of(day: date) -> Span:
    """The first and last day of the quarter that a day is in."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return first, _months_on(first, 3)


def year_of(day: date) -> Span:
    """The first and last day of the year that a day is in."""
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


_OF: Final[dict[Unit, Callable[[date], Span]]] = {
    Unit.WEEK: clock.week_of,
    Unit.MONTH: month_of,
    Unit.QUARTER: quarter_of,
    Unit.YEAR: year_of,
}


def split(since: date, until: date, unit: Unit) -> list[Span]:
    """The weeks (from Monday), months, quarters or years of a period, cut to it, oldest first."""
    spans = []
    while since <= until:
        last = min(_OF[unit](since)[1], until)
        spans.append((since, last))
        if last == date.max:
            break
        since = last + DAY
    return spans


def finest(since: date, until: date, most: int, units: tuple[Unit, ...]) -> tuple[Unit, list[Span]]:
    """The first of the units of which a period has at most so many, or else the last; its spans."""
    for unit in units[:-1]:
        spans = split(since, until, unit)
        if len(spans) <= most:
            return unit, spans
    return units[-1], split(since, until, units[-1])


def _months_on(first: date, number: int) -> date:
    """The last of `number` months from a first of the month on."""
    months = first.month - 1 + number
    if first.year + months // 12 > date.max.year:
        return date.max
    return date(first.year + months // 12, months % 12 + 1, 1) - DAY
