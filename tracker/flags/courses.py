"""Courses of medicines, and the changes that rules count from: starts, rises, stops and cuts.

A course has dates and no clock time: hours and days after it are counted in local dates, and the
same date counts as after (reading 5). A substance or a dose has an exact moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tracker import clock
from tracker.flags import medicines
from tracker.flags.moments import day_of, utc
from tracker.flags.result import Evidence
from tracker.flags.signs import Sign
from tracker.records import Entry
from tracker.vocabulary import CourseChange, DoseStatus, SubstanceEvent

NEW_AFTER_DAYS: Final = 30
"""A dose starts a medicine anew when no dose of it was logged for this long. Project choice."""

CARRIED_ON_DAYS: Final = 1
"""A course that begins this soon after another of the same medicine carries it on."""


@dataclass(frozen=True, slots=True)
class Course:
    """A medication course: from `first` to `stop` (None while it goes on), both included."""

    entry: Entry
    name: str
    drug_class: str
    first: date
    stop: date | None

    @property
    def change(self) -> CourseChange:
        """What happened on its first day; started when not recorded."""
        return CourseChange(self.entry.record.get("change") or CourseChange.STARTED)

    @property
    def as_needed(self) -> bool:
        """Whether it is taken only when needed."""
        return bool(self.entry.record.get("as_needed"))

    @property
    def suspected(self) -> bool:
        """Whether the person suspects it."""
        return bool(self.entry.record.get("suspected"))

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it was taken on any day from `first` to `last`."""
        return self.first <= last and (self.stop is None or self.stop >= first)

    def days(self, first: date, last: date) -> int:
        """On how many days from `first` to `last` it was taken."""
        end = last if self.stop is None else min(last, self.stop)
        return max(0, (end - max(first, self.first)).days + 1)

    def known(self) -> medicines.Match:
        """What the medicine list says about it."""
        return medicines.match(self.name, self.drug_class)

    def is_one_of(self, wanted: Iterable[str]) -> bool:
        """Whether it belongs to one of those classes or bears one of those names."""
        return medicines.is_one_of(self.name, self.drug_class, tuple(wanted))


@dataclass(frozen=True, slots=True)
class Change:
    """A start, rise, stop or cut of a medicine or substance; `at` (UTC) only where it is exact."""

    entry: Entry
    name: str
    drug_class: str
    day: date
    at: datetime | None
    what: str

    def is_one_of(self, wanted: Iterable[str]) -> bool:
        """Whether it is of one of those classes or bears one of those names."""
        return medicines.is_one_of(self.name, self.drug_class, tuple(wanted))

    def before(self, sign: Sign, *, days: int) -> bool:
        """Whether a sign came after the change and at most that many local dates later."""
        after = sign.day >= self.day if self.at is None else sign.last >= self.at
        return after and (sign.day - self.day).days <= days

    def before_by_hours(self, sign: Sign, low: float, high: float) -> bool:
        """Whether a sign came `low` to `high` hours after the change.

        After a date, `high` is so many whole days of local dates and `low` the same date (reading
        5); after an exact moment both are exact.
        """
        if self.at is None:
            return 0 <= (sign.day - self.day).days <= high / 24
        return (
            sign.last >= self.at + timedelta(hours=low)
            and sign.first <= self.at + timedelta(hours=high)
        )  # fmt: skip

    def evidence(self) -> Evidence:
        """The change in plain words."""
        return Evidence(self.day, self.entry.id, f"{self.name} {self.what}")


def course_of(entry: Entry) -> Course:
    """The course that a medication entry records."""
    record = entry.record
    stop = record.get("stop_date")
    return Course(
        entry=entry,
        name=record["name"],
        drug_class=record.get("drug_class") or "",
        first=clock.parse_day(record["start_date"]),
        stop=clock.parse_day(stop) if stop else None,
    )


def starts_of_courses(courses: Iterable[Course]) -> list[Change]:
    """Courses that were started or increased."""
    return [
        _change(course, course.first, course.change.value)
        for course in courses
        if course.change is not CourseChange.DECREASED
    ]


def starts_of_doses(doses: Iterable[Entry], courses: Iterable[Course]) -> list[Change]:
    """Doses that begin a medicine: no course of it runs, and no dose of it for 30 days before."""
    courses = list(courses)
    last_taken: dict[str, date] = {}
    found = []
    for dose in doses:
        day, name = dose.local_date, dose.record["name"]
        if day is None or dose.record.get("status") == DoseStatus.SKIPPED:
            continue
        key = name.casefold()
        before = last_taken.get(key)
        last_taken[key] = day
        new = before is None or (day - before).days > NEW_AFTER_DAYS
        running = any(c.overlaps(day, day) and medicines.same(c.name, name) for c in courses)
        if new and not running:
            found.append(Change(dose, name, "", day, utc(dose), "first taken"))
    return found


def uses(substances: Iterable[Entry]) -> list[Change]:
    """Substances that were used."""
    return [
        _of_substance(entry, "used")
        for entry in substances
        if entry.record.get("event") in {None, SubstanceEvent.USED}
    ]


def cuts(
    substances: Iterable[Entry], courses: Iterable[Course], fraction: float, until: date
) -> list[Change]:
    """Substances and courses that were stopped, or cut by at least that fraction, by a day.

    A cut whose fraction was not recorded counts: it may have been as large. A course's stop does
    not count when another course of the same medicine carries it on.
    """
    found = []
    for entry in substances:
        event = entry.record.get("event")
        if event == SubstanceEvent.STOPPED:
            found.append(_of_substance(entry, "stopped"))
        elif event == SubstanceEvent.CUT_DOWN and _enough(entry, fraction):
            found.append(_of_substance(entry, "cut down"))
    courses = list(courses)
    for course in courses:
        if course.stop and course.stop <= until and not _carried_on(course, courses):
            found.append(_change(course, course.stop, "stopped"))
        if course.change is CourseChange.DECREASED and _enough(course.entry, fraction):
            found.append(_change(course, course.first, "decreased"))
    return found


def _enough(entry: Entry, fraction: float) -> bool:
    cut = entry.record.get("fraction_cut")
    return cut is None or float(cut) >= fraction


def _carried_on(course: Course, courses: Iterable[Course]) -> bool:
    stop = course.stop
    return stop is not None and any(
        other is not course
        and medicines.same(other.name, course.name)
        and other.first <= stop + timedelta(days=CARRIED_ON_DAYS)
        and (other.stop is None or other.stop > stop)
        for other in courses
    )


def _change(course: Course, day: date, what: str) -> Change:
    return Change(course.entry, course.name, course.drug_class, day, None, what)


def _of_substance(entry: Entry, what: str) -> Change:
    name, drug_class = entry.record["name"], entry.record.get("drug_class") or ""
    return Change(entry, name, drug_class, day_of(entry), utc(entry), what)
