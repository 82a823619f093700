"""Items of text one below the other in a box: as many as fit, then how many more there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report.drawing import style, text
from tracker.report.drawing.sheet import Box, Sheet

GAP: Final = 0.03
"""Inches between two items."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawable text on a line, `left` inches from the box's edge."""

    text: str
    left: float = 0.0
    bold: bool = False
    color: str = style.INK


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that stay together, each of one or more pieces, at one size of type in points."""

    lines: tuple[tuple[Piece, ...], ...]
    size: float

    @property
    def height(self) -> float:
        """Inches from its top to the next item's."""
        return len(self.lines) * style.line_height(self.size) + GAP


def bullet(words: str, room: float, *, size: float = style.SMALL, most: int = 3) -> Item:
    """One sentence after a dot, in lines that fit into `room` inches."""
    indent = 0.1
    lines = text.wrap(words, room - indent, size, most=most)
    first = (Piece("\N{BULLET}"), Piece(lines[0], indent)) if lines else ()
    return Item((first, *((Piece(line, indent),) for line in lines[1:])), size)


def remark(words: str, room: float, *, size: float = style.SMALL, most: int = 4) -> Item:
    """A quiet sentence, in lines that fit into `room` inches."""
    lines = text.wrap(words, room, size, most=most)
    return Item(tuple((Piece(line, color=style.QUIET),) for line in lines), size)


def fill(sheet: Sheet, box: Box, items: Sequence[Item], more: str = "and {} more") -> Box:
    """Draw the items that fit, from the top; return what is left of the box below them."""
    count = _fitting(items, box.height)
    left_out = len(items) - count
    rest = [remark(more.format(left_out), box.width)] if left_out else []
    top = box.top
    for item in (*items[:count], *rest):
        top = _draw(sheet, box, top, item)
    return Box(box.left, box.bottom, box.width, top - box.bottom)


def _fitting(items: Sequence[Item], room: float) -> int:
    note = style.line_height(style.SMALL)
    for count in range(len(items), 0, -1):
        taken = height(items[:count]) + (note if count < len(items) else 0)
        if taken <= room:
            return count
    return 0


def height(items: Iterable[Item]) -> float:
    """Inches that all of the items take."""
    return max(0.0, sum(item.height for item in items) - GAP)


def _draw(sheet: Sheet, box: Box, top: float, item: Item) -> float:
    step = style.line_height(item.size)
    for number, line in enumerate(item.lines, 1):
        base = top - number * step + step - item.size / 72
        for piece in line:
            text.write_at(
                sheet,
                box.left + piece.left,
                base,
                piece.text,
                size=item.size,
                bold=piece.bold,
                color=piece.color,
            )
    return top - item.height
