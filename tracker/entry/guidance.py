"""What to type instead of a word that an entry does not take, where that can be said at all."""

import re
from collections.abc import Sequence
from typing import Final

from tracker import knowledge

DATE: Final = "A date is written 2026-11-18"
_WHEN: Final = "Say when: 08:30, -20m, yesterday 22:10 or mon 9:00"
_DAY_CLOCK: Final = "Use the 24-hour clock: 20:30"
MONTHS: Final = frozenset(
    (
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov"),
        *("dec", "january", "february", "march", "april", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
)
_STRENGTHS: Final = frozenset(
    (
        *("weak", "light", "mild", "slight", "moderate", "medium", "strong", "severe", "bad"),
        *("high", "low", "one", "two", "three", "four", "five", "six", "seven", "eight"),
        *("nine", "ten"),
    )
)
_VAGUE: Final = (
    *("last", "this", "tonight", "morning", "noon", "afternoon", "evening", "night"),
    *("midnight", "earlier", "before", "recently", "hour", "an"),
)
_SAID: Final = {
    **dict.fromkeys(_VAGUE, _WHEN),
    **dict.fromkeys(MONTHS, DATE),
    "tomorrow": _WHEN,
    "ago": "Try: -20m",
    "note": 'A note stands in quotes: "…"',
}
_SHAPES: Final = (
    (re.compile(r"[\d:.]*[ap]m", re.ASCII), _DAY_CLOCK),
    (re.compile(r"[\d:.]+(?:[ap]m)?-[\d:.]+[ap]m", re.ASCII), _DAY_CLOCK),
    (re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?", re.ASCII), DATE),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}", re.ASCII), DATE),
    (re.compile(r"\d{1,2}:\d", re.ASCII), "Two digits stand behind the colon: 14:05"),
    (re.compile(r".*\d,\d.*", re.ASCII), "Write a point between digits: 7.5"),
)
_BARE_HOURS = re.compile(r"(\d{1,2})([.:]\d\d)?-(\d{1,2})([.:]\d\d)?", re.ASCII)


def guidance(word: str, known: Sequence[str], *, phrase: str, rated: bool) -> str:
    """The hint for a `plain` word of an entry that begins with `phrase`; empty when there is none.

    `known` are the words that may stand there; `rated` is whether the entry has a strength.
    """
    bare = _BARE_HOURS.fullmatch(word)
    if bare is not None and phrase in {"slept", "sleep"}:
        start, end = (f"{bare[n]}{bare[n + 1] or ':00'}".replace(".", ":") for n in (1, 3))
        return f"Try: slept {start}-{end}"
    if word in _STRENGTHS and rated:
        return f"A strength is a number from 0 to 10: {phrase} 6"
    said = _SAID.get(word) or next((hint for shape, hint in _SHAPES if shape.fullmatch(word)), "")
    close = [] if said else knowledge.near(word, known)
    return knowledge.did_you_mean(close) or said
