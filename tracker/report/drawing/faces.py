"""Which typeface draws a letter.

DejaVu Sans, which comes with matplotlib, draws every letter that it has, so that a page is the same
on every machine. It has none for Chinese, Japanese, Korean, most scripts of India and others: there
the first of the system's own typefaces that has the letter is taken, in a fixed order. Only known
typefaces are opened: a letter that nobody has would else cost a look at hundreds of files.
"""

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findSystemFonts, get_font

_OWN: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_OTHERS: Final = (
    # Linux and BSD
    *("NotoSansCJK", "NotoSansCJKjp", "SourceHanSans", "NotoSans", "DroidSansFallback", "wqy"),
    *("ipag", "ipaexg", "TakaoGothic", "VL-Gothic", "NanumGothic", "UnBatang", "Lohit", "Garuda"),
    *("Padauk", "FreeSans", "Symbola", "NotoEmoji", "unifont"),
    # macOS
    *("PingFang", "Hiragino", "ヒラギノ", "AppleSDGothicNeo", "STHeiti", "Kohinoor", "Thonburi"),
    *("Arial Unicode", "Apple Symbols"),
    # Windows
    *(
        "YuGoth",
        "meiryo",
        "msgothic",
        "msyh",
        "simsun",
        "malgun",
        "Nirmala",
        "LeelawUI",
        "seguisym",
    ),
)
"""How the names of their files begin, the ones that are taken first in front."""

_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc"
_TO_THE_LEFT: Final = re.compile(rf"([{_LEFT}](?:[\W\d{_LEFT}]*[{_LEFT}])?)")
"""Words of scripts that run from right to left, and what stands between them."""

_BITMAPS: Final = ("NotoColorEmoji", "NotoSansMono")


@cache
def face(char: str, bold: bool) -> Path | None:
    """The file of the typeface that draws a letter, or None where there is none."""
    own = Path(mpl.get_data_path()) / "fonts" / "ttf" / _OWN[bold]
    if ord(char) in _letters(own):
        return own
    return next((path for path in _known() if ord(char) in _letters(path)), None)


def runs(text: str, bold: bool) -> list[tuple[Path, str]]:
    """A drawable text in stretches of one typeface and one direction, in the order of the page.

    A line runs from left to right, also where a name in it does not: the amount after such a name
    would else be torn apart, its number beside the name and its unit beside what follows.
    """
    found = []
    for part in _TO_THE_LEFT.split(text):
        alike = groupby(part, lambda char: face(char, bold))
        found += [(path, "".join(some)) for path, some in alike if path is not None]
    return found


@cache
def properties(path: Path, size: float) -> FontProperties:
    """A typeface at a size in points, as matplotlib names it."""
    return FontProperties(fname=path, size=size)


@cache
def _known() -> tuple[Path, ...]:
    """The system's own typefaces that are looked at, the ones that are taken first in front."""
    paths = sorted({Path(name) for name in findSystemFonts()}, key=lambda path: (path.name, path))
    first = {path: _place(path.name) for path in paths}
    return tuple(sorted((p for p in paths if first[p] is not None), key=lambda p: first[p] or 0))


def _place(name: str) -> int | None:
    if name.startswith(_BITMAPS):
        return None
    starts = (n for n, begin in enumerate(_OTHERS) if name.casefold().startswith(begin.casefold()))
    return next(starts, None)


@cache
def _letters(path: Path) -> frozenset[int]:
    try:
        font = get_font(path)
    except (OSError, RuntimeError):  # a file that is gone, or that FreeType does not read
        return frozenset()
    return frozenset(font.get_charmap()) if font.scalable else frozenset()
