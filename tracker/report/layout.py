"""Where on a sheet each panel stands: three rows of panels under the head."""

from dataclasses import dataclass
from typing import Final

from tracker.report.drawing.sheet import Box
from tracker.report.paper import Paper

MARGIN: Final = 0.40
TOP: Final = 0.30
HEAD: Final = 0.55
APART: Final = 0.10
"""Inches between the head and the first row."""
BETWEEN: Final = (0.14, 0.14)
"""Inches between the rows."""
FOOT: Final = 0.16
LOWEST: Final = 0.36
"""Where the last row ends, over the foot's line."""
ROWS: Final = (2.66, 1.98, 2.04)
HEIGHT: Final = 8.27
"""The rows' heights on a sheet of that height; what another one has more or less is shared."""
SHARES: Final = (0.35, 0.30, 0.35)


@dataclass(frozen=True, slots=True)
class Places:
    """The panels' boxes."""

    head: Box
    words: Box
    course: Box
    history: Box
    triggers: Box
    where: Box
    flags: Box
    talk: Box
    foot: Box


def places(paper: Paper) -> Places:
    """The boxes on a sheet."""
    wide = paper.width - 2 * MARGIN
    more = paper.height - HEIGHT
    tall = [row + share * more for row, share in zip(ROWS, SHARES, strict=True)]
    first = paper.height - TOP - HEAD - APART - tall[0]
    second = first - BETWEEN[0] - tall[1]
    words, course = _row(first, tall[0], wide, (0.271, 0.711))
    history, triggers = _row(second, tall[1], wide, (0.478, 0.504))
    where, flags, talk = _row(LOWEST, tall[2], wide, (0.289, 0.372, 0.302))
    return Places(
        head=Box(MARGIN, paper.height - TOP - HEAD, wide, HEAD),
        words=words,
        course=course,
        history=history,
        triggers=triggers,
        where=where,
        flags=flags,
        talk=talk,
        foot=Box(MARGIN, FOOT, wide, 0.12),
    )


def _row(bottom: float, height: float, wide: float, parts: tuple[float, ...]) -> list[Box]:
    """Boxes side by side, as wide as their parts of the whole, with equal gaps."""
    gap = wide * (1 - sum(parts)) / (len(parts) - 1)
    boxes, left = [], MARGIN
    for part in parts:
        boxes.append(Box(left, bottom, part * wide, height))
        left += part * wide + gap
    return boxes
