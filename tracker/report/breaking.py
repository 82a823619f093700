"""Where a text may end or go on in the next line: between words, and never within what is one.

A date stays whole (`Tue 24 Nov 2026`), and a number with what it counts (`300 mg`, `2 days`,
`upper lip 35,`, `at 08:30`).
Scripts that are written without spaces may break between any two of their letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from tracker.report.periods import MONTHS, WEEKDAYS

_NUMBER: Final = re.compile(r"[^\w\s]?\d(?:[\d.,/]*\d)?")
_LAST_NUMBER: Final = re.compile(_NUMBER.pattern + r"[,;:)\].]+")
_CLOCK: Final = re.compile(r"\d?\d:\d\d\W*")
_YEAR: Final = re.compile(r"\d{4}\W*")
_LETTER: Final = re.compile(r"[^\W\d_]|[%\N{DEGREE SIGN}\N{MULTIPLICATION SIGN}]")
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
    number = _NUMBER if is_last else _LAST_NUMBER
    return bool(_LETTER.match(word) and number.fullmatch(following))


def head(text: str, most: int) -> str:
    """The longest beginning of a text of at most `most` letters that ends where it may.

    A word is cut where there would be less than half of that otherwise, a date or amount only where
    there would be nothing.
    """
    if most >= len(text):
        return text
    end = max((place for place in _ends(text) if place <= most), default=0)
    if 2 * end < most and not (end and any(char.isdigit() for char in text[end:most])):
        end = most if text[most].isalpha() else len(text[:most].rstrip("0123456789.,"))
    return text[:end].rstrip(_DANGLING)


def _ends(text: str) -> Iterator[int]:
    """The places at which a text of single spaces may end."""
    words = pieces(text)
    ends = accumulate(len(piece) + 1 for piece in words)
    for piece, end in zip(words, ends, strict=True):
        yield from (end - 1 - n for n in range(len(piece) - 1, 0, -1) if _is_wide(piece[-n - 1]))
        yield end - 1


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}
