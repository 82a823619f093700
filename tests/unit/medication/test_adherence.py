"""How a medicine was taken over thirty days: what is known, and what is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def filled(diary, days, hour="08:00", **more):
    for day in days:
        diary.dose(f"2026-11-{day:02d}T{hour}", **more)
    return diary


def test_counts_add_up_and_what_is_not_recorded_is_neither_taken_nor_skipped(made):
    diary = made().course(first="2026-10-01", at=("08:00",))
    filled(diary, range(1, 11))
    filled(diary, (11, 12), "11:00")
    filled(diary, (13,), status="skipped")
    (found,) = diary.plan(NOW).adherence
    assert (found.on_time, found.late, found.skipped, found.early) == (10, 2, 1, 0)
    assert found.expected == 29  # thirty days, of which today's is still open
    assert found.not_recorded == 29 - 13
    assert found.share_taken == 12 / 13
    assert found.completeness == 13 / 29
    assert found.bounds == (12 / 29, 28 / 29)


def test_a_course_of_which_nothing_is_recorded_has_no_share(made):
    (found,) = made().course(at=("08:00",)).plan(NOW).adherence
    assert (found.recorded, found.share_taken, found.completeness) == (0, None, 0.0)
    assert found.bounds == (0.0, 1.0)


def test_a_course_that_begins_today_expects_nothing_yet(made):
    (found,) = made().course(first="2026-11-20", at=("20:00",)).plan(NOW).adherence
    assert (found.expected, found.completeness, found.bounds) == (0, None, None)


def test_only_the_last_thirty_days_count(made):
    diary = made().course(first="2026-01-01", at=("08:00",)).dose("2026-10-21T08:00")
    assert diary.plan(NOW).adherence[0].taken == 0
    assert diary.dose("2026-10-22T08:00").plan(NOW).adherence[0].taken == 1


def test_a_stopped_course_still_counts_for_the_days_it_had(made):
    diary = made().course(at=("08:00",), stop_date="2026-11-10")
    plan = filled(diary, range(1, 11)).plan(NOW)
    assert plan.courses == ()
    assert (plan.adherence[0].expected, plan.adherence[0].on_time) == (10, 10)
