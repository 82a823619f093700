"""The week hour by hour: one row a day, with the day's numbers beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report import active, periods, words
from tracker.report.active import Curve
from tracker.report.days import DayState
from tracker.report.drawing import style, text
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.panels import legend
from tracker.report.panels.legend import EPISODE_MARKS, EVENT_MARKS
from tracker.report.timeline import DAY_HOURS, Row, Span, Timeline

TALLEST_ROW: Final = 0.75
LABELS: Final = 0.82
COLUMNS: Final = (("episodes", 0.56), ("strongest", 0.58), ("caffeine", 0.56), ("sleep", 0.46))
TABLE: Final = sum(width for _, width in COLUMNS)
TICKS: Final = 0.15
STATE_AT: Final = 13.5
CLEAR_AT: Final = 4.5
"""Hours, between two of the lines; at night there is little caffeine for a word to stand on."""
REMARK: Final = "times as the clock showed them where the person was"
NOT_RECORDED: Final = "\N{EN DASH}"

SLEEP_LANE: Final = (0.04, 0.17)
LASTING_LANE: Final = (0.19, 0.25)
EPISODES: Final = (0.34, 0.72)
"""Parts of a row's height, from its foot: lanes, and the range of the marks."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The rows in their plane: hours across, one unit up for each row, the oldest on top."""

    plane: Plane
    rows: tuple[Row, ...]

    def foot(self, index: int) -> int:
        """The lower edge of a row, counted from the oldest."""
        return len(self.rows) - 1 - index

    def base(self, index: int) -> float:
        """Inches from the page's lower edge to the foot of a row's words."""
        return self.plane.y(self.foot(index) + 0.5) - 0.035


def week(sheet: Sheet, box: Box, shown: Timeline, curves: Sequence[Curve]) -> None:
    """Rows of days, oldest on top; hours from left to right by each entry's own clock."""
    noun = periods.noun(shown.rows[0].day, shown.rows[-1].day, other="days")
    body = text.heading(sheet, box, f"The {noun} hour by hour", REMARK)
    room = body.height - TICKS * 2 - legend.HEIGHT - 0.05
    tall = min(room, TALLEST_ROW * len(shown.rows))
    place = Box(body.left + LABELS, body.top - TICKS - tall, body.width - LABELS - TABLE, tall)
    plot = Plot(Plane(sheet, place, (0, DAY_HOURS), (0, len(shown.rows))), shown.rows)
    full = active.row_height_mg(curves)
    _ground(plot)
    _caffeine(plot, curves, full)
    _bars(plot, lambda row: row.sleep, SLEEP_LANE, style.SLEEP)
    _bars(plot, lambda row: row.lasting, LASTING_LANE, style.EPISODE)
    _marks(plot)
    _labels(plot)
    _table(plot)
    _hours(plot, shown)
    height = f", {full:.0f} mg to the top of a row" if curves else ""
    below = place.bottom - TICKS - 0.05 - legend.HEIGHT
    key = Box(body.left, below, body.width, legend.HEIGHT)
    legend.draw(sheet, key, f"caffeine active in the body{height}")


def _ground(plot: Plot) -> None:
    """Hatched rows for what is not known, thin lines between the days and every three hours."""
    for state, look in ((DayState.UNKNOWN, style.UNKNOWN), (DayState.AHEAD, style.AHEAD)):
        rows = [
            (0.0, DAY_HOURS, plot.foot(n), plot.foot(n) + 1)
            for n, row in enumerate(plot.rows)
            if row.state is state
        ]
        plot.plane.rectangles(rows, **look)
    number = len(plot.rows)
    upright = [[(hour, 0), (hour, number)] for hour in range(0, 25, 3)]
    across = [[(0, y), (DAY_HOURS, y)] for y in range(number + 1)]
    plot.plane.lines([*upright, *across], colors=style.RULE, linewidths=0.6, zorder=1)


def _caffeine(plot: Plot, curves: Sequence[Curve], full: float) -> None:
    foot = {row.day: plot.foot(n) for n, row in enumerate(plot.rows)}
    lines, areas = [], []
    for curve in curves:
        ground = foot[curve.day]
        line = [(h, ground + mg / full) for h, mg in zip(curve.hours, curve.mg, strict=True)]
        lines.append(line)
        areas.append([(line[0][0], ground), *line, (line[-1][0], ground)])
    plot.plane.polygons(areas, facecolor=style.CAFFEINE_FILL, zorder=1)
    plot.plane.lines(lines, colors=style.CAFFEINE, linewidths=0.9, zorder=2)


def _bars(
    plot: Plot, spans: Callable[[Row], Sequence[Span]], lane: tuple[float, float], color: str
) -> None:
    bars = (
        (span.begin, span.end, plot.foot(n) + lane[0], plot.foot(n) + lane[1])
        for n, row in enumerate(plot.rows)
        for span in spans(row)
    )
    plot.plane.rectangles(bars, facecolor=color, zorder=2)


def _marks(plot: Plot) -> None:
    low, high = EPISODES
    for mark in EPISODE_MARKS:
        shown = [
            ((m.hour, plot.foot(n) + low + (high - low) * (m.intensity or 0) / 10), m.intensity)
            for n, row in enumerate(plot.rows)
            for m in row.episodes
            if mark.holds(m.intensity)
        ]
        mark.draw(plot.plane, [point for point, _ in shown], [rating for _, rating in shown])
    for event in EVENT_MARKS:
        points = [
            (hour, plot.foot(n) + event.height)
            for n, row in enumerate(plot.rows)
            for hour in event.hours(row)
        ]
        event.draw(plot.plane, points)


def _labels(plot: Plot) -> None:
    plane = plot.plane
    for n, row in enumerate(plot.rows):
        day = words.day_words(row.day)
        text.write_at(plane.sheet, plane.box.left - LABELS, plot.base(n), day, bold=True)
        if row.state is not DayState.ACTIVE:
            clear = row.state is DayState.CLEAR
            x = plane.x(CLEAR_AT if clear else STATE_AT)
            y = plane.y(plot.foot(n) + (0.6 if clear else 0.44)) - 0.035
            text.write_at(
                plane.sheet,
                x,
                y,
                row.state.value,
                size=style.SMALL,
                align="center",
                paper=None if clear else 1,
            )


def _table(plot: Plot) -> None:
    left = plot.plane.box.right
    for column, (name, width) in enumerate(COLUMNS):
        middle = left + width / 2
        text.write_small(plot.plane.sheet, middle, plot.plane.box.top + 0.05, name, align="center")
        for n, row in enumerate(plot.rows):
            cell = _cells(row)[column]
            text.write_at(plot.plane.sheet, middle, plot.base(n), cell, align="center")
        left += width


def _cells(row: Row) -> tuple[str, str, str, str]:
    at_least = "" if row.complete else "\N{GREATER-THAN OR EQUAL TO}"
    counted = f"{at_least}{len(row.episodes)}"
    return (
        counted if row.state in {DayState.ACTIVE, DayState.CLEAR} else NOT_RECORDED,
        NOT_RECORDED if row.strongest is None else str(row.strongest),
        NOT_RECORDED if row.caffeine_mg is None else f"{row.caffeine_mg:.0f} mg",
        NOT_RECORDED if row.sleep_hours is None else f"{row.sleep_hours:.1f} h",
    )


def _hours(plot: Plot, shown: Timeline) -> None:
    for hour in range(0, 25, 3):
        label = words.hour_words(shown.day_starts_at, hour)
        text.write_small(
            plot.plane.sheet,
            plot.plane.x(hour),
            plot.plane.box.bottom - 0.12,
            label,
            align="center",
        )
