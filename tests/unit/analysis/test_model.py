"""The regressions, against hand-made dense matrices, finite differences and statsmodels."""

import math
from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln
from scipy.stats import nbinom, norm
from statsmodels.discrete.conditional_models import ConditionalPoisson

from tracker.analysis.model import between, design, grid, within
from tracker.analysis.model.laplace import (
    Problem,
    Theta,
    fit,
    log_likelihood,
    reweighted,
    slopes,
)
from tracker.analysis.model.latent import Tridiagonal, factorise, precision
from tracker.analysis.model.mixture import Mixture
from tracker.analysis.model.within import Hours


def dense(matrix: Tridiagonal) -> np.ndarray:
    return np.diag(matrix.diagonal) + np.diag(matrix.beside, 1) + np.diag(matrix.beside, -1)


def ar1_covariance(days: np.ndarray, sd: float, phi: float) -> np.ndarray:
    return sd**2 * phi ** np.abs(days[:, None] - days[None, :])


def small_problem(seed: int = 1, count: int = 25, effect: float = 0.5) -> Problem:
    rng = np.random.default_rng(seed)
    days = np.flatnonzero(rng.random(count * 2) < 0.5)[:count] + 738_000
    exposures = rng.normal(size=(len(days), 2))
    counts = rng.poisson(np.exp(0.5 + effect * exposures[:, 0])).astype(float)
    return design.problem(days, counts, exposures)


# the latent severity


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=12),
    st.floats(0.05, 2),
    st.floats(0.05, 0.99),
)
def test_the_precision_is_the_inverse_of_the_covariance_across_missing_days(gaps, sd, phi):
    days = np.concatenate([[0], np.cumsum(gaps)])
    matrix = precision(np.array(gaps, dtype=float), sd, phi)
    covariance = ar1_covariance(days, sd, phi)
    assert dense(matrix) @ covariance == pytest.approx(np.eye(len(days)), abs=1e-6)
    assert matrix.log_det == pytest.approx(-np.linalg.slogdet(covariance)[1], abs=1e-6)
    x = np.cos(days)
    assert matrix.quadratic(x) == pytest.approx(x @ dense(matrix) @ x)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_the_factorisation_solves_and_knows_its_determinant(count):
    matrix = precision(np.ones(count - 1), 0.5, 0.8)
    added = np.linspace(0.2, 3, count)
    whole = dense(matrix) + np.diag(added)
    right = np.asfortranarray(np.random.default_rng(0).normal(size=(count, 3)))
    factor = factorise(matrix, added)
    assert factor.solve(right) == pytest.approx(np.linalg.solve(whole, right))
    assert factor.log_det == pytest.approx(np.linalg.slogdet(whole)[1])


# the likelihood


def test_the_likelihood_is_the_negative_binomials():
    counts, eta, size = np.array([0.0, 1, 4, 30]), np.array([-1.0, 0.3, 1.2, 3.0]), 3.7
    constant = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1) + size * math.log(size)
    expected = nbinom.logpmf(counts, size, size / (size + np.exp(eta))).sum()
    assert log_likelihood(counts, eta, size) + constant.sum() == pytest.approx(expected)


@given(st.integers(0, 1000), st.floats(-6, 6), st.floats(0.5, 100))
def test_its_derivatives_are_those_of_finite_differences(count, eta, size):
    y, step = np.array([float(count)]), 1e-4

    def value(at: float) -> float:
        return log_likelihood(y, np.array([at]), size)

    first, second = (float(one[0]) for one in slopes(y, np.array([eta]), size))
    assert first == pytest.approx((value(eta + step) - value(eta - step)) / (2 * step), abs=1e-3)
    bent = (value(eta + step) - 2 * value(eta) + value(eta - step)) / step**2
    assert second == pytest.approx(-bent, rel=2e-2, abs=2e-3)


# the mode and the evidence


def test_the_mode_has_no_slope_and_the_covariance_is_the_hessians_inverse():
    problem, theta = small_problem(), Theta(0.6, 0.7, 5.0)
    found = fit(problem, theta)
    p, n = problem.columns.shape[1], len(problem.counts)
    q = dense(precision(problem.gaps, theta.sd, theta.phi))
    eta = problem.offset + problem.columns @ found.coefficients + found.latent
    gradient, weight = slopes(problem.counts, eta, theta.size)
    assert problem.columns.T @ gradient - problem.prior * found.coefficients == pytest.approx(
        np.zeros(p), abs=0.02
    )
    assert gradient - q @ found.latent == pytest.approx(np.zeros(n), abs=0.02)
    both = np.hstack([problem.columns, np.eye(n)])
    hessian = both.T @ (both * weight[:, None])
    hessian[:p, :p] += np.diag(problem.prior)
    hessian[p:, p:] += q
    assert found.covariance == pytest.approx(np.linalg.inv(hessian)[:p, :p], rel=0.01, abs=1e-4)


