"""People's words on the page: made drawable, measured, broken into lines and cut to their place.

What no typeface here can draw becomes a box, instead of a warning.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from tracker.report import breaking
from tracker.report.drawing import faces, style
from tracker.report.drawing.lettering import Line, width
from tracker.report.drawing.sheet import Box, Sheet

MISSING: Final = "\N{WHITE SQUARE}"
MORE: Final = "\N{HORIZONTAL ELLIPSIS}"
LONGEST: Final = 600
"""Characters of one text that are looked at; no place on the page holds as many."""
MOST_MARKS: Final = 2
"""Combining marks kept on one letter, so that a tower of them stays within its line."""
HEADING_TAKES: Final = style.line_height(style.HEADING) + 0.04
"""Inches of a panel's height that its heading takes."""


def drawable(text: str, *, bold: bool = False) -> str:
    """The text in one line of letters that a typeface has.

    Control and direction characters go, white space becomes one space, and a box stands for every
    letter that cannot be drawn.
    """
    return " ".join("".join(_drawable(text[:LONGEST], bold)).split())


def _drawable(text: str, bold: bool) -> Iterator[str]:
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if char.isspace():
            yield " "
        elif category in {"Cc", "Cf"} or marks > MOST_MARKS:
            continue
        elif faces.face(char, bold):
            yield char
        elif not marks:
            yield MISSING


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into `room` inches and an ellipsis.

    It ends at the end of a word, wherever that leaves half of what fits.
    """
    whole = drawable(text, bold=bold)
    if width(whole, size, bold=bold) <= room:
        return whole
    return breaking.head(whole, _most(whole, room, size, bold=bold, tail=MORE)) + MORE


def _most(text: str, room: float, size: float, *, bold: bool, tail: str) -> int:
    """How many of the text's letters fit into `room` inches with the tail after them."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + tail, size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def wrap(
    text: str, room: float, size: float, *, bold: bool = False, most: int = 100
) -> tuple[str, ...]:
    """The text in lines of at most `room` inches; the last of `most` lines is cut.

    Dates and amounts stay together where they fit into a line.
    """
    words = breaking.pieces(drawable(text, bold=bold))
    space = width(" ", size, bold=bold)
    lines: list[str] = []
    line, used = "", 0.0
    while words:
        word = words.pop(0)
        longer = width(word, size, bold=bold) + (used + space if line else 0)
        if longer <= room:
            line, used = f"{line} {word}" if line else word, longer
        elif len(lines) + 1 == most:
            return (*lines, cut(" ".join([line, word, *words]), room, size, bold=bold))
        elif line:
            lines.append(line)
            line = ""
            words.insert(0, word)
        elif " " in word:
            words[:0] = word.split()
        else:
            lines.append(_head(word, room, size, bold=bold))
            words.insert(0, word[len(lines[-1]) :])
    return (*lines, line) if line else tuple(lines)


def _head(word: str, room: float, size: float, *, bold: bool) -> str:
    """As much of a word as fits into a line, at least one letter."""
    return word[: max(1, _most(word, room, size, bold=bold, tail=""))]


def write_at(  # noqa: PLR0913  where, what and how: each call names the few it needs
    sheet: Sheet,
    left: float,
    base: float,
    text: str,
    *,
    size: float = style.BODY,
    bold: bool = False,
    color: str = style.INK,
    align: str = "left",
    paper: float | None = None,
) -> None:
    """Write one line of drawable text at a place in inches; never read as mathematics.

    `left` is the text's left edge, or what `align` says: its right edge or its middle. With
    `paper`, in points, a white margin that wide lies under the text and over what is drawn there.
    """
    left -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width(text, size, bold=bold)
    sheet.writing.lines.append(Line(left, base, text, size, bold, color, paper))


def write_small(sheet: Sheet, left: float, base: float, text: str, *, align: str = "left") -> None:
    """Write a quiet line in the smallest type: ticks, units, remarks."""
    write_at(sheet, left, base, text, size=style.TINY, color=style.QUIET, align=align)


def heading(sheet: Sheet, box: Box, text: str, remark: str = "") -> Box:
    """Write a panel's heading at the top of its box, a remark after it; return what is left."""
    base = box.top - style.HEADING / 72
    write_at(sheet, box.left, base, text, size=style.HEADING, bold=True)
    used = width(text, style.HEADING, bold=True) + 0.1
    if remark:
        shown = cut(remark, box.width - used, style.SMALL)
        write_at(sheet, box.left + used, base, shown, size=style.SMALL, color=style.QUIET)
    return Box(box.left, box.bottom, box.width, box.height - HEADING_TAKES)
