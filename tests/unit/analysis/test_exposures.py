"""Exposures and outcome: what counts on a day, and what stays unknown."""

import math
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import knowledge
from tracker.analysis import caffeine, courses, drinking, exposures, ratings, waking
from tracker.analysis.caffeine_curve import CaffeineCurve
from tracker.analysis.factors import SLEEP, STRESS, Way, way_of
from tracker.diary import Diary

FIRST = date(2026, 6, 1)


def complete(*days: date, tz: str = "Europe/Berlin") -> list[dict]:
    return [
        {"kind": "day", "date": day.isoformat(), "status": "complete", "tz": tz} for day in days
    ]


def run_of(count: int, start: date = FIRST) -> list[date]:
    return [start + timedelta(days=n) for n in range(count)]


def caffeine_of(diary: Diary) -> dict:
    return exposures.caffeine_mg(diary, waking.waking(diary))


def alcohol_of(diary: Diary, window: tuple[int, int] = (12, 48)) -> dict:
    return drinking.alcohol_g(diary, waking.waking(diary), window)


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
    assert caffeine_of(diary) == {FIRST: pytest.approx(expected)}


def test_evening_coffee_reaches_into_the_next_day():
    diary = Diary.from_records([*complete(*run_of(2)), coffee("2026-06-01T22:00:00+02:00")])
    found = caffeine_of(diary)
    expected = caffeine.mean_remaining_mg(100, 9, 25, 5)
    assert found[FIRST + timedelta(days=1)] == pytest.approx(expected)


def test_no_drink_is_zero_on_a_complete_day_and_nothing_on_any_other():
    second = FIRST + timedelta(days=1)
    diary = Diary.from_records([*complete(FIRST), coffee("2026-06-02T08:00:00+02:00")])
    assert caffeine_of(diary) == {FIRST: 0}
    assert second not in caffeine_of(diary)


def test_a_drink_without_an_amount_makes_its_day_unknown():
    vague = {"kind": "caffeine", "time": "2026-06-01T08:00:00+02:00"}
    assert caffeine_of(Diary.from_records([*complete(FIRST), vague])) == {}


def test_a_long_half_life_needs_the_days_before():
    days = run_of(9)
    records = [*complete(*days), {"kind": "profile", "fluvoxamine": True}]
    assert set(caffeine_of(Diary.from_records(records))) == set(days[7:])


def test_hours_at_which_twitches_begin_count_more():
    days = run_of(30)
    twitches = [{"kind": "episode", "start": f"{day}T09:30:00+02:00"} for day in days]
    morning = coffee("2026-06-30T08:00:00+02:00")
    evening = coffee("2026-06-30T20:00:00+02:00")
    of_morning = caffeine_of(Diary.from_records([*complete(*days), *twitches, morning]))
    of_evening = caffeine_of(Diary.from_records([*complete(*days), *twitches, evening]))
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
    first, clock_hours = waking.day_hours(diary, [day])[day]
    assert len(clock_hours) == hours
    begin = datetime.combine(day - timedelta(days=1), time(22 + (day.month == 3)), tzinfo=UTC)
    assert first == begin.timestamp() / 3600
    assert clock_hours.count(2) == hours - 23


def test_a_day_is_read_in_the_zone_of_its_own_entries():
    days = run_of(2)
    diary = Diary.from_records(
        [*complete(days[0], tz="America/New_York"), *complete(days[1], tz="Asia/Tokyo")]
    )
    found = waking.day_hours(diary, days)
    assert found[days[0]].first == datetime(2026, 6, 1, 4, tzinfo=UTC).timestamp() / 3600
    assert found[days[1]].first == datetime(2026, 6, 1, 15, tzinfo=UTC).timestamp() / 3600


def test_without_a_zone_a_day_takes_the_offset_of_an_entry():
    day = {"kind": "day", "date": "2026-06-01", "status": "complete"}
    diary = Diary.from_records([day, coffee("2026-06-01T08:00:00-07:00")])
    begin = datetime(2026, 6, 1, 7, tzinfo=UTC).timestamp() / 3600
    assert waking.day_hours(diary, [FIRST])[FIRST].first == begin


def test_a_day_that_starts_at_four_has_its_hours_from_four():
    diary = Diary.from_records([{"kind": "profile", "day_starts_at": "04:00"}, *complete(FIRST)])
    hours = waking.day_hours(diary, [FIRST])[FIRST]
    assert list(hours.clock_hours) == [*range(4, 24), *range(4)]


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
    rated = [
        {"kind": "stress", "time": "2026-06-01T09:00:00+02:00", "stress": 3},
        {"kind": "stress", "time": "2026-06-01T19:00:00+02:00", "stress": 6},
        {"kind": "stress", "time": "2026-06-01T20:00:00+02:00", "fatigue": 9},
        {"kind": "stress", "time": "2026-06-02T20:00:00+02:00", "fatigue": 9},
    ]
    diary = Diary.from_records([*complete(*run_of(2)), *rated])
    assert ratings.rated(diary, "stress").daily() == {FIRST: 4.5}