def test_gradient_and_hessian_of_the_whole_posterior_are_those_of_finite_differences():
    problem, theta = small_problem(count=8), Theta(0.6, 0.7, 5.0)
    found = fit(problem, theta)
    p, n = problem.columns.shape[1], len(problem.counts)
    days = np.concatenate([[0], np.cumsum(problem.gaps)])
    q = np.linalg.inv(ar1_covariance(days, theta.sd, theta.phi))

    def log_posterior(x: np.ndarray) -> float:
        b, z = x[:p], x[p:]
        mean = np.exp(problem.offset + problem.columns @ b + z)
        chance = nbinom.logpmf(problem.counts, theta.size, theta.size / (theta.size + mean)).sum()
        return chance - 0.5 * (z @ q @ z + problem.prior @ (b * b))

    mode, step = np.concatenate([found.coefficients, found.latent]), 1e-3
    moves = step * np.eye(p + n)
    slope = [(log_posterior(mode + m) - log_posterior(mode - m)) / (2 * step) for m in moves]
    assert slope == pytest.approx(np.zeros(p + n), abs=0.02)
    bend = [
        [
            log_posterior(mode + a + b)
            - log_posterior(mode + a - b)
            - log_posterior(mode - a + b)
            + log_posterior(mode - a - b)
            for a in moves
        ]
        for b in moves
    ]
    covariance = np.linalg.inv(-np.array(bend) / (4 * step**2))
    assert found.covariance[:2, :2] == pytest.approx(covariance[:2, :2], rel=0.01, abs=1e-4)


def test_the_evidence_is_that_of_a_dense_laplace_approximation():
    problem, theta = small_problem(), Theta(0.6, 0.7, 5.0)
    found = fit(problem, theta)
    p, n = problem.columns.shape[1], len(problem.counts)
    days = np.concatenate([[0], np.cumsum(problem.gaps)])
    covariance = (
        ar1_covariance(days, theta.sd, theta.phi)
        + (problem.columns / problem.prior) @ problem.columns.T
    )
    eta = problem.columns @ found.coefficients + found.latent
    _, weight = slopes(problem.counts, problem.offset + eta, theta.size)
    # the same field in the n log means: their covariance, and their Hessian at the mode
    mean = np.exp(problem.offset + eta)
    likelihood = nbinom.logpmf(problem.counts, theta.size, theta.size / (theta.size + mean)).sum()
    prior = -0.5 * eta @ np.linalg.solve(covariance, eta)
    dets = np.linalg.slogdet(np.eye(n) + covariance * weight[None, :])[1]
    assert p < n
    assert found.log_evidence == pytest.approx(likelihood + prior - 0.5 * dets, abs=0.01)


def test_a_warm_start_changes_nothing_but_the_way():
    problem = small_problem()
    near = fit(problem, Theta(0.2, 0.5, 10.0))
    cold, warm = (fit(problem, Theta(0.9, 0.8, 3.0), start) for start in (None, near))
    assert warm.coefficients == pytest.approx(cold.coefficients, abs=2e-3)
    assert warm.log_evidence == pytest.approx(cold.log_evidence, abs=1e-3)


def free(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.full(count, 1e-8), np.zeros(count, dtype=bool)


def test_a_new_prior_is_taken_up_without_a_new_search():
    problem, theta = small_problem(count=60), Theta(0.3, 0.6, 8.0)
    found = fit(problem, theta)
    prior = np.where(problem.is_trend, problem.prior * 6, problem.prior)
    quick, searched = reweighted(problem, found, prior), fit(replace(problem, prior=prior), theta)
    assert quick.coefficients[:2] == pytest.approx(searched.coefficients[:2], abs=0.02)
    assert np.diag(quick.covariance) == pytest.approx(np.diag(searched.covariance), rel=0.05)
    assert quick.log_evidence == pytest.approx(searched.log_evidence, abs=0.2)
    same = reweighted(problem, found, problem.prior)
    assert same.log_evidence == pytest.approx(found.log_evidence)


def test_without_latent_severity_it_is_a_negative_binomial_regression():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(400, 2))
    counts = rng.negative_binomial(4, 4 / (4 + np.exp(0.7 + 0.4 * x[:, 0]))).astype(float)
    columns = np.asfortranarray(np.column_stack([x, np.ones(400)]))
    flat = Problem(counts, columns, np.zeros(400), np.ones(399), *free(3))
    found = fit(flat, Theta(1e-4, 0.5, 4.0))
    known = sm.GLM(counts, columns, family=sm.families.NegativeBinomial(alpha=1 / 4)).fit()
    assert found.coefficients == pytest.approx(known.params, abs=1e-4)
    # statsmodels takes the expected information, this the observed one
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(known.bse, rel=0.06)


