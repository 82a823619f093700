"""The few figures that rules need, exact and without importing a statistics library."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

DAYS_OF_WEEK_MULTIPLE: Final = 420
"""The least number that 1 to 7 all divide: weekly totals stay whole when scaled by valid days."""


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean of at least one value."""
    return sum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two middle ones, of at least one value."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def scaled_week(total: int, valid_days: int) -> int:
    """A week's total per 7 valid days, in units of 1/60, so that it is a whole number.

    `valid_days` is 1 to 7: a week without a valid day has no rate, not a rate of zero.
    """
    return total * DAYS_OF_WEEK_MULTIPLE // valid_days


def permutation_p(totals: Sequence[int], recent: int) -> float:
    """One-sided p of an exact permutation test of whether the last weekly totals are larger.

    The share of all ways to pick `recent` of the totals whose sum is at least as large as that of
    the last ones; the picked ones themselves count. Source: `rising_rate_test` of the rules file.
    """
    observed = sum(totals[len(totals) - recent :])
    sums = [sum(some) for some in combinations(totals, recent)]
    return sum(one >= observed for one in sums) / len(sums)
