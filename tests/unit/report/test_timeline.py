"""The week hour by hour: everything stands where the person's own clock stood."""

from datetime import date, datetime, timedelta

import pytest

from tracker.analysis.caffeine import remaining_mg
from tracker.diary import Diary
from tracker.report import active
from tracker.report.days import DayState
from tracker.report.timeline import Mark, Span, timeline

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
NOW = datetime.fromisoformat("2026-11-23T08:00:00+01:00")


def of(*rows, since=MONDAY, until=SUNDAY, now=NOW):
    return timeline(Diary.from_records(rows), since=since, until=until, now=now)


def curves(*rows, since=MONDAY, until=SUNDAY, now=NOW):
    diary = Diary.from_records(rows)
    return active.curves(diary, timeline(diary, since=since, until=until, now=now), now)


def drink(time, mg=100, **more):
    return {"kind": "caffeine", "time": time, "mg": mg} | more


def spans(*pairs):
    return tuple(Span(pytest.approx(begin), pytest.approx(end)) for begin, end in pairs)


def test_an_entry_stands_at_the_hour_its_own_offset_showed():
    rows = [
        {"kind": "episode", "start": f"2026-11-16T09:30:00{offset}", "intensity": 4}
        for offset in ("+01:00", "-05:00", "+09:00")
    ]
    assert of(*rows).rows[0].episodes == (Mark(9.5, 4),) * 3


def test_a_day_that_starts_at_four_begins_its_row_there():
    rows = [
        {"kind": "profile", "day_starts_at": "04:00"},
        {"kind": "episode", "start": "2026-11-17T03:00:00+01:00"},
        {"kind": "episode", "start": "2026-11-17T04:00:00+01:00"},
    ]
    monday, tuesday, *_ = of(*rows).rows
    assert monday.episodes == (Mark(23.0, None),)
    assert tuesday.episodes == (Mark(0.0, None),)


def test_a_night_over_midnight_is_two_bars_and_belongs_to_the_day_of_waking():
    night = {
        "kind": "sleep",
        "date": "2026-11-17",
        "start": "2026-11-16T23:00:00+01:00",
        "end": "2026-11-17T06:30:00+01:00",
    }
    monday, tuesday, *_ = of(night).rows
    assert (monday.sleep, tuesday.sleep) == (spans((23, 24)), spans((0, 6.5)))
    assert (monday.sleep_hours, tuesday.sleep_hours) == (None, 7.5)


def test_hours_slept_without_times_give_a_number_and_no_bar():
    row = of({"kind": "sleep", "date": "2026-11-16", "hours": 6.5}).rows[0]
    assert (row.sleep, row.sleep_hours) == ((), 6.5)


def test_a_night_in_which_the_clocks_go_back_ends_when_the_clock_said():
    night = {
        "kind": "sleep",
        "date": "2026-10-25",
        "start": "2026-10-24T23:00:00+02:00",
        "end": "2026-10-25T06:30:00+01:00",
    }
    shown = of(night, since=date(2026, 10, 19), until=date(2026, 10, 25))
    assert shown.rows[-1].sleep == spans((0, 6.5))
    assert shown.rows[-1].sleep_hours == 8.5


def test_a_nap_on_a_flight_west_is_drawn_for_as_long_as_it_lasted():
    nap = {
        "kind": "sleep",
        "date": "2026-11-18",
        "start": "2026-11-18T14:00:00+01:00",
        "end": "2026-11-18T13:30:00-05:00",
    }
    assert of(nap).rows[2].sleep == spans((14, 19.5))


def test_only_episodes_of_a_quarter_of_an_hour_have_a_bar():
    rows = [
        {
            "kind": "episode",
            "start": "2026-11-16T08:00:00+01:00",
            "end": f"2026-11-16T08:{minutes}:00+01:00",
        }
        for minutes in (14, 15)
    ]
    assert of(*rows).rows[0].lasting == spans((8, 8.25))


