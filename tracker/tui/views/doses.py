"""The doses that can be chosen from: those that a day asks for, one's own medicines, the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker import clock
from tracker.entry.completing import medicine_names
from tracker.entry.printable import plain_number, printable
from tracker.medication import Plan, Slot, Standing
from tracker.medication.courses import key
from tracker.records import Record
from tracker.tui.views.usual import Usual

_LOGGED: Final = frozenset({Standing.EARLY, Standing.ON_TIME, Standing.LATE, Standing.SKIPPED})


@dataclass(frozen=True, slots=True)
class Offer:
    """One medicine to choose: the fields of its dose, what is said beside it, and its due time."""

    fields: Record
    detail: str
    slot: Slot | None = None

    @property
    def text(self) -> str:
        """The medicine and the amount."""
        return medicine(self.fields)


def offers(plan: Plan, usual: Usual, day: date) -> list[Offer]:
    """What can be taken on a day: what it asks for first, by time; then every other medicine."""
    waiting = [s for s in plan.slots if s.day == day and s.standing not in _LOGGED]
    found = [Offer(slot_fields(slot), due(slot), slot) for slot in waiting]
    known: set[str] = set()
    for offer in _others(plan, usual):
        if key(offer.fields["name"]) not in known:
            known.add(key(offer.fields["name"]))
            found.append(offer)
    return found


def due(slot: Slot) -> str:
    """Where a dose of a schedule stands, with its time: overdue since 08:00."""
    at = f"{slot.due:%H:%M}"
    if slot.standing is Standing.OVERDUE:
        return f"overdue since {at}"
    return f"{slot.standing.value}, {at}" if slot.standing is Standing.NOT_RECORDED else f"due {at}"


def slot_fields(slot: Slot) -> Record:
    """The fields of a dose of a schedule, without its time."""
    amount = {"dose": slot.course.dose, "unit": slot.course.unit if slot.course.dose else None}
    stated = {name: value for name, value in amount.items() if value is not None}
    return {"name": slot.course.name, **stated, "scheduled": clock.iso(slot.due)}


def medicine(fields: Record) -> str:
    """A medicine and its amount in words."""
    dose = plain_number(fields["dose"]) if "dose" in fields else ""
    return printable(" ".join(filter(None, (fields["name"], dose, fields.get("unit", "")))))


def _others(plan: Plan, usual: Usual) -> Iterator[Offer]:
    for course in plan.courses:
        amount = {"dose": course.dose, "unit": course.unit if course.dose else None}
        stated = {name: value for name, value in amount.items() if value is not None}
        detail = "when needed" if course.as_needed else "beyond its times" * bool(course.schedule)
        yield Offer({"name": course.name, **stated}, detail)
    for fields in usual.doses:
        yield Offer(fields, "as the last time")
    for name, known in sorted(medicine_names().items()):
        yield Offer({"name": name}, known.drug_class)
