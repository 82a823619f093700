"""Caffeine in the body now and until bedtime, and the bedtime that the nights teach."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import knowledge
from tracker.analysis.bedtime import Usual, bedtime, waking
from tracker.analysis.caffeine import half_life_hours, remaining_mg
from tracker.analysis.caffeine_now import caffeine_now, first_day, half_life_values
from tracker.diary import Diary

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 16, 0, tzinfo=BERLIN)
TODAY = date(2026, 11, 20)


def entries(*records):
    return [e for some in Diary.from_records(records).by_kind.values() for e in some]


def drink(at, mg=100):
    return {"kind": "caffeine", "time": at, "mg": mg}


def night(day, start, hours=7):
    """A night that ended on a day of November and began at a time of its evening."""
    begins = datetime.fromisoformat(f"2026-11-{day:02d}T{start}").replace(tzinfo=BERLIN)
    if begins.hour >= 12:
        begins -= timedelta(days=1)
    ends = begins + timedelta(hours=hours)
    return {
        "kind": "sleep",
        "date": ends.date().isoformat(),
        "start": begins.isoformat(),
        "end": ends.isoformat(),
    }


def test_nothing_logged_is_not_known_rather_than_none():
    assert caffeine_now([], {}, NOW) is None
    assert caffeine_now(entries(drink("2026-11-10T08:00:00+01:00")), {}, NOW) is None


def test_what_was_drunk_adds_up_and_what_is_ahead_does_not():
    found = caffeine_now(
        entries(
            drink("2026-11-20T08:00:00+01:00"),
            drink("2026-11-19T20:00:00+01:00", 50),
            drink("2026-11-20T16:01:00+01:00"),
        ),
        {},
        NOW,
    )
    assert found.mg == pytest.approx(remaining_mg(100, 8, 5) + remaining_mg(50, 20, 5))
    assert found.today_mg == 100
    assert found.last.mg == 100
    assert found.half_life == 5


def test_yesterdays_drink_alone_says_nothing_about_today():
    found = caffeine_now(entries(drink("2026-11-19T20:00:00+01:00")), {}, NOW)
    assert found.today_mg is None
    assert found.mg > 0


def test_the_curve_runs_from_now_to_the_next_usual_bedtime():
    nights = [night(day, "23:10") for day in (17, 18, 19, 20)]
    found = caffeine_now(entries(drink("2026-11-20T15:00:00+01:00"), *nights), {}, NOW)
    assert str(found.bedtime) == "23:10"
    assert found.until.isoformat() == "2026-11-20T23:10:00+01:00"
    moments = [moment for moment, _ in found.curve]
    assert (moments[0], moments[-1]) == (NOW, found.until)
    assert {b - a for a, b in pairwise(moments[:-1])} == {timedelta(minutes=15)}
    assert found.curve[0][1] == found.mg
    assert found.curve[-1][1] == found.bedtime_mg == pytest.approx(remaining_mg(100, 8 + 1 / 6, 5))


def test_without_a_known_bedtime_the_curve_reaches_twelve_hours():
    found = caffeine_now(entries(drink("2026-11-20T15:00:00+01:00")), {}, NOW)
    assert (found.bedtime, found.until, found.bedtime_mg) == (None, None, None)
    assert found.curve[-1][0] - NOW == timedelta(hours=12)


def test_a_day_that_starts_late_keeps_the_evenings_drink():
    after_midnight = NOW.replace(day=21, hour=1)
    found = caffeine_now(
        entries(drink("2026-11-20T22:00:00+01:00"), {"kind": "profile", "day_starts_at": "04:00"}),
        {"day_starts_at": "04:00"},
        after_midnight,
    )
    assert found.today_mg == 100


@pytest.mark.parametrize(
    ("began", "usual"),
    [
        (["23:10", "23:20", "23:40"], "23:20"),
        (["23:50", "00:10", "00:20", "23:40"], "00:00"),
        (["08:00", "08:30", "09:30"], "08:30"),
        (["23:00", "23:02", "23:30", "03:00"], "23:15"),
        (["23:10", "23:20"], None),
    ],
)
def test_the_usual_bedtime_is_the_middle_one_round_the_clock(began, usual):
    nights = [night(10 + n, start) for n, start in enumerate(began)]
    found = bedtime(entries(*nights), TODAY)
    assert (str(found) if found else None) == usual


def test_the_usual_time_of_waking_is_that_of_the_same_nights():
    nights = [night(day, start, 8) for day, start in ((17, "22:40"), (18, "22:50"), (19, "23:30"))]
    nap = {**night(19, "14:00", 1), "date": "2026-11-19"}
    nap["start"], nap["end"] = "2026-11-19T14:00:00+01:00", "2026-11-19T15:00:00+01:00"
    found = waking(entries(*nights, nap), TODAY)
    assert (str(found), found.nights) == ("06:50", 3)
    assert waking(entries(*nights[:2]), TODAY) is None


def test_old_nights_naps_and_hours_alone_teach_nothing():
    nap = {**night(19, "14:00", 1), "date": "2026-11-19"}
    nap["start"], nap["end"] = "2026-11-19T14:00:00+01:00", "2026-11-19T15:00:00+01:00"
    hours = [{"kind": "sleep", "date": f"2026-11-{day:02d}", "hours": 7} for day in (1, 2, 3)]
    recent = [night(day, "23:00") for day in (17, 18, 19)]
    found = bedtime(entries(nap, *hours, *recent), TODAY)
    assert (str(found), found.nights) == ("23:00", 3)
    assert bedtime(entries(*recent), TODAY + timedelta(days=28)) is None


def test_the_next_bedtime_may_be_tomorrows_and_is_a_time_that_exists():
    assert Usual(22 * 60, 5).next(NOW.replace(hour=22)).day == 21
    eve = datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN)
    assert Usual(150, 5).next(eve).isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    ("profile", "hours", "values"),
    [
        ({}, 5, ["mean"]),
        ({"smoker": True}, 3, ["mean", "smoking_factor"]),
        ({"oral_contraceptive": True}, 10, ["mean", "oral_contraceptive_factor"]),
        ({"pregnant": True, "oral_contraceptive": True}, 8.3, ["pregnancy"]),
        ({"fluvoxamine": True, "smoker": True}, 56, ["fluvoxamine"]),
        ({"smoker": False}, 5, ["mean"]),
    ],
)
def test_the_half_life_follows_the_profile_and_names_its_sources(profile, hours, values):
    assert half_life_hours(profile) == pytest.approx(hours)
    ids = [f"caffeine_half_life_{value}" for value in values]
    assert list(half_life_values(profile)) == ids
    cited = knowledge.reference_sources()
    assert all(source in knowledge.sources() for i in ids for source in cited[i])


def test_a_slow_body_is_read_further_back():
    assert TODAY - first_day({}, TODAY) == timedelta(days=28)
    assert TODAY - first_day({"fluvoxamine": True}, TODAY) == timedelta(days=28)
    assert TODAY - first_day({"fluvoxamine": True, "smoker": True}, TODAY) >= timedelta(hours=560)


@given(
    mg=st.lists(st.floats(1, 400), min_size=1, max_size=6),
    minutes=st.lists(st.integers(0, 2880), min_size=6, max_size=6),
)
def test_the_body_never_holds_more_than_was_drunk_and_in_the_end_less(mg, minutes):
    taken = [
        drink((NOW.astimezone(UTC) - timedelta(minutes=m)).isoformat(), each)
        for each, m in zip(mg, minutes, strict=False)
    ]
    found = caffeine_now(entries(*taken), {}, NOW)
    assert all(0 <= amount <= sum(mg) + 1e-9 for _, amount in found.curve)
    assert found.curve[-1][1] <= max(found.mg, sum(mg) / 2)
