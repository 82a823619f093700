"""The outcome and one exposure by week or longer: what is unknown stays unknown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.detail import ObservedDay
from tracker.analysis.over_time import LEAST_KNOWN, MOST_COLUMNS, over_time
from tracker.spans import Unit

MONDAY = date(2026, 6, 1)


def day(number: int, episodes: int = 1, exposure: float | None = 2.0) -> ObservedDay:
    return ObservedDay(MONDAY + timedelta(days=number), exposure, episodes)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_a_week_is_the_mean_of_its_complete_days_alone():
    (week,) = over_time([day(0, 4, 90.0), day(3, 1, 30.0)], after(6)).columns
    assert (week.since, week.until) == (MONDAY, after(6))
    assert (week.days, week.per_day, week.exposed, week.exposure) == (2, 2.5, 2, 60.0)


def test_a_week_without_a_complete_day_is_unknown_and_one_without_twitches_is_none():
    found = over_time([day(0), day(8, 0), day(21)], after(27))
    assert found.rates == (1.0, 0.0, None, 1.0)
    assert found.exposures == (2.0, 2.0, None, 2.0)
    assert [column.days for column in found.columns] == [1, 1, 0, 1]


def test_an_exposure_may_be_unknown_where_the_rate_is_known():
    found = over_time([day(0), day(7, 3, None), day(8, 1, None), day(14, 1, 0.0)], after(20))
    assert found.rates == (1.0, 2.0, 1.0)
    assert found.exposures == (2.0, None, 0.0)


def test_days_whose_exposure_is_unknown_do_not_thin_its_mean():
    (week,) = over_time([day(0, 1, 8.0), day(1, 1, None), day(2, 1, 6.0)], after(6)).columns
    assert (week.days, week.exposed, week.exposure) == (3, 2, 7.0)


def test_weeks_after_the_last_complete_day_are_unknown_and_before_the_first_there_are_none():
    found = over_time([day(9)], after(27))
    assert [column.since for column in found.columns] == [after(9), after(14), after(21)]
    assert found.rates == (1.0, None, None)


@pytest.mark.parametrize(
    ("days", "unit"),
    [(1, "week"), (7 * MOST_COLUMNS, "week"), (7 * MOST_COLUMNS + 1, "month"), (700, "month"),
     (900, "quarter"), (3650, "year")],
)  # fmt: skip
def test_what_a_column_is_goes_by_the_length_of_the_period(days, unit):
    found = over_time([day(0), day(days - 1)], after(days - 1))
    assert found.unit == unit
    assert len(found.columns) <= MOST_COLUMNS


@given(st.dictionaries(st.integers(0, 800), st.tuples(st.integers(0, 9), st.none() | st.just(1.5))))
def test_every_complete_day_is_counted_once(some):
    days = [day(number, *rest) for number, rest in sorted(some.items())]
    columns = over_time(days, after(800)).columns
    assert sum(column.days for column in columns) == len(days)
    assert sum(column.exposed for column in columns) == sum(d.exposure is not None for d in days)
    total = sum(column.per_day * column.days for column in columns if column.per_day is not None)
    assert total == pytest.approx(sum(d.episodes for d in days))
    assert all((column.per_day is None) == (column.days == 0) for column in columns)


# in words


def test_what_is_unknown_is_counted_apart():
    found = over_time([day(0), day(7, 1, None), day(21)], after(27))
    assert found.unknown == (
        "Not known is not zero: of 4 weeks, the twitches are unknown in 1, the exposure in 2."
    )
    whole = over_time([day(0), day(7), day(14)], after(20))
    assert whole.unknown == "Both are known in each of the 3 weeks."


def test_an_empty_diary_is_told_what_counts():
    found = over_time([], after(20))
    assert found.columns == ()
    assert found.too_short.startswith("Nothing to follow over time yet: no day is complete.")


def test_a_short_one_is_told_how_much_there_is():
    assert LEAST_KNOWN == 3
    assert over_time([day(0), day(14)], after(14)).too_short == (
        "Too short to follow over time: 2 weeks with complete days so far, 3 are needed. Each "
        "complete day counts."
    )
    assert "1 week with" in over_time([day(0)], after(70)).too_short
    assert over_time([day(0), day(7), day(14)], after(14)).too_short == ""


def test_columns_are_named_by_what_they_are():
    found = over_time([day(0), day(300), day(400)], after(400))
    assert found.unit is Unit.MONTH
    assert "of 14 months, the twitches are unknown in 11" in found.unknown
