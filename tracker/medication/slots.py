"""The doses that a schedule asks for: when each is due, and how far from that is still on time.

A time of day of the schedule is the clock's where the person is. What the clocks skip is due as
long after the last hour as ever (02:30 becomes 03:30), what they show twice is due the first time.
A time before the person's day starts belongs to the day before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from tracker import clock
from tracker.medication.courses import Course
from tracker.records import Entry

_DAY: Final = timedelta(days=1)
_OFTEN: Final = timedelta(hours=4)


class Standing(StrEnum):
    """Where one dose of a schedule stands. Only what was logged is taken or skipped."""

    EARLY = "taken early"
    ON_TIME = "taken on time"
    LATE = "taken late"
    SKIPPED = "skipped"
    UPCOMING = "not due yet"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_RECORDED = "not recorded"


TAKEN: Final = frozenset({Standing.EARLY, Standing.ON_TIME, Standing.LATE})
OPEN: Final = frozenset({Standing.DUE, Standing.OVERDUE})


@dataclass(frozen=True, slots=True)
class Slot:
    """One dose of a schedule.

    `due` is aware, in the zone where the person now is; `local` is the same on the clock's face.
    From `due - tolerance` to `due + tolerance` it is on time; it stays open until `shuts`, when
    the next one may be taken. `dose` is what was logged for it, or None.
    """

    course: Course
    day: date
    local: datetime
    due: datetime
    tolerance: timedelta
    shuts: datetime
    standing: Standing = Standing.UPCOMING
    dose: Entry | None = None

    @property
    def opens(self) -> datetime:
        """The first moment that is on time."""
        return later(self.due, -self.tolerance)

    @property
    def closes(self) -> datetime:
        """The last moment that is on time."""
        return later(self.due, self.tolerance)

    @property
    def is_open(self) -> bool:
        """Whether it is due or overdue now."""
        return self.standing in OPEN


def tolerance(schedule: Sequence[time]) -> timedelta:
    """How far from its time a dose is still on time, by how far apart the doses are.

    2 hours for one a day, 1 hour for doses 4 hours apart or more, else a quarter of what lies
    between two: the figures for medicines whose exact time is not critical in the Acute Care
    Guidelines for Timely Administration of Scheduled Medications (Institute for Safe Medication
    Practices, 2011). It judges no one: a dose outside is called early or late, and counts.
    """
    shortest = min(_gaps(schedule))
    if shortest >= _DAY:
        return timedelta(hours=2)
    return timedelta(hours=1) if shortest >= _OFTEN else shortest / 4


def slots(course: Course, since: date, until: date, starts: time, zone: tzinfo) -> Iterator[Slot]:
    """The doses of a course that belong to the local days from `since` to `until`, in order."""
    if not course.schedule:
        return
    first = max(since, course.first)
    last = until if course.last is None else min(until, course.last)
    ordered = sorted(course.schedule, key=lambda at: (at < starts, at))
    apart = _gaps(ordered)
    spare = tolerance(ordered)
    for day in clock.days_between(first, last):
        for at, gap in zip(ordered, apart, strict=True):
            local = datetime.combine(day if at >= starts else day + _DAY, at)
            due = _placed(local, zone)
            shuts = later(_placed(local + gap, zone), -spare)
            yield Slot(course, day, local, due, spare, shuts)


def later(moment: datetime, by: timedelta) -> datetime:
    """That much elapsed time later, in the same zone."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def _placed(local: datetime, zone: tzinfo) -> datetime:
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def _gaps(schedule: Sequence[time]) -> list[timedelta]:
    """From each time of day to the next one, the first one tomorrow being after the last."""
    at = [timedelta(hours=each.hour, minutes=each.minute) for each in schedule]
    return [
        (following - each) % _DAY or _DAY
        for each, following in zip(at, [*at[1:], at[0]], strict=True)
    ]
