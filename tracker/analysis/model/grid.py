"""The hyperparameters' posterior: a lattice walked from its mode outwards, and refined.

Every axis is logarithmic, as scales are; phi goes by its time constant tau = -1 / log phi. From
the middle the walk climbs to the best lattice point, then spreads to all neighbours that are not
far below it. When few points hold the weight (long diaries), the step is halved on the axes along
which it sits at one place, and the walk starts again from the mode. The latent sd has an
exponential prior (of the penalised-complexity kind: Simpson and others 2017); on the other two axes
all places are equally likely beforehand. Points are mixed by prior times evidence, so that what is
not known of spells and over-dispersion widens the interval (Rue, Martino and Chopin 2009, section
3.1).
"""

import math
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.analysis.model.laplace import Fit, Problem, Theta, fit, reweighted

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Axis:
    """One hyperparameter: its least and greatest value, and the logarithmic step between."""

    low: float
    high: float
    steps: int

    def value(self, place: int, halvings: int) -> float:
        """The value at a lattice place, 0 being the least."""
        width = math.log(self.high / self.low) / (self.steps << halvings)
        return self.low * math.exp(width * place)


SD: Final = Axis(0.1, 1.2, 4)
TAU: Final = Axis(0.83, 50.0, 4)
"""phi = exp(-1 / tau): 0.30, 0.65, 0.86, 0.95, 0.98."""
SIZE: Final = Axis(3.0, 50.0, 2)
AXES: Final = (SD, TAU, SIZE)
START: Final[Place] = (2, 2, 1)

SD_RATE: Final = 3.0
"""Of the latent sd's exponential prior: 5 % lie above 1, spells that often treble the rate."""

TREND_SCALES: Final = (0.4, 1.0, 2.7)
"""The trend's sd relative to its prior's (0.12, 0.3, 0.8 for the slowest); equally likely."""

FAR_BELOW: Final = 3.0
"""Points whose log posterior lies further below the best are left out: 5 % of its weight."""

FEW: Final = 3.0
"""With fewer points than this, by their effective number, the lattice is too coarse."""

ONE_PLACE: Final = 1.5
"""Along an axis with fewer places than this, by their effective number, it is halved then."""

MOST_HALVINGS: Final = 3


@dataclass(frozen=True, slots=True)
class Point:
    """One lattice point that holds weight: its theta, and its share of the posterior.

    `by_trend` holds its fits under each scale of the trend with their shares of the point.
    """

    theta: Theta
    fit: Fit
    weight: float
    by_trend: tuple[tuple[Fit, float], ...]


def explore(problem: Problem) -> tuple[Point, ...]:
    """The points that hold the posterior of the hyperparameters, with weights that sum to 1."""
    start, known, halvings = START, None, (0, 0, 0)
    while True:
        walk = _Walk(problem, halvings, known)
        best = walk.climb(start)
        points = walk.spread(best)
        coarse = _coarse(points, halvings)
        if not any(coarse):
            return points
        known = walk.fits[best]
        start = (best[0] << coarse[0], best[1] << coarse[1], best[2] << coarse[2])
        halvings = (
            halvings[0] + coarse[0],
            halvings[1] + coarse[1],
            halvings[2] + coarse[2],
        )


def _coarse(points: tuple[Point, ...], halvings: Place) -> tuple[bool, bool, bool]:
    """The axes whose step is to be halved: none where enough points hold the weight."""
    weights = np.array([point.weight for point in points])
    if 1 / float(weights @ weights) >= FEW:
        return False, False, False
    thetas = np.array([(point.theta.sd, point.theta.phi, point.theta.size) for point in points])
    places = [_effective(thetas[:, axis], weights) for axis in range(len(AXES))]
    first, second, third = (
        n < ONE_PLACE and done < MOST_HALVINGS for n, done in zip(places, halvings, strict=True)
    )
    return first, second, third


def _effective(values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> float:
    """The effective number of distinct values under these weights."""
    _, place = np.unique(values, return_inverse=True)
    shares = np.bincount(place, weights)
    return 1 / float(shares @ shares)


def log_prior(theta: Theta) -> float:
    """Of a lattice point, up to a constant; the first term as the sd's steps are logarithmic."""
    return math.log(theta.sd) - SD_RATE * theta.sd


class _Walk:
    """The lattice points fitted so far, each warm-started from the neighbour it was reached by."""

    def __init__(self, problem: Problem, halvings: Place, known: Fit | None) -> None:
        self.problem = problem
        self.halvings = halvings
        self.known = known
        self.fits: dict[Place, Fit] = {}
        self.priors = [
            np.where(problem.is_trend, problem.prior / scale**2, problem.prior)
            for scale in TREND_SCALES
        ]
        self.by_trend: dict[Place, tuple[Fit, ...]] = {}
        self.heights: dict[Place, float] = {}

    def theta(self, place: Place) -> Theta:
        sd, tau, size = (
            axis.value(n, halved)
            for axis, n, halved in zip(AXES, place, self.halvings, strict=True)
        )
        return Theta(sd, math.exp(-1 / tau), size)

    def height(self, place: Place, near: Place | None) -> float:
        if place not in self.heights:
            theta = self.theta(place)
            start = self.known if near is None else self.fits[near]
            self.fits[place] = fit(self.problem, theta, start)
            self.by_trend[place] = self.scaled(self.fits[place])
            self.heights[place] = self.evidence(place) + log_prior(theta)
        return self.heights[place]

    def evidence(self, place: Place) -> float:
        by_trend = np.array([one.log_evidence for one in self.by_trend[place]])
        return float(np.logaddexp.reduce(by_trend))

    def scaled(self, found: Fit) -> tuple[Fit, ...]:
        if not self.problem.is_trend.any():
            return (found,)
        return tuple(reweighted(self.problem, found, prior) for prior in self.priors)

    def climb(self, place: Place) -> Place:
        height = self.height(place, None)
        while True:
            best = max(self.neighbours(place), key=lambda near: self.height(near, place))
            if self.heights[best] <= height:
                return place
            place, height = best, self.heights[best]

    def spread(self, best: Place) -> tuple[Point, ...]:
        waiting, kept = [best], {best}
        top = self.heights[best]
        while waiting:
            place = waiting.pop(0)
            for near in self.neighbours(place):
                if near not in kept and self.height(near, place) > top - FAR_BELOW:
                    kept.add(near)
                    waiting.append(near)
        ordered = sorted(kept)
        weights = np.exp(np.array([self.heights[place] for place in ordered]) - top)
        weights /= weights.sum()
        return tuple(
            Point(self.theta(place), self.fits[place], float(weight), self.shares(place))
            for place, weight in zip(ordered, weights, strict=True)
        )

    def shares(self, place: Place) -> tuple[tuple[Fit, float], ...]:
        whole = self.evidence(place)
        return tuple((one, math.exp(one.log_evidence - whole)) for one in self.by_trend[place])

    def neighbours(self, place: Place) -> list[Place]:
        around = chain.from_iterable(
            ((axis, place[axis] - 1), (axis, place[axis] + 1)) for axis in range(len(AXES))
        )
        found = []
        for axis, value in around:
            if 0 <= value <= AXES[axis].steps << self.halvings[axis]:
                moved = list(place)
                moved[axis] = value
                found.append((moved[0], moved[1], moved[2]))
        return found
