"""The clinician's table: one row an entry, oldest first, blank where nothing was recorded.

Dates and times are those the person's own clock showed. What has no column of its own stands in
`details`, so that nothing that was recorded is left out. A profile has no date: its row is first,
with a blank one.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tracker import clock, records
from tracker.exchange.sequence import oldest_first
from tracker.exchange.table import Cell, Column, Holds, number
from tracker.fields import MAIN_TIME
from tracker.records import Entry
from tracker.vocabulary import Character, Kind, Side

WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

COLUMNS: Final = (
    Column("date", Holds.DAY, "date of the entry on the person's own calendar"),
    Column("time", Holds.CLOCK, "time of day on the person's own clock; seconds are in details"),
    Column("utc_offset", Holds.OFFSET, "how far that clock was ahead of UTC"),
    Column("day_of_week", Holds.WORD, "weekday of the date", choices=WEEKDAYS),
    Column("kind", Holds.WORD, "kind of entry", choices=tuple(Kind)),
    Column("what", Holds.TEXT, "item, medicine, symptom, event, rating or name"),
    Column("amount", Holds.NUMBER, "how much, in the unit beside it"),
    Column("unit", Holds.TEXT, "unit of the amount"),
    Column("intensity_0_10", Holds.COUNT, "rating or severity, 0 none to 10 worst"),
    Column("duration_min", Holds.NUMBER, "length of an episode; blank without an end", "min"),
    Column("side", Holds.WORD, "side of the body, as the person sees it", choices=tuple(Side)),
    Column("sites", Holds.TEXT, "where, separated by semicolons"),
    Column("character", Holds.WORD, "what the movement is like", choices=tuple(Character)),
    Column("details", Holds.TEXT, "every other recorded field as name=value; name=value"),
    Column("note", Holds.TEXT, "the person's own words"),
    Column("entry_id", Holds.TEXT, "the entry's id in the diary"),
)
"""The columns in their order."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Which fields of a kind have a column of their own; `unit` is a fixed unit, or blank."""

    what: str = ""
    amount: str = ""
    unit: str = ""
    intensity: str = ""


_PLACES: Final = {
    Kind.EPISODE: _Places(intensity="intensity"),
    Kind.CAFFEINE: _Places("item", "mg", "mg"),
    Kind.SLEEP: _Places("", "hours", "hours"),
    Kind.STRESS: _Places(),
    Kind.MEDICATION: _Places("name", "dose"),
    Kind.DOSE: _Places("name", "dose"),
    Kind.ALCOHOL: _Places("item", "grams", "g"),
    Kind.SUBSTANCE: _Places("name"),
    Kind.SYMPTOM: _Places("symptom", intensity="severity"),
    Kind.EVENT: _Places("event"),
    Kind.FACTOR: _Places("name", "value"),
    Kind.DAY: _Places("status"),
    Kind.TRIAL: _Places("name"),
    Kind.PROFILE: _Places(),
}
_OWN_COLUMN: Final = frozenset(
    {"kind", "id", "unit", "side", "sites", "character", "note", "local_date"}
)
_NEEDS_QUOTES: Final = re.compile(r"[;\"\x00-\x1f\x7f-\x9f\u2028\u2029]|^[\s\[{]|\s$")


def rows(entries: Iterable[Entry], *, notes: bool = True) -> Iterator[dict[str, Cell]]:
    """One row an entry, by column name, oldest first; `notes=False` leaves their column blank."""
    for entry in oldest_first(entries):
        row = _row(entry)
        if not notes:
            row["note"] = None
        yield row


def _row(entry: Entry) -> dict[str, Cell]:
    record = entry.record
    places = _places(entry.kind, record)
    day, moment = _when(entry.kind, record)
    return {
        "date": day.isoformat() if day else None,
        "time": f"{moment:%H:%M}" if moment else None,
        "utc_offset": _offset(moment) if moment else None,
        "day_of_week": WEEKDAYS[day.weekday()] if day else None,
        "kind": entry.kind.value,
        "what": record.get(places.what) if entry.kind is not Kind.STRESS else places.intensity,
        "amount": _amount(entry.kind, record, places),
        "unit": places.unit or record.get("unit"),
        "intensity_0_10": record.get(places.intensity),
        "duration_min": _duration(entry),
        "side": record.get("side"),
        "sites": "; ".join(record["sites"]) if record.get("sites") else None,
        "character": record.get("character"),
        "details": _details(entry, places, day, moment) or None,
        "note": entry.note,
        "entry_id": entry.id,
    }


def _places(kind: Kind, record: Mapping[str, Any]) -> _Places:
    if kind is not Kind.STRESS:
        return _PLACES[kind]
    return _Places(intensity="stress" if record.get("stress") is not None else "fatigue")


def _when(kind: Kind, record: Mapping[str, Any]) -> tuple[date | None, datetime | None]:
    """The date, and the instant for a kind that has one, as the person's own clock showed them."""
    name = MAIN_TIME[kind]
    if name is None:
        return None, None
    if "T" not in record[name]:
        return clock.parse_day(record[name]), None
    moment = clock.parse_instant(record[name])
    return moment.date(), moment


def _offset(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()[19:]


def _amount(kind: Kind, record: Mapping[str, Any], places: _Places) -> Cell:
    if kind is Kind.SLEEP and record.get("hours") is None:
        hours = records.sleep_hours(record)
        return None if hours is None else round(hours, 2)
    amount: Cell = record.get(places.amount)
    return amount


def _duration(entry: Entry) -> float | None:
    minutes = records.duration_minutes(entry.record) if entry.kind is Kind.EPISODE else None
    return None if minutes is None else round(minutes, 2)


def _details(entry: Entry, places: _Places, day: date | None, moment: datetime | None) -> str:
    """Every recorded field without a column, and what a column shortened, in full."""
    shown = {places.what, places.amount, places.intensity} | _OWN_COLUMN
    if moment is None or not (moment.second or moment.microsecond):
        shown.add(MAIN_TIME[entry.kind] or "")
    parts = {k: v for k, v in entry.record.items() if v is not None and k not in shown}
    if entry.local_date is not None and entry.local_date != day:
        parts["local_date"] = entry.local_date.isoformat()
    return "; ".join(f"{name}={_plain(value)}" for name, value in parts.items())


def _plain(value: Any) -> str:
    """A value in words; as JSON where it is a list or its own signs would blur the line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str) and not _NEEDS_QUOTES.search(value):
        return value
    return json.dumps(value, ensure_ascii=False)
