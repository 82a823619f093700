"""A rate ratio and its interval, drawn with characters on a logarithmic axis."""

import math
from typing import Final

from textual.content import Content

LEAST: Final = 1 / 4
GREATEST: Final = 4.0
"""The ends of the axis: four times fewer and four times as many episodes."""

_TICKS: Final = ((0.25, "¼"), (0.5, "½"), (1.0, "1"), (2.0, "2"), (4.0, "4"))


def column(ratio: float, width: int) -> int:
    """The column of a ratio on an axis of that many columns; the nearest end when it is beyond."""
    share = math.log(max(ratio, 1e-12) / LEAST) / math.log(GREATEST / LEAST)
    return round(min(1.0, max(0.0, share)) * (width - 1))


def drawn(ratio: float, low: float, high: float, width: int) -> str:
    """The interval as one line: a dotted axis, a stroke at 1, `├─●─┤`; `◂ ▸` where it goes on."""
    line = ["·"] * width
    left, right = column(low, width), column(high, width)
    for at in range(left, right + 1):
        line[at] = "─"
    line[column(1, width)] = "┼" if left <= column(1, width) <= right else "│"
    line[left] = "◂" if low < LEAST else "├"
    line[right] = "▸" if high > GREATEST else "┤"
    line[column(ratio, width)] = "●"
    return "".join(line)


def scale(width: int) -> str:
    """The line of numbers under the axis."""
    line = [" "] * width
    for ratio, mark in _TICKS:
        line[column(ratio, width)] = mark
    return "".join(line)


def interval(ratio: float, low: float, high: float, width: int) -> Content:
    """Axis and numbers, two lines."""
    line = drawn(ratio, low, high, width)
    parts = [(c, "$foreground-muted" if c in "·│" else "$mark-primary") for c in line]
    return Content.assemble(*parts, "\n", (scale(width), "$foreground-muted"))
