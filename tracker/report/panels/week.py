"""The week hour by hour: one row a day, with the day's numbers beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from tracker.report import active, style, text, words
from tracker.report.active import Curve
from tracker.report.days import DayState
from tracker.report.panels import legend
from tracker.report.panels.legend import EPISODE_MARKS, EpisodeMark
from tracker.report.style import Box
from tracker.report.timeline import DAY_HOURS, Row, Span, Timeline

TALLEST_ROW: Final = 0.75
LABELS: Final = 0.82
COLUMNS: Final = (("episodes", 0.56), ("strongest", 0.58), ("caffeine", 0.56), ("sleep", 0.46))
TABLE: Final = sum(width for _, width in COLUMNS)
TICKS: Final = 0.15
NOT_RECORDED: Final = "\N{EN DASH}"

SLEEP_LANE: Final = (0.04, 0.17)
LASTING_LANE: Final = (0.19, 0.25)
EPISODES: Final = (0.34, 0.72)
"""Parts of a row's height, from its foot: lanes, and the range of the marks."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The rows' axes, where they are on the page, and which row each day is (0 at the foot)."""

    axes: Axes
    box: Box
    rows: tuple[Row, ...]

    def foot(self, index: int) -> int:
        """The lower edge of a row, counted from the oldest, in the axes' units."""
        return len(self.rows) - 1 - index

    def middle(self, index: int) -> float:
        """Inches from the page's lower edge to the middle of a row."""
        return self.box.bottom + (self.foot(index) + 0.5) * self.box.height / len(self.rows)


def week(figure: Figure, box: Box, shown: Timeline, curves: Sequence[Curve]) -> None:
    """Rows of days, oldest on top; hours from left to right by each entry's own clock."""
    noun = words.period_noun(len(shown.rows), other="days")
    body = text.heading(figure, box, f"The {noun} hour by hour", _remark(shown))
    room = body.height - TICKS * 2 - legend.HEIGHT - 0.05
    tall = min(room, TALLEST_ROW * len(shown.rows))
    place = Box(body.left + LABELS, body.top - TICKS - tall, body.width - LABELS - TABLE, tall)
    axes = place.axes(figure)
    axes.set(xlim=(0, DAY_HOURS), ylim=(0, len(shown.rows)))
    plot = Plot(axes, place, shown.rows)
    full = active.row_height_mg(curves)
    _ground(plot)
    _caffeine(plot, curves, full)
    _bars(plot, lambda row: row.sleep, SLEEP_LANE, style.SLEEP)
    _bars(plot, lambda row: row.lasting, LASTING_LANE, style.EPISODE)
    _episodes(plot)
    _events(plot)
    _labels(figure, plot)
    _table(figure, plot)
    _hours(figure, plot, shown)
    height = f", {full:.0f} mg to the top of a row" if curves else ""
    below = place.bottom - TICKS - 0.05 - legend.HEIGHT
    key = Box(body.left, below, body.width, legend.HEIGHT)
    legend.draw(figure, key, f"caffeine active in the body{height}")


def _remark(shown: Timeline) -> str:
    left_out = f"the last {len(shown.rows)} days of the period; " if shown.left_out else ""
    return f"{left_out}times as the clock showed them where the person was"


def _rectangles(
    spans: Iterable[tuple[float, float, float, float]],
) -> list[list[tuple[float, float]]]:
    return [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)] for x0, x1, y0, y1 in spans]


def _ground(plot: Plot) -> None:
    """Hatched rows for what is not known, thin lines between the days and every three hours."""
    for state, hatch in ((DayState.UNKNOWN, "////"), (DayState.AHEAD, "...")):
        spans = [
            (0.0, DAY_HOURS, plot.foot(n), plot.foot(n) + 1)
            for n, row in enumerate(plot.rows)
            if row.state is state
        ]
        plot.axes.add_collection(
            PolyCollection(
                _rectangles(spans),
                facecolor=style.PALE,
                edgecolor=style.UNKNOWN_HATCH,
                hatch=hatch,
                linewidth=0,
            )
        )
    number = len(plot.rows)
    upright = [[(hour, 0), (hour, number)] for hour in range(0, 25, 3)]
    across = [[(0, y), (DAY_HOURS, y)] for y in range(number + 1)]
    plot.axes.add_collection(
        LineCollection([*upright, *across], colors=style.RULE, linewidths=0.6, clip_on=False)
    )