def test_without_over_dispersion_either_it_is_a_poisson_regression():
    rng = np.random.default_rng(4)
    columns = np.asfortranarray(np.column_stack([rng.normal(size=(300, 2)), np.ones(300)]))
    counts = rng.poisson(np.exp(columns @ np.array([0.5, -0.2, 1.0]))).astype(float)
    flat = Problem(counts, columns, np.zeros(300), np.ones(299), *free(3))
    found = fit(flat, Theta(1e-4, 0.5, 1e7))
    known = sm.GLM(counts, columns, family=sm.families.Poisson()).fit()
    assert found.coefficients == pytest.approx(known.params, abs=1e-4)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(known.bse, rel=1e-3)


def test_an_offset_is_exposure_time():
    rng = np.random.default_rng(5)
    days = np.arange(738_000, 738_200)
    share = rng.uniform(0.2, 1, 200)
    x = rng.normal(size=(200, 1))
    counts = rng.poisson(20 * share * np.exp(0.5 * x[:, 0])).astype(float)
    _, (whole,) = between.estimates(design.problem(days, counts, x, np.log(share)), 1)
    assert whole.mean == pytest.approx(0.5, abs=4 * whole.sd)
    assert whole.sd < 0.05


# the design


def test_weekdays_and_trend_have_their_columns_and_priors():
    days = np.arange(738_000, 738_100)  # the first is a Thursday
    made = design.problem(days, np.ones(100), np.zeros((100, 2)))
    assert made.columns.shape == (100, 2 + 1 + 1 + 7 + 7)
    weekend = made.columns[:, 3] > 0
    assert [bool(one) for one in weekend[:7]] == [False, False, True, True, False, False, False]
    assert made.prior[:4] == pytest.approx([1 / 4, 1 / 4, 1 / 25, 1 / 0.16])
    assert made.prior[-7:] == pytest.approx([(k / 0.3) ** 2 for k in range(1, 8)])


@pytest.mark.parametrize(("span", "cosines"), [(13, 0), (14, 1), (42, 3), (168, 12), (3650, 12)])
def test_a_trend_has_at_most_one_cosine_in_two_weeks(span, cosines):
    days = np.array([738_000, 738_000 + span - 1])
    made = design.problem(days, np.ones(2), np.zeros((2, 1)))
    assert made.columns.shape[1] == 1 + 9 + cosines


# the grid


def test_the_points_hold_the_posterior_and_their_weights_add_up():
    points = grid.explore(small_problem())
    assert sum(point.weight for point in points) == pytest.approx(1)
    assert len(points) > 5
    assert all(point.weight > 0 for point in points)


def test_mixing_over_the_found_points_equals_mixing_over_all():
    problem = small_problem(count=60)
    points = grid.explore(problem)
    every = [
        Theta(grid.SD.value(a, 0), math.exp(-1 / grid.TAU.value(b, 0)), s)
        for a in range(grid.SD.steps + 1)
        for b in range(grid.TAU.steps + 1)
        for s in (grid.SIZE.value(c, 0) for c in range(grid.SIZE.steps + 1))
    ]
    full = [fit(problem, theta) for theta in every]
    evidence = np.array([one.log_evidence for one in full])
    # the exponential density of the sd, times the width of its logarithmic step
    weights = np.exp(evidence) * [theta.sd * math.exp(-3 * theta.sd) for theta in every]
    weights /= weights.sum()
    whole = Mixture(
        np.array([one.coefficients[0] for one in full]),
        np.sqrt([one.covariance[0, 0] for one in full]),
        weights,
    )
    found = Mixture(
        np.array([p.fit.coefficients[0] for p in points]),
        np.sqrt([p.fit.covariance[0, 0] for p in points]),
        np.array([p.weight for p in points]),
    )
    assert found.mean == pytest.approx(whole.mean, abs=0.02 * whole.sd)
    assert found.sd == pytest.approx(whole.sd, rel=0.02)


