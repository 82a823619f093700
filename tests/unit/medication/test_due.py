"""What is due, overdue, taken, late, skipped; clocks that change, journeys, late days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.medication import Standing
from tracker.medication.slots import tolerance

BERLIN = ZoneInfo("Europe/Berlin")


def at(hour, minute=0, day=20, month=11, zone=BERLIN):
    return datetime(2026, month, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "first", "second"),
    [
        (at(6, 59), Standing.UPCOMING, Standing.UPCOMING),
        (at(7), Standing.DUE, Standing.UPCOMING),
        (at(9), Standing.DUE, Standing.UPCOMING),
        (at(9, 1), Standing.OVERDUE, Standing.UPCOMING),
        (at(18, 59), Standing.OVERDUE, Standing.UPCOMING),
        (at(19), Standing.NOT_RECORDED, Standing.DUE),
        (at(21, 1), Standing.NOT_RECORDED, Standing.OVERDUE),
    ],
)
def test_a_dose_is_due_then_overdue_then_not_recorded_never_missed(made, now, first, second):
    assert made().course().standing(now) == [f"08:00 {first}", f"20:00 {second}"]


@pytest.mark.parametrize(
    ("taken", "standing"),
    [
        ("06:59", Standing.LATE),  # still that of the evening before
        ("07:00", Standing.ON_TIME),
        ("09:00", Standing.ON_TIME),
        ("09:01", Standing.LATE),
        ("18:59", Standing.LATE),
    ],
)
def test_a_logged_dose_counts_for_the_one_that_was_open(made, taken, standing):
    diary = made().course().dose(f"2026-11-20T{taken}")
    day = "2026-11-19" if taken < "07:00" else "2026-11-20"
    assert str(standing) in " ".join(diary.standing(at(22), day))


def test_a_second_dose_counts_for_the_next_one_only_when_it_is_nearer(made):
    twice = made().course().dose("2026-11-20T08:00").dose("2026-11-20T08:05")
    assert twice.standing(at(10)) == ["08:00 taken on time", "20:00 not due yet"]
    assert twice.plan(at(10)).adherence[0].beyond == 1
    early = made().course().dose("2026-11-20T08:00").dose("2026-11-20T17:00")
    assert early.standing(at(17, 30)) == ["08:00 taken on time", "20:00 taken early"]


def test_a_skipped_dose_is_recorded_as_skipped(made):
    diary = made().course().dose("2026-11-20T08:30", status="skipped")
    assert diary.standing() == ["08:00 skipped", "20:00 not due yet"]


def test_a_dose_that_names_its_time_belongs_to_it_whenever_it_was_taken(made):
    diary = made().course().dose("2026-11-20T19:30", scheduled="2026-11-20T08:00:00+01:00")
    assert diary.standing(at(19, 40)) == ["08:00 taken late", "20:00 due"]


def test_taken_after_all_replaces_skipped(made):
    due = "2026-11-20T08:00:00+01:00"
    diary = made().course().dose("2026-11-20T08:10", scheduled=due, status="skipped")
    assert diary.dose("2026-11-20T09:30", scheduled=due).standing()[0] == "08:00 taken late"


def test_what_a_dose_knows_of_its_course(made):
    plan = made().course("Lithium", dose=300, unit="mg").plan(at(9, 30))
    assert plan.fields("lithium", at(9, 30)) == {
        "name": "Lithium",
        "dose": 300,
        "unit": "mg",
        "scheduled": "2026-11-20T08:00:00+01:00",
    }
    assert "dose" not in plan.fields("LITHIUM", at(9, 30), skipped=True)
    assert "scheduled" not in plan.with_dose(plan.fields("lithium", at(9))).fields("lithium", at(9))
    assert plan.fields("zinc", at(9)) == {}


def test_what_was_logged_with_its_time_is_found_again(made):
    diary = made().course()
    fields = diary.plan(at(18, 30)).fields("lithium", at(18, 30))
    diary.dose("2026-11-20T18:30", scheduled=fields["scheduled"])
    assert diary.standing(at(18, 31)) == ["08:00 taken late", "20:00 not due yet"]


def test_on_the_first_day_only_what_is_still_to_come_is_asked_for(made):
    fresh = made().course(first="2026-11-20")
    assert fresh.standing(at(15)) == ["20:00 not due yet"]
    assert fresh.standing(at(8, 30))[0] == "08:00 due"
    assert fresh.plan(at(10, day=21)).adherence[0].expected == 0


def test_on_the_last_day_what_is_past_says_nothing(made):
    ending = made().course(stop_date="2026-11-20")
    assert ending.standing(at(19, 30)) == ["20:00 due"]
    assert ending.standing(at(12, day=21)) == []


def test_open_doses_come_by_time_and_the_next_one_may_be_tomorrows(made):
    plan = made().course().course("iron", at=("12:00",)).plan(at(21, 30))
    assert [(s.course.name, f"{s.due:%H:%M}") for s in plan.open] == [
        ("iron", "12:00"),
        ("lithium", "20:00"),
    ]
    assert f"{plan.next.due:%d %H:%M}" == "21 08:00"


def test_a_time_before_the_day_starts_belongs_to_the_day_before(made):
    night = made(day_starts_at="04:00").course(at=("01:00",))
    (slot,) = [s for s in night.plan(at(23, 30)).slots if str(s.day) == "2026-11-20"]
    assert f"{slot.due:%m-%d %H:%M}" == "11-21 01:00"
    assert slot.standing is Standing.DUE


def test_a_time_that_the_clocks_skip_is_due_as_long_after_as_ever(made):
    spring = made().course(first="2026-03-01", at=("02:30",))
    now = at(3, 35, day=29, month=3)
    (slot,) = [s for s in spring.plan(now).slots if str(s.day) == "2026-03-29"]
    assert slot.due.isoformat() == "2026-03-29T03:30:00+02:00"
    assert slot.standing is Standing.DUE
    fields = spring.plan(now).fields("lithium", now)
    spring.dose("2026-03-29T03:35", scheduled=fields["scheduled"])
    assert spring.standing(now, "2026-03-29") == ["03:30 taken on time"]


def test_a_time_that_the_clocks_show_twice_is_due_once_the_first_time(made):
    autumn = made().course(first="2026-10-01", at=("02:30",))
    (slot,) = [
        s for s in autumn.plan(at(12, day=25, month=10)).slots if s.day == date(2026, 10, 25)
    ]
    assert slot.due.isoformat() == "2026-10-25T02:30:00+02:00"
    assert slot.shuts.astimezone(UTC) - slot.due.astimezone(UTC) == timedelta(hours=23)


def test_a_journey_moves_no_dose(made):
    tokyo = ZoneInfo("Asia/Tokyo")
    diary = (
        made()
        .course()
        .dose("2026-11-19T08:10+01:00", scheduled="2026-11-19T08:00:00+01:00")
        .dose("2026-11-19T20:00+01:00")
        .dose("2026-11-20T08:20+09:00")
    )
    now = at(10, zone=tokyo)
    assert diary.standing(now, "2026-11-19") == ["08:00 taken on time", "20:00 taken on time"]
    assert diary.standing(now) == ["08:00 taken on time", "20:00 not due yet"]


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [
        (["08:00"], 2),
        (["08:00", "20:00"], 1),
        (["06:00", "10:00", "14:00", "18:00"], 1),
        (["08:00", "11:00", "20:00"], 0.75),
        (["23:00", "01:00"], 0.5),
    ],
)
def test_how_far_from_its_time_a_dose_is_on_time(schedule, hours):
    assert tolerance([time.fromisoformat(t) for t in schedule]) == timedelta(hours=hours)


TIMES = st.lists(st.times().map(lambda t: f"{t:%H:%M}"), min_size=1, max_size=6, unique=True)


@given(
    schedule=TIMES,
    minutes=st.integers(0, 60 * 24 * 365),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
    starts=st.sampled_from(["00:00", "04:00"]),
)
def test_at_any_moment_each_dose_has_one_place_and_windows_never_overlap(
    made, schedule, minutes, zone, starts
):
    now = (at(0, day=1, month=1).astimezone(UTC) + timedelta(minutes=minutes)).astimezone(
        ZoneInfo(zone)
    )
    diary = made(day_starts_at=starts).course(first="2025-11-01", at=schedule)
    plan = diary.plan(now, days=3)
    ends = [(s.opens.timestamp(), s.shuts.timestamp()) for s in plan.slots]
    hour = 3600 if any(a > b for (_, a), (b, _) in pairwise(ends)) else 0
    assert all(a <= b + hour for (_, a), (b, _) in pairwise(ends))
    assert len(plan.open) <= 1 + (hour > 0)
    took = plan.fields("lithium", now)
    if "scheduled" in took:
        taken = diary.dose(now.isoformat(), scheduled=took["scheduled"]).plan(now, days=3)
        assert len(taken.open) == len(plan.open) - 1
        assert sum(slot.dose is not None for slot in taken.slots) == 1