def test_an_episode_that_goes_on_reaches_to_the_present_over_midnight():
    going_on = {"kind": "episode", "start": "2026-11-21T22:00:00+01:00", "ongoing": True}
    *_, saturday, sunday = of(going_on).rows
    assert (saturday.lasting, sunday.lasting) == (spans((22, 24)), spans((0, 24)))


def test_what_is_not_recorded_is_none_and_what_a_complete_day_lacks_is_zero():
    unknown, complete, *_ = of({"kind": "day", "date": "2026-11-17", "status": "complete"}).rows
    assert (unknown.state, complete.state) == (DayState.UNKNOWN, DayState.CLEAR)
    assert (unknown.caffeine_mg, complete.caffeine_mg) == (None, 0)
    assert (unknown.sleep_hours, complete.sleep_hours) == (None, None)
    assert (unknown.strongest, complete.strongest) == (None, None)


def test_drinks_doses_and_alcohol_stand_apart():
    at = "2026-11-16T08:00:00+01:00"
    row = of(
        drink(at),
        {"kind": "alcohol", "time": "2026-11-16T20:00:00+01:00", "grams": 10},
        {"kind": "dose", "time": at, "name": "a"},
        {"kind": "dose", "time": "2026-11-16T09:00:00+01:00", "name": "a", "status": "skipped"},
    ).rows[0]
    assert (row.drinks, row.alcohol, row.taken, row.skipped) == ((8,), (20,), (8,), (9,))


def test_every_day_of_a_longer_period_has_a_row():
    shown = of(since=MONDAY - timedelta(days=14))
    first = MONDAY - timedelta(days=14)
    assert [row.day for row in shown.rows] == [first + timedelta(days=n) for n in range(21)]


def test_the_curve_is_the_amount_in_the_body_at_each_hour():
    (curve,) = curves(drink("2026-11-16T08:00:00+01:00"))
    found = dict(zip(curve.hours, curve.mg, strict=True))
    assert curve.day == MONDAY
    assert found[8.0] == 0
    assert found[12.0] == pytest.approx(remaining_mg(100, 4, 5))


def test_days_whose_caffeine_is_not_on_record_have_no_curve():
    rows = [
        drink("2026-11-16T22:00:00+01:00"),
        {"kind": "day", "date": "2026-11-18", "status": "complete"},
    ]
    assert [curve.day.day for curve in curves(*rows)] == [16, 18]


def test_the_curve_ends_at_the_present():
    now = datetime.fromisoformat("2026-11-16T15:00:00+01:00")
    (curve,) = curves(drink("2026-11-16T08:00:00+01:00"), now=now)
    assert max(curve.hours) == 15


def test_the_curve_follows_the_clock_of_a_journey():
    rows = [drink("2026-11-16T08:00:00+01:00"), drink("2026-11-17T08:00:00-05:00", 200)]
    tuesday = [curve for curve in curves(*rows) if curve.day.day == 17]
    assert len(tuesday) == 2  # the hours before the flight, and those after it
    after = dict(zip(tuesday[1].hours, tuesday[1].mg, strict=True))
    assert after[12.0] == pytest.approx(
        remaining_mg(200, 4, 5) + remaining_mg(100, 34, 5), rel=0.001
    )


def test_where_the_clocks_go_back_the_curve_has_two_pieces():
    day = date(2026, 10, 25)
    row = drink("2026-10-25T00:00:00+02:00", tz="Europe/Berlin")
    first, second = curves(row, since=day, until=day)
    assert (max(first.hours), min(second.hours)) == (pytest.approx(2 + 5 / 6), 2.0)
    assert second.mg[0] == pytest.approx(remaining_mg(100, 3, 5))


def test_a_row_is_high_enough_for_the_highest_curve():
    high = curves(drink("2026-11-16T08:00:00+01:00", 900))
    height = active.row_height_mg(high)
    assert height % 50 == 0
    assert max(high[0].mg) < height
    assert active.row_height_mg(()) == 50


def test_no_caffeine_gives_no_curve():
    assert curves({"kind": "episode", "start": "2026-11-16T08:00:00+01:00"}) == ()
