"""The triggers that were looked at: a forest plot on a log axis, the verdict beside each."""

from math import log2
from typing import Final

from tracker.report.drawing import lettering, style, text
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.forest import Forest, Row
from tracker.vocabulary import Verdict

NAMES: Final = 1.80
FIGURES: Final = 1.2
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
REMARK: Final = "association, not cause"
LIMITED: Final = "; in the last 12 months"
NONE_YET: Final = "No factor has been looked at yet."


def triggers(sheet: Sheet, box: Box, looked_at: Forest, *, limited: bool) -> None:
    """One row a factor; rows without an estimate say how many more days they need.

    `limited` says that they rest on the last year alone.
    """
    body = text.heading(sheet, box, "Triggers looked at", REMARK + (LIMITED if limited else ""))
    if not looked_at.rows:
        text.write_at(sheet, body.left, body.top - 0.12, NONE_YET, color=style.QUIET)
        return
    more = 0.13 if looked_at.left_out else 0.0
    step = min(TALLEST_ROW, (body.height - AXIS - more) / len(looked_at.rows))
    height = step * len(looked_at.rows)
    width = body.width - NAMES - FIGURES - VERDICTS
    place = Box(body.left + NAMES, body.top - height, width, height)
    edge = log2(looked_at.reach)
    plane = Plane(sheet, place, (-edge, edge), (0, len(looked_at.rows)))
    _ground(plane)
    for n, row in enumerate(looked_at.rows):
        y = len(looked_at.rows) - n - 0.5
        _interval(plane, row, y)
        _words(plane, row, plane.y(y) - 0.033)
    _axis(plane)
    if looked_at.left_out:
        rest = f"and {looked_at.left_out} more that were looked at, less certain"
        text.write_small(plane.sheet, body.left, place.bottom - AXIS - 0.09, rest)


def _ground(plane: Plane) -> None:
    low, high = (log2(edge) for edge in NEGLIGIBLE)
    plane.rectangles([(low, high, *plane.up)], facecolor=style.PALE, zorder=0)
    steps = range(round(plane.across[0]), round(plane.across[1]) + 1)
    plane.lines(
        [[(x, 0), (x, plane.up[1])] for x in steps],
        colors=[style.INK if x == 0 else style.RULE for x in steps],
        linewidths=0.6,
        zorder=1,
    )


def _interval(plane: Plane, row: Row, y: float) -> None:
    """Drawn to the axis's ends; an arrow head there says that the interval goes on."""
    if not (row.ratio and row.low and row.high):
        return
    left, right = plane.across
    low, middle, high = log2(row.low), log2(row.ratio), log2(row.high)
    ends = [(min(max(end, left), right), y) for end in (low, high)]
    plane.lines([ends], colors=style.INK, linewidths=1.1, zorder=2)
    if low < left:
        plane.marks("<", [(left, y)], [10.0], facecolor=style.INK, zorder=3)
    if high > right:
        plane.marks(">", [(right, y)], [10.0], facecolor=style.INK, zorder=3)
    if left <= middle <= right:
        marker, color = MARKS[row.verdict]
        plane.marks(marker, [(middle, y)], [30.0], facecolor=color, zorder=3)


def _words(plane: Plane, row: Row, base: float) -> None:
    sheet, place = plane.sheet, plane.box
    room = NAMES - lettering.width(row.contrast, style.SMALL) - 0.16
    name = text.cut(row.name, room, style.SMALL)
    text.write_at(sheet, place.left - NAMES, base, name, size=style.SMALL)
    text.write_at(sheet, place.left - 0.08, base, row.contrast, size=style.SMALL, align="right")
    figures = text.cut(row.figures, FIGURES - 0.08, style.SMALL)
    text.write_at(sheet, place.right + 0.08, base, figures, size=style.SMALL)
    bold = row.verdict in {Verdict.RAISES, Verdict.LOWERS}
    left = place.right + 0.08 + FIGURES
    text.write_at(sheet, left, base, row.words, size=style.SMALL, bold=bold)


def _axis(plane: Plane) -> None:
    edge, bottom = round(plane.across[1]), plane.box.bottom
    for step in range(-edge, edge + 1):
        if edge <= 2 or step % 2 == 0:
            label = f"1/{2**-step}" if step < 0 else str(2**step)
            text.write_small(plane.sheet, plane.x(step), bottom - 0.12, label, align="center")
    text.write_small(
        plane.sheet, plane.box.left - NAMES, bottom - 0.24, "grey band: too small to matter"
    )
    text.write_small(plane.sheet, plane.box.left, bottom - 0.24, "\N{LEFTWARDS ARROW} fewer")
    text.write_small(
        plane.sheet,
        plane.box.right,
        bottom - 0.24,
        "more \N{RIGHTWARDS ARROW}",
        align="right",
    )
