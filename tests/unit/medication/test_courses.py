"""Which course of a medicine runs on a day, and with what dose and schedule."""

from datetime import date, time

from tracker.medication import Standing


def test_a_course_without_an_end_runs(made):
    (course,) = made().course(dose=300, unit="mg").plan().courses
    assert (course.name, course.dose, course.unit, course.last) == ("lithium", 300, "mg", None)
    assert course.schedule == (time(8), time(20))


def test_the_last_day_still_belongs_to_the_course(made):
    assert made().course(stop_date="2026-11-20").plan().courses
    assert not made().course(stop_date="2026-11-19").plan().courses


def test_a_planned_course_does_not_run_yet(made):
    planned = made().course(first="2026-11-21").plan()
    assert planned.courses == ()
    assert planned.of_today == ()
    assert f"{planned.next.due:%m-%d %H:%M}" == "11-21 08:00"


def test_a_change_takes_over_and_keeps_what_it_does_not_name(made):
    diary = made().course(dose=300, unit="mg").course(
        "Lithium ", "2026-11-10", at=(), change="increased", dose=600
    )  # fmt: skip
    (course,) = diary.plan().courses
    assert (course.dose, course.unit, course.first) == (600, "mg", date(2026, 11, 10))
    assert course.schedule == (time(8), time(20))


def test_a_new_start_keeps_nothing_of_an_earlier_course(made):
    diary = made().course(stop_date="2026-11-05").course(first="2026-11-10", at=())
    (course,) = diary.plan().courses
    assert course.schedule == ()


def test_a_changed_dose_is_not_guessed(made):
    diary = made().course(dose=300, unit="mg").course(
        first="2026-11-10", at=(), change="decreased"
    )  # fmt: skip
    assert diary.plan().courses[0].dose is None


def test_a_cut_by_all_of_it_ends_the_medicine(made):
    diary = made().course().course(
        first="2026-11-10", at=(), change="decreased", fraction_cut=1
    )  # fmt: skip
    assert diary.plan().courses == ()


def test_two_medicines_run_beside_each_other_by_name(made):
    diary = made().course("Zinc", at=()).course("iron", at=("12:00",))
    assert [course.name for course in diary.plan().courses] == ["iron", "Zinc"]


def test_what_is_taken_when_needed_is_never_due(made):
    taken = made().course("ibuprofen", as_needed=True).dose("2026-11-20T09:00", "ibuprofen")
    plan = taken.plan()
    assert plan.slots == ()
    (use,) = plan.uses
    assert (use.name, use.as_needed, use.doses, use.days) == ("ibuprofen", True, 1, 1)


def test_use_counts_what_was_logged_and_skips_what_was_skipped(made):
    diary = (
        made()
        .course("ibuprofen", at=(), as_needed=True)
        .dose("2026-11-18T09:00", "Ibuprofen")
        .dose("2026-11-18T15:00", "ibuprofen")
        .dose("2026-11-19T15:00", "ibuprofen", status="skipped")
        .dose("2026-10-01T15:00", "ibuprofen")
        .dose("2026-11-19T15:00", "aspirin")
        .dose("2026-11-19T15:00", "zinc", status="skipped")
    )
    uses = {use.name: use for use in diary.plan().uses}
    assert set(uses) == {"ibuprofen", "aspirin"}
    assert (uses["ibuprofen"].doses, uses["ibuprofen"].days) == (2, 1)
    assert f"{uses['ibuprofen'].last:%m-%d %H:%M}" == "11-18 15:00"
    assert not uses["aspirin"].as_needed


def test_a_schedule_that_changes_asks_for_the_new_times_from_that_day_on(made):
    diary = made().course(at=("08:00",)).course(
        first="2026-11-20", at=("13:00",), change="increased"
    )  # fmt: skip
    assert diary.standing() == [f"13:00 {Standing.UPCOMING}"]
    assert diary.standing(day="2026-11-19") == [f"08:00 {Standing.NOT_RECORDED}"]
