"""Episodes a day with an interval that allows for days being unlike one another.

Intervals are Byar's approximation to the exact Poisson limits (Breslow and Day, Statistical
Methods in Cancer Research II, 1987, section 2.3) on counts divided by the spread, the Pearson
dispersion factor (McCullagh and Nelder, Generalized Linear Models, 1989, section 6.2), which is
never taken below 1. Days are treated as independent of one another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean
from typing import Final

NORMAL_95: Final = 1.959964
"""The two-sided 95 % point of the normal distribution."""

LEAST_DAYS: Final = 3
"""Complete days that each period needs before two periods are compared."""

LEAST_FREEDOM: Final = 5
"""Degrees of freedom below which the spread cannot be told and is taken as 1."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Episodes on complete days; `low` and `high` are the 95 % interval of the daily rate."""

    episodes: int
    days: int
    low: float
    high: float

    @property
    def per_day(self) -> float:
        """Episodes a complete day."""
        return self.episodes / self.days


@dataclass(frozen=True, slots=True)
class Comparison:
    """One period's rate divided by another's; `low` and `high` are its 95 % interval."""

    ratio: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """What the interval allows to be said."""
        if self.low > 1:
            return "more now"
        if self.high < 1:
            return "fewer now"
        return "no clear change"


def spread(groups: Iterable[Sequence[int]]) -> float:
    """How much more the daily counts vary within the groups than chance alone would: 1 or more."""
    kept = [group for group in groups if sum(group) > 0]
    freedom = sum(len(group) for group in kept) - len(kept)
    if freedom < LEAST_FREEDOM:
        return 1.0
    means = [(group, fmean(group)) for group in kept]
    pearson = ((count - mean) ** 2 / mean for group, mean in means for count in group)
    return max(1.0, sum(pearson) / freedom)


def rate(counts: Sequence[int], spread: float = 1.0) -> Rate | None:
    """The rate of complete days' episode counts, or None when there is no complete day."""
    if not counts:
        return None
    episodes, days = sum(counts), len(counts)
    effective, exposure = episodes / spread, days / spread
    low = _byar(effective, -NORMAL_95) / exposure if episodes else 0.0
    return Rate(episodes, days, low, _byar(effective + 1, NORMAL_95) / exposure)


def _byar(count: float, normal: float) -> float:
    return count * max(0.0, 1 - 1 / (9 * count) + normal / (3 * sqrt(count))) ** 3


def compare(now: Rate | None, before: Rate | None, spread: float = 1.0) -> Comparison | None:
    """The ratio of two rates with a log-normal interval; None where the days are too few to say.

    Half an episode is added to both counts where one of them is zero. None also when neither
    period had an episode.
    """
    if now is None or before is None or min(now.days, before.days) < LEAST_DAYS:
        return None
    if not now.episodes + before.episodes:
        return None
    extra = 0.5 if 0 in (now.episodes, before.episodes) else 0.0
    here, there = now.episodes + extra, before.episodes + extra
    ratio = (here / now.days) / (there / before.days)
    reach = NORMAL_95 * sqrt(spread * (1 / here + 1 / there))
    return Comparison(ratio, exp(log(ratio) - reach), exp(log(ratio) + reach))
