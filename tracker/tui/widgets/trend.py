"""A rate over time in characters: a bar for each stretch, and nothing where nothing is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.widget import Widget

from tracker.tui.views.glyphs import BLANK

EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
LINE: Final = "│"
"""The upper part of an interval, over its bar."""
WIDEST: Final = 9
NARROWEST: Final = 4
SCALE: Final = 6
"""Columns at the left for the scale's numbers."""


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch: what it is called, its rate and the upper end of the rate's interval.

    A rate of None is unknown, which is drawn as nothing at all; a rate of 0 has a foot and a 0.
    """

    label: str
    rate: float | None
    high: float | None = None


class Trend(Widget):
    """Bars from left to right; below each its rate and its label. Shows the latest that fit."""

    DEFAULT_CSS = "Trend { height: 8; width: 1fr; }"

    points: tuple[Point, ...] = ()

    def show(self, points: Sequence[Point]) -> None:
        """Show other stretches, oldest first."""
        self.points = tuple(points)
        self.refresh()

    def render(self) -> Content:
        """As many lines as the widget is high."""
        lines = drawn(self.points, self.size.width, self.size.height)
        *plot, numbers, labels = lines or ["", ""]
        styled = [Content.assemble(*((c, _style(c)) for c in line)) for line in plot]
        rest = [Content.styled(numbers, "bold"), Content.styled(labels, "$foreground-muted")]
        return Content("\n").join([*styled, *rest])


def drawn(points: Sequence[Point], width: int, height: int) -> list[str]:
    """The plot as lines of text: bars with their intervals, then the rates, then the labels."""
    rows = height - 2
    cell = cell_width(len(points), width)
    shown = points[-max(0, (width - SCALE) // cell) :]
    if rows < 1 or width < SCALE + cell or not shown:
        return []
    lines = bars(shown, rows, cell)
    numbers = under([f"{number(point.rate):.{cell - 1}}" for point in shown], cell)
    return [*lines, numbers, under([_short(point.label, cell - 1) for point in shown], cell)]


def bars(points: Sequence[Point], rows: int, cell: int) -> list[str]:
    """The bars alone, with their scale, in cells of one column or more."""
    top = scale_top(points)
    columns = [_bar(point, top, rows) for point in points]
    wide = bar_width(cell)
    lines = ["".join(_wide(bar[row], wide).ljust(cell) for bar in columns) for row in range(rows)]
    return scaled(lines, f"{top:g}", "0")


def scaled(lines: Sequence[str], top: str, foot: str) -> list[str]:
    """Rows of a plot with the ends of their scale at the left; where one row is all, the upper."""
    ends = [top, *[""] * (len(lines) - 2), foot][: len(lines)]
    numbers = [f"{end:>{SCALE - 2}}".ljust(SCALE)[:SCALE] for end in ends]
    return [(number + line).rstrip() for number, line in zip(numbers, lines, strict=True)]


def under(texts: Sequence[str], cell: int, title: str = "") -> str:
    """One text under the middle of each bar, and what they are at the left."""
    middles = "".join(f"{text:^{bar_width(cell)}}".ljust(cell) for text in texts)
    return f"{title:>{SCALE - 2}}  {middles}".rstrip()


def bar_width(cell: int) -> int:
    """Columns of a bar in its cell; what is left is the gap to the next one."""
    return cell - 2 if cell >= NARROWEST else max(1, cell - 1)


def cell_width(number: int, width: int, least: int = NARROWEST) -> int:
    """Columns for each of so many stretches in a width."""
    return min(WIDEST, max(least, (width - SCALE) // max(1, number)))


def band(spans: Sequence[tuple[float, float, str]], number: int, width: int) -> str:
    """Stretches of time under the bars: begin and end in bars from the left, and a character."""
    cell = cell_width(number, width)
    line = [" "] * (cell * number)
    for begin, end, char in spans:
        first, last = int(begin * cell), max(int(begin * cell) + 1, round(end * cell))
        line[first:last] = char * (min(last, len(line)) - first)
    return (" " * SCALE + "".join(line))[:width].rstrip()


def scale_top(points: Sequence[Point]) -> float:
    """The axis's upper end: a short number that every rate stays under."""
    rates = [point.rate for point in points if point.rate is not None]
    highs = [point.high for point in points if point.high is not None]
    most = max(rates, default=0.0)
    reach = max(most, min(max(highs, default=0.0), most * 2))
    return next((top for top in _TOPS if top >= reach), reach)


def number(rate: float | None) -> str:
    """A rate in few characters: one decimal below ten; a dash where it is unknown."""
    return BLANK if rate is None else f"{rate:.0f}" if rate >= 9.95 else f"{rate:.1f}"


_TOPS: Final = tuple(step * 10**power for power in range(5) for step in (1, 2, 3, 4, 5, 6, 8))


def _bar(point: Point, top: float, rows: int) -> list[str]:
    """One character for each row, from the top down."""
    if point.rate is None:
        return [" "] * rows
    eighths = round(point.rate / top * rows * 8)
    if point.rate == 0 or eighths == 0:
        eighths = 1
    reach = 0 if point.high is None else min(rows * 8, round(point.high / top * rows * 8))
    column = []
    for row in range(rows - 1, -1, -1):
        filled = min(8, max(0, eighths - row * 8))
        column.append(EIGHTHS[filled] if filled or reach < row * 8 + 4 else LINE)
    return column


def _wide(char: str, width: int) -> str:
    """A bar is as wide as its cell, an interval one line in its middle."""
    return char.center(width) if char == LINE else char * width


def _short(label: str, room: int) -> str:
    """A label, or its first word where it has no room."""
    return label if len(label) <= room else label.partition(" ")[0][:room]


def _style(char: str) -> str:
    return "$mark-accent" if char in EIGHTHS else "$foreground-muted"
