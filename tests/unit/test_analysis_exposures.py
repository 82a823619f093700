"""Exposures and outcome: what counts on a day, and what stays unknown."""

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import knowledge
from tracker.analysis import caffeine, exposures, waking
from tracker.diary import Diary

FIRST = date(2026, 6, 1)


def complete(*days: date, tz: str = "Europe/Berlin") -> list[dict]:
    return [
        {"kind": "day", "date": day.isoformat(), "status": "complete", "tz": tz} for day in days
    ]


def run_of(count: int, start: date = FIRST) -> list[date]:
    return [start + timedelta(days=n) for n in range(count)]


def coffee(time: str, mg: float = 100) -> dict:
    return {"kind": "caffeine", "time": time, "mg": mg}


# caffeine in the body


def test_one_intake_follows_the_closed_form():
    # ka = ln2/0.25 h = 2.7726, ke = ln2/5 h = 0.13863, ka/(ka-ke) = 20/19; after 5 h the gut is
    # empty (2^-20) and half is left: 100 * 20/19 * 0.5 = 52.63 mg.
    assert caffeine.remaining_mg(100, 5, 5) == pytest.approx(52.6315, abs=1e-3)
    # after a quarter of an hour: 100 * 20/19 * (2^-0.05 - 2^-1) = 49.0459 mg
    assert caffeine.remaining_mg(100, 0.25, 5) == pytest.approx(49.0459, abs=1e-3)
    assert caffeine.remaining_mg(100, 0, 5) == 0
    assert caffeine.remaining_mg(100, -1, 5) == 0


def test_the_peak_comes_within_the_cited_time():
    amounts = [(caffeine.remaining_mg(100, h / 60, 5), h / 60) for h in range(1, 600)]
    low, high = knowledge.reference_values()["caffeine_time_to_peak"]
    assert low <= max(amounts)[1] <= high


def test_the_mean_of_a_stretch_is_its_integral():
    steps = 20_000
    summed = sum(caffeine.remaining_mg(80, (n + 0.5) * 3 / steps, 5) for n in range(steps)) / steps
    assert caffeine.mean_remaining_mg(80, 0, 3, 5) == pytest.approx(summed, rel=1e-6)


def test_a_stretch_before_the_intake_counts_with_nothing():
    assert caffeine.mean_remaining_mg(80, -2, -1, 5) == 0
    whole = caffeine.mean_remaining_mg(80, 0, 1, 5)
    assert caffeine.mean_remaining_mg(80, -1, 1, 5) == pytest.approx(whole / 2)


def test_all_that_is_swallowed_is_eliminated():
    # area under the curve = dose / ke
    area = caffeine.mean_remaining_mg(100, 0, 500, 5) * 500
    assert area == pytest.approx(100 * 5 / math.log(2))


@given(st.floats(0, 1000), st.floats(-10, 200), st.floats(1.5, 60))
def test_the_amount_is_never_negative_nor_more_than_was_taken(mg, hours, half_life):
    assert 0 <= caffeine.remaining_mg(mg, hours, half_life) <= mg


def test_intakes_add_up_across_zones():
    diary = Diary.from_records(
        [coffee("2026-06-01T08:00:00+02:00"), coffee("2026-06-01T08:00:00+00:00", 50)]
    )
    at = datetime(2026, 6, 1, 11, tzinfo=UTC)
    expected = caffeine.remaining_mg(100, 5, 5) + caffeine.remaining_mg(50, 3, 5)
    assert caffeine.active_mg(caffeine.intakes(diary), at, 5) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("profile", "hours"),
    [
        ({}, 5),
        ({"smoker": False, "pregnant": False}, 5),
        ({"smoker": True}, 3),
        ({"oral_contraceptive": True}, 10),
        ({"oral_contraceptive": True, "smoker": True}, 6),
        ({"pregnant": True}, 8.3),
        ({"pregnant": True, "smoker": True}, 4.98),
        ({"fluvoxamine": True}, 56),
        ({"fluvoxamine": True, "smoker": True}, 56),
    ],
)
def test_half_life_of_a_profile(profile, hours):
    assert caffeine.half_life_hours(profile) == pytest.approx(hours)


def test_the_pregnant_half_life_lies_in_its_cited_range():
    low, high = knowledge.reference_values()["caffeine_half_life_pregnancy"]
    assert low < caffeine.PREGNANCY_HALF_LIFE_HOURS < high


def test_a_days_caffeine_is_the_mean_over_waking_hours():
    diary = Diary.from_records([*complete(FIRST), coffee("2026-06-01T08:00:00+02:00")])
    # 07:00 to 23:00, all hours alike: one hour before the coffee and fifteen after it
    expected = caffeine.mean_remaining_mg(100, -1, 15, 5)
    assert exposures.caffeine_mg(diary) == {FIRST: pytest.approx(expected)}


def test_evening_coffee_reaches_into_the_next_day():
    diary = Diary.from_records([*complete(*run_of(2)), coffee("2026-06-01T22:00:00+02:00")])
    found = exposures.caffeine_mg(diary)
    expected = caffeine.mean_remaining_mg(100, 9, 25, 5)
    assert found[FIRST + timedelta(days=1)] == pytest.approx(expected)


