"""The columns beside the exposures: the mean, the days of the week, a slow trend; and all priors.

Every prior is normal with mean 0. Exposures (sd 2 for the log rate ratio of one contrast) and the
mean (sd 5) are left nearly free. The weekend (sd 0.4) and each weekday (sd 0.2) are shrunk. The
trend is a sum of cosines with k = 1, 2, ... half waves over the diary, up to one per two weeks
and 12 in all, with sd 0.3 / k at its middle scale: smooth drifts are cheap, wiggles are left to
the latent severity.
"""

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.analysis.model.laplace import Problem

Floats = npt.NDArray[np.float64]

EXPOSURE_SD: Final = 2.0
MEAN_SD: Final = 5.0
WEEKEND_SD: Final = 0.4
WEEKDAY_SD: Final = 0.2
TREND_SD: Final = 0.3
DAYS_PER_COSINE: Final = 14
MOST_COSINES: Final = 12


def problem(
    ordinals: npt.NDArray[np.int64], counts: Floats, exposures: Floats, offset: Floats | None = None
) -> Problem:
    """The regression of counts (n) on exposures (n, m), which are its first m columns.

    `ordinals` (n) are the days, increasing, as `date.toordinal` gives them; `offset` (n) is the
    logarithm of the share of each day that was counted, all of it when None. Exposures are
    centred; the mean's column follows them.
    """
    weekday = (ordinals - 1) % 7
    trend = _cosines(ordinals)
    columns = np.hstack(
        [
            exposures - exposures.mean(axis=0),
            np.ones((len(counts), 1)),
            (weekday >= 5).astype(np.float64)[:, None] - 2 / 7,
            np.eye(7)[weekday] - 1 / 7,
            trend,
        ]
    )
    sds = [
        *[EXPOSURE_SD] * exposures.shape[1],
        MEAN_SD,
        WEEKEND_SD,
        *[WEEKDAY_SD] * 7,
        *[TREND_SD / k for k in range(1, trend.shape[1] + 1)],
    ]
    shares = np.zeros(len(counts)) if offset is None else offset
    level = np.log(max(float(counts.sum()), 0.5) / float(np.exp(shares).sum()))
    return Problem(
        counts=counts,
        columns=np.asfortranarray(columns),
        offset=shares + level,
        gaps=np.diff(ordinals).astype(np.float64),
        prior=1 / np.square(np.array(sds)),
        is_trend=np.arange(columns.shape[1]) >= columns.shape[1] - trend.shape[1],
    )


def widened(base: Problem, more: Floats) -> Problem:
    """The same regression with further exposures (n, k), which are its last k columns."""
    return Problem(
        counts=base.counts,
        columns=np.asfortranarray(np.hstack([base.columns, more - more.mean(axis=0)])),
        offset=base.offset,
        gaps=base.gaps,
        prior=np.concatenate([base.prior, np.full(more.shape[1], 1 / EXPOSURE_SD**2)]),
        is_trend=np.concatenate([base.is_trend, np.zeros(more.shape[1], dtype=np.bool_)]),
    )


def with_exposure(base: Problem, place: int, exposure: Floats) -> Problem:
    """The same regression with other values (n) of the exposure in one place."""
    columns = base.columns.copy(order="F")
    columns[:, place] = exposure - exposure.mean()
    return replace(base, columns=columns)


def _cosines(ordinals: npt.NDArray[np.int64]) -> Floats:
    span = int(ordinals[-1] - ordinals[0]) + 1
    waves = np.arange(1, min(span // DAYS_PER_COSINE, MOST_COSINES) + 1)
    place = (ordinals - ordinals[0] + 0.5) / span
    cosines: Floats = np.cos(np.pi * np.outer(place, waves))
    return cosines
