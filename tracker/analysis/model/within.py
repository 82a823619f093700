"""Within days: every hour against the other hours of the same day, by conditional Poisson.

Given how many episodes N a day had, those of its hours are multinomial with probabilities
p_h proportional to exp(x_h b); whatever is the same all day cancels (Armstrong, Gasparrini and
Tobias 2014). x holds the exposure of the hour and two harmonics of the time of day, so that the
person's own daily curve is not taken for it. How much of a curve there is, is not known: the
regression is fitted with a nearly flat, a usual and a sharp one expected, and the three are mixed
by Laplace's evidence. With s_d the score and I_d the information of day d, A their total with the
prior's precision, the covariance of each is the day-clustered sandwich

    A^-1 (sum of r_d r_d') A^-1,    r_d = (1 - I_d A^-1)^-1 s_d,

r_d being corrected for leverage (Mancl and DeRouen 2001). It is not let below A^-1 times the pooled
design effect, the mean of (y - m)^2 / m, nor below A^-1 itself: with few days a sandwich is thin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HARMONICS: Final = 2
CURVE_SDS: Final = (0.15, 0.5, 1.5)
"""Of the first harmonic, the second having half of it, equally likely beforehand: 1.2, 1.6 and 4.5
times as many episodes at the peak as on average; the last is a day of one sharp peak."""

PRIORS: Final = tuple(
    (2.0, *(sd / k for k in range(1, HARMONICS + 1) for _ in range(2))) for sd in CURVE_SDS
)
"""Each the sds of the exposure, as between days, and of the curve."""

MOST_STEPS: Final = 50
TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Hours:
    """n days with up to h hours each: `counts`, `exposure`, `clock` (hour of the day), all (n, h).

    `known` (n, h) is False where a day has no such hour.
    """

    counts: Floats
    exposure: Floats
    clock: Floats
    known: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A log rate ratio for one unit of the exposure, and its variance."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class _Fit:
    """The mode (q) under one prior, the variance of its first coefficient, and the evidence."""

    b: Floats
    variance: float
    log_evidence: float


def estimate(hours: Hours, priors: Sequence[Sequence[float]] = PRIORS) -> Estimate | None:
    """The log rate ratio within days; None where nothing varies within a day with episodes.

    `priors` are the standard deviations of the coefficients (q each) that are mixed.
    """
    some = (hours.counts * hours.known).sum(axis=1) > 0
    counts, known = hours.counts[some] * hours.known[some], hours.known[some]
    exposure = np.where(known, hours.exposure[some], 0.0)
    if not _varies(exposure, known):
        return None
    columns = _columns(exposure, hours.clock[some])
    fits: list[_Fit] = []
    for sds in priors:
        start = fits[-1].b if fits else np.zeros(columns.shape[2])
        fits.append(_fit(counts, columns, known, 1 / np.square(np.array(sds)), start))
    heights = np.array([one.log_evidence for one in fits])
    weights = np.exp(heights - heights.max())
    weights /= weights.sum()
    means = np.array([one.b[0] for one in fits])
    mean = float(weights @ means)
    spread = np.array([one.variance for one in fits]) + (means - mean) ** 2
    return Estimate(mean, float(weights @ spread))


def _fit(
    counts: Floats, columns: Floats, known: npt.NDArray[np.bool_], prior: Floats, start: Floats
) -> _Fit:
    b, height = _mode(counts, columns, known, prior, start)
    means, scores, information = _parts(counts, columns, known, b)
    total = information.sum(axis=0) + np.diag(prior)
    inverse = np.linalg.inv(total)
    corrected = np.linalg.solve(np.eye(len(b)) - information @ inverse, scores[:, :, None])[:, :, 0]
    sandwich = inverse @ (corrected.T @ corrected) @ inverse
    excess = np.where(known, (counts - means) ** 2 / np.where(known, means, 1.0), 0.0)
    freedom = max(int(known.sum()) - len(counts) - len(b), 1)
    design_effect = max(1.0, float(excess.sum()) / freedom)
    variance = max(float(sandwich[0, 0]), design_effect * float(inverse[0, 0]))
    dets = float(np.log(prior).sum() - np.linalg.slogdet(total)[1])
    return _Fit(b, variance, height + 0.5 * dets)


def _varies(exposure: Floats, known: npt.NDArray[np.bool_]) -> bool:
    if not known.any():
        return False
    high = np.where(known, exposure, -np.inf).max(axis=1)
    low = np.where(known, exposure, np.inf).min(axis=1)
    return bool((high - low > 1e-9).any())


def _columns(exposure: Floats, clock: Floats) -> Floats:
    angle = 2 * np.pi * clock / 24
    waves = [wave(k * angle) for k in range(1, HARMONICS + 1) for wave in (np.cos, np.sin)]
    return np.stack([exposure, *waves], axis=2)


def _mode(
    counts: Floats, columns: Floats, known: npt.NDArray[np.bool_], prior: Floats, start: Floats
) -> tuple[Floats, float]:
    """The mode and the log posterior there, up to a constant of the counts."""
    b = start
    value = _objective(counts, columns, known, prior, b)
    for _ in range(MOST_STEPS):
        _, scores, information = _parts(counts, columns, known, b)
        step = np.linalg.solve(
            information.sum(axis=0) + np.diag(prior), scores.sum(axis=0) - prior * b
        )
        share = 1.0
        while share > 1e-9:
            reached = _objective(counts, columns, known, prior, b + share * step)
            if reached >= value:
                break
            share /= 2
        else:
            return b, value
        b, gain, value = b + share * step, reached - value, reached
        if gain < TOLERANCE:
            break
    return b, value


def _log_shares(columns: Floats, known: npt.NDArray[np.bool_], b: Floats) -> Floats:
    eta = np.where(known, columns @ b, -np.inf)
    top = eta.max(axis=1, keepdims=True)
    log_shares: Floats = eta - top - np.log(np.exp(eta - top).sum(axis=1, keepdims=True))
    return log_shares


def _objective(
    counts: Floats, columns: Floats, known: npt.NDArray[np.bool_], prior: Floats, b: Floats
) -> float:
    shares = np.where(known, _log_shares(columns, known, b), 0.0)
    return float((counts * shares).sum()) - 0.5 * float(prior @ (b * b))


def _parts(
    counts: Floats, columns: Floats, known: npt.NDArray[np.bool_], b: Floats
) -> tuple[Floats, Floats, Floats]:
    """Expected counts (n, h), scores (n, q) and information (n, q, q), day by day."""
    means = np.exp(_log_shares(columns, known, b)) * counts.sum(axis=1, keepdims=True)
    scores = np.einsum("dh,dhq->dq", counts - means, columns)
    totals = counts.sum(axis=1)[:, None]
    centre = np.einsum("dh,dhq->dq", means, columns)
    weighted = columns * means[:, :, None]
    spread = np.transpose(weighted, (0, 2, 1)) @ columns
    information = spread - centre[:, :, None] * centre[:, None, :] / totals[:, :, None]
    return means, scores, information