def test_no_drink_is_zero_on_a_complete_day_and_nothing_on_any_other():
    second = FIRST + timedelta(days=1)
    diary = Diary.from_records([*complete(FIRST), coffee("2026-06-02T08:00:00+02:00")])
    assert exposures.caffeine_mg(diary) == {FIRST: 0}
    assert second not in exposures.caffeine_mg(diary)


def test_a_drink_without_an_amount_makes_its_day_unknown():
    vague = {"kind": "caffeine", "time": "2026-06-01T08:00:00+02:00"}
    assert exposures.caffeine_mg(Diary.from_records([*complete(FIRST), vague])) == {}


def test_a_long_half_life_needs_the_days_before():
    days = run_of(9)
    records = [*complete(*days), {"kind": "profile", "fluvoxamine": True}]
    assert set(exposures.caffeine_mg(Diary.from_records(records))) == set(days[7:])


def test_hours_at_which_twitches_begin_count_more():
    days = run_of(30)
    twitches = [{"kind": "episode", "start": f"{day}T09:30:00+02:00"} for day in days]
    morning = coffee("2026-06-30T08:00:00+02:00")
    evening = coffee("2026-06-30T20:00:00+02:00")
    of_morning = exposures.caffeine_mg(Diary.from_records([*complete(*days), *twitches, morning]))
    of_evening = exposures.caffeine_mg(Diary.from_records([*complete(*days), *twitches, evening]))
    # weights: 31 of 46 for 09:00, 1 of 46 for each of the fifteen other hours
    at_nine = caffeine.mean_remaining_mg(100, 1, 2, 5)
    whole = caffeine.mean_remaining_mg(100, -1, 15, 5)
    assert of_morning[days[-1]] == pytest.approx((30 * at_nine + 16 * whole) / 46)
    assert of_evening[days[-1]] < of_morning[days[-1]] / 5


def test_few_twitches_leave_all_waking_hours_alike():
    twitches = [{"kind": "episode", "start": "2026-06-01T09:30:00+02:00"}] * 23
    diary = Diary.from_records([*complete(FIRST), *twitches])
    assert set(waking.hour_weights(diary, frozenset({9, 10})).values()) == {0.5}


# waking hours and days


def night(start: str, end: str, day: str) -> dict:
    return {"kind": "sleep", "date": day, "start": start, "end": end}


def test_waking_hours_are_the_usual_ones_until_enough_nights_are_known():
    nights = [
        night(f"{day}T09:00:00+02:00", f"{day}T17:00:00+02:00", f"{day}") for day in run_of(14)
    ]
    assert waking.waking_hours(Diary.from_records(nights[:13])) == set(range(7, 23))
    assert waking.waking_hours(Diary.from_records(nights)) == set(range(24)) - set(range(9, 17))


def test_a_person_recorded_as_always_asleep_gets_the_usual_hours():
    nights = [
        night(f"{day}T00:00:00+02:00", f"{day}T20:00:00+02:00", f"{day}") for day in run_of(14)
    ]
    assert waking.waking_hours(Diary.from_records(nights)) == set(range(7, 23))


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 10, 24), 24), (date(2026, 10, 25), 25), (date(2026, 3, 29), 23)],
)
def test_a_day_has_the_hours_its_zone_gives_it(day, hours):
    diary = Diary.from_records(complete(day))
    found = waking.day_hours(diary, [day])[day]
    assert len(found) == hours
    assert (
        found[0][0].isoformat() == f"{day - timedelta(days=1)}T{22 + (day.month == 3)}:00:00+00:00"
    )
    assert [hour for _, hour in found].count(2) == hours - 23


def test_a_day_is_read_in_the_zone_of_its_own_entries():
    days = run_of(2)
    diary = Diary.from_records(
        [*complete(days[0], tz="America/New_York"), *complete(days[1], tz="Asia/Tokyo")]
    )
    found = waking.day_hours(diary, days)
    assert found[days[0]][0] == (datetime(2026, 6, 1, 4, tzinfo=UTC), 0)
    assert found[days[1]][0] == (datetime(2026, 6, 1, 15, tzinfo=UTC), 0)


def test_without_a_zone_a_day_takes_the_offset_of_an_entry():
    day = {"kind": "day", "date": "2026-06-01", "status": "complete"}
    diary = Diary.from_records([day, coffee("2026-06-01T08:00:00-07:00")])
    assert waking.day_hours(diary, [FIRST])[FIRST][0][0] == datetime(2026, 6, 1, 7, tzinfo=UTC)


def test_a_day_that_starts_at_four_has_its_hours_from_four():
    diary = Diary.from_records([{"kind": "profile", "day_starts_at": "04:00"}, *complete(FIRST)])
    hours = waking.day_hours(diary, [FIRST])[FIRST]
    assert [hour for _, hour in hours] == [*range(4, 24), *range(4)]


# outcome


