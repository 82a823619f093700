"""Which courses of medicines run on a day, and with what dose and schedule.

The newest record of a medicine that has begun speaks for it from its first day on: a change of
dose takes over from what was before. What a change (`increased`, `decreased`) does not name, its
unit, its schedule, whether it is taken only when needed, stays as it was; a course that is
`started` keeps nothing of an earlier one. A cut by all of it (`fraction_cut` 1) ends the medicine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from tracker import clock
from tracker.records import Entry
from tracker.vocabulary import CourseChange

_DAY: Final = timedelta(days=1)
_KEPT: Final = ("drug_class", "unit", "as_needed", "schedule")


@dataclass(frozen=True, slots=True)
class Course:
    """One record of a medicine while it holds: from `first` to `last`, local days, both included.

    `last` is None while no end is known; `stops` says that it was stopped on that day, not changed
    on the next. `schedule` (local times of day) is empty where none is
    recorded and for what is taken only when needed. `entry_id` is the record to change or to stop.
    """

    entry_id: str
    name: str
    dose: float | None
    unit: str | None
    as_needed: bool
    schedule: tuple[time, ...]
    change: CourseChange
    first: date
    last: date | None
    stops: bool

    def holds(self, day: date) -> bool:
        """Whether it is the course of its medicine on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


def key(name: str) -> str:
    """A medicine's name as it is compared: without case and needless spaces."""
    return " ".join(name.casefold().split())


def courses(medications: Iterable[Entry]) -> list[Course]:
    """Every course of every medicine, each until the next record of the same takes over.

    They come by medicine, and for each medicine oldest first.
    """
    by_name: dict[str, list[Entry]] = {}
    for entry in medications:
        by_name.setdefault(key(entry.record["name"]), []).append(entry)
    found = []
    for entries in by_name.values():
        entries.sort(key=lambda entry: (str(entry.record["start_date"]), entry.id))
        found += _of_one(entries)
    return found


def current(medications: Iterable[Entry], day: date) -> tuple[Course, ...]:
    """The courses that run on a local day, by name."""
    running = [course for course in courses(medications) if course.holds(day)]
    return tuple(sorted(running, key=lambda course: key(course.name)))


def _of_one(entries: list[Entry]) -> list[Course]:
    found: list[Course] = []
    kept: dict[str, Any] = {}
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        change = CourseChange(entry.record.get("change") or CourseChange.STARTED)
        stated = {name: entry.record[name] for name in _KEPT if name in entry.record}
        kept = stated if change is CourseChange.STARTED else kept | stated
        course = _course(entry, kept, change, after)
        if entry.record.get("fraction_cut") != 1 and not _is_over(course):
            found.append(course)
    return found


def _course(
    entry: Entry, kept: dict[str, Any], change: CourseChange, after: Entry | None
) -> Course:
    stop = clock.parse_day(entry.record["stop_date"]) if entry.record.get("stop_date") else None
    last = stop
    if after is not None:
        taken_over = clock.parse_day(after.record["start_date"]) - _DAY
        last = taken_over if stop is None else min(stop, taken_over)
    as_needed = bool(kept.get("as_needed"))
    return Course(
        entry_id=entry.id,
        name=entry.record["name"],
        dose=entry.record.get("dose"),
        unit=kept.get("unit"),
        as_needed=as_needed,
        schedule=() if as_needed else tuple(map(time.fromisoformat, kept.get("schedule") or ())),
        change=change,
        first=clock.parse_day(entry.record["start_date"]),
        last=last,
        stops=last is not None and last == stop,
    )


def _is_over(course: Course) -> bool:
    """Whether another record of the same day has taken its place."""
    return course.last is not None and course.last < course.first
