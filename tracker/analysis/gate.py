"""Whether enough is known about a factor to test it, and how many more days would do."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.analysis import wording

Floats = npt.NDArray[np.float64]

MIN_DAYS: Final = 14
"""Complete days on which the exposure is known: two whole weeks."""

MIN_EPISODES: Final = 8
"""Episodes on complete days."""

MIN_SIDE: Final = 5
"""Exposed days, and unexposed days."""

MAX_ERROR: Final = 0.575
"""Standard error of log RR above which an effect of 5 times could be missed: ln 5 / 2.8, where
2.8 = 1.96 + 0.84 (two-sided 5 %, power 80 %)."""

MAX_OTHER_ERROR: Final = 0.29
"""Standard error of log RR above which the off-prior lag is not looked at, and its share of the
budget stays with the factor's own: at a fifth of the 1.6 % below, an effect of three times could be
missed (ln 3 / 3.79, where 3.79 = 2.95 + 0.84)."""

POWER_Z: Final = 2.41 + 0.84
"""Two-sided 1.6 % (the strongest of three factors under Benjamini-Hochberg), power 80 %."""

Z_95: Final = 1.959964
"""Two-sided 5 % of the normal distribution."""

MAX_DAYS_NEEDED: Final = 3653
"""Ten years; a longer wait is not worth stating."""


def sides(known: Floats) -> tuple[int, int]:
    """Exposed and unexposed days of an exposure without gaps (n).

    The cut lies between the two distinct values that halve the days most evenly: the median of a
    measurement, any against none where most days have none. (0, n) when there is one value only.
    """
    values, counts = np.unique(known, return_counts=True)
    if len(values) < 2:
        return 0, len(known)
    low = np.cumsum(counts)[:-1]
    unexposed = int(low[np.argmin(np.abs(2 * low - len(known)))])
    return len(known) - unexposed, unexposed


def too_little(known: Floats, episodes: int) -> tuple[int | None, str]:
    """Days still needed and the reason, where a factor cannot be tested; else None and no reason.

    `known` (n) holds the exposure on the days on which it is known, `episodes` those of all
    complete days. The days are None where more of the same would not help, or would take over ten
    years.
    """
    days = len(known)
    if days < MIN_DAYS:
        return MIN_DAYS - days, wording.few_known(days, MIN_DAYS)
    if episodes < MIN_EPISODES:
        return more_days(days, episodes, MIN_EPISODES), wording.few_episodes(episodes, MIN_EPISODES)
    side = min(sides(known))
    if side == 0:
        return None, wording.NOTHING_TO_COMPARE
    if side < MIN_SIDE:
        return more_days(days, side, MIN_SIDE), wording.few_sides(side, days, MIN_SIDE)
    return None, ""


def days_for_power(days: int, error: float) -> int | None:
    """More days for 80 % power to see a doubling: n (error * 3.25 / ln 2)^2 - n."""
    return days_for_error(days, error, error_for_power())


def error_for_power() -> float:
    """The standard error of log RR with which a doubling is seen four times of five."""
    return math.log(2) / POWER_Z


def days_for_error(days: int, error: float, wanted: float) -> int | None:
    """More days until the error is as wanted: it shrinks as the root of the days."""
    return _within_reach(days * (error / wanted) ** 2 - days)


def more_days(days: int, have: float, need: float) -> int | None:
    """How many more days until there is `need` of what `days` gave `have` of, at the pace so far.

    None when there is no pace, or it would take over ten years.
    """
    return None if have <= 0 else _within_reach(days * (need - have) / have)


def _within_reach(days: float) -> int | None:
    return max(math.ceil(days - 1e-9), 1) if days <= MAX_DAYS_NEEDED else None
