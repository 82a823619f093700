"""The table of days: what is known, what is not, and zero only where the person vouched for it."""

from datetime import date

import pytest

from tracker.diary import Diary
from tracker.exchange import daily

NAMES = (
    "date,status,episodes,clusters,total_min,max_intensity,median_intensity,left,right,both,sites,"
    "caffeine_mg,caffeine_last_time,sleep_hours,sleep_quality,stress_mean,fatigue_mean,alcohol_g,"
    "doses_taken,doses_skipped,courses,symptoms,events,flags"
)
DAY = date(2026, 11, 1)


def at(clock_time, day="2026-11-01"):
    return f"{day}T{clock_time}:00+01:00"


def episode(clock_time, **fields):
    return {"kind": "episode", "start": at(clock_time), **fields}


def stated(status, day="2026-11-01"):
    return {"kind": "day", "date": day, "status": status}


def cells(*records, flags=None):
    """The recorded cells of 1 November, blank ones left out."""
    (row,) = daily.rows(Diary.from_records(records), DAY, DAY, flags)
    return {name: cell for name, cell in row.items() if cell is not None and name != "date"}


def test_the_columns_are_the_agreed_ones():
    assert ",".join(column.name for column in daily.COLUMNS) == NAMES


def test_no_row_has_a_cell_without_a_column():
    rows = daily.rows(
        Diary.from_records([episode("08:00"), stated("complete", "2026-11-02")]), DAY, DAY
    )

    assert {name for row in rows for name in row} <= set(NAMES.split(","))


def test_every_calendar_day_has_a_row_in_order():
    rows = list(daily.rows(Diary.from_records([]), date(2026, 2, 27), date(2026, 3, 2)))

    assert [row["date"] for row in rows] == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]


def test_an_unknown_day_says_nothing_more():
    assert cells() == {"status": "unknown"}


def test_a_day_with_coffee_alone_is_still_unknown():
    found = cells({"kind": "caffeine", "time": at("08:00"), "mg": 80})

    assert found == {"status": "unknown", "caffeine_mg": 80, "caffeine_last_time": "08:00"}


NO_TWITCHES = {"episodes": 0, "clusters": 0, "total_min": 0, "left": 0, "right": 0, "both": 0}


def test_a_clear_day_vouches_for_no_twitches_and_for_nothing_else():
    assert cells(stated("clear")) == {"status": "clear"} | NO_TWITCHES


def test_a_complete_day_vouches_for_everything_that_was_not_logged():
    assert cells(stated("complete")) == {"status": "clear"} | NO_TWITCHES | {
        "caffeine_mg": 0,
        "alcohol_g": 0,
        "doses_taken": 0,
        "doses_skipped": 0,
    }


def test_episodes_are_summed_up():
    found = cells(
        episode("08:00", end=at("08:01"), intensity=2, side="left", sites=["chin", "upper_lip"]),
        episode("12:00", end=at("12:02"), intensity=7, side="both", sites=["upper_lip"]),
        episode("18:00"),
        episode("20:00", intensity=3, side="left"),
    )

    assert found == {
        "status": "twitch",
        "episodes": 4,
        "clusters": 4,
        "total_min": 3,
        "max_intensity": 7,
        "median_intensity": 3,
        "left": 2,
        "right": 0,
        "both": 1,
        "sites": "upper_lip; chin",
    }


def test_a_bare_tally_has_no_length_no_strength_and_no_side():
    assert cells(episode("08:00")) == {"status": "twitch", "episodes": 1, "clusters": 1}


def test_a_burst_at_one_place_is_one_cluster_for_thirty_minutes_from_its_first():
    burst = [episode(t, side="left", sites=["chin"]) for t in ("08:00", "08:20", "08:30", "08:31")]
    elsewhere = episode("08:10", side="right", sites=["chin"])

    assert cells(*burst, elsewhere)["clusters"] == 3


def test_exposures_are_summed_averaged_and_timed():
    found = cells(
        {"kind": "caffeine", "time": at("16:45"), "mg": 40.5},
        {"kind": "caffeine", "time": at("08:00"), "mg": 80},
        {"kind": "sleep", "date": "2026-11-01", "hours": 7.25, "quality": 6},
        {"kind": "stress", "time": at("09:00"), "stress": 2, "fatigue": 1},
        {"kind": "stress", "time": at("19:00"), "stress": 7},
        {"kind": "alcohol", "time": at("20:00"), "grams": 12},
        {"kind": "dose", "time": at("07:00"), "name": "a"},
        {"kind": "dose", "time": at("21:00"), "name": "a", "status": "skipped"},
    )

    assert found == {
        "status": "unknown",
        "caffeine_mg": 120.5,
        "caffeine_last_time": "16:45",
        "sleep_hours": 7.25,
        "sleep_quality": 6,
        "stress_mean": 4.5,
        "fatigue_mean": 1,
        "alcohol_g": 12,
        "doses_taken": 1,
        "doses_skipped": 1,
    }


def test_a_drink_of_nothing_is_a_recorded_zero():
    assert cells({"kind": "alcohol", "time": at("20:00"), "grams": 0})["alcohol_g"] == 0


def course(start, name="sertraline", **fields):
    return {"kind": "medication", "name": name, "start_date": start, **fields}


@pytest.mark.parametrize(
    ("courses", "text"),
    [
        ([course("2026-10-01", dose=50, unit="mg")], "sertraline 50 mg"),
        ([course("2026-11-01", stop_date="2026-11-01")], "sertraline"),
        ([course("2026-11-02")], None),
        ([course("2026-10-01", stop_date="2026-10-31")], None),
        ([course("2026-10-01", dose=50), course("2026-10-20", dose=100)], "sertraline 100"),
        ([course("2026-10-01"), course("2026-10-20", stop_date="2026-10-25")], None),
        ([course("2026-10-01"), course("2026-10-20", change="decreased", fraction_cut=1)], None),
        ([course("2026-10-01"), course("2026-10-02", name="lithium")], "sertraline; lithium"),
    ],
)
def test_a_course_runs_from_its_start_until_it_ends_or_changes(courses, text):
    assert cells(*courses).get("courses") == text


def test_symptoms_events_and_flags_are_named():
    found = cells(
        {"kind": "symptom", "time": at("09:00"), "symptom": "severe_headache", "severity": 6},
        {"kind": "symptom", "time": at("21:00"), "symptom": "severe_headache", "severity": 0},
        {"kind": "symptom", "time": at("22:00"), "symptom": "dizziness"},
        {"kind": "event", "date": "2026-11-01", "event": "doctor_visit"},
        flags={DAY: ["over_two_weeks", "rising_rate"]},
    )

    assert found == {
        "status": "unknown",
        "symptoms": "severe_headache=6; severe_headache=0; dizziness",
        "events": "doctor_visit",
        "flags": "over_two_weeks; rising_rate",
    }


def test_an_entry_counts_on_the_day_it_was_frozen_to():
    found = cells(
        {"kind": "profile", "day_starts_at": "04:00"},
        {"kind": "episode", "start": at("01:00", "2026-11-02")},
    )

    assert found["episodes"] == 1
