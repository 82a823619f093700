"""Where it twitched: a plain face with a mark at each site and side, and the numbers beside it."""

from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc, Ellipse, PathPatch
from matplotlib.path import Path

from tracker.report import flow, places, style, text
from tracker.report.flow import Item, Piece
from tracker.report.places import SiteLine, Spot
from tracker.report.style import Box
from tracker.report.summary import Summary
from tracker.vocabulary import Side, Site

FACE: Final = 1.5
SPOTS: Final[dict[Site, tuple[float, float]]] = {
    Site.BROW: (0.40, 0.66),
    Site.UPPER_EYELID: (0.40, 0.46),
    Site.LOWER_EYELID: (0.40, 0.24),
    Site.NOSE: (0.14, 0.02),
    Site.CHEEK: (0.66, -0.12),
    Site.UPPER_LIP: (0.20, -0.37),
    Site.LOWER_LIP: (0.20, -0.62),
    Site.MOUTH_CORNER: (0.43, -0.48),
    Site.TONGUE: (0.0, -0.49),
    Site.CHIN: (0.20, -0.90),
    Site.JAW: (0.64, -0.70),
    Site.NECK: (0.26, -1.30),
}
"""Distance from the middle and height of each site, in the drawing's units."""

LARGEST: Final = 130.0
SMALLEST: Final = 22.0
"""Areas of the marks in square points, for the most episodes and for one of very many."""


def face(figure: Figure, box: Box, summary: Summary) -> None:
    """The map, drawn as one looks at the person: their right is on the left of the page."""
    body = text.heading(figure, box, "Where", "seen from in front; larger: more episodes")
    place = Box(body.left, body.bottom, FACE, body.height)
    axes = place.axes(figure)
    axes.set(xlim=(-1.15, 1.15), ylim=(-1.52, 1.12), aspect="equal", anchor="N")
    _outline(axes)
    _spots(axes, places.spots(summary.places))
    for x, side, align in (
        (place.left, "their right", "left"),
        (place.right, "their left", "right"),
    ):
        look = {"size": style.TINY, "color": style.QUIET, "ha": align}
        text.write_at(figure, x, place.top - 0.08, side, **look)
    left = FACE + 0.12
    beside = Box(body.left + left, body.bottom, body.width - left, body.height)
    _numbers(figure, beside, summary)


def _outline(axes: Axes) -> None:
    line: dict[str, Any] = {"fill": False, "edgecolor": style.QUIET, "linewidth": 0.9, "zorder": 1}
    axes.add_patch(Ellipse((0, 0), 1.72, 2.2, **line))
    for side in (-1, 1):
        axes.add_patch(Ellipse((side * 0.40, 0.35), 0.36, 0.15, **line))
        axes.add_patch(Arc((side * 0.40, 0.52), 0.5, 0.3, theta1=35, theta2=145, **_stroke()))
        axes.add_patch(Arc((side * 0.9, 0.12), 0.2, 0.42, **_stroke()))
    axes.add_patch(PathPatch(_lines(), **line))


def _stroke() -> dict[str, Any]:
    return {"edgecolor": style.QUIET, "linewidth": 0.9, "zorder": 1}


def _lines() -> Path:
    """Nose, lips and neck in one path of straight and curved pieces."""
    move, line, curve = Path.MOVETO, Path.LINETO, Path.CURVE3
    drawn = [
        (move, (0.0, 0.36)), (line, (-0.13, 0.0)), (curve, (0.0, -0.1)), (curve, (0.13, 0.0)),
        (move, (-0.43, -0.48)), (curve, (-0.1, -0.28)), (curve, (0.0, -0.36)),
        (curve, (0.1, -0.28)), (curve, (0.43, -0.48)),
        (move, (-0.43, -0.48)), (curve, (0.0, -0.53)), (curve, (0.43, -0.48)),
        (move, (-0.43, -0.48)), (curve, (0.0, -0.82)), (curve, (0.43, -0.48)),
        (move, (-0.42, -0.97)), (line, (-0.42, -1.48)),
        (move, (0.42, -0.97)), (line, (0.42, -1.48)),
    ]  # fmt: skip
    return Path([point for _, point in drawn], [code for code, _ in drawn])


def _spots(axes: Axes, found: tuple[Spot, ...]) -> None:
    if not found:
        return
    most = found[0].episodes
    middle = {Side.LEFT: 1, Side.RIGHT: -1}
    axes.scatter(
        [middle.get(spot.side, 0) * SPOTS[spot.site][0] if spot.side else 0.0 for spot in found],
        [SPOTS[spot.site][1] for spot in found],
        s=[max(SMALLEST, LARGEST * spot.episodes / most) for spot in found],
        facecolor=[style.EPISODE if spot.side else "white" for spot in found],
        edgecolor=style.INK,
        linewidth=0.6,
        alpha=0.85,
        zorder=3,
    )


def _numbers(figure: Figure, box: Box, summary: Summary) -> None:
    notes = []
    if any(place.side is None for place in summary.places):
        notes.append(flow.remark("white mark: side not noted", box.width))
    if summary.without_site:
        notes.append(flow.remark(f"site not noted: {summary.without_site}", box.width))
    if not summary.episodes:
        notes.append(flow.remark("no episode on record", box.width))
    below = flow.height(notes) + flow.GAP
    upper = Box(box.left, box.bottom + below, box.width, box.height - below)
    items = [_line(line, box.width) for line in places.site_lines(summary.places)]
    rest = flow.fill(figure, upper, items, "and {} more sites")
    flow.fill(figure, Box(box.left, box.bottom, box.width, rest.top - box.bottom), notes)


def _line(line: SiteLine, room: float) -> Item:
    head = f"{line.site} {line.episodes}"
    used = text.width(head, style.SMALL, bold=True) + 0.07
    first, *rest = text.wrap(line.sides, room - used, style.SMALL, most=1) or ("",)
    whole = Piece(head, bold=True), Piece(first, used, color=style.QUIET)
    if first == text.drawable(line.sides) and not rest:
        return Item((whole,), style.SMALL)
    below = text.wrap(line.sides, room - 0.1, style.SMALL, most=2)
    second = tuple((Piece(part, 0.1, color=style.QUIET),) for part in below)
    return Item(((whole[0],), *second), style.SMALL)