def test_a_long_diary_is_refined_where_its_posterior_is():
    rng = np.random.default_rng(6)
    latent = np.zeros(1500)
    for n in range(1, 1500):
        latent[n] = 0.8 * latent[n - 1] + 0.3 * rng.normal()
    counts = rng.poisson(np.exp(1.5 + latent)).astype(float)
    days = np.arange(738_000, 739_500)
    points = grid.explore(design.problem(days, counts, rng.normal(size=(1500, 1))))
    weights = np.array([point.weight for point in points])
    assert 1 / (weights**2).sum() >= grid.FEW
    assert weights @ [p.theta.sd for p in points] == pytest.approx(0.5, abs=0.1)
    assert weights @ [p.theta.phi for p in points] == pytest.approx(0.8, abs=0.06)


def test_further_exposures_are_estimated_beside_the_others():
    rng = np.random.default_rng(7)
    days = np.arange(738_000, 738_300)
    x = rng.normal(size=(300, 2))
    counts = rng.poisson(np.exp(1 + 0.4 * x[:, 0] + 0.3 * x[:, 1])).astype(float)
    problem = design.problem(days, counts, x[:, :1])
    points, _ = between.estimates(problem, 1)
    (late,) = between.further(problem, points, x[:, 1:])
    _, (_, both) = between.estimates(design.problem(days, counts, x), 2)
    assert late.mean == pytest.approx(both.mean, abs=0.2 * both.sd)
    assert late.sd == pytest.approx(both.sd, rel=0.1)


# mixtures


def test_a_mixture_of_one_is_a_normal_distribution():
    one = Mixture(np.array([0.4]), np.array([0.2]), np.array([1.0]))
    assert (one.mean, one.sd) == pytest.approx((0.4, 0.2))
    assert one.interval() == pytest.approx((0.4 - 1.959964 * 0.2, 0.4 + 1.959964 * 0.2))
    assert one.below(0) == pytest.approx(norm.cdf(-2))


def test_a_mixture_spreads_over_its_parts():
    two = Mixture(np.array([0.0, 1.0]), np.array([0.1, 0.3]), np.array([0.25, 0.75]))
    assert two.mean == pytest.approx(0.75)
    assert two.sd == pytest.approx(math.sqrt(0.25 * 0.01 + 0.75 * 0.09 + 0.1875))
    low, high = two.interval()
    assert two.below(low) == pytest.approx(0.025)
    assert two.below(high) == pytest.approx(0.975)


def test_independent_estimates_are_joined_by_inverse_variance():
    one = Mixture(np.array([1.0]), np.array([0.5]), np.array([1.0])).joined(0.0, 1.0)
    assert one.mean == pytest.approx(0.8)
    assert one.sd == pytest.approx(math.sqrt(0.2))


# within days


def hourly(days: int, effect: float, seed: int = 8, *, clumps: int = 1) -> Hours:
    rng = np.random.default_rng(seed)
    clock = np.tile(np.arange(7.0, 23.0), (days, 1))
    exposure = rng.gamma(2, 0.5, (days, 16))
    curve = 0.5 * np.cos(2 * np.pi * (clock - 18) / 24)
    level = rng.normal(0, 0.7, (days, 1))
    counts = clumps * rng.poisson(np.exp(-2 + level + curve + effect * exposure) / clumps)
    return Hours(counts.astype(float), exposure, clock, np.ones((days, 16), dtype=bool))


FLAT = (1e4,) * 5


def test_it_is_conditional_poisson_regression():
    whole = hourly(120, 0.6)
    some = np.ptp(whole.counts, axis=1) > 0  # statsmodels leaves out days of equal hours
    hours = Hours(*(one[some] for one in (whole.counts, whole.exposure, whole.clock, whole.known)))
    days, width = hours.counts.shape
    angle = 2 * np.pi * hours.clock / 24
    columns = [hours.exposure, np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)]
    flat = np.column_stack([column.ravel() for column in columns])
    groups = np.repeat(np.arange(days), width)
    known = ConditionalPoisson(hours.counts.ravel(), flat, groups=groups).fit(disp=0)
    found = within.estimate(hours, [FLAT])
    assert found.mean == pytest.approx(known.params[0], abs=1e-4)
    # never surer than the model's own error
    assert math.sqrt(found.variance) >= known.bse[0] * 0.999
    assert math.sqrt(found.variance) < known.bse[0] * 1.5


