"""Negative binomial regression with a latent severity, at fixed hyperparameters.

For n observed days, with counts y, columns X (n, p) and an offset o,

    y_i ~ NB(mean m_i, size s): variance m_i + m_i^2 / s,    log m = o + X b + z,
    b ~ N(0, diag(1 / prior)),    z ~ N(0, Q^-1), the AR(1) of `latent`.

The joint mode of (b, z) is found by Newton's method; the log likelihood is concave in log m (its
second derivative is -s (y + s) m / (s + m)^2), so the mode is the only one. With W minus that
derivative, A = Q + W is tridiagonal, and b is had from the p x p Schur complement
S = X'WX + diag(prior) - X'W A^-1 W X, whose inverse is also the covariance of b. The evidence is
Laplace's: log p(y, b, z) at the mode, minus half the log determinant of its negative Hessian
(Tierney and Kadane 1986; for latent Gaussian models Rue, Martino and Chopin 2009).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import lapack
from scipy.special import gammaln

from tracker.analysis.model.latent import Tridiagonal, factorise, precision

Floats = npt.NDArray[np.float64]

MOST_STEPS = 60
TOLERANCE = 1e-6
"""Of the log posterior: the last step is then a thousandth of a standard error."""

ETA_LIMIT = 25.0
"""Rates beyond e^25 episodes a day are cut; only the first steps of a search meet them."""


@dataclass(frozen=True, slots=True)
class Theta:
    """Hyperparameters: latent sd, its correlation phi from day to day, and NB size."""

    sd: float
    phi: float
    size: float


@dataclass(frozen=True, slots=True)
class Problem:
    """What is regressed on what; n days, p columns.

    `counts` (n), `columns` (n, p, Fortran order), `offset` (n), `gaps` (n - 1) in days, `prior`
    (p), the precision of every coefficient; `is_trend` (p) marks the columns of the slow trend.
    """

    counts: Floats
    columns: Floats
    offset: Floats
    gaps: Floats
    prior: Floats
    is_trend: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """The mode at one theta: coefficients (p), their covariance (p, p), latent path (n).

    `log_evidence` is the Laplace approximation of log p(y | theta).
    """

    coefficients: Floats
    covariance: Floats
    latent: Floats
    log_evidence: float


def log_likelihood(counts: Floats, eta: Floats, size: float) -> float:
    """The NB log likelihood of counts at log means `eta`, without the terms of y alone."""
    return float(counts @ eta - (counts + size) @ np.logaddexp(np.log(size), eta))


def slopes(counts: Floats, eta: Floats, size: float) -> tuple[Floats, Floats]:
    """First derivative and minus the second derivative of the log likelihood, day by day."""
    mean = np.exp(eta)
    share = size / (size + mean)
    return share * (counts - mean), share * (counts + size) * mean / (size + mean)


def fit(problem: Problem, theta: Theta, start: Fit | None = None) -> Fit:
    """The mode and the evidence at one theta; `start` is a mode nearby (missing columns: 0)."""
    count, width = problem.columns.shape
    field = precision(problem.gaps, theta.sd, theta.phi)
    b, z = np.zeros(width), np.zeros(count)
    if start is not None:
        b[: len(start.coefficients)] = start.coefficients
        z = start.latent
    value = _objective(problem, theta, field, b, z)
    for _ in range(MOST_STEPS):
        step = _step(problem, theta, field, b, z)
        b, z, new = _no_worse(problem, theta, field, (b, z, value), (step.b, step.z))
        gain, value = new - value, new
        if gain < TOLERANCE:
            break
    constant = _constant(problem.counts, theta.size)
    prior_dets = field.log_det + float(np.log(problem.prior).sum())
    covariance = lapack.dpotrs(step.lower, np.eye(width), lower=1)[0]
    return Fit(b, covariance, z, value + constant + 0.5 * (prior_dets - step.log_det))


def reweighted(problem: Problem, found: Fit, prior: Floats) -> Fit:
    """The fit under another prior precision (p) of the coefficients, without a new search.

    The mode's Gaussian approximation is kept: with S the inverse covariance, P the old and R the
    new precision, the new inverse covariance is T = S + R - P, the coefficients are T^-1 S b, and
    the log evidence grows by half of log|R| - log|P| + log|S| - log|T| + b'S T^-1 S b - b'S b.
    Exact for a Gaussian likelihood. The latent path stays where it was.
    """
    inner = np.linalg.inv(found.covariance)
    target = inner @ found.coefficients
    outer = inner + np.diag(prior - problem.prior)
    lower = lapack.dpotrf(outer, lower=1)[0]
    covariance = lapack.dpotrs(lower, np.eye(len(prior)), lower=1)[0]
    coefficients = covariance @ target
    dets = np.log(prior / problem.prior).sum() - 2 * np.log(np.diag(lower)).sum()
    dets += np.linalg.slogdet(inner)[1]
    gain = target @ coefficients - target @ found.coefficients
    evidence = found.log_evidence + 0.5 * float(dets + gain)
    return Fit(coefficients, covariance, found.latent, evidence)


def _eta(problem: Problem, b: Floats, z: Floats) -> Floats:
    eta: Floats = problem.offset + problem.columns @ b + z
    return np.clip(eta, -ETA_LIMIT, ETA_LIMIT)


def _objective(problem: Problem, theta: Theta, field: Tridiagonal, b: Floats, z: Floats) -> float:
    value = log_likelihood(problem.counts, _eta(problem, b, z), theta.size)
    return value - 0.5 * (field.quadratic(z) + float(problem.prior @ (b * b)))


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a Newton step leads, and the Hessian where it starts.

    `lower` (p, p) is the Cholesky factor of the coefficients' precision, `log_det` that of the
    whole Hessian.
    """

    b: Floats
    z: Floats
    lower: Floats
    log_det: float


