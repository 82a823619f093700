"""Rules between the fields of one record: nothing ends before it begins, a night has a length.

Every check takes a record whose fields are each acceptable. What only looks unlikely passes: an
import must not fail for it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from tracker import clock, knowledge, records
from tracker.entry.mild_words import choices, mild
from tracker.entry.values import near_hint, refused
from tracker.entry.words import normal
from tracker.errors import DataError
from tracker.fields import MAIN_TIME, SLEEP_HOURS
from tracker.records import Record
from tracker.vocabulary import Kind

_DATE_SLACK: Final = timedelta(days=1)
"""How far a night's date may lie from the date of its start or end.

A day may start at 04:00, a recorder may use another zone, a night may end before midnight.
"""


def hold_together(kind: Kind, record: Record) -> None:
    """Check a record's fields against each other. Raises DataError naming one of them."""
    if "local_date" in record:
        _on_its_day(kind, record)
    check = _CHECKS.get(kind)
    if check is not None:
        check(record)


def _on_its_day(kind: Kind, record: Record) -> None:
    """An entry was counted to the day of its time or the one before: a day starts at any hour."""
    main = MAIN_TIME[kind]
    if main is None or "T" not in record[main]:
        return
    day = clock.parse_instant(record[main]).date()
    if clock.parse_day(record["local_date"]) not in {day, day - timedelta(days=1)}:
        raise refused("local_date", f"the day of {main} or the day before", record["local_date"])


def _episode(record: Record) -> None:
    _in_order(record, "start", "end")
    if record.get("ongoing") and "end" in record:
        raise DataError(
            f"end must be absent while ongoing is true, not {record['end']}.", field="end"
        )


def _sleep(record: Record) -> None:
    if "hours" not in record and not ("start" in record and "end" in record):
        raise DataError("hours must be given, or start and end.", field="hours")
    _in_order(record, "start", "end")
    slept = records.sleep_hours({**record, "hours": None})
    if slept is not None and slept > SLEEP_HOURS.high:
        expects = f"within {SLEEP_HOURS.high:g} hours of start {record['start']}"
        raise refused("end", expects, record["end"])
    day = clock.parse_day(record["date"])
    for name in ("end", "start"):
        if name in record:
            at = clock.parse_instant(record[name]).date()
            if abs(day - at) > _DATE_SLACK:
                raise refused("date", f"the day of waking, near {name} {at}", record["date"])


def _stress(record: Record) -> None:
    if "stress" not in record and "fatigue" not in record:
        raise DataError(
            "stress must be given, or fatigue: a whole number from 0 to 10.", field="stress"
        )


def _medication(record: Record) -> None:
    _in_order(record, "start_date", "stop_date")


def _symptom(record: Record) -> None:
    name = record["symptom"]
    if name not in knowledge.symptoms():
        found = mild(normal(name).split())
        hint = choices(found[0], name) if found else near_hint(name, _harmless())
        raise refused("symptom", "the id of a symptom", name, hint=hint or "See: tracker log -h")
    _in_order(record, "onset_time", "resolved_time")


def _harmless() -> tuple[str, ...]:
    """The symptoms that may be suggested for a mistyped one: no warning sign."""
    return tuple(known.id for known in knowledge.symptoms().values() if not known.warns)


def _trial(record: Record) -> None:
    _in_order(record, "start_date", "stop_date")
    arms = sorted(record.get("arms", ()), key=lambda arm: str(arm["start_date"]))
    ended = ""
    for arm in arms:
        starts, stops = arm["start_date"], arm["stop_date"]
        if stops < starts:
            raise refused("arms", f"arms that stop on or after their start {starts}", stops)
        if starts <= ended:
            raise refused("arms", f"arms without overlap, the next after {ended}", starts)
        if starts < record["start_date"] or stops > record.get("stop_date", stops):
            raise refused("arms", "inside the trial's own dates", f"{starts} to {stops}")
        ended = stops


def _in_order(record: Mapping[str, Any], first: str, last: str) -> None:
    if first not in record or last not in record:
        return
    read = clock.parse_instant if "T" in record[first] else clock.parse_day
    if read(record[last]) < read(record[first]):
        raise refused(last, f"no earlier than {first} {record[first]}", record[last])


_CHECKS: Final[dict[Kind, Callable[[Record], None]]] = {
    Kind.EPISODE: _episode,
    Kind.SLEEP: _sleep,
    Kind.STRESS: _stress,
    Kind.MEDICATION: _medication,
    Kind.SYMPTOM: _symptom,
    Kind.TRIAL: _trial,
}
