"""Daily rates and their intervals, against hand-computed and published values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.report import rates

COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("episodes", "low", "high"),
    # the exact Poisson limits of a count, as tables give them
    [(0, 0, 3.69), (1, 0.025, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39), (100, 81.36, 121.63)],
)
def test_the_interval_is_close_to_the_exact_one(episodes, low, high):
    found = rates.rate([episodes])
    assert found.low == pytest.approx(low, abs=0.025)
    assert found.high == pytest.approx(high, rel=0.01)


def test_a_rate_is_episodes_over_complete_days():
    found = rates.rate([3, 0, 4, 1])
    assert (found.episodes, found.days, found.per_day) == (8, 4, 2.0)


def test_no_complete_day_is_no_rate_rather_than_zero():
    assert rates.rate([]) is None
    assert rates.rate([0, 0]).per_day == 0


def test_days_that_differ_more_than_chance_widen_the_interval():
    even, uneven = rates.spread([[3, 3, 3, 3, 3, 3]]), rates.spread([[0, 9, 0, 9, 0, 0]])
    assert even == 1  # never below what chance alone gives
    # mean 3: (4 x 9 + 2 x 36) / 3 = 36, over 5 degrees of freedom
    assert uneven == pytest.approx(36 / 5)
    assert rates.rate([3] * 6, uneven).high > rates.rate([3] * 6, even).high


def test_each_period_varies_around_its_own_mean():
    assert rates.spread([[1, 1, 1, 1], [9, 9, 9, 9]]) == 1


def test_too_few_days_cannot_tell_their_spread():
    assert rates.spread([[0, 9], [9, 0]]) == 1


def test_twice_the_rate_has_a_hand_computed_interval():
    found = rates.compare(rates.rate([2, 2, 2]), rates.rate([1, 1, 1, 1]))
    # log 2 ± 1.96 x sqrt(1/6 + 1/4) = 0.693 ± 1.265
    assert found.ratio == 2
    assert (found.low, found.high) == pytest.approx((0.564, 7.087), abs=0.001)
    assert found.words == "no clear change"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ([9] * 7, [2] * 28, "more now"),
        ([1] * 7, [6] * 28, "fewer now"),
        ([2] * 7, [2] * 28, "no clear change"),
        ([0] * 7, [6] * 28, "fewer now"),
    ],
)
def test_a_change_is_named_only_when_the_interval_allows_it(now, before, words):
    assert rates.compare(rates.rate(now), rates.rate(before)).words == words


@pytest.mark.parametrize(
    ("now", "before"), [([9, 9], [1] * 28), ([9] * 7, [1, 1]), ([], [1] * 28), ([0] * 7, [0] * 28)]
)
def test_too_little_to_compare_gives_no_comparison(now, before):
    assert rates.compare(rates.rate(now), rates.rate(before)) is None


@given(COUNTS, st.floats(1, 20))
def test_a_rate_lies_within_its_interval(counts, spread):
    found = rates.rate(counts, spread)
    assert 0 <= found.low <= found.per_day <= found.high


@given(COUNTS, COUNTS)
def test_a_comparison_lies_within_its_interval_and_turns_round(one, other):
    found = rates.compare(rates.rate(one), rates.rate(other))
    back = rates.compare(rates.rate(other), rates.rate(one))
    if found:
        assert found.low <= found.ratio <= found.high
        assert back.ratio == pytest.approx(1 / found.ratio)