def test_its_error_is_the_sandwich_written_out_day_by_day():
    hours = hourly(40, 0.6, clumps=3)
    sds = (2.0, 1.5, 1.5, 0.75, 0.75)
    found = within.estimate(hours, [sds])
    angle = 2 * np.pi * hours.clock[0] / 24
    waves = np.column_stack([np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])
    some = [n for n in range(40) if hours.counts[n].sum()]

    def day(n: int, b: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x = np.column_stack([hours.exposure[n], waves])
        share = np.exp(x @ b) / np.exp(x @ b).sum()
        mean = hours.counts[n].sum() * share
        centred = x - share @ x
        return centred.T @ (hours.counts[n] - mean), centred.T @ (mean[:, None] * centred), mean

    b, prior = np.zeros(5), np.diag(1 / np.square(sds))
    for _ in range(50):
        parts = [day(n, b) for n in some]
        bread = sum(part[1] for part in parts) + prior
        b = b + np.linalg.solve(bread, sum(part[0] for part in parts) - prior @ b)
    inverse = np.linalg.inv(bread)
    leverage = [np.linalg.solve(np.eye(5) - part[1] @ inverse, part[0]) for part in parts]
    sandwich = (inverse @ sum(np.outer(one, one) for one in leverage) @ inverse)[0, 0]
    freedom = 16 * len(some) - len(some) - 5
    excess = sum(
        ((hours.counts[n] - m) ** 2 / m).sum() for n, (_, _, m) in zip(some, parts, strict=True)
    )
    floor = max(excess / freedom, 1) * inverse[0, 0]
    assert found.mean == pytest.approx(b[0], abs=1e-5)
    assert found.variance == pytest.approx(max(sandwich, floor), rel=1e-4)


def test_hours_that_are_not_known_do_not_matter():
    hours = hourly(60, 0.6)
    widened = [
        np.hstack([one, np.full((60, 3), 99.0)])
        for one in (hours.counts, hours.exposure, hours.clock)
    ]
    known = np.hstack([hours.known, np.zeros((60, 3), dtype=bool)])
    found, alike = within.estimate(Hours(*widened, known)), within.estimate(hours)
    assert (found.mean, found.variance) == pytest.approx((alike.mean, alike.variance), rel=1e-6)


def test_whatever_holds_all_day_cancels():
    hours = hourly(60, 0.6)
    raised = Hours(hours.counts, hours.exposure + np.arange(60)[:, None], hours.clock, hours.known)
    assert within.estimate(raised).mean == pytest.approx(within.estimate(hours).mean, abs=1e-6)


def test_spells_within_hours_widen_the_error():
    single, clumped = hourly(100, 0.0), hourly(100, 0.0, clumps=4)
    ratio = within.estimate(clumped).variance / within.estimate(single).variance
    few = single.counts.sum() / clumped.counts.sum()
    assert ratio > 2.5 * few


def test_where_a_day_has_no_curve_little_is_lost_to_allowing_for_one():
    rng = np.random.default_rng(11)
    clock = np.tile(np.arange(7.0, 23.0), (60, 1))
    exposure = np.exp(-(((clock - 12) / 4) ** 2)) * rng.gamma(4, 0.5, (60, 1))  # always at noon
    counts = rng.poisson(0.2, (60, 16)).astype(float)
    hours = Hours(counts, exposure, clock, np.ones((60, 16), dtype=bool))
    free, learnt = within.estimate(hours, [FLAT]), within.estimate(hours)
    assert learnt.variance < 0.7 * free.variance


def test_a_sharp_curve_is_not_taken_for_an_exposure_at_fixed_hours():
    rng = np.random.default_rng(12)
    clock = np.tile(np.arange(7.0, 23.0), (90, 1))
    exposure = np.exp(-(((clock - 12) / 4) ** 2)) * rng.gamma(4, 0.5, (90, 1))
    curve = 1.2 * np.cos(2 * np.pi * (clock - 13) / 24)
    counts = rng.poisson(np.exp(-1.5 + curve)).astype(float)
    found = within.estimate(Hours(counts, exposure, clock, np.ones((90, 16), dtype=bool)))
    assert abs(found.mean) < 2.5 * math.sqrt(found.variance)


def test_within_days_intervals_hold_the_truth():
    estimates = [within.estimate(hourly(60, 0.5, seed)) for seed in range(80)]
    held = sum(abs(one.mean - 0.5) < 1.96 * math.sqrt(one.variance) for one in estimates)
    # at 95 % coverage, 70 or fewer of 80 happen in about 1 of 200 runs of the seeds
    assert held > 70


def test_without_any_variation_there_is_no_estimate():
    hours = hourly(20, 0.0)
    flat = Hours(hours.counts, np.ones_like(hours.exposure), hours.clock, hours.known)
    empty = Hours(np.zeros_like(hours.counts), hours.exposure, hours.clock, hours.known)
    assert within.estimate(flat) is None
    assert within.estimate(empty) is None
