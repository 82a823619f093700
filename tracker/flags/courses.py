"""Courses of medicines, and the changes that rules count from: starts, rises, stops and cuts.

A course has dates and no clock time: hours and days after it are counted in local dates, and the
same date counts as after (reading 5). A substance or a dose has an exact moment.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, Self

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


class Course(NamedTuple):
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


class Change(NamedTuple):
    """A start, rise, stop or cut of a medicine or substance; `at` (UTC) only where it is exact.

    `fraction` is the share that was cut: 1 for a stop, None when it was not recorded.
    """

    entry: Entry
    name: str
    drug_class: str
    day: date
    at: datetime | None
    what: str
    fraction: float | None = None

    @classmethod
    def of(cls, substance: Entry, what: str = "used", fraction: float | None = None) -> Self:
        """What a substance entry says."""
        name, group = substance.record["name"], substance.record.get("drug_class") or ""
        return cls(substance, name, group, day_of(substance), utc(substance), what, fraction)

    def is_one_of(self, wanted: Iterable[str]) -> bool:
        """Whether it is of one of those classes or bears one of those names."""
        return medicines.is_one_of(self.name, self.drug_class, tuple(wanted))

    def cut_by(self, fraction: float) -> bool:
        """Whether at least that share was cut; one that was not recorded may have been as large."""
        return self.fraction is None or self.fraction >= fraction

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
        begin, end = self.at + timedelta(hours=low), self.at + timedelta(hours=high)
        return sign.last >= begin and sign.first <= end

    def evidence(self) -> Evidence:
        """The change in plain words."""
        return Evidence(self.day, self.entry.id, f"{self.name} {self.what}")


class Changes:
    """Changes in the order of their days."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._changes = sorted(changes, key=lambda change: change.day)
        self._days = [change.day for change in self._changes]

    def between(self, first: date, last: date) -> Sequence[Change]:
        """The changes with local days from `first` to `last`, both included."""
        return self._changes[bisect_left(self._days, first) : bisect_right(self._days, last)]


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


def starts(
    courses: Sequence[Course], doses: Iterable[Entry], substances: Iterable[Entry]
) -> Changes:
    """What was started or increased: courses, first doses, and every use of a substance."""
    begun = [
        Change(c.entry, c.name, c.drug_class, c.first, None, c.change.value)
        for c in courses
        if c.change is not CourseChange.DECREASED
    ]
    used = [
        Change.of(entry)
        for entry in substances
        if entry.record.get("event") in {None, SubstanceEvent.USED}
    ]
    return Changes([*begun, *_first_doses(courses, doses), *used])


def cuts(courses: Sequence[Course], substances: Iterable[Entry]) -> Changes:
    """What was stopped or cut (reading 12): substances so recorded, stopped and decreased courses.

    A course's stop does not count when another course of the same medicine carries it on.
    """
    found = []
    for entry in substances:
        event = entry.record.get("event")
        if event == SubstanceEvent.STOPPED:
            found.append(Change.of(entry, "stopped", 1.0))
        elif event == SubstanceEvent.CUT_DOWN:
            found.append(Change.of(entry, "cut down", entry.record.get("fraction_cut")))
    by_name = _by_name(courses)
    for c in courses:
        if c.stop and not _carried_on(c, c.stop, by_name[medicines.key(c.name)]):
            found.append(Change(c.entry, c.name, c.drug_class, c.stop, None, "stopped", 1.0))
        if c.change is CourseChange.DECREASED:
            cut = c.entry.record.get("fraction_cut")
            found.append(Change(c.entry, c.name, c.drug_class, c.first, None, "decreased", cut))
    return Changes(found)


def _first_doses(courses: Sequence[Course], doses: Iterable[Entry]) -> Iterable[Change]:
    """Doses that begin a medicine: no course of it runs, and no dose of it for 30 days before."""
    by_name = _by_name(courses)
    last_taken: dict[medicines.Words, date] = {}
    for dose in doses:
        if dose.record.get("status") == DoseStatus.SKIPPED:
            continue
        name, day = dose.record["name"], day_of(dose)
        key = medicines.key(name)
        before = last_taken.get(key)
        last_taken[key] = day
        new = before is None or (day - before).days > NEW_AFTER_DAYS
        if new and not any(c.overlaps(day, day) for c in by_name.get(key, ())):
            yield Change(dose, name, "", day, utc(dose), "first taken")


def _by_name(courses: Iterable[Course]) -> dict[medicines.Words, list[Course]]:
    found: dict[medicines.Words, list[Course]] = {}
    for course in courses:
        found.setdefault(medicines.key(course.name), []).append(course)
    return found


def _carried_on(course: Course, stop: date, same: Iterable[Course]) -> bool:
    return any(
        other is not course
        and other.first <= stop + timedelta(days=CARRIED_ON_DAYS)
        and (other.stop is None or other.stop > stop)
        for other in same
    )
