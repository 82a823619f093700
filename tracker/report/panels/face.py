"""Where it twitched: a plain face with a mark at each site and side, and the numbers beside it."""

from typing import Final

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from tracker.report import places
from tracker.report.drawing import flow, lettering, style, text
from tracker.report.drawing.flow import Item, Piece
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.places import SiteLine, Spot
from tracker.report.summary import Summary
from tracker.vocabulary import Side, Site

FACE: Final = 1.5
WIDE: Final = 2.3
TALL: Final = 2.64
CHIN_TO_NECK: Final = -1.52
"""Inches across, and the drawing's own units: width, height, lower edge; the head is around 0."""

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


def face(sheet: Sheet, box: Box, summary: Summary) -> None:
    """The map, drawn as one looks at the person: their right is on the left of the page."""
    body = text.heading(sheet, box, "Where", "seen from in front; larger: more episodes")
    place = Box(body.left, body.top - FACE * TALL / WIDE, FACE, FACE * TALL / WIDE)
    plane = Plane(sheet, place, (-WIDE / 2, WIDE / 2), (CHIN_TO_NECK, CHIN_TO_NECK + TALL))
    plane.outline(_outline(), edgecolor=style.QUIET, linewidth=0.9)
    _spots(plane, places.spots(summary.places))
    text.write_small(sheet, place.left, place.top - 0.08, "their right")
    text.write_small(sheet, place.right, place.top - 0.08, "their left", align="right")
    left = FACE + 0.12
    _numbers(sheet, Box(body.left + left, body.bottom, body.width - left, body.height), summary)


def _outline() -> Path:
    head = _ellipse(0, 0, 0.86, 1.1)
    eyes = [_ellipse(side * 0.40, 0.35, 0.18, 0.075) for side in (-1, 1)]
    return Path.make_compound_path(head, *eyes, _lines(-1), _lines(1))


def _ellipse(x: float, y: float, half_width: float, half_height: float) -> Path:
    return Path.unit_circle().transformed(Affine2D().scale(half_width, half_height).translate(x, y))


def _lines(side: int) -> Path:
    """One half of the brow, ear, nose, lips and neck: straight and curved pieces."""
    move, line, curve = Path.MOVETO, Path.LINETO, Path.CURVE3
    drawn = [
        (move, (0.20, 0.61)), (curve, (0.42, 0.76)), (curve, (0.60, 0.61)),
        (move, (0.83, 0.31)), (curve, (1.05, 0.42)), (curve, (1.00, 0.12)),
        (curve, (0.95, -0.14)), (curve, (0.84, -0.10)),
        (move, (0.07, 0.22)), (line, (0.13, 0.0)), (curve, (0.10, -0.06)), (curve, (0.0, -0.05)),
        (move, (0.0, -0.36)), (curve, (0.10, -0.28)), (curve, (0.43, -0.48)),
        (curve, (0.20, -0.505)), (curve, (0.0, -0.505)),
        (move, (0.0, -0.65)), (curve, (0.20, -0.65)), (curve, (0.43, -0.48)),
        (move, (0.42, -0.96)), (line, (0.42, -1.48)),
    ]  # fmt: skip
    return Path([(side * x, y) for _, (x, y) in drawn], [code for code, _ in drawn])


def _spots(plane: Plane, found: tuple[Spot, ...]) -> None:
    most = max((spot.episodes for spot in found), default=1)
    middle = {Side.LEFT: 1, Side.RIGHT: -1}
    plane.marks(
        "o",
        [
            (
                middle.get(spot.side, 0) * SPOTS[spot.site][0] if spot.side else 0,
                SPOTS[spot.site][1],
            )
            for spot in found
        ],
        [max(SMALLEST, LARGEST * spot.episodes / most) for spot in found],
        facecolor=[style.EPISODE if spot.side else "white" for spot in found],
        alpha=0.85,
        zorder=3,
    )


def _numbers(sheet: Sheet, box: Box, summary: Summary) -> None:
    notes = []
    if any(place.side is None for place in summary.places):
        notes.append(flow.remark("white mark: side not noted", box.width))
    if summary.without_site:
        notes.append(flow.remark(f"site not noted: {summary.without_site:,}", box.width))
    if not summary.episodes:
        notes.append(flow.remark("no episode on record", box.width))
    below = flow.height(notes) + flow.GAP
    upper = Box(box.left, box.bottom + below, box.width, box.height - below)
    items = [_line(line, box.width) for line in places.site_lines(summary.places)]
    rest = flow.fill(sheet, upper, items, "and {} more")
    flow.fill(sheet, Box(box.left, box.bottom, box.width, rest.top - box.bottom), notes)


def _line(line: SiteLine, room: float) -> Item:
    head = f"{line.site} {line.episodes:,}"
    used = lettering.width(head, style.SMALL, bold=True) + 0.07
    first, *rest = text.wrap(line.sides, room - used, style.SMALL, most=1) or ("",)
    whole = Piece(head, bold=True), Piece(first, used, color=style.QUIET)
    if first == text.drawable(line.sides) and not rest:
        return Item((whole,), style.SMALL)
    below = text.wrap(line.sides, room - 0.1, style.SMALL, most=2)
    second = tuple((Piece(part, 0.1, color=style.QUIET),) for part in below)
    return Item(((whole[0],), *second), style.SMALL)
