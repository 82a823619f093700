"""Everything about medicines at one moment: what runs, what is due, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from tracker import clock, knowledge
from tracker.diary import Diary
from tracker.medication.adherence import Adherence, Use, adherence, uses
from tracker.medication.courses import Course, courses, current, key
from tracker.medication.matching import matched, open_at
from tracker.medication.slots import Slot, Standing, slots
from tracker.records import Entry, Record
from tracker.vocabulary import CourseChange, DoseStatus, Kind

DAYS: Final = 30
"""Over how many days adherence is counted."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a diary says about medicines at `now`.

    `slots` are the scheduled doses of the period and of tomorrow, by time; `adherence` and `uses`
    hold the medicines with and without a schedule, over `days` local days, today included.
    """

    now: datetime
    today: date
    days: int
    courses: tuple[Course, ...]
    slots: tuple[Slot, ...]
    adherence: tuple[Adherence, ...]
    uses: tuple[Use, ...]

    @property
    def open(self) -> tuple[Slot, ...]:
        """The doses that are due or overdue now, the earliest first."""
        return tuple(slot for slot in self.slots if slot.is_open)

    @property
    def next(self) -> Slot | None:
        """The next dose that is not due yet, today or tomorrow."""
        waiting = (slot for slot in self.slots if slot.standing is Standing.UPCOMING)
        return next(waiting, None)

    @property
    def of_today(self) -> tuple[Slot, ...]:
        """Today's doses, in whatever standing."""
        return tuple(slot for slot in self.slots if slot.day == self.today)

    def course(self, name: str) -> Course | None:
        """The current course of a medicine of that name, in any case, or None."""
        return next((c for c in self.courses if key(c.name) == key(name)), None)

    def nearest(self, name: str) -> str | None:
        """The course whose name is nearest in spelling to one that no course has, or None."""
        names = {key(course.name): course.name for course in self.courses}
        near = [] if key(name) in names else knowledge.near(key(name), names, 1)
        return names[near[0]] if near else None

    def open_for(self, name: str, at: datetime) -> Slot | None:
        """The dose of that medicine that has no record and was open at a moment, or None."""
        return open_at([s for s in self.slots if key(s.course.name) == key(name)], at)

    def fields(self, name: str, at: datetime, *, skipped: bool = False) -> Record:
        """What the course knows about a dose taken or skipped at a moment (aware).

        Its name as the course has it, `dose` and `unit` where it was taken, and `scheduled` where
        one was open then. Empty where no course of that name runs.
        """
        course = self.course(name)
        if course is None:
            return {}
        found: Record = {"name": course.name}
        if course.dose is not None and not skipped:
            found["dose"] = course.dose
            if course.unit is not None:
                found["unit"] = course.unit
        slot = self.open_for(name, at)
        return found if slot is None else {**found, "scheduled": clock.iso(slot.due)}

    def with_unit(self, record: Record) -> Record:
        """A changed dose of a course with the course's unit, where the record names none."""
        course = self.course(record["name"])
        changed = record.get("change") in {CourseChange.INCREASED, CourseChange.DECREASED}
        if course is None or course.unit is None or not changed or "dose" not in record:
            return record
        return {**record, "unit": record.get("unit", course.unit)}

    def with_dose(self, record: Record) -> "Plan":
        """The plan after one more dose that names its time: that one is open no longer."""
        due = record.get("scheduled")
        if due is None:
            return self
        name, moment = key(record["name"]), clock.parse_instant(due).astimezone(UTC)
        entry = Entry("", Kind.DOSE, None, None, 1, record)
        is_skipped = record.get("status") == DoseStatus.SKIPPED
        standing = Standing.SKIPPED if is_skipped else Standing.ON_TIME
        return replace(
            self,
            slots=tuple(
                replace(slot, dose=entry, standing=standing)
                if key(slot.course.name) == name and slot.due.astimezone(UTC) == moment
                else slot
                for slot in self.slots
            ),
        )


def first_day(today: date, days: int = DAYS) -> date:
    """The first local day whose doses a plan needs, one before the period."""
    return today - days * _DAY


def plan(diary: Diary, now: datetime, *, days: int = DAYS) -> Plan:
    """The plan at a moment (aware; its zone is the one that schedules are read in).

    The diary must hold the profile, every `medication` entry and the doses since `first_day`.
    """
    today = clock.local_day(now, diary.day_starts_at)
    every = courses(diary.of(Kind.MEDICATION))
    running = current(diary.of(Kind.MEDICATION), today)
    since = today - (days - 1) * _DAY
    doses = [d for d in diary.of(Kind.DOSE) if d.local_date and d.local_date >= since - _DAY]
    found: list[Slot] = []
    counted: list[Adherence] = []
    for name in dict.fromkeys(key(course.name) for course in every if course.schedule):
        own = [course for course in every if key(course.name) == name]
        logged = [dose for dose in doses if key(dose.record["name"]) == name]
        of_one, beyond = matched(_slots(own, since, diary, now), logged, now)
        found += of_one
        beyond = [dose for dose in beyond if dose.local_date and dose.local_date >= since]
        count = adherence([slot for slot in of_one if since <= slot.day <= today], beyond)
        counted += [count] if count is not None else []
    in_period = [dose for dose in doses if dose.local_date and dose.local_date >= since]
    scheduled = {key(each.name) for each in counted}
    rest = [dose for dose in in_period if key(dose.record["name"]) not in scheduled]
    return Plan(
        now=now,
        today=today,
        days=days,
        courses=running,
        slots=tuple(
            slot
            for slot in sorted(found, key=lambda slot: (slot.due.timestamp(), slot.course.name))
            if since <= slot.day
        ),
        adherence=tuple(counted),
        uses=uses((course for course in running if not course.schedule), rest),
    )


def _slots(own: Sequence[Course], since: date, diary: Diary, now: datetime) -> list[Slot]:
    """One medicine's slots from a day before the period to tomorrow, in order."""
    today = clock.local_day(now, diary.day_starts_at)
    zone = now.tzinfo or UTC
    return [
        slot
        for course in own
        for slot in slots(course, since - _DAY, today + _DAY, diary.day_starts_at, zone)
    ]
