"""Up to fourteen weeks by the hour: one column a day, every episode where it began."""

from typing import Final

from tracker.report import periods, words
from tracker.report.days import DayState
from tracker.report.drawing import style, text
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.panels import legend
from tracker.report.panels.legend import EPISODE_MARKS
from tracker.report.timeline import DAY_HOURS, Row, Timeline

LABELS: Final = 0.78
ROW: Final = 0.125
MOST_NUMBERED: Final = 31
"""Days that have room for their numbers under them."""
NOT_RECORDED: Final = "\N{EN DASH}"
SLEEP_LANE: Final = (0.06, 0.26)
LASTING_LANE: Final = (0.78, 0.92)
"""Parts of a day's width, from its left edge."""
WIDE_DAY: Final = 0.2
"""Inches; in narrower columns the marks are smaller."""


def days(sheet: Sheet, box: Box, shown: Timeline, noun: str) -> None:
    """Days from left to right, hours from the top down, by each entry's own clock."""
    remark = "times as the clock showed them where the person was"
    body = text.heading(sheet, box, f"The {noun} by day and hour", remark)
    rows = shown.rows
    numbered = len(rows) <= MOST_NUMBERED
    below = ROW * (6 if numbered else 1) + legend.LINE + 0.12
    place = Box(
        body.left + LABELS, body.bottom + below, body.width - LABELS, body.height - below - 0.06
    )
    plane = Plane(sheet, place, (0, len(rows)), (DAY_HOURS, 0))
    _ground(plane, rows)
    _bars(plane, rows)
    _episodes(plane, rows)
    _hours(plane, shown)
    if numbered:
        _table(plane, rows)
    else:
        _dates(plane, rows)
    ahead = any(row.state is DayState.AHEAD for row in rows)
    legend.draw_short(sheet, Box(body.left, body.bottom, body.width, legend.LINE), ahead=ahead)


def _ground(plane: Plane, rows: tuple[Row, ...]) -> None:
    for state, look in ((DayState.UNKNOWN, style.UNKNOWN), (DayState.AHEAD, style.AHEAD)):
        columns = [(n, n + 1, *plane.up) for n, row in enumerate(rows) if row.state is state]
        plane.rectangles(columns, **look)
    upright = [
        [(n, 0), (n, DAY_HOURS)]
        for n in range(len(rows) + 1)
        if n in {0, len(rows)} or rows[n].day.weekday() == 0
    ]
    across = [[(0, hour), (len(rows), hour)] for hour in range(0, 25, 6)]
    plane.lines([*upright, *across], colors=style.RULE, linewidths=0.6, zorder=1)


def _bars(plane: Plane, rows: tuple[Row, ...]) -> None:
    for lane, color, spans in (
        (SLEEP_LANE, style.SLEEP, [(n, s) for n, row in enumerate(rows) for s in row.sleep]),
        (LASTING_LANE, style.EPISODE, [(n, s) for n, row in enumerate(rows) for s in row.lasting]),
    ):
        bars = ((n + lane[0], n + lane[1], span.begin, span.end) for n, span in spans)
        plane.rectangles(bars, facecolor=color, zorder=2)


def _episodes(plane: Plane, rows: tuple[Row, ...]) -> None:
    scale = min(1.0, plane.box.width / len(rows) / WIDE_DAY)
    for mark in EPISODE_MARKS:
        shown = [
            ((n + 0.52, m.hour), m.intensity)
            for n, row in enumerate(rows)
            for m in row.episodes
            if mark.holds(m.intensity)
        ]
        points, ratings = [point for point, _ in shown], [rating for _, rating in shown]
        mark.draw(plane, points, ratings, scale=0.8 * scale)


def _hours(plane: Plane, shown: Timeline) -> None:
    for hour in range(0, 25, 6):
        label, y = words.hour_words(shown.day_starts_at, hour), plane.y(hour) - 0.03
        text.write_small(plane.sheet, plane.box.left - 0.06, y, label, align="right")


def _table(plane: Plane, rows: tuple[Row, ...]) -> None:
    lines = (
        ("", [periods.WEEKDAYS[row.day.weekday()][0] for row in rows]),
        ("day", [str(row.day.day) for row in rows]),
        ("episodes", [_episodes_of(row) for row in rows]),
        ("strongest", [_or_dash(row.strongest) for row in rows]),
        ("caffeine, mg", [_milligrams(row.caffeine_mg) for row in rows]),
        ("sleep, h", [_or_dash(row.sleep_hours, ".1f") for row in rows]),
    )
    for number, (label, cells) in enumerate(lines, 1):
        base = plane.box.bottom - ROW * number - 0.03
        text.write_small(plane.sheet, plane.box.left - LABELS, base, label)
        for n, cell in enumerate(cells):
            x = plane.x(n + 0.5)
            text.write_at(plane.sheet, x, base, cell, size=style.TINY, align="center")


def _episodes_of(row: Row) -> str:
    if row.state not in {DayState.ACTIVE, DayState.CLEAR}:
        return NOT_RECORDED
    if len(row.episodes) > 99:
        return "99+"
    return ("" if row.complete else "\N{GREATER-THAN OR EQUAL TO}") + str(len(row.episodes))


def _milligrams(mg: float | None) -> str:
    return f"{mg / 1000:.1f}k" if mg is not None and mg >= 999.5 else _or_dash(mg, ".0f")


def _or_dash(value: float | None, form: str = "d") -> str:
    return NOT_RECORDED if value is None else format(value, form)


def _dates(plane: Plane, rows: tuple[Row, ...]) -> None:
    """The date of every Monday that has room for it."""
    right = 0.0
    for n, row in enumerate(rows):
        x = plane.x(n)
        if row.day.weekday() == 0 and x >= right and plane.box.right - x > 0.36:
            text.write_small(plane.sheet, x, plane.box.bottom - 0.14, words.short_day(row.day))
            right = x + 0.42