def test_episodes_count_on_complete_days_alone():
    days = run_of(3)
    starts = ["2026-06-01T09:00:00+02:00", "2026-06-01T23:59:00+02:00", "2026-06-02T09:00:00+02:00"]
    episodes = [{"kind": "episode", "start": start} for start in starts]
    clear = {"kind": "day", "date": "2026-06-03", "status": "clear"}
    diary = Diary.from_records([*complete(days[0]), clear, *episodes])
    assert exposures.episodes_per_day(diary) == {days[0]: 2, days[2]: 0}


# sleep


def test_a_night_across_midnight_belongs_to_the_day_of_waking():
    slept = night("2026-05-31T23:30:00+02:00", "2026-06-01T07:10:00+02:00", "2026-06-01")
    diary = Diary.from_records([*complete(*run_of(2)), slept])
    assert exposures.sleep_hours(diary) == {FIRST: pytest.approx(7 + 40 / 60)}


def test_a_night_over_the_change_of_clocks_is_as_long_as_it_lasted():
    day = date(2026, 10, 25)
    slept = night("2026-10-25T00:30:00+02:00", "2026-10-25T06:30:00+01:00", "2026-10-25")
    assert exposures.sleep_hours(Diary.from_records([*complete(day), slept])) == {day: 7}


def test_hours_as_stated_go_before_the_times():
    slept = {
        **night("2026-05-31T23:00:00+02:00", "2026-06-01T07:00:00+02:00", "2026-06-01"),
        "hours": 6.5,
    }
    assert exposures.sleep_hours(Diary.from_records([*complete(FIRST), slept])) == {FIRST: 6.5}


def test_a_nap_or_a_second_record_of_the_night_does_not_add():
    both = [{"kind": "sleep", "date": "2026-06-01", "hours": hours} for hours in (7, 6.5, 1)]
    assert exposures.sleep_hours(Diary.from_records([*complete(FIRST), *both])) == {FIRST: 7}


def test_a_night_without_hours_is_unknown():
    vague = {"kind": "sleep", "date": "2026-06-01", "quality": 3}
    assert exposures.sleep_hours(Diary.from_records([*complete(FIRST), vague])) == {}


def test_no_hours_at_all_is_a_night_without_sleep():
    none = {"kind": "sleep", "date": "2026-06-01", "hours": 0}
    assert exposures.sleep_hours(Diary.from_records([*complete(FIRST), none])) == {FIRST: 0}


# stress


def test_stress_is_the_mean_of_the_days_ratings_and_unknown_without_any():
    ratings = [
        {"kind": "stress", "time": "2026-06-01T09:00:00+02:00", "stress": 3},
        {"kind": "stress", "time": "2026-06-01T19:00:00+02:00", "stress": 6},
        {"kind": "stress", "time": "2026-06-01T20:00:00+02:00", "fatigue": 9},
        {"kind": "stress", "time": "2026-06-02T20:00:00+02:00", "fatigue": 9},
    ]
    diary = Diary.from_records([*complete(*run_of(2)), *ratings])
    assert exposures.stress(diary) == {FIRST: 4.5}


# alcohol


def test_alcohol_counts_from_12_to_48_hours_later():
    days = run_of(5)
    wine = {"kind": "alcohol", "time": "2026-06-03T20:00:00+02:00", "grams": 32}
    found = exposures.alcohol_g(Diary.from_records([*complete(*days), wine]))
    # next day: the hours from 08:00, 15 of 16; the day after: those before 20:00, 13 of 16
    assert found == {days[2]: 0, days[3]: pytest.approx(30), days[4]: pytest.approx(26)}


def test_alcohol_is_unknown_where_the_days_before_are():
    days = run_of(6)
    logged = complete(*days[:2], *days[3:])
    assert set(exposures.alcohol_g(Diary.from_records(logged))) == {days[5]}


# medicines


def course(start: str, name: str = "Magnesium", **more) -> dict:
    return {"kind": "medication", "name": name, "start_date": start, **more}


def on_days(*courses: dict, days: int = 10) -> str:
    diary = Diary.from_records([*complete(*run_of(days)), *courses])
    found = exposures.course_on(diary, "magnesium")
    return "".join(f"{found[day]:.0f}" if day in found else "?" for day in run_of(days))


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        ([course("2026-06-04")], "0001111111"),
        ([course("2026-06-04", stop_date="2026-06-06")], "0001110000"),
        ([course("2026-06-02", stop_date="2026-06-03"), course("2026-06-08")], "0110000111"),
        ([course("2026-06-02"), course("2026-06-05", change="increased")], "0111111111"),
        (
            [
                course("2026-06-02"),
                course("2026-06-05", change="increased", stop_date="2026-06-07"),
            ],
            "0111111000",
        ),
        (
            [course("2026-06-02"), course("2026-06-05", change="decreased", fraction_cut=1)],
            "0111000000",
        ),
        ([course("2026-06-04", change="increased")], "???1111111"),
        ([course("2026-06-02", name=" magnesium ", stop_date="2026-06-02")], "0100000000"),
        ([course("2026-06-02", name="iron")], "??????????"),
    ],
)
def test_a_course_is_on_from_its_first_to_its_last_day(courses, expected):
    assert on_days(*courses) == expected
