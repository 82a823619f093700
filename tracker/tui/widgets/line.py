"""A level over time as a line of dots: joined from stretch to stretch, broken where unknown."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DOTS: Final = 4
"""Dots of a character from its foot to its head; two stand side by side."""
THICK: Final = 2
"""Dots from the foot of the line to its head: one alone is faint on a dark screen."""
JOINED: Final = 3
"""Columns of a cell from which on its level is joined to the one before."""
_BRAILLE: Final = 0x2800
_BITS: Final = (0x40 | 0x80, 0x04 | 0x20, 0x02 | 0x10, 0x01 | 0x08)
"""The two dots of each height of a Braille pattern (Unicode, U+2800), from the foot up."""
_STEPS: Final = (1.0, 2.0, 5.0)
_NOTHING: Final = 1e-12
"""Values so near to 0 and to each other are drawn as 0."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of an axis."""

    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float | None]) -> "Scale":
        """Round ends around the known values.

        From 0, unless the least is more than half of the greatest: a line may begin higher, as a
        bar may not.
        """
        known = [value for value in values if value is not None] or [0.0]
        least, most = min(known), max(known)
        if 0 <= least <= most / 2 or least == most:
            least, most = min(least, 0.0), max(most, 0.0)
        reach = max(most - least, abs(most) / 5, abs(least) / 5)
        step = _step(reach if reach > _NOTHING else 1.0)
        low, high = math.floor(least / step) * step, math.ceil(most / step) * step
        return cls(low, high if high > low else low + 2 * step)

    def dot(self, value: float, rows: int) -> int:
        """How many dots above the foot a value lies."""
        share = (value - self.low) / (self.high - self.low)
        return round(min(1.0, max(0.0, share)) * (rows * DOTS - THICK))


def line(values: Sequence[float | None], scale: Scale, rows: int, cell: int) -> list[str]:
    """The line in rows from the top down, each known stretch a level as wide as its cell.

    In narrower cells its levels stand unjoined: the joints would hide what they join.
    """
    bits = [[0] * (cell * len(values)) for _ in range(rows)]
    before: int | None = None
    for place, value in enumerate(values):
        dot = None if value is None else scale.dot(value, rows)
        if dot is not None:
            begin = place * cell
            for column in range(begin, begin + cell):
                _fill(bits, column, dot, dot)
            if before is not None and cell >= JOINED:
                _fill(bits, begin, min(before, dot), max(before, dot))
        before = dot
    return ["".join(chr(_BRAILLE + some) if some else " " for some in row) for row in bits]


def _fill(bits: list[list[int]], column: int, low: int, high: int) -> None:
    """Set the dots of a column from the foot of the line at one height to its head at another."""
    for dot in range(low, high + THICK):
        bits[len(bits) - 1 - dot // DOTS][column] |= _BITS[dot % DOTS]


def _step(reach: float) -> float:
    """A round step of which two or more make the reach."""
    power = 10.0 ** math.floor(math.log10(reach / 2))
    return max((step for step in _STEPS if step * power <= reach / 2), default=1.0) * power
