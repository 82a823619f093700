"""The injected now, wall times that a zone skips or repeats, local days and ISO weeks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import clock
from tracker.errors import DataError, UsageError

BERLIN = ZoneInfo("Europe/Berlin")


def test_now_is_what_the_variable_says_in_the_machines_zone_if_that_fits(monkeypatch):
    monkeypatch.setenv("TRACKER_NOW", "2026-07-01T08:30:00+02:00")
    assert clock.zone_name(clock.now()) == "Europe/Berlin"
    assert clock.iso(clock.now()) == "2026-07-01T08:30:00+02:00"
    monkeypatch.setenv("TRACKER_NOW", "2026-07-01T08:30:00-04:00")
    assert clock.zone_name(clock.now()) is None
    assert clock.iso(clock.now()) == "2026-07-01T08:30:00-04:00"


def test_without_the_variable_now_is_the_present_in_whole_seconds():
    moment = clock.now()
    assert abs(moment - datetime.now(UTC)) < timedelta(seconds=2)
    assert moment.microsecond == 0


@pytest.mark.parametrize("text", ["now", "2026-07-01T08:30:00", "2026-13-01T08:30:00Z", "0"])
def test_a_now_without_offset_is_refused(monkeypatch, text):
    monkeypatch.setenv("TRACKER_NOW", text)
    with pytest.raises(UsageError, match="TRACKER_NOW"):
        clock.now()


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01",
        "2026-11-01T08:30",
        "2026-02-30T08:30:00Z",
        "2026-11-01T24:30:00Z",
        "20261101T083000Z",
        "0001-01-01T00:00:00+10:00",
        "２026-11-01T08:30:00Z",
        "",
    ],
)
def test_what_is_not_an_instant_is_refused(text):
    with pytest.raises(DataError, match="ISO 8601"):
        clock.parse_instant(text)


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_keeps_its_offset_through_text(naive, minutes):
    from datetime import timezone

    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    read = clock.parse_instant(clock.iso(moment))
    assert (read, read.utcoffset()) == (moment, moment.utcoffset())


def test_utc_texts_sort_as_their_instants_do():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0)
    second = datetime(2026, 10, 25, 2, 30, 0, 500, tzinfo=BERLIN, fold=0)
    third = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    texts = [clock.utc_text(m) for m in (first, second, third)]
    assert texts == sorted(texts)
    assert texts[0] == "2026-10-25T00:30:00.000000Z"


def test_a_time_the_clocks_jumped_over_is_refused_with_the_one_that_follows():
    with pytest.raises(DataError, match=r"02:30 did not exist on 2026-03-29.*Try: 03:30"):
        clock.wall_time(datetime(2026, 3, 29, 2, 30), BERLIN)  # noqa: DTZ001  a wall time


def test_a_time_the_clocks_showed_twice_is_refused_with_both():
    with pytest.raises(DataError, match=r"twice.*02:30:00\+02:00 or 2026-10-25T02:30:00\+01:00"):
        clock.wall_time(datetime(2026, 10, 25, 2, 30), BERLIN)  # noqa: DTZ001


def test_any_other_time_is_the_instant_the_clock_showed_it():
    moment = clock.wall_time(datetime(2026, 10, 25, 3, 0), BERLIN)  # noqa: DTZ001
    assert clock.iso(moment) == "2026-10-25T03:00:00+01:00"


@pytest.mark.parametrize(
    ("day", "starts", "end"),
    [
        ("2026-11-19", "00:00", "2026-11-19T23:59:59.999999+01:00"),
        ("2026-11-18", "04:00", "2026-11-19T03:59:59.999999+01:00"),
        ("2026-11-20", "00:00", "2026-11-20T03:00:00+01:00"),
        ("2026-11-19", "03:30", "2026-11-20T03:00:00+01:00"),
        ("9999-12-31", "00:00", "2026-11-20T03:00:00+01:00"),
    ],
)
def test_a_day_ends_when_the_next_begins_and_the_present_one_ends_now(day, starts, end):
    now = datetime.fromisoformat("2026-11-20T03:00:00+01:00")
    found = clock.end_of(date.fromisoformat(day), now, time.fromisoformat(starts))
    assert found == datetime.fromisoformat(end)


def test_a_day_that_starts_at_four_holds_the_night_before():
    moment = clock.parse_instant("2026-11-20T03:59:59+01:00")
    assert clock.local_day(moment) == date(2026, 11, 20)
    assert clock.local_day(moment, time(4)) == date(2026, 11, 19)
    assert clock.local_day(clock.parse_instant("2026-11-20T04:00:00+01:00"), time(4)) == date(
        2026, 11, 20
    )


def test_weeks_are_iso_weeks():
    assert clock.parse_week("2026-W47") == (date(2026, 11, 16), date(2026, 11, 22))
    assert clock.parse_week("2026w1")[0] == date(2025, 12, 29)
    assert clock.week_of(date(2026, 11, 22))[0] == date(2026, 11, 16)
    for wrong in ("2026-W54", "2026-47", "W47", ""):
        with pytest.raises(DataError, match="week"):
            clock.parse_week(wrong)


def test_days_between_hold_both_ends():
    assert clock.days_between(date(2026, 2, 27), date(2026, 3, 1)) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]
    assert clock.days_between(date(2026, 3, 1), date(2026, 2, 27)) == []


def test_an_unknown_zone_names_the_field():
    with pytest.raises(DataError) as error:
        clock.zone("Mars/Olympus")
    assert error.value.field == "tz"
