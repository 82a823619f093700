"""How a medicine was taken over the last days, and how much of that is known at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker import clock
from tracker.medication.courses import Course, key
from tracker.medication.slots import TAKEN, Slot, Standing
from tracker.records import Entry
from tracker.vocabulary import DoseStatus


@dataclass(frozen=True, slots=True)
class Adherence:
    """Counts of one medicine's scheduled doses that are past; what is still open is not counted.

    `on_time + early + late + skipped + not_recorded` is `expected`; `beyond` counts doses that
    were logged beside the schedule.
    """

    name: str
    expected: int
    on_time: int
    early: int
    late: int
    skipped: int
    not_recorded: int
    beyond: int

    @property
    def taken(self) -> int:
        """Doses that were taken, whenever."""
        return self.on_time + self.early + self.late

    @property
    def recorded(self) -> int:
        """Doses of which it is known whether they were taken."""
        return self.taken + self.skipped

    @property
    def completeness(self) -> float | None:
        """Share of the expected doses that are recorded, 0 to 1; None when none was expected."""
        return self.recorded / self.expected if self.expected else None

    @property
    def share_taken(self) -> float | None:
        """Share taken of the recorded doses, 0 to 1; None when none is recorded."""
        return self.taken / self.recorded if self.recorded else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The share of all expected doses that were taken: at least, and at most.

        The two stand for none and for all of the unrecorded ones taken; None without expected.
        """
        if not self.expected:
            return None
        return self.taken / self.expected, (self.taken + self.not_recorded) / self.expected


@dataclass(frozen=True, slots=True)
class Use:
    """A medicine without a schedule: what was logged of it; more may have been taken.

    `doses` and `days` count what was logged as taken in the period; `last` is the newest one.
    """

    name: str
    as_needed: bool
    doses: int
    days: int
    last: datetime | None


def adherence(slots: Sequence[Slot], beyond: Sequence[Entry]) -> Adherence | None:
    """The counts of one medicine, of its slots in a period; None where it has none."""
    past = [slot.standing for slot in slots if slot.dose or _is_past(slot)]
    if not slots:
        return None
    return Adherence(
        name=slots[-1].course.name,
        expected=len(past),
        on_time=past.count(Standing.ON_TIME),
        early=past.count(Standing.EARLY),
        late=past.count(Standing.LATE),
        skipped=past.count(Standing.SKIPPED),
        not_recorded=past.count(Standing.NOT_RECORDED),
        beyond=len(beyond),
    )


def uses(courses: Iterable[Course], doses: Iterable[Entry]) -> tuple[Use, ...]:
    """What was logged of current courses without a schedule and of medicines without a course."""
    by_name: dict[str, list[Entry]] = {}
    for dose in doses:
        by_name.setdefault(key(dose.record["name"]), []).append(dose)
    named = {key(course.name): course for course in courses}
    found = []
    for each in sorted({*named, *by_name}):
        course, logged = named.get(each), by_name.get(each, [])
        taken = [dose for dose in logged if dose.record.get("status") != DoseStatus.SKIPPED]
        if course is None and not taken:
            continue
        moments = [clock.parse_instant(dose.record["time"]) for dose in taken]
        found.append(
            Use(
                name=course.name if course else logged[-1].record["name"],
                as_needed=course is not None and course.as_needed,
                doses=len(taken),
                days=len({dose.local_date for dose in taken}),
                last=max(moments, default=None),
            )
        )
    return tuple(found)


def _is_past(slot: Slot) -> bool:
    return slot.standing in {*TAKEN, Standing.SKIPPED, Standing.NOT_RECORDED}
