"""Error budgets: how a factor's is split over directions and lags, and the family of all tests."""

from collections.abc import Sequence
from typing import Final

from tracker.analysis.evidence import Evidence
from tracker.analysis.factors import Factor
from tracker.analysis.gate import MAX_OTHER_ERROR
from tracker.analysis.model.mixture import Mixture

ALPHA: Final = 0.05

MAIN_SHARE: Final = 0.8
"""Share of a factor's error budget that its own lag has, where the off-prior one is looked at."""


def weighted_p(factor: Factor, found: Evidence) -> float:
    """The p with which a factor enters the family, over both directions and lags."""
    return min(main_p(factor, found), alternative_p(factor, found))


def main_p(factor: Factor, found: Evidence) -> float:
    """The p of the factor's own lag, divided by its share of the budget."""
    share = 1.0 if _alternative(found) is None else MAIN_SHARE
    return min(1.0, directed_p(found.main, factor.expected_share) / share)


def alternative_p(factor: Factor, found: Evidence) -> float:
    """The p of the off-prior lag, divided by its share of the budget; 1 where it is left alone."""
    late = _alternative(found)
    if late is None:
        return 1.0
    return min(1.0, directed_p(late, factor.expected_share) / (1 - MAIN_SHARE))


def _alternative(found: Evidence) -> Mixture | None:
    """The off-prior lag's estimate where it is sure enough to be worth a part of the budget.

    That goes by its standard error alone, never by the estimate.
    """
    late = found.alternative
    return None if late is None or late.sd > MAX_OTHER_ERROR else late


def directed_p(mixture: Mixture, expected_share: float) -> float:
    """The smaller one-sided p, each divided by its direction's share (weighted Bonferroni)."""
    below = mixture.below(0.0)
    return min(1.0, below / expected_share, (1 - below) / (1 - expected_share))


def two_sided_p(mixture: Mixture) -> float:
    """Twice the smaller tail of a mixture about no effect."""
    below = mixture.below(0.0)
    return min(1.0, 2 * min(below, 1 - below))


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The q of each p, in their order: min over larger p of p m / rank (1995)."""
    order = sorted(range(len(p_values)), key=lambda n: p_values[n], reverse=True)
    found = [1.0] * len(p_values)
    least = 1.0
    for place, n in enumerate(order):
        least = min(least, p_values[n] * len(p_values) / (len(p_values) - place))
        found[n] = least
    return found
