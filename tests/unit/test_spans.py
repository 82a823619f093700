"""Weeks, months, quarters and years of a period, and which of them suit it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import clock
from tracker.spans import DAY, Unit, finest, split

FIRST = date(2026, 7, 24)  # a Friday


def test_weeks_begin_on_monday_and_the_ends_are_cut_to_the_period():
    assert split(FIRST, date(2026, 8, 4), Unit.WEEK) == [
        (FIRST, date(2026, 7, 26)),
        (date(2026, 7, 27), date(2026, 8, 2)),
        (date(2026, 8, 3), date(2026, 8, 4)),
    ]


@given(st.dates(), st.integers(0, 2000), st.sampled_from(Unit))
def test_stretches_cover_a_period_without_gap_or_overlap(since, days, unit):
    until = min(date.max, since + timedelta(days=min(days, (date.max - since).days)))
    spans = split(since, until, unit)
    assert (spans[0][0], spans[-1][1]) == (since, until)
    assert all(begin - end == DAY for (_, end), (begin, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("until", "unit"),
    [((2026, 3, 8), "week"), ((2026, 3, 9), "month"), ((2026, 9, 30), "month"),
     ((2026, 10, 1), "quarter"), ((2028, 4, 1), "year"), ((2050, 1, 1), "year")],
)  # fmt: skip
def test_the_finest_that_fits_is_taken_and_else_the_last(until, unit):
    assert finest(date(2026, 1, 5), date(*until), 9, tuple(Unit))[0] == unit


def test_the_last_week_that_there_is_ends_with_the_last_day():
    assert clock.week_of(date.max) == (date(9999, 12, 27), date.max)
    assert split(date.max, date.max, Unit.WEEK) == [(date.max, date.max)]
