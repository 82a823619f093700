"""The comparison of high and low days, and the shuffling test: right, calibrated, hard to fool."""

import math
from datetime import date, timedelta
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis import shuffling
from tracker.analysis.shuffling import compare, split, t_975

MONDAY = date(2026, 6, 1)


def days(count: int) -> list[date]:
    return [MONDAY + timedelta(days=n) for n in range(count)]


def numbers(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def autocorrelated(rng: np.random.Generator, count: int, phi: float) -> np.ndarray:
    found = np.zeros(count)
    found[0] = rng.normal()
    for n in range(1, count):
        found[n] = phi * found[n - 1] + math.sqrt(1 - phi**2) * rng.normal()
    return found


# the cut between high and low


@pytest.mark.parametrize(
    ("exposure", "high"),
    [
        ((1, 2, 3, 4), (False, False, True, True)),
        ((0, 0, 0, 5, 0, 9), (False, False, False, True, False, True)),
        ((3, 3, 3, 4), (False, False, False, True)),
        ((3, 4, 4, 4), (False, True, True, True)),
        ((0, 1, 1, 0), (False, True, True, False)),
        ((2, 2, 2), (False, False, False)),
        ((), ()),
    ],
)
def test_the_cut_halves_the_days_as_evenly_as_ties_allow(exposure, high):
    assert split(numbers(*exposure)).tolist() == list(high)


@given(st.lists(st.integers(0, 6), max_size=40))
def test_no_other_cut_is_more_even(exposure):
    high = split(numbers(*exposure))
    balance = abs(2 * int(high.sum()) - len(exposure))
    for cut in sorted(set(exposure))[1:]:
        assert balance <= abs(2 * sum(x >= cut for x in exposure) - len(exposure))


# the estimate


def test_the_ratio_is_that_of_the_rates_in_the_same_block():
    # one working week, high on Monday and Tuesday: (4 + 6) / 2 = 5 against (1 + 2 + 3) / 3 = 2,
    # the added episode puts a fifth of one on each of the five days, high or low
    found = compare(days(5), numbers(4, 6, 1, 2, 3), numbers(9, 8, 1, 1, 1))
    assert math.exp(found.log_ratio) == pytest.approx(5.2 / 2.2)
    assert found.difference == pytest.approx(8.5 - 1)
    assert (found.high_days, found.low_days, found.weeks) == (2, 3, 1)


def test_weeks_with_one_side_only_say_nothing():
    mixed = compare(days(5), numbers(4, 6, 1, 2, 3), numbers(1, 1, 0, 0, 0))
    more = compare(
        days(12),
        numbers(4, 6, 1, 2, 3, 99, 99, 50, 50, 50, 50, 50),
        numbers(1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0),
    )
    assert more.log_ratio == mixed.log_ratio
    assert more.weeks == 1


def test_working_days_are_never_compared_with_the_weekend():
    found = compare(days(7), numbers(1, 1, 1, 1, 1, 8, 8), numbers(0, 0, 0, 0, 0, 1, 1))
    assert found.weeks == 0
    assert math.isnan(found.log_ratio)
    assert math.isnan(found.p)


def test_more_scatter_between_weeks_widens_the_interval():
    exposure = np.tile(numbers(1, 0), 20)[:35]
    steady = np.where(exposure == 1, 4.0, 2.0)
    wild = steady * np.repeat(numbers(0.2, 3, 0.5, 1, 2), 7)
    wild[:7] = np.where(exposure[:7] == 1, 1.0, 9.0)
    assert compare(days(35), wild, exposure).error > 3 * compare(days(35), steady, exposure).error


@pytest.mark.parametrize(
    ("freedom", "value"), [(3, 3.1824), (5, 2.5706), (10, 2.2281), (30, 2.0423), (1000, 1.9623)]
)
def test_student_quantiles_are_those_of_the_tables(freedom, value):
    assert t_975(freedom) == pytest.approx(value, rel=0.01)


# the test


def test_p_is_the_share_of_orders_at_least_as_extreme():
    # three weeks of three working days, one high day each: 27 orders, all equally likely
    dates = [MONDAY + timedelta(days=7 * week + day) for week in range(3) for day in range(3)]
    exposure = numbers(*(1, 0, 0) * 3)
    counts = ((5, 2, 2), (4, 1, 3), (1, 0, 5))

    def size(order):
        scores = [some[high] - sum(some) / 3 for some, high in zip(counts, order, strict=True)]
        return abs(sum(scores)) / math.sqrt(sum(score**2 for score in scores))

    sizes = [size(order) for order in product(range(3), repeat=3)]
    exact = sum(one >= size((0, 0, 0)) - 1e-9 for one in sizes) / 27
    found = compare(dates, numbers(*(n for some in counts for n in some)), exposure)
    assert found.p == pytest.approx(exact, abs=0.02)


def test_the_same_days_always_get_the_same_p():
    rng = np.random.default_rng(1)
    counts, exposure = rng.poisson(2, 60).astype(float), rng.normal(size=60)
    assert compare(days(60), counts, exposure) == compare(days(60), counts, exposure)


def test_identical_factors_get_identical_results():
    rng = np.random.default_rng(2)
    counts, exposure = rng.poisson(2, 60).astype(float), rng.normal(size=60)
    assert compare(days(60), counts, exposure).p == compare(days(60), counts, exposure * 3 + 1).p


def test_a_clear_effect_is_found_and_the_opposite_one_alike():
    rng = np.random.default_rng(3)
    exposure = rng.normal(size=90)
    counts = rng.poisson(2 * np.exp(0.8 * exposure)).astype(float)
    up, down = compare(days(90), counts, exposure), compare(days(90), counts, -exposure)
    assert up.p < 0.001
    assert up.log_ratio > 0
    assert down.log_ratio < 0
    assert down.p < 0.001


@pytest.mark.parametrize("effect", [0.0, 0.4, 0.8, 1.2])
def test_a_stronger_effect_gives_a_larger_ratio(effect):
    rng = np.random.default_rng(4)
    exposure = rng.normal(size=600)
    mean = rng.poisson(2 * np.exp(effect * exposure)).astype(float)
    found = compare(days(600), mean, exposure)
    low, high = (found.log_ratio + sign * found.critical * found.error for sign in (-1, 1))
    assert low < effect * found.difference < high


def test_a_single_monstrous_day_does_not_make_a_finding():
    rng = np.random.default_rng(5)
    counts, exposure = rng.poisson(1, 60).astype(float), rng.normal(size=60)
    counts[int(np.argmax(exposure))] = 1000
    assert compare(days(60), counts, exposure).p > 0.05


# false alarms

NULLS = 300


def false_alarms(phi: float, length: int = 60, weekend: float = 0.0, drift: float = 0.0) -> float:
    """Share of diaries in which nothing matters whose p is under 0.05."""
    rng = np.random.default_rng(round(100 * phi) + length)
    dates = days(length)
    off_days = np.array([day.weekday() >= 5 for day in dates], dtype=float)
    slope = np.linspace(-1, 1, length)
    found = 0
    for _ in range(NULLS):
        exposure = autocorrelated(rng, length, phi) + weekend * off_days + drift * slope
        severity = 0.6 * autocorrelated(rng, length, phi) + weekend * off_days + drift * slope
        counts = rng.poisson(2 * np.exp(severity) * rng.gamma(5, 0.2, length)).astype(float)
        found += compare(dates, counts, exposure).p < 0.05
    return found / NULLS


@pytest.mark.parametrize(
    ("phi", "kind"),
    [(0.0, {}), (0.6, {}), (0.9, {}), (0.3, {"weekend": 1.5}), (0.3, {"drift": 1.5})],
    ids=["independent days", "spells", "long spells", "busy weekends", "a drift in both"],
)
def test_diaries_in_which_nothing_matters_rarely_look_as_if_something_did(phi, kind):
    # 5 % of 300 is 15; 27 or more happen by chance in 3 of 1,000 runs of a calibrated test
    assert false_alarms(phi, **kind) < 27 / NULLS


def test_an_untouched_comparison_of_days_would_be_fooled():
    # what the blocks are for: without them the busy weekends alone look like an effect
    rng = np.random.default_rng(9)
    off_days = np.array([day.weekday() >= 5 for day in days(90)], dtype=float)
    exposure = off_days * 2 + rng.normal(size=90)
    counts = rng.poisson(2 * np.exp(off_days)).astype(float)
    high = split(exposure)
    assert counts[high].mean() > 1.4 * counts[~high].mean()
    assert compare(days(90), counts, exposure).p > 0.05


# what must not break it


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30])
@pytest.mark.parametrize("outcome", [0.0, 1000.0])
def test_short_constant_and_empty_series_have_a_result(count, outcome):
    same = np.zeros(count)
    found = compare(days(count), same + outcome, same)
    assert found.weeks == 0
    varied = compare(days(count), same + outcome, np.arange(count, dtype=float))
    assert math.isnan(varied.p) or varied.p == 1
    assert math.isnan(varied.log_ratio) or varied.log_ratio == pytest.approx(0, abs=1e-9)


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 3), st.booleans()), max_size=30),
)
def test_any_counts_give_finite_numbers_or_no_weeks(rows):
    shuffled = [(day, *row[:2]) for day, row in zip(days(30), rows, strict=False) if row[2]]
    found = compare(
        [row[0] for row in shuffled],
        numbers(*(row[1] for row in shuffled)),
        numbers(*(row[2] for row in shuffled)),
    )
    if found.weeks:
        assert 0 < found.p <= 1
        assert found.difference > 0
        assert math.isfinite(found.log_ratio)
        assert math.isfinite(found.error)


def test_the_order_of_days_within_a_block_of_equals_does_not_matter():
    results = {
        compare(days(3), numbers(3, *rest), numbers(1, 0, 0)).log_ratio
        for rest in permutations((1, 2))
    }
    assert len(results) == 1


def test_the_number_of_shuffles_bounds_p():
    exposure = np.tile(numbers(1, 0, 1, 0, 1, 0, 1), 30)
    counts = np.where(exposure == 1, 9.0, 1.0)
    assert compare(days(210), counts, exposure).p == 1 / (1 + shuffling.SHUFFLES)