def _caffeine(plot: Plot, curves: Sequence[Curve], full: float) -> None:
    index = {row.day: n for n, row in enumerate(plot.rows)}
    lines = []
    for curve in curves:
        foot = plot.foot(index[curve.day])
        lines.append([(h, foot + mg / full) for h, mg in zip(curve.hours, curve.mg, strict=True)])
    areas = [
        [(line[0][0], int(line[0][1])), *line, (line[-1][0], int(line[0][1]))] for line in lines
    ]
    plot.axes.add_collection(PolyCollection(areas, facecolor=style.CAFFEINE_FILL, linewidth=0))
    plot.axes.add_collection(LineCollection(lines, colors=style.CAFFEINE, linewidths=0.9))


def _bars(
    plot: Plot, spans: Callable[[Row], Sequence[Span]], lane: tuple[float, float], color: str
) -> None:
    bars = _rectangles(
        (span.begin, span.end, plot.foot(n) + lane[0], plot.foot(n) + lane[1])
        for n, row in enumerate(plot.rows)
        for span in spans(row)
    )
    plot.axes.add_collection(PolyCollection(bars, facecolor=color, linewidth=0))


def _episodes(plot: Plot) -> None:
    low, high = EPISODES
    for mark in EPISODE_MARKS:
        points = [
            (m.hour, plot.foot(n) + low + (high - low) * (m.intensity or 0) / 10, m.intensity)
            for n, row in enumerate(plot.rows)
            for m in row.episodes
            if mark.holds(m.intensity)
        ]
        if points:
            x, y, ratings = zip(*points, strict=True)
            _scatter(plot.axes, mark, x, y, [mark.area(rating) for rating in ratings])


def _scatter(
    axes: Axes, mark: EpisodeMark, x: Sequence[float], y: Sequence[float], areas: Sequence[float]
) -> None:
    axes.scatter(
        x,
        y,
        s=areas,
        marker=mark.marker,
        facecolor=style.EPISODE if mark.filled else "white",
        edgecolor=style.INK,
        linewidth=0.5,
        alpha=0.85,
        zorder=4,
        clip_on=False,
    )


def _events(plot: Plot) -> None:
    for event in legend.EVENT_MARKS:
        points = [
            (hour, plot.foot(n) + event.height)
            for n, row in enumerate(plot.rows)
            for hour in event.hours(row)
        ]
        if points:
            x, y = zip(*points, strict=True)
            event.scatter(plot.axes, x, y)


def _labels(figure: Figure, plot: Plot) -> None:
    for n, row in enumerate(plot.rows):
        base = plot.middle(n) - 0.035
        text.write_at(figure, plot.box.left - LABELS, base, words.day_words(row.day), bold=True)
        if row.state is not DayState.ACTIVE:
            text.write(
                plot.axes,
                DAY_HOURS / 2,
                plot.foot(n) + 0.44,
                row.state.value,
                size=style.SMALL,
                ha="center",
                va="center",
                zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.9},
            )


def _table(figure: Figure, plot: Plot) -> None:
    left = plot.box.right
    for column, (name, width) in enumerate(COLUMNS):
        middle = left + width / 2
        _cell(figure, middle, plot.box.top + 0.05, name, size=style.TINY, color=style.QUIET)
        for n, row in enumerate(plot.rows):
            _cell(figure, middle, plot.middle(n) - 0.035, _cells(row)[column])
        left += width


def _cell(figure: Figure, middle: float, base: float, words: str, **look: object) -> None:
    text.write_at(figure, middle, base, words, ha="center", **look)


def _cells(row: Row) -> tuple[str, str, str, str]:
    at_least = "" if row.complete else "\N{GREATER-THAN OR EQUAL TO}"
    counted = f"{at_least}{len(row.episodes)}"
    return (
        counted if row.state in {DayState.ACTIVE, DayState.CLEAR} else NOT_RECORDED,
        NOT_RECORDED if row.strongest is None else str(row.strongest),
        NOT_RECORDED if row.caffeine_mg is None else f"{row.caffeine_mg:.0f} mg",
        NOT_RECORDED if row.sleep_hours is None else f"{row.sleep_hours:.1f} h",
    )


def _hours(figure: Figure, plot: Plot, shown: Timeline) -> None:
    begin = shown.day_starts_at
    for hour in range(0, 25, 3):
        label = f"{(begin.hour + hour) % 24 or (24 if hour else 0):02d}:{begin.minute:02d}"
        place = plot.box.left + plot.box.width * hour / DAY_HOURS
        _cell(figure, place, plot.box.bottom - 0.12, label, size=style.TINY, color=style.QUIET)
