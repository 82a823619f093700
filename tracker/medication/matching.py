"""Which logged dose belongs to which dose of a schedule.

A dose that names its time (`scheduled`) belongs to that one. Any other belongs to the last one
that was open when it was taken; when that has its dose already, to the next one, if it was taken
nearer to that. What is left over is beyond the schedule. Times are compared as the clock on the
spot showed them, so that a journey moves nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tracker import clock
from tracker.medication.slots import Slot, Standing
from tracker.records import Entry
from tracker.vocabulary import CourseChange, DoseStatus

_SKIPPED: Final = DoseStatus.SKIPPED.value


def matched(
    slots: Sequence[Slot], doses: Iterable[Entry], now: datetime
) -> tuple[list[Slot], list[Entry]]:
    """The doses of one medicine's schedule, in order, with where they stand; and what is beyond.

    `doses` are those of the same medicine. On the first day of a course that was started, and on
    its last, one that is past and not recorded is left out: nobody knows at what time of day the
    course began or ended.
    """
    found: dict[int, Entry] = {}
    loose = []
    for dose in sorted(doses, key=lambda each: (_taken(each), each.id)):
        named = _named(slots, dose)
        if named is None:
            loose.append(dose)
        elif named not in found or _is_skipped(found[named]):
            found[named] = dose
        else:
            loose.append(dose)
    beyond = _second(slots, found, _first(slots, found, loose))
    standing = [_judged(slot, found.get(at), now) for at, slot in enumerate(slots)]
    return [slot for slot in standing if not _may_not_count(slot)], beyond


def open_at(slots: Sequence[Slot], moment: datetime) -> Slot | None:
    """The dose without a record that was open at a moment, among those of one medicine."""
    at = moment.astimezone(UTC)
    fitting = [slot for slot in slots if slot.opens <= at < slot.shuts]
    return next((slot for slot in reversed(fitting) if slot.dose is None), None)


def _first(slots: Sequence[Slot], found: dict[int, Entry], doses: list[Entry]) -> list[Entry]:
    """Give each dose to the one that was open when it was taken; return what is left."""
    opens = [slot.local - slot.tolerance for slot in slots]
    left = []
    for dose in doses:
        at = bisect_right(opens, _taken(dose)) - 1
        if at < 0 or at in found or _taken(dose) - slots[at].local > _open_for(slots[at]):
            left.append(dose)
        else:
            found[at] = dose
    return left


def _second(slots: Sequence[Slot], found: dict[int, Entry], doses: list[Entry]) -> list[Entry]:
    """Give what is left to the next one, where it is nearer; return what is beyond."""
    times = [slot.local for slot in slots]
    beyond = []
    for dose in doses:
        taken = _taken(dose)
        at = bisect_right(times, taken)
        near = at < len(times) and (at == 0 or times[at] - taken < taken - times[at - 1])
        if near and at not in found and times[at] - taken < _open_for(slots[at]):
            found[at] = dose
        else:
            beyond.append(dose)
    return beyond


def _open_for(slot: Slot) -> timedelta:
    """For how long after its time a dose may still be meant for it."""
    return slot.shuts.astimezone(UTC) - slot.due.astimezone(UTC)


def _named(slots: Sequence[Slot], dose: Entry) -> int | None:
    stated = dose.record.get("scheduled")
    if stated is None:
        return None
    moment = clock.parse_instant(stated)
    face = moment.replace(tzinfo=None)
    return next(
        (at for at, slot in enumerate(slots) if slot.due == moment or slot.local == face), None
    )


def _judged(slot: Slot, dose: Entry | None, now: datetime) -> Slot:
    if dose is None:
        return replace(slot, standing=_waiting(slot, now))
    if _is_skipped(dose):
        return replace(slot, standing=Standing.SKIPPED, dose=dose)
    off = _taken(dose) - slot.local
    standing = Standing.ON_TIME
    if abs(off) > slot.tolerance:
        standing = Standing.LATE if off > slot.tolerance else Standing.EARLY
    return replace(slot, standing=standing, dose=dose)


def _waiting(slot: Slot, now: datetime) -> Standing:
    moment = now.astimezone(UTC)
    if moment < slot.opens:
        return Standing.UPCOMING
    if moment >= slot.shuts:
        return Standing.NOT_RECORDED
    return Standing.DUE if moment <= slot.closes else Standing.OVERDUE


def _may_not_count(slot: Slot) -> bool:
    begins = slot.day == slot.course.first and slot.course.change is CourseChange.STARTED
    if slot.standing is Standing.OVERDUE:
        return begins
    ends = slot.day == slot.course.last and slot.course.stops
    return slot.standing is Standing.NOT_RECORDED and (begins or ends)


def _taken(dose: Entry) -> datetime:
    """When a dose was taken or skipped, on the face of the clock there."""
    return clock.parse_instant(dose.record["time"]).replace(tzinfo=None)


def _is_skipped(dose: Entry) -> bool:
    return dose.record.get("status") == _SKIPPED
