"""Diary records as they are written and read: canonical order, JSON Lines, and stored entries.

A record is a plain dict in the public format: `kind`, `id`, the kind's fields, `tz`, `note`.
Its values are JSON values; times are ISO 8601 text with offset.
"""

import hashlib
import json
import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from tracker import clock
from tracker.fields import FIELDS, MAIN_TIME
from tracker.vocabulary import Kind

FORMAT: Final = "tracker-diary"
SCHEMA: Final = 1
HEADER: Final = {"format": FORMAT, "schema": SCHEMA}

_IMPORTED: Final = uuid.UUID("7f6b1c52-6a5e-5d0c-9c4e-2f4f0c9d51aa")

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(", ", ": "), allow_nan=False, check_circular=False
)
"""Made once: `json.dumps` would make one for every record."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored entry, frozen: what every reader gets instead of a database row.

    `at` orders entries: an episode's start, a time, or the start of a date in the entry's zone
    (UTC when it has none); a night is placed at its end. `local_date` is the day it belongs to,
    frozen when it was entered. Both are None for the profile, which belongs to no day.
    """

    id: str
    kind: Kind
    at: datetime | None
    local_date: date | None
    version: int
    record: Mapping[str, Any]

    @property
    def note(self) -> str | None:
        """The free text, or None."""
        return self.record.get("note")


def ordered(record: Mapping[str, Any]) -> Record:
    """The record with its keys in canonical order and what was not recorded left out."""
    names = [f.name for f in FIELDS[Kind(record["kind"])]]
    order = ["kind", "id", *names, "tz", "local_date", "note"]
    return {name: record[name] for name in order if record.get(name) is not None}


def dumps(record: Mapping[str, Any]) -> str:
    """One record as one line of JSON, without the line's end."""
    return _ENCODER.encode(record)


def content_hash(record: Mapping[str, Any]) -> str:
    """SHA-256 of a record's canonical line, in hex; 96 and 96.0 are the same number."""
    line = {name: _plain(value) for name, value in ordered(record).items()}
    return hashlib.sha256(dumps(line).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def content_id(record: Mapping[str, Any]) -> str:
    """The id of a record that came without one: the same content always gets the same id."""
    return str(uuid.uuid5(_IMPORTED, content_hash({**record, "id": None})))


def new_id() -> str:
    """A fresh id for an entry made here."""
    return str(uuid.uuid4())


def place(record: Mapping[str, Any], day_starts_at: time = clock.MIDNIGHT) -> datetime | None:
    """The instant that orders the record among the others; None for the profile."""
    name = MAIN_TIME[Kind(record["kind"])]
    if name is None:
        return None
    value = record[name]
    if "T" in value:
        return clock.parse_instant(value)
    if record.get("end"):
        return clock.parse_instant(record["end"])
    where = clock.zone(record["tz"]) if record.get("tz") else UTC
    start = datetime.combine(clock.parse_day(value), day_starts_at, tzinfo=where)
    return start.astimezone(UTC).astimezone(where)


def belongs_to(record: Mapping[str, Any], day_starts_at: time = clock.MIDNIGHT) -> date | None:
    """The local day of a record; None for the profile.

    A frozen `local_date` decides; else the date that the record states; else the date that its
    time shows in its own offset, less the time the day starts at.
    """
    if record.get("local_date"):
        return clock.parse_day(record["local_date"])
    name = MAIN_TIME[Kind(record["kind"])]
    if name is None:
        return None
    value = record[name]
    if "T" not in value:
        return clock.parse_day(value)
    return clock.local_day(clock.parse_instant(value), day_starts_at)


def sleep_hours(record: Mapping[str, Any]) -> float | None:
    """Hours slept of a sleep record: as stated, else the time elapsed from its start to its end."""
    if record.get("hours") is not None:
        return float(record["hours"])
    times = sleep_times(record)
    return None if times is None else (times[1] - times[0]) / timedelta(hours=1)


def sleep_times(record: Mapping[str, Any]) -> tuple[datetime, datetime] | None:
    """When a sleep began and ended; None unless both were recorded."""
    if not (record.get("start") and record.get("end")):
        return None
    return clock.parse_instant(record["start"]), clock.parse_instant(record["end"])


def slept_hours(sleeps: Iterable[Mapping[str, Any]]) -> float | None:
    """Hours slept in some sleeps together, None where none is known; a shared stretch counts once.

    Stated hours count for as much as their sleep lies outside the ones before it.
    """
    known = [(hours, sleep_times(s)) for s in sleeps if (hours := sleep_hours(s)) is not None]
    timed = [(*times, hours) for hours, times in known if times is not None]
    total = math.fsum(hours for hours, times in known if times is None)
    until: datetime | None = None
    for start, end, hours in sorted(timed, key=lambda s: (s[0], -s[1].timestamp())):
        fresh = end - (start if until is None else max(start, until))
        if fresh > timedelta(0):
            total += hours * (fresh / (end - start))
        until = end if until is None else max(until, end)
    return total if known else None


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sleeps with their times share a stretch."""
    first, second = sleep_times(one), sleep_times(other)
    if first is None or second is None:
        return False
    return max(first[0], second[0]) < min(first[1], second[1])


def duration_minutes(record: Mapping[str, Any]) -> float | None:
    """Elapsed minutes of an episode, or None when its end was not recorded."""
    if not record.get("end"):
        return None
    lasted = clock.parse_instant(record["end"]) - clock.parse_instant(record["start"])
    return lasted / timedelta(minutes=1)
