"""Medicines: what is due, how a month of doses went, and the end of a course."""

import argparse
from datetime import datetime, time
from typing import Any

from tracker import clock, knowledge
from tracker.cli.output import (
    as_json,
    diary_of,
    moment_in_words,
    print_entries,
    print_json,
    say,
)
from tracker.diary import Diary
from tracker.entry.accept import parse_field
from tracker.entry.printable import plain_number, printable
from tracker.errors import NotFoundError
from tracker.medication import Course, Plan, Slot, Use, first_day, plan, wording
from tracker.medication.plan import DAYS
from tracker.store import Store
from tracker.vocabulary import Kind


def doses(options: argparse.Namespace) -> int:
    """What is due, what comes next, and how much of the last thirty days is recorded."""
    store = diary_of(options)
    now = clock.now()
    found = plan_of(store, store.profile(), now)
    if options.json:
        print_json(_doses_json(found))
        return 0
    for slot in found.open:
        since = f"{slot.standing} since" if slot.standing == "overdue" else "due at"
        print(f"{_medicine(slot.course)}: {since} {moment_in_words(slot.due)}")
    if found.next is not None:
        print(f"Next: {_medicine(found.next.course)} at {moment_in_words(found.next.due)}")
    for one in found.adherence:
        print(f"{printable(one.name)}, last {found.days} days: {wording.scheduled(one)}.")
    for use in found.uses:
        print(_use(use, found.days))
    told = {one.name for one in found.adherence} | {use.name for use in found.uses}
    for course in found.courses:
        if course.name not in told:
            print(f"{_medicine(course)}: since {course.first}")
    if not (found.courses or found.uses or found.adherence):
        say("No medicines yet. Try: tracker log medication --name NAME --schedule 08:00,20:00")
    return 0


def stop(options: argparse.Namespace) -> int:
    """End the course of a medicine; its last day is today unless another is named."""
    store = diary_of(options)
    now = clock.now()
    name = " ".join(options.name)
    found = plan_of(store, store.profile(), now, days=1)
    course = found.course(name)
    if course is None:
        raise _no_course(name, found)
    on = options.on or found.today.isoformat()
    last = parse_field(Kind.MEDICATION, "stop_date", on, now=now)
    entry = store.find(course.entry_id)
    if entry.record.get("stop_date") == last:
        if options.json:
            print_json({"entries": as_json([entry]), "remarks": []})
        else:
            print_entries([entry], done="Unchanged")
        return 0
    saved = store.edit(course.entry_id, {"stop_date": last}, now=now)
    if options.json:
        print_json({"entries": as_json(saved.entries), "remarks": list(saved.remarks)})
    else:
        print_entries(saved.entries, saved.remarks, done="Changed")
    return 0


def _doses_json(found: Plan) -> dict[str, object]:
    return {
        "as_of": clock.iso(found.now),
        "days": found.days,
        "courses": [_course_json(course) for course in found.courses],
        "due": [slot_json(slot) for slot in found.open],
        "next": slot_json(found.next) if found.next else None,
        "today": [slot_json(slot) for slot in found.of_today],
        "adherence": [
            {
                "name": one.name,
                "expected": one.expected,
                "taken": one.taken,
                "on_time": one.on_time,
                "early": one.early,
                "late": one.late,
                "skipped": one.skipped,
                "not_recorded": one.not_recorded,
                "beyond_schedule": one.beyond,
                "completeness": one.completeness,
                "share_taken": one.share_taken,
                "bounds": one.bounds,
            }
            for one in found.adherence
        ],
        "without_schedule": [
            {
                "name": use.name,
                "as_needed": use.as_needed,
                "doses": use.doses,
                "days": use.days,
                "last": None if use.last is None else clock.iso(use.last),
            }
            for use in found.uses
        ],
    }


def plan_of(store: Store, profile: dict[str, Any], now: datetime, *, days: int = DAYS) -> Plan:
    """The medicines at a moment, with the doses of that many days."""
    today = clock.local_day(now, time.fromisoformat(profile.get("day_starts_at", "00:00")))
    courses = store.entries(kinds={Kind.MEDICATION, Kind.PROFILE})
    doses = store.entries(kinds={Kind.DOSE}, since=first_day(today, days))
    return plan(Diary.from_entries([*courses, *doses]), now, days=days)


def slot_json(slot: Slot) -> dict[str, Any]:
    """One dose of a schedule as a JSON object."""
    return {
        "name": slot.course.name,
        "dose": slot.course.dose,
        "unit": slot.course.unit,
        "scheduled": clock.iso(slot.due),
        "standing": slot.standing.value,
        "entry": slot.dose.id if slot.dose else None,
    }


def _course_json(course: Course) -> dict[str, object]:
    return {
        "entry": course.entry_id,
        "name": course.name,
        "dose": course.dose,
        "unit": course.unit,
        "as_needed": course.as_needed,
        "schedule": [f"{at:%H:%M}" for at in course.schedule],
        "since": course.first.isoformat(),
        "last_day": course.last.isoformat() if course.last else None,
    }


def _use(use: Use, days: int) -> str:
    when = ", when needed" if use.as_needed else ""
    return f"{printable(use.name)}{when}: {wording.logged(use, days)}."


def _medicine(course: Course) -> str:
    amount = "" if course.dose is None else f" {plain_number(course.dose)} {course.unit or ''}"
    return printable(f"{course.name}{amount}".rstrip())


def _no_course(name: str, found: Plan) -> NotFoundError:
    names = [course.name for course in found.courses]
    close = knowledge.near(name, [each.casefold() for each in names]) or names[:3]
    return NotFoundError(
        f"no course of {printable(name, 40)!r} runs.",
        hint=f"There are: {', '.join(close)}." if names else "Try: tracker list --kind medication",
    )
