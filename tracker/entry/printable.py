"""People's text made harmless for a terminal, and any value shown inside an error's sentence."""

import re
from collections.abc import Mapping
from typing import Any, Final

SHOWN_LENGTH: Final = 40
"""How much of a refused value an error shows, in characters."""
_HUGE_BITS: Final = 128
_EXACT: Final = 1e15
"""Whole numbers below are shown with all their digits."""

_BREAKS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
_UNSEEN: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # unseen by design
    "\u200b-\u200f\u2060-\u2064\ufeff"  # zero width, marks of direction
    "\u202a-\u202e\u2066-\u206f"  # embeddings, overrides, isolates
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BROKEN: Final = "\ud800-\udfff"
_JOINERS: Final = "\u200c\u200d"
"""Part of words in some scripts, and of emoji: they change nothing around them."""

_STAND_IN: Final = "\ufffd"
_A_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_AN_UNSEEN = re.compile(f"[{_UNSEEN}]")
_A_BROKEN = re.compile(f"[{_BROKEN}]")
_ACTING = re.compile(f"(?![{_JOINERS}])[\t{_BREAKS}{_UNSEEN}{_BROKEN}]")


def printable(text: str, limit: int | None = None) -> str:
    """Text that cannot move the cursor, change direction or hide: for display alone.

    Control characters, bidirectional overrides and zero-width characters are left out, a new line
    becomes ` ⏎ `, a tab a space, half a surrogate pair the replacement character. With a `limit`
    (characters) what is longer ends in `…`.
    """
    text = _A_BREAK.sub(" ⏎ ", text.replace("\t", " "))
    text = _A_BROKEN.sub(_STAND_IN, _AN_UNSEEN.sub("", text))
    if limit is not None and len(text) > limit:
        return text[: max(limit - 1, 0)] + "…"
    return text


def standing_in(text: str) -> str:
    """Text of the same length in which `�` stands for each character that would act.

    For a line that is being typed in, whose cursor counts characters. Joiners stay.
    """
    return _ACTING.sub(_STAND_IN, text)


def shown(value: Any) -> str:
    """A refused value as an error shows it: text in quotes, at most 40 characters of it."""
    if isinstance(value, str):
        return f'"{printable(value, SHOWN_LENGTH)}"'
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() >= _HUGE_BITS:
        return "a number of very many digits"
    if isinstance(value, int | float):
        return plain_number(value)
    kind = "an object" if isinstance(value, Mapping) else "a list"
    return kind if value else kind.replace(" ", " empty ").replace("a empty", "an empty")


def entries_in_words(count: int) -> str:
    """How many entries: '1 entry', '1,234 entries'."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def plain_number(value: float) -> str:
    """A number without a needless `.0`: '96', '14.8', 'nan'."""
    exact = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return str(int(value)) if exact else str(value)
