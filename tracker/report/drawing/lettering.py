"""Lines of type on a page: measured, set, and drawn all at once.

A raster page fills the letters' outlines, each of which is made once: asking matplotlib to set and
to rasterise every line by itself takes longer than everything else on the page. Lines that need
more than one letter after the other (joined scripts, right to left, combining marks), and all lines
of PDF and SVG, where text stays text, are left to matplotlib.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.font_manager import get_font
from matplotlib.ft2font import Kerning, LoadFlags
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from tracker.report.drawing import faces

EM: Final = 100.0
"""Units of the outlines to the size of the type."""
ROOM: Final = 1.03
"""How much wider than it was measured a line may be that matplotlib sets."""
ABOVE: Final = 0.78
BELOW: Final = 0.24
"""How far type reaches over and under its base line, in parts of its size."""

_ONE_AFTER_THE_OTHER: Final = frozenset({"L", "EN", "ES", "ET", "CS", "WS", "ON", "S", "B"})
"""Unicode's bidirectional classes of letters that stand in the order they are written."""
_PAPER: Final = (1.0, 1.0, 1.0, 0.9)

Floats = npt.NDArray[np.float64]
Color = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of drawable text: its left edge and base in inches from the page's lower left.

    `size` is in points; `paper`, in points too, is a white margin under the text.
    """

    left: float
    base: float
    text: str
    size: float
    bold: bool
    color: str
    paper: float | None

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, right, lower and upper edge in inches."""
        high, low = ABOVE * self.size / 72, BELOW * self.size / 72
        right = self.left + width(self.text, self.size, bold=self.bold)
        return self.left, right, self.base - low, self.base + high


@cache
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that a drawable text takes at a size in points."""
    if _is_plain(text):
        return _places(text, bold)[-1] / EM * size / 72
    return sum(_set_width(path, some, size) for path, some in faces.runs(text, bold)) * ROOM


class Writing(Artist):
    """All lines of a page, over everything else on it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.set_zorder(5)

    def draw(self, renderer: Any) -> None:
        """Draw the lines, on white paper where they ask for it."""
        own = renderer.new_gc()
        own.set_linewidth(0)
        assert self.figure is not None  # noqa: S101  a page draws what was added to it
        dots = self.figure.dpi
        for line in self.lines:
            if line.paper is not None:
                paper = Path(_corners(line) * dots)
                renderer.draw_path(own, paper, IdentityTransform(), _PAPER)
        raster = isinstance(renderer, RendererAgg)
        filled = [line for line in self.lines if raster and _is_plain(line.text)]
        for color, outline in _outlines(filled, dots):
            renderer.draw_path(own, outline, IdentityTransform(), color)
        for line in self.lines:
            if line.text and not (raster and _is_plain(line.text)):
                _typeset(renderer, own, line, dots)
        own.restore()


def _typeset(renderer: Any, own: Any, line: Line, dots: float) -> None:
    up, left = line.base * dots, line.left
    if renderer.flipy():
        up = renderer.get_canvas_width_height()[1] - up
    own.set_foreground(line.color)
    for path, text in faces.runs(line.text, line.bold):
        face = faces.properties(path, line.size)
        renderer.draw_text(own, left * dots, up, text, face, 0)
        left += _set_width(path, text, line.size)


def _set_width(path: FilePath, text: str, size: float) -> float:
    """Inches that a stretch of one typeface takes as matplotlib sets it."""
    font = get_font(path)
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 72


def _outlines(lines: Iterable[Line], dots: float) -> Iterator[tuple[Color, Path]]:
    """The letters of all lines of one colour as one shape, in dots."""
    corners: defaultdict[str, list[Floats]] = defaultdict(list)
    strokes: defaultdict[str, list[npt.NDArray[np.int8]]] = defaultdict(list)
    for line in lines:
        scale = line.size / 72 * dots / EM
        base = round(line.base * dots)
        for char, place in zip(line.text, _places(line.text, line.bold), strict=False):
            shape, codes, _ = _letter(char, line.bold)
            if len(codes):
                corners[line.color].append(shape * scale + (line.left * dots + place * scale, base))
                strokes[line.color].append(codes)
    for color, some in corners.items():
        yield to_rgb(color), Path(np.concatenate(some), np.concatenate(strokes[color]))


def _corners(line: Line) -> Floats:
    left, right, low, high = line.extent
    pad = (line.paper or 0) / 72
    left, right, low, high = left - pad, right + pad, low - pad, high + pad
    return np.array([(left, low), (right, low), (right, high), (left, high), (left, low)])


@cache
def _is_plain(text: str) -> bool:
    return text.isascii() or all(
        unicodedata.bidirectional(c) in _ONE_AFTER_THE_OTHER
        and not unicodedata.category(c).startswith("M")
        for c in text
    )


@cache
def _places(text: str, bold: bool) -> tuple[float, ...]:
    """Where each letter of a plain text begins, and where the last one ends."""
    at, places = 0.0, [0.0]
    for before, char in zip(("", *text), text, strict=False):
        if before:
            at += _kerning(before, char, bold)
        places[-1] = at
        at += _letter(char, bold)[2]
        places.append(at)
    return tuple(places)


@cache
def _letter(char: str, bold: bool) -> tuple[Floats, npt.NDArray[np.int8], float]:
    """A letter's outline and how far the next one stands from it."""
    font = get_font(_path(char, bold))
    font.set_size(EM, 72)
    glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    corners, codes = font.get_path()
    return corners, codes, glyph.linearHoriAdvance / 65536


@cache
def _kerning(before: str, char: str, bold: bool) -> float:
    path = _path(char, bold)
    if path != _path(before, bold):
        return 0.0
    font = get_font(path)
    font.set_size(EM, 72)
    pair = font.get_char_index(ord(before)), font.get_char_index(ord(char))
    return float(font.get_kerning(*pair, Kerning.UNFITTED)) / 64


def _path(char: str, bold: bool) -> FilePath:
    path = faces.face(char, bold)
    assert path is not None  # noqa: S101  the text was made drawable
    return path
