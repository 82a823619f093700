"""Numbers and what stands behind them: `6`, `6/10`, `2x`, `80mg`, `80 mg`, `nanmg`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_AMOUNT: Final = re.compile(
    r"(-?\d+(?:\.\d+)?|-?nan|-?inf(?:inity)?)(/\d+|[a-z\u00b5\u03bc%\u00d7]*)", re.ASCII
)
_UNIT: Final = re.compile(r"[a-z\u00b5\u03bc%\u00d7]{1,20}")
_EXACT_DIGITS: Final = 15

RATING: Final = frozenset({"", "/10"})
SERVINGS: Final = frozenset({"x", "\u00d7", "serving", "servings"})
MILLIGRAMS: Final = frozenset({"mg"})
GRAMS: Final = frozenset({"g", "gram", "grams"})
DOSE_UNITS: Final = frozenset(
    {
        *("mg", "mcg", "\u00b5g", "\u03bcg", "ug", "g", "ml", "l", "iu", "unit", "units", "%"),
        *("tablet", "tablets", "pill", "pills", "capsule", "capsules", "caplet", "caplets"),
        *("drop", "drops", "puff", "puffs", "spray", "sprays", "patch", "patches"),
        *("sachet", "sachets", "lozenge", "lozenges", "spoon", "spoons", "tsp", "tbsp"),
    }
)
"""Units that a dose may have behind its number."""
AWAKENINGS: Final = frozenset({"w", "awakening", "awakenings"})

_KNOWN: Final = SERVINGS | MILLIGRAMS | GRAMS | DOSE_UNITS | AWAKENINGS


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the unit behind it ('' when there is none), and how many words it takes."""

    number: float
    unit: str
    words: int


def amount(words: Sequence[str], at: int) -> Amount | None:
    """The amount that begins at a `plain` word, its unit also as the next word; None if none."""
    word = words[at]
    turned = word[1:] + "x" if word[0] == "x" and len(word) > 1 else word  # x2 is 2x
    match = _AMOUNT.fullmatch(turned)
    if match is None:
        return None
    unit = match[2]
    if word[0] in "in-" and not word.lstrip("-")[0].isdigit() and unit not in _KNOWN | {""}:
        return None  # 'infliximab' is no infinity
    if not unit and at + 1 < len(words) and words[at + 1] in _KNOWN:
        return Amount(number(match[1]), words[at + 1], 2)
    return Amount(number(match[1]), unit, 1)


def number(text: str) -> float:
    """A written number: an int where it has no point, else a float."""
    if text.lstrip("-").isdigit() and len(text) <= _EXACT_DIGITS:
        return int(text)
    return float(text)