# alcohol


def wine(time: str, grams: float | None = 32) -> dict:
    return {"kind": "alcohol", "time": time, **({} if grams is None else {"grams": grams})}


def test_alcohol_counts_from_12_to_48_hours_later():
    days = run_of(5)
    found = alcohol_of(Diary.from_records([*complete(*days), wine("2026-06-03T20:00:00+02:00")]))
    # next day: the hours from 08:00, 15 of 16; the day after: those before 20:00, 13 of 16
    assert found[days[3]] == pytest.approx(30)
    assert found[days[4]] == pytest.approx(26)
    assert found[days[2]] == 0


def test_the_late_window_begins_where_the_usual_one_ends():
    days = run_of(7)
    diary = Diary.from_records([*complete(*days), wine("2026-06-03T20:00:00+02:00")])
    found = alcohol_of(diary, exposures.LATE_ALCOHOL_HOURS)
    # two days after: the hours from 20:00, 3 of 16; three days after: all of them; then until 08:00
    assert [round(found[day], 6) for day in days[2:]] == [0, 0, 6, 32, 2]


def test_an_unlogged_evening_takes_the_typical_one_of_its_part_of_the_week():
    # complete Mondays, Tuesdays and Thursdays; wine on two of the three complete Mondays
    days = [FIRST + timedelta(days=7 * week + n) for week in range(3) for n in (0, 1, 3)]
    records = [
        *complete(*days),
        wine("2026-06-01T20:00:00+02:00"),
        wine("2026-06-08T20:00:00+02:00"),
    ]
    found = alcohol_of(Diary.from_records(records))
    # Thursday: Tuesday was complete without wine; Wednesday takes 2 drinks in 9 days, at lag 1 30 g
    assert found[FIRST + timedelta(days=3)] == pytest.approx(30 * 2 / 9)
    # Tuesday: Monday's own wine, and of Sunday, as no weekend is known, 26 g of 2 drinks in 9 days
    assert found[FIRST + timedelta(days=1)] == pytest.approx(30 + 26 * 2 / 9)


def test_alcohol_is_unknown_where_neither_evening_before_is_known():
    days = run_of(9)
    logged = complete(*days[:2], *days[5:])
    known = set(alcohol_of(Diary.from_records(logged)))
    assert known == {days[1], *days[6:]}


def test_a_drink_without_an_amount_makes_its_evening_a_typical_one():
    days = run_of(3)
    vague = wine("2026-06-02T20:00:00+02:00", None)
    found = alcohol_of(Diary.from_records([*complete(*days), vague]))
    assert found == {days[2]: 0}


# caffeine over a whole diary


def test_the_curve_is_the_sum_of_the_intakes_whatever_their_number():
    taken = [
        caffeine.Intake(datetime(2026, 6, 1, 8, tzinfo=UTC) + timedelta(hours=7.3 * n), 40 + n)
        for n in range(40)
    ]
    curve = CaffeineCurve.of(taken, 5)
    first = datetime(2026, 6, 5, 3, tzinfo=UTC)
    means = curve.hourly_mean(np.array([first.timestamp() / 3600]), 30)[0]
    for hour in range(30):
        begins = [(first - intake.at) / timedelta(hours=1) + hour for intake in taken]
        expected = sum(
            caffeine.mean_remaining_mg(intake.mg, begin, begin + 1, 5)
            for intake, begin in zip(taken, begins, strict=True)
        )
        assert means[hour] == pytest.approx(expected, abs=1e-6)


def test_there_is_no_caffeine_before_the_first_intake_nor_without_any():
    at = datetime(2026, 6, 1, 8, tzinfo=UTC)
    curve = CaffeineCurve.of([caffeine.Intake(at, 100)], 5)
    assert curve.hourly_mean(np.array([at.timestamp() / 3600 - 5]), 5).max() == 0
    assert CaffeineCurve.of([], 5).hourly_mean(np.zeros(2), 24).max() == 0


