"""What the cleaning of ratings leaves uncertain, carried into the estimate that rests on them.

What an episode adds to the next ratings is itself an estimate. With d the change of the log rate
ratio when either slope is moved by its standard error, and R the slopes' correlation, the estimate
has d' R d of variance more (the delta method). Where the link is not above chance hardly anything
was taken off, and nothing is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from tracker.analysis import ratings
from tracker.analysis.factors import FATIGUE, STRESS, Factor
from tracker.analysis.frames import filled
from tracker.analysis.model.design import with_exposure
from tracker.analysis.model.grid import Point
from tracker.analysis.model.laplace import Problem, fit
from tracker.analysis.ratings import Link, Rated

RATED: Final = (STRESS.id, FATIGUE.id)
"""The factors that a person rates, which twitching may raise."""


def added_variance(
    rated: Mapping[str, Rated],
    factor: Factor,
    days: Sequence[date],
    problem: Problem,
    place: int,
    points: Sequence[Point],
) -> float:
    """The variance that a rating's log rate ratio has on top of the model's.

    `rated` holds what is rated by factor; all others have none. `place` is the factor's column in
    the regression of `days`, whose heaviest point is used.
    """
    own = rated.get(factor.id)
    if own is None or not own.link.significant:
        return 0.0
    found, link = own.ratings, own.link
    point = max(points, key=lambda one: one.weight)

    def moved(other: Link) -> float:
        cleaned = ratings.means(found, other)
        values = np.array([cleaned.get(day, np.nan) for day in days])
        column = filled(days, values) / factor.contrast.amount
        fitted = fit(with_exposure(problem, place, column), point.theta, point.fit)
        return float(fitted.coefficients[place] - point.fit.coefficients[place])

    return _spread(link, *[moved(other) for other in _one_error_more(link)])


def _one_error_more(link: Link) -> tuple[Link, Link]:
    """The link with either slope one standard error higher; a slope of 0 was not taken off."""
    just_before, _, earlier = link.covariance
    return (
        replace(link, just_before=_raised(link.just_before, just_before)),
        replace(link, earlier=_raised(link.earlier, earlier)),
    )


def _raised(slope: float, variance: float) -> float:
    return slope + float(np.sqrt(variance)) if slope > 0 else 0.0


def _spread(link: Link, first: float, second: float) -> float:
    one, shared, other = link.covariance
    scale = np.sqrt(one * other)
    correlation = shared / scale if scale > 0 else 0.0
    return float(first**2 + second**2 + 2 * correlation * first * second)
