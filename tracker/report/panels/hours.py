"""A long period by the hour: shades of how often it twitched, one column a week or a month."""

from itertools import pairwise
from typing import Final

from tracker.report import periods, words
from tracker.report.days import DayState
from tracker.report.drawing import lettering, style, text
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.hours import SLOT, SLOTS, Hours

LABELS: Final = 0.45
BELOW: Final = 0.45
"""Inches under the columns: their names and the key."""
SWATCH: Final = 0.22
APART: Final = 0.36
"""Inches that two names under the columns are apart, at least."""
SHADES: Final = ("#fde3c8", "#f9a65a", "#d55e00", "#7a3300")
"""Light to dark, so that they keep their order without colour."""
REMARK: Final = "how often it twitched in two hours of a complete day"


def hours(sheet: Sheet, box: Box, shown: Hours, noun: str) -> None:
    """Columns from left to right; hours from the top down, by each entry's own clock."""
    unit = "month" if shown.monthly else "week"
    body = text.heading(sheet, box, f"The {noun} by {unit} and hour", REMARK)
    place = Box(
        body.left + LABELS, body.bottom + BELOW, body.width - LABELS, body.height - BELOW - 0.06
    )
    plane = Plane(sheet, place, (0, len(shown.columns)), (SLOTS, 0))
    _cells(plane, shown)
    _frame(plane, shown)
    _names(plane, shown)
    _key(plane, shown)


def _cells(plane: Plane, shown: Hours) -> None:
    for ahead, look in ((False, style.UNKNOWN), (True, style.AHEAD)):
        blank = [
            (n, n + 1, *plane.up)
            for n, column in enumerate(shown.columns)
            if column.per_day is None and column.ahead is ahead
        ]
        plane.rectangles(blank, **look)
    for low, high, shade in _shades(shown):
        cells = [
            (n, n + 1, slot + 1, slot)
            for n, column in enumerate(shown.columns)
            for slot, value in enumerate(column.per_day or ())
            if low < value <= high
        ]
        plane.rectangles(cells, facecolor=shade, edgecolor=shade, linewidth=0.2, zorder=1)


def _shades(shown: Hours) -> list[tuple[float, float, str]]:
    ends = pairwise((0.0, *shown.limits))
    return [(low, high, shade) for (low, high), shade in zip(ends, SHADES, strict=False)]


def _frame(plane: Plane, shown: Hours) -> None:
    number = plane.across[1]
    every_six_hours = [[(0, y), (number, y)] for y in range(0, SLOTS + 1, 6 // SLOT)]
    sides = [[(x, 0), (x, SLOTS)] for x in (0, number)]
    plane.lines([*every_six_hours, *sides], colors=style.RULE, linewidths=0.6, zorder=2)
    begin = shown.day_starts_at
    for hour in range(0, 25, 6):
        label = words.hour_words(begin, hour)
        y = plane.y(hour / SLOT) - 0.03
        text.write_small(plane.sheet, plane.box.left - 0.06, y, label, align="right")


def _names(plane: Plane, shown: Hours) -> None:
    """The first column of every month, or of every year where columns are months, by name.

    A part of one at the beginning gives way to the whole one after it.
    """
    firsts = [n for n, column in enumerate(shown.columns) if n == 0 or _is_new(shown, n)]
    if len(firsts) > 1 and plane.x(firsts[1]) - plane.x(0) < APART:
        del firsts[0]
    last = -1.0
    for n in firsts:
        day, x = shown.columns[n].since, plane.x(n)
        label = str(day.year) if shown.monthly else periods.MONTHS[day.month - 1]
        if not shown.monthly and (n == firsts[0] or day.month == 1):
            label += f" {day.year % 100:02d}"
        room = plane.box.right - x >= lettering.width(label, style.TINY)
        if x - last >= APART and room:
            plane.lines([[(n, SLOTS), (n, SLOTS + 0.35)]], colors=style.QUIET, linewidths=0.6)
            text.write_small(plane.sheet, x, plane.box.bottom - 0.15, label)
            last = x


def _is_new(shown: Hours, n: int) -> bool:
    """Whether a column begins in another month, or year, than the one before it."""
    day, before = shown.columns[n].since, shown.columns[n - 1].since
    return day.year != before.year or (day.month != before.month and not shown.monthly)


def _key(plane: Plane, shown: Hours) -> None:
    sheet, left, base = plane.sheet, plane.box.left, plane.box.bottom - 0.36
    swatches = [(f"up to {high:g}", {"facecolor": shade}) for _, high, shade in _shades(shown)]
    every = [
        ("no episode", {"facecolor": "white"}),
        *swatches,
        ("no complete day: not known", style.UNKNOWN),
    ]
    if any(column.ahead for column in shown.columns):
        every.append((DayState.AHEAD.value, style.AHEAD))
    key = Plane(sheet, Box(left, base, plane.box.width, 0.1), (0, plane.box.width), (0, 0.1))
    x = 0.0
    for label, look in every:
        edge = {"edgecolor": style.QUIET, "linewidth": 0.5}
        key.rectangles([(x, x + SWATCH, -0.01, 0.08)], **(edge | look))
        text.write_at(sheet, left + x + SWATCH + 0.05, base, label, size=style.TINY)
        x += SWATCH + 0.05 + lettering.width(label, style.TINY) + 0.16