def test_an_episode_falls_into_its_hour_of_the_day():
    diary = Diary.from_records(
        [
            *complete(FIRST),
            coffee("2026-06-01T09:00:00+02:00"),
            *[{"kind": "episode", "start": f"2026-06-01T10:{n:02}:00+02:00"} for n in range(10)],
        ]
    )
    by_hour = dict(exposures.caffeine_by_hour(diary, waking.waking(diary))[FIRST])
    assert by_hour[8] == 0
    assert by_hour[10] == pytest.approx(caffeine.mean_remaining_mg(100, 1, 2, 5))
    assert set(by_hour) == set(range(7, 23))


# lags


def test_alternatives_are_those_of_the_day_or_night_before():
    days = run_of(3)
    slept = [{"kind": "sleep", "date": f"{d}", "hours": 6 + n} for n, d in enumerate(days)]
    diary = Diary.from_records([*complete(days[0], days[2]), *slept])
    usual = exposures.sleep_hours(diary)
    hours = waking.waking(diary)
    assert usual == {days[0]: 6, days[2]: 8}
    # the night before last is known, whether or not its own day was complete
    assert exposures.alternative_of(diary, SLEEP, hours, usual) == {days[2]: 7}
    assert exposures.alternative_of(diary, STRESS, hours, {days[0]: 3, days[1]: 5}) == {days[2]: 5}


# factors of one's own


def own(day: date, value: float, name: str = "screen_hours", hour: int = 12) -> dict:
    at = f"{day.isoformat()}T{hour:02}:00:00+02:00"
    return {"kind": "factor", "time": at, "name": name, "value": value}


def test_amounts_add_up_and_everything_else_is_averaged():
    days = run_of(2)
    diary = Diary.from_records(
        [*complete(days[0]), own(days[0], 2), own(days[0], 3, hour=15), own(days[1], 9)]
    )
    assert exposures.free_factor(diary, "Screen_Hours", Way.SUM) == {days[0]: 5}
    assert exposures.free_factor(diary, "screen_hours", Way.MEAN) == {days[0]: 2.5}


@pytest.mark.parametrize(
    ("name", "unit", "way"),
    [
        ("screen_hours", "", Way.SUM),
        ("water_ml", "", Way.SUM),
        ("potassium_servings", "", Way.SUM),
        ("walking", "min", Way.SUM),
        ("mood", "", Way.MEAN),
        ("room", "°C", Way.MEAN),
        ("screen_hours", "points", Way.MEAN),
    ],
)
def test_the_unit_says_whether_a_days_values_add_up(name, unit, way):
    assert way_of(name, unit) is way


# medicines


def course(start: str, name: str = "Magnesium", **more) -> dict:
    return {"kind": "medication", "name": name, "start_date": start, **more}


def levels(*taken: dict, days: int = 14) -> list:
    diary = Diary.from_records([*complete(*run_of(days)), *taken])
    found = courses.course_level(diary, "magnesium")
    return [round(found[day] * 28) if day in found else None for day in run_of(days)]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        # in 28ths: up by 4 a day for a week; down by a quarter of what was reached a day
        ([course("2026-06-04")], [0, 0, 0, 4, 8, 12, 16, 20, 24, 28, 28, 28, 28, 28]),
        (
            [course("2026-05-01", stop_date="2026-06-03")],
            [28, 28, 28, 21, 14, 7, 0, 0, 0, 0, 0, 0, 0, 0],
        ),
        (
            [course("2026-06-04", stop_date="2026-06-05")],
            [0, 0, 0, 4, 8, 6, 4, 2, 0, 0, 0, 0, 0, 0],
        ),
        # a change of dose takes over without a dip
        (
            [course("2026-06-02"), course("2026-06-05", change="increased")],
            [0, 4, 8, 12, 16, 20, 24, 28, 28, 28, 28, 28, 28, 28],
        ),
        (
            [course("2026-06-02"), course("2026-06-04", change="decreased", fraction_cut=1)],
            [0, 4, 8, 6, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0],
        ),
        # before a first entry that is a change, nothing is known; then it was on already
        ([course("2026-06-04", change="increased")], [None, None, None, *[28] * 11]),
        ([course("2026-06-02", name="iron")], [None] * 14),
        ([course("2026-06-09", stop_date="2026-06-02")], [0] * 14),
    ],
)
def test_a_course_rises_over_a_week_and_falls_over_four_days(taken, expected):
    assert levels(*taken) == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 40)), max_size=4))
def test_a_level_lies_between_nothing_and_all(stretches):
    taken = [
        course(
            f"{FIRST + timedelta(days=start)}",
            **({} if stop is None else {"stop_date": f"{FIRST + timedelta(days=stop)}"}),
        )
        for start, stop in stretches
    ]
    diary = Diary.from_records([*complete(*run_of(45)), *taken])
    assert all(0 <= level <= 1 for level in courses.course_level(diary, "magnesium").values())
