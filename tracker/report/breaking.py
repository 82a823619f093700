"""Where a text may end or go on in the next line: between words, and never within what is one.

A date stays whole (`Tue 24 Nov 2026`), and a number with what it counts (`300 mg`, `2 days`,
`upper lip 35,`, `at 08:30`).
Scripts that are written without spaces may break between any two of their letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tracker.report.periods import MONTHS, WEEKDAYS

LONG: Final = 8
"""Letters of a word from which on it may be cut itself."""

_NUMBER: Final = re.compile(r"[^\w\s]?\d(?:[\d.,/]*\d)?")
_LAST_NUMBER: Final = re.compile(_NUMBER.pattern + r"[,;:)\].]+")
_CLOCK: Final = re.compile(r"\d?\d:\d\d\W*")
_YEAR: Final = re.compile(r"\d{4}\W*")
_LETTER: Final = re.compile(r"[^\W\d_]|[%\N{DEGREE SIGN}\N{MULTIPLICATION SIGN}]")
_FIGURE: Final = re.compile(r"\W?\d[\d\W]*")
_DANGLING: Final = " ,;:.([{-\N{EN DASH}\N{HORIZONTAL ELLIPSIS}"


def pieces(text: str) -> list[str]:
    """The words of a text, with those that belong together as one piece."""
    words = text.split()
    found = words[:1]
    for number, (before, word) in enumerate(pairwise(words), 2):
        if _belong(before, word, is_last=number == len(words)):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _belong(word: str, following: str, *, is_last: bool) -> bool:
    if word.lstrip("(") in WEEKDAYS:
        return bool(_NUMBER.match(following))
    if word in MONTHS:
        return bool(_YEAR.fullmatch(following))
    if _NUMBER.fullmatch(word):
        return bool(_LETTER.match(following))
    if word == "at":
        return bool(_CLOCK.fullmatch(following))
    ends = _LAST_NUMBER.fullmatch(following) or (is_last and _NUMBER.fullmatch(following))
    return bool(_LETTER.match(word) and ends)


def head(text: str, most: int) -> str:
    """The longest beginning of a text of at most `most` letters that ends where it may.

    A long word is cut where there would be less than half of that otherwise; a number never is, nor
    a date.
    """
    if most >= len(text):
        return text
    end = max((place for place in _ends(text) if place <= most), default=0)
    word = text[:most].rpartition(" ")[2]
    whole = word + text[most:].partition(" ")[0]
    if 2 * end < most and len(whole) >= LONG and not _FIGURE.fullmatch(whole):
        end = most
    return text[:end].rstrip(_DANGLING)


def _ends(text: str) -> Iterator[int]:
    """The places at which a text of single spaces may end."""
    end = 0
    for piece in pieces(text):
        begin, end = end, end + len(piece)
        yield from (n + 1 for n in range(begin, end) if _is_wide(text[n]))
        yield end
        end += 1


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}
