"""High against low days of the same weeks: a rate ratio, its interval, and a shuffling test.

Days are compared within blocks only: the working days of one ISO week, or its weekend. A slow
drift, a good month or quiet weekends thus cannot pass for an effect. For block b with h high and
l low days the rates are weighted by h l / (h + l) (Mantel and Haenszel 1959; for rates Greenland
and Robins 1985), so a block with only high or only low days says nothing.

Weeks, not days, are taken as independent. The interval leaves out one week at a time (jackknife),
and the test's statistic is divided by its own week-to-week scatter before the shuffles are
compared with it (studentised permutation, Janssen 1997), so that spells and over-dispersed
counts widen the one and do not fool the other.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SHUFFLES: Final = 9_999
SEED: Final = 20_261_120
"""Any number: it is fixed so that the same diary always gets the same result."""

ADDED_EPISODES: Final = 1.0
"""Spread evenly over the compared days, high and low: a side without any then still has a finite
ratio, and nothing is pulled anywhere but towards 1."""

NORMAL_975: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Comparison:
    """High against low days of the same weeks.

    `log_ratio` is the natural logarithm of the rate on high days divided by that on low days,
    `error` its standard error, `critical` what it is multiplied by for a 95 % interval.
    `difference` is the mean exposure on high days minus that on low days, weighted alike. `weeks`
    counts the weeks that hold a comparison. Without any, all but the counts are NaN.
    """

    high_days: int
    low_days: int
    weeks: int
    difference: float
    log_ratio: float
    error: float
    critical: float
    p: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Days that may change places: the episodes and exposures of high and of low days."""

    counts: Floats
    exposure: Floats
    high: Flags

    @property
    def weight(self) -> float:
        highs = int(self.high.sum())
        return highs * (len(self.high) - highs) / len(self.high)


def split(exposure: Floats) -> Flags:
    """Which days are high: the cut between two distinct values that halves the days most evenly.

    For a measurement it is the median; where most days are 0, it is any against none. All False
    when there is only one value.
    """
    values = np.unique(exposure)
    if len(values) < 2:
        return np.zeros(len(exposure), dtype=np.bool_)
    above = len(exposure) - np.searchsorted(np.sort(exposure), values[1:], side="left")
    best = int(np.argmin(np.abs(above * 2 - len(exposure))))
    high: Flags = exposure >= values[best + 1]
    return high


def compare(days: Sequence[date], episodes: Floats, exposure: Floats) -> Comparison:
    """Compare the episodes of high and of low days; the three are of one length, nothing missing.

    `p` is two-sided, (1 + shuffles at least as extreme) / (1 + shuffles).
    """
    high = split(exposure)
    weeks = _weeks(days, episodes, exposure, high)
    nothing = math.nan
    counts = (int(high.sum()), int((~high).sum()), len(weeks))
    if not weeks:
        return Comparison(*counts, nothing, nothing, nothing, nothing, nothing)
    total = math.fsum(block.weight for blocks in weeks for block in blocks)
    difference = math.fsum(
        block.weight * float(block.exposure[block.high].mean() - block.exposure[~block.high].mean())
        for blocks in weeks
        for block in blocks
    )
    log_ratio, error = _log_ratio(weeks)
    return Comparison(
        *counts,
        difference=difference / total,
        log_ratio=log_ratio,
        error=error,
        critical=t_975(len(weeks) - 1) if len(weeks) > 1 else math.inf,
        p=_shuffled_p(weeks),
    )


def t_975(freedom: int) -> float:
    """The 97.5 % point of Student's t, within 1 % from 3 degrees of freedom.

    Expansion in 1 / freedom: Abramowitz and Stegun 1964, 26.7.5.
    """
    z, n = NORMAL_975, freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )


def _weeks(
    days: Sequence[date], episodes: Floats, exposure: Floats, high: Flags
) -> list[list[_Block]]:
    """The blocks that hold both high and low days, by ISO week, oldest first."""
    places: defaultdict[tuple[int, int, bool], list[int]] = defaultdict(list)
    for place, day in enumerate(days):
        year, week, weekday = day.isocalendar()
        places[year, week, weekday > 5].append(place)
    weeks: defaultdict[tuple[int, int], list[_Block]] = defaultdict(list)
    for (year, week, _), some in sorted(places.items()):
        highs = high[some]
        if highs.any() and not highs.all():
            weeks[year, week].append(_Block(episodes[some], exposure[some], highs))
    return list(weeks.values())


def _log_ratio(weeks: list[list[_Block]]) -> tuple[float, float]:
    """Logarithm of the ratio of weighted rates, and its standard error from leaving out weeks."""
    sides = np.zeros((2, len(weeks)))
    for column, blocks in enumerate(weeks):
        for block in blocks:
            sides[0, column] += block.weight * float(block.counts[block.high].mean())
            sides[1, column] += block.weight * float(block.counts[~block.high].mean())
    together = [block for blocks in weeks for block in blocks]
    weight = math.fsum(block.weight for block in together)
    added = ADDED_EPISODES * weight / sum(len(block.high) for block in together)
    totals = sides.sum(axis=1, keepdims=True)
    log_high, log_low = np.log(totals[:, 0] + added)
    left_out = np.log(np.maximum(totals - sides, 0) + added)
    ratios = left_out[0] - left_out[1]
    count = len(weeks)
    scatter = float(np.square(ratios - ratios.mean()).sum())
    return float(log_high - log_low), math.sqrt(scatter * (count - 1) / count)


def _shuffled_p(weeks: list[list[_Block]]) -> float:
    """How often days that change places within their blocks look at least as one-sided.

    Only the sum of episodes on high days matters to a block, so a shuffle is a draw from its few
    ways of choosing which days are high (at most 10 of 5 working days), all equally likely.
    """
    rng = np.random.default_rng(SEED)
    observed = np.zeros(len(weeks))
    total, squares = np.zeros(SHUFFLES), np.zeros(SHUFFLES)
    for place, blocks in enumerate(weeks):
        drawn = np.zeros(SHUFFLES)
        for block in blocks:
            highs = int(block.high.sum())
            expected = highs * float(block.counts.mean())
            choices = combinations(block.counts.tolist(), highs)
            sums = np.array([math.fsum(some) for some in choices]) - expected
            observed[place] += math.fsum(block.counts[block.high].tolist()) - expected
            drawn += sums[rng.integers(len(sums), size=SHUFFLES)]
        total += drawn
        squares += np.square(drawn)
    shuffled = _studentised(total, squares)
    seen = _studentised(observed.sum(keepdims=True), np.square(observed).sum(keepdims=True))
    extreme = int((shuffled >= float(seen[0]) - 1e-9).sum())
    return (1 + extreme) / (1 + SHUFFLES)


def _studentised(total: Floats, squares: Floats) -> Floats:
    """The size of a sum of weekly scores against their scatter; 0 where every score is 0."""
    size: Floats = np.abs(total) / np.sqrt(np.where(squares > 1e-12, squares, 1.0))
    return size