def _step(problem: Problem, theta: Theta, field: Tridiagonal, b: Floats, z: Floats) -> _Step:
    columns, width = problem.columns, problem.columns.shape[1]
    gradient, weight = slopes(problem.counts, _eta(problem, b, z), theta.size)
    factor = factorise(field, weight)
    right = np.empty((len(weight), width + 1), order="F")
    np.multiply(columns, weight[:, None], out=right[:, :width])
    right[:, width] = weight * (columns @ b + z) + gradient
    solved = factor.solve(right)
    schur = right[:, :width].T @ (columns - solved[:, :width])
    schur.flat[:: width + 1] += problem.prior
    lower = lapack.dpotrf(schur, lower=1)[0]
    target = columns.T @ right[:, width] - right[:, :width].T @ solved[:, width]
    new_b = lapack.dpotrs(lower, target, lower=1)[0]
    new_z = solved[:, width] - solved[:, :width] @ new_b
    log_det = factor.log_det + 2 * float(np.log(np.diag(lower)).sum())
    return _Step(new_b, new_z, lower, log_det)


def _no_worse(
    problem: Problem,
    theta: Theta,
    field: Tridiagonal,
    old: tuple[Floats, Floats, float],
    new: tuple[Floats, Floats],
) -> tuple[Floats, Floats, float]:
    """The new point, or one on the way to it that is no worse than the old one."""
    b, z, value = old
    share = 1.0
    for _ in range(30):
        trial_b, trial_z = b + share * (new[0] - b), z + share * (new[1] - z)
        reached = _objective(problem, theta, field, trial_b, trial_z)
        if reached >= value:
            return trial_b, trial_z, reached
        share /= 2
    return old


def _constant(counts: Floats, size: float) -> float:
    """The terms of the log likelihood that depend on the counts and the size alone."""
    terms = gammaln(counts + size) - gammaln(counts + 1)
    return float(terms.sum()) + len(counts) * float(size * np.log(size) - gammaln(size))
