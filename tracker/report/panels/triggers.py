"""The triggers that were looked at: a forest plot on a log axis, the verdict beside each."""

from math import log2
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from tracker.report import style, text
from tracker.report.forest import Forest, Row
from tracker.report.style import Box
from tracker.vocabulary import Verdict

NAMES: Final = 1.82
FIGURES: Final = 1.14
VERDICTS: Final = 1.0
TALLEST_ROW: Final = 0.19
AXIS: Final = 0.28
NEGLIGIBLE: Final = (0.8, 1.25)
MARKS: Final = {
    Verdict.RAISES: (">", style.EPISODE),
    Verdict.LOWERS: ("<", style.RATE),
    Verdict.NO_ASSOCIATION: ("s", style.QUIET),
    Verdict.UNCLEAR: ("o", "white"),
    Verdict.NOT_ENOUGH_DATA: ("o", "white"),
}
NONE_YET: Final = "No factor has been looked at yet: the diary is still too short."


def triggers(figure: Figure, box: Box, looked_at: Forest) -> None:
    """One row a factor; rows without an estimate say how many more days they need."""
    body = text.heading(
        figure, box, "Triggers looked at", "episodes for that much more; association, not cause"
    )
    if not looked_at.rows:
        text.write_at(figure, body.left, body.top - 0.15, NONE_YET, size=style.BODY)
        return
    more = 0.13 if looked_at.left_out else 0.0
    step = min(TALLEST_ROW, (body.height - AXIS - more) / len(looked_at.rows))
    height = step * len(looked_at.rows)
    width = body.width - NAMES - FIGURES - VERDICTS
    place = Box(body.left + NAMES, body.top - height, width, height)
    axes = place.axes(figure)
    axes.set(xlim=(-log2(looked_at.reach), log2(looked_at.reach)), ylim=(0, len(looked_at.rows)))
    _ground(axes, looked_at)
    _intervals(axes, looked_at)
    _words(figure, body, place, looked_at.rows)
    _axis(figure, place, looked_at.reach)
    if looked_at.left_out:
        rest = f"and {looked_at.left_out} more that were looked at, less certain"
        base = place.bottom - AXIS - 0.09
        text.write_at(figure, body.left, base, rest, size=style.TINY, color=style.QUIET)


def _ground(axes: Axes, looked_at: Forest) -> None:
    low, high = (log2(edge) for edge in NEGLIGIBLE)
    axes.axvspan(low, high, color=style.PALE, linewidth=0, zorder=0)
    tall = len(looked_at.rows)
    steps = range(-round(log2(looked_at.reach)), round(log2(looked_at.reach)) + 1)
    axes.add_collection(
        LineCollection(
            [[(x, 0), (x, tall)] for x in steps],
            colors=[style.INK if x == 0 else style.RULE for x in steps],
            linewidths=0.6,
            zorder=1,
        )
    )


def _intervals(axes: Axes, looked_at: Forest) -> None:
    """Intervals are drawn to the axis's ends; an arrow head there says that they go on."""
    edge = log2(looked_at.reach)
    lines, beyond = [], []
    for n, row in enumerate(looked_at.rows):
        y = len(looked_at.rows) - n - 0.5
        if row.ratio and row.low and row.high:
            low, high = log2(row.low), log2(row.high)
            lines.append([(max(low, -edge), y), (min(high, edge), y)])
            beyond += [(-edge, y, "<")] if low < -edge else []
            beyond += [(edge, y, ">")] if high > edge else []
            marker, color = MARKS[row.verdict]
            if abs(log2(row.ratio)) <= edge:
                _mark(axes, log2(row.ratio), y, marker, color, 30)
    axes.add_collection(LineCollection(lines, colors=style.INK, linewidths=1.1, zorder=2))
    for x, y, marker in beyond:
        _mark(axes, x, y, marker, style.INK, 10)


def _mark(axes: Axes, x: float, y: float, marker: str, color: str, size: float) -> None:
    axes.scatter(
        [x],
        [y],
        s=size,
        marker=marker,
        facecolor=color,
        edgecolor=style.INK,
        linewidth=0.6,
        zorder=3,
        clip_on=False,
    )


def _words(figure: Figure, body: Box, place: Box, rows: tuple[Row, ...]) -> None:
    step = place.height / len(rows)
    for n, row in enumerate(rows):
        base = place.top - (n + 0.5) * step - 0.033
        room = NAMES - text.width(row.contrast, style.SMALL) - 0.16
        name = text.cut(row.name, room, style.SMALL)
        text.write_at(figure, body.left, base, name, size=style.SMALL)
        right = (place.left - 0.08) / style.PAGE[0]
        text.write(figure, right, base / style.PAGE[1], row.contrast, size=style.SMALL, ha="right")
        bold = row.verdict in {Verdict.RAISES, Verdict.LOWERS}
        left = place.right + 0.08
        figures = text.cut(row.figures, FIGURES - 0.08, style.SMALL)
        text.write_at(figure, left, base, figures, size=style.SMALL)
        text.write_at(figure, left + FIGURES, base, row.words, size=style.SMALL, bold=bold)


def _axis(figure: Figure, place: Box, reach: float) -> None:
    edge = round(log2(reach))
    for step in range(-edge, edge + 1):
        middle = place.left + place.width * (step + edge) / (2 * edge)
        if edge <= 2 or step % 2 == 0:
            label = f"1/{2**-step}" if step < 0 else str(2**step)
            _small(figure, middle, place.bottom - 0.12, label, "center")
    below = place.bottom - 0.24
    _small(figure, place.left - NAMES, below, "grey band: too small to matter", "left")
    _small(figure, place.left, below, "\N{LEFTWARDS ARROW} fewer", "left")
    _small(figure, place.right, below, "more episodes \N{RIGHTWARDS ARROW}", "right")


def _small(figure: Figure, x: float, base: float, words: str, align: str) -> None:
    text.write_at(figure, x, base, words, size=style.TINY, color=style.QUIET, ha=align)
