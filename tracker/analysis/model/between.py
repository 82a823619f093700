"""Between days: what the regression says of every exposure, with the hyperparameters mixed out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tracker.analysis.model.design import widened
from tracker.analysis.model.grid import Point, explore
from tracker.analysis.model.laplace import Fit, Problem, fit
from tracker.analysis.model.mixture import Mixture

Floats = npt.NDArray[np.float64]

ENOUGH_WEIGHT = 0.9
"""Alternatives are fitted at the heaviest points that hold this much of the posterior."""


def estimates(problem: Problem, count: int) -> tuple[tuple[Point, ...], list[Mixture]]:
    """The posterior's points, and the mixtures of the first `count` coefficients."""
    points = explore(problem)
    parts = [(one, point.weight * part) for point in points for one, part in point.by_trend]
    fits, weights = [one for one, _ in parts], [weight for _, weight in parts]
    return points, [_mixture(fits, weights, place) for place in range(count)]


def further(problem: Problem, points: Sequence[Point], more: Floats) -> list[Mixture]:
    """The mixtures of further exposures (n, k), each beside all others, at the points known.

    The trend keeps its middle scale here.
    """
    wider = widened(problem, more)
    heavy, held = [], 0.0
    for point in sorted(points, key=lambda point: -point.weight):
        heavy.append(point)
        held += point.weight
        if held >= ENOUGH_WEIGHT:
            break
    fits = [fit(wider, point.theta, point.fit) for point in heavy]
    weights = [point.weight / held for point in heavy]
    width = wider.columns.shape[1]
    return [_mixture(fits, weights, n) for n in range(width - more.shape[1], width)]


def _mixture(fits: list[Fit], weights: list[float], place: int) -> Mixture:
    return Mixture(
        np.array([one.coefficients[place] for one in fits]),
        np.sqrt(np.array([one.covariance[place, place] for one in fits])),
        np.array(weights),
    )
