"""What the method is measured against: three usual analyses, and an oracle that knows the truth."""

import warnings

import numpy as np
from scipy.special import ndtr, stdtr
from simulated_diaries import FACTORS, Simulated

from tracker.analysis.family import ALPHA, benjamini_hochberg
from tracker.analysis.gate import MAX_ERROR
from tracker.analysis.model import design
from tracker.analysis.model.laplace import Problem, Theta, fit

SHARES = {FACTORS[4]: 0.5}
"""The share of the error budget on the expected direction; 0.8 for every other factor."""


def daily(one: Simulated) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Counts and one value a day of every factor, on complete days; unknown ones are NaN."""
    kept = one.complete
    return one.counts[kept].sum(axis=1).astype(float), {
        name: values[kept] for name, values in one.diary.items()
    }


def pearson(one: Simulated) -> dict[str, float]:
    """The p of each factor's correlation with the day's count."""
    counts, values = daily(one)
    return {name: _correlation_p(counts, column) for name, column in values.items()}


def spearman(one: Simulated) -> dict[str, float]:
    """The q of each factor's rank correlation, after Benjamini and Hochberg."""
    counts, values = daily(one)
    found = {name: _correlation_p(counts, column, ranked=True) for name, column in values.items()}
    return dict(zip(found, benjamini_hochberg(list(found.values())), strict=True))


def poisson_hac(one: Simulated) -> dict[str, float]:
    """The q of each factor in one Poisson regression with Newey-West errors over a week."""
    import statsmodels.api as sm  # noqa: PLC0415  only the full table needs it

    counts, values = daily(one)
    columns = {name: np.where(np.isfinite(v), v, np.nanmean(v)) for name, v in values.items()}
    varied = {name: v for name, v in columns.items() if np.ptp(v) > 0}
    table = np.column_stack([np.ones(len(counts)), *[v / v.std() for v in varied.values()]])
    if len(counts) <= table.shape[1] + 1 or not counts.any():
        return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GLM(counts, table, family=sm.families.Poisson())
        try:
            found = model.fit(cov_type="HAC", cov_kwds={"maxlags": 7})
        except ValueError:  # its iteration ran away: it has nothing to say
            return {}
    p = np.nan_to_num(found.pvalues[1:], nan=1.0).tolist()
    return dict(zip(varied, benjamini_hochberg(p), strict=True))


def oracle(one: Simulated) -> dict[str, tuple[float, float]]:
    """Log ratio and q of each factor for one who knows the truth behind the diary.

    Known are the true exposures on every day, the lag at which they act, what weekdays add, the
    curve of the day, the size, and how severity and drift move, by their sd and correlation, but
    not their paths; where severity is no AR(1) both paths are known. The method's regression with
    all of that fixed, caffeine also within days; gate, directions and family are the method's.
    """
    kept = one.complete
    counts = one.counts[kept].sum(axis=1).astype(float)
    weights = np.exp(one.baseline[kept])
    offset = np.log(weights.sum(axis=1))
    weights /= weights.sum(axis=1, keepdims=True)
    columns = np.column_stack([(one.exposures[f][kept] * weights).sum(axis=1) for f in FACTORS])
    is_ar = one.scenario.severity == "ar"
    shape = design.problem(np.flatnonzero(kept) + 1, counts, columns)
    wanted = shape.is_trend & is_ar
    wanted[: len(FACTORS) + 1] = True
    drift = np.where(shape.is_trend, (design.TREND_SD / one.scenario.drift) ** 2, 1.0)
    problem = Problem(
        counts,
        np.asfortranarray(shape.columns[:, wanted]),
        offset - one.path[kept] if is_ar else offset,
        shape.gaps,
        (shape.prior * drift)[wanted],
        shape.is_trend[wanted],
    )
    sd = one.scenario.sd if is_ar else 1e-4
    fitted = fit(problem, Theta(sd, one.scenario.phi, one.scenario.size))
    means = fitted.coefficients[: len(FACTORS)].copy()
    variances = np.diag(fitted.covariance)[: len(FACTORS)].copy()
    inner, precision = _within(one)
    if not one.scenario.late:
        total = 1 / variances[0] + precision
        means[0] = (means[0] / variances[0] + inner * precision) / total
        variances[0] = 1 / total
    errors = np.sqrt(variances)
    usable = [n for n in range(len(FACTORS)) if errors[n] <= MAX_ERROR and np.ptp(columns[:, n])]
    p = [_directed(means[n] / errors[n], SHARES.get(FACTORS[n], 0.8)) for n in usable]
    found = {}
    for n, q in zip(usable, benjamini_hochberg(p), strict=True):
        two_sided = 2 * float(ndtr(-abs(means[n] / errors[n])))
        found[FACTORS[n]] = (float(means[n]), max(q, two_sided))
    return found


def claims(found: dict[str, float]) -> set[str]:
    """The factors that an analysis names."""
    return {name for name, p in found.items() if p < ALPHA}


def _correlation_p(x: np.ndarray, y: np.ndarray, *, ranked: bool = False) -> float:
    known = np.isfinite(y)
    x, y = x[known], y[known]
    if len(x) < 4 or not np.ptp(x) or not np.ptp(y):
        return 1.0
    if ranked:
        x, y = _ranks(x), _ranks(y)
    r = float(np.corrcoef(x, y)[0, 1])
    t = abs(r) * np.sqrt((len(x) - 2) / max(1 - r * r, 1e-12))
    return float(2 * stdtr(len(x) - 2, -t))


def _ranks(x: np.ndarray) -> np.ndarray:
    _, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse]


def _directed(z: float, share: float) -> float:
    below = float(ndtr(-z))
    return min(1.0, below / share, (1 - below) / (1 - share))


def _within(one: Simulated) -> tuple[float, float]:
    """Caffeine within days with the true curve: the log ratio and its precision."""
    kept = one.complete
    counts, x = one.counts[kept].astype(float), one.exposures["caffeine"][kept]
    totals = counts.sum(axis=1, keepdims=True)
    b, precision = 0.0, 0.0
    for _ in range(30):
        shares = np.exp(one.baseline[kept] + b * x)
        shares /= shares.sum(axis=1, keepdims=True)
        centre = (shares * x).sum(axis=1, keepdims=True)
        precision = float((totals * shares * (x - centre) ** 2).sum()) + 0.25
        step = (float(((counts - totals * shares) * x).sum()) - 0.25 * b) / precision
        b += float(np.clip(step, -1, 1))
        if abs(step) < 1e-9:
            break
    return b, precision - 0.25
