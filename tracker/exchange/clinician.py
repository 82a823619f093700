"""The clinician's table: one row an entry, oldest first, blank where nothing was recorded.

Dates and times are those the person's own clock showed. What has no column of its own stands in
`details`, so that nothing that was recorded is left out and `tracker.exchange.returned` can read
every entry back. A profile has no date: its row is first, with a blank one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from tracker import clock, records
from tracker.exchange.details import plain
from tracker.exchange.sequence import oldest_first
from tracker.exchange.table import Cell, Column, Holds
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
    Column("kind", Holds.WORD, "kind of entry", choices=tuple(Kind), required=True),
    Column("what", Holds.TEXT, "item, medicine, symptom, event, rating or name"),
    Column("amount", Holds.NUMBER, "how much, in the unit beside it"),
    Column("unit", Holds.TEXT, "unit of the amount"),
    Column(
        "intensity_0_10", Holds.COUNT, "rating or severity, 0 none to 10 worst", least=0, most=10
    ),
    Column(
        "duration_min", Holds.NUMBER, "length of an episode; blank without an end", "min", least=0
    ),
    Column("side", Holds.WORD, "side of the body, as the person sees it", choices=tuple(Side)),
    Column("sites", Holds.TEXT, "where, separated by semicolons"),
    Column("character", Holds.WORD, "what the movement is like", choices=tuple(Character)),
    Column("details", Holds.TEXT, "every other recorded field as name=value; name=value"),
    Column("note", Holds.TEXT, "the person's own words"),
    Column("entry_id", Holds.TEXT, "the entry's id in the diary", required=True),
)
"""The columns in their order."""


@dataclass(frozen=True, slots=True)
class Places:
    """Which fields of a kind have a column of their own; `fixed` is the unit that it always has."""

    what: str = ""
    amount: str = ""
    intensity: str = ""
    fixed: str = ""


PLACES: Final = {
    Kind.EPISODE: Places(intensity="intensity"),
    Kind.CAFFEINE: Places("item", "mg", fixed="mg"),
    Kind.SLEEP: Places("", "hours", fixed="hours"),
    Kind.STRESS: Places(intensity="stress"),
    Kind.MEDICATION: Places("name", "dose"),
    Kind.DOSE: Places("name", "dose"),
    Kind.ALCOHOL: Places("item", "grams", fixed="g"),
    Kind.SUBSTANCE: Places("name"),
    Kind.SYMPTOM: Places("symptom", intensity="severity"),
    Kind.EVENT: Places("event"),
    Kind.FACTOR: Places("name", "value"),
    Kind.DAY: Places("status"),
    Kind.TRIAL: Places("name"),
    Kind.PROFILE: Places(),
}
TIRED: Final = Places(intensity="fatigue")
"""A rating of tiredness alone stands where that of stress would; `what` names which it is."""
OWN_COLUMN: Final = frozenset({"side", "sites", "character", "note"})
"""Fields whose column has their name."""

_APART: Final = frozenset({"kind", "id", "unit", "local_date"}) | OWN_COLUMN
_TO_THE_SECOND: Final = 25
"""Characters of 2026-11-01T08:30:00+01:00."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is known of a kind's rows before any is seen; `shown` need not stand in details."""

    places: Places
    main: str | None
    shown: frozenset[str]


def _plan(kind: Kind, places: Places) -> _Plan:
    shown = _APART | {places.what, places.amount, places.intensity}
    return _Plan(places, MAIN_TIME[kind], shown)


# by the record's own word: an enum's hash is slow, and this is asked for every entry
_PLANS: Final = {kind.value: _plan(kind, places) for kind, places in PLACES.items()}
_TIRED_PLAN: Final = _plan(Kind.STRESS, TIRED)
_STRESS: Final = Kind.STRESS.value
_SLEEP: Final = Kind.SLEEP.value
_EPISODE: Final = Kind.EPISODE.value


def rows(entries: Iterable[Entry], *, notes: bool = True) -> Iterator[dict[str, Cell]]:
    """One row an entry, by column name, oldest first; `notes=False` leaves their column blank.

    The entries come as the store walks: the profile first, then by `at`.
    """
    for entry in oldest_first(entries):
        row = _row(entry)
        if not notes:
            row["note"] = None
        yield row


def _row(entry: Entry) -> dict[str, Cell]:
    record = entry.record
    get, kind = record.get, record["kind"]
    stress = kind == _STRESS
    plan = _TIRED_PLAN if stress and get("stress") is None else _PLANS[kind]
    places = plan.places
    day, time, offset, exact = _when(record[plan.main] if plan.main else None)
    return {
        "date": day,
        "time": time,
        "utc_offset": offset,
        "day_of_week": _weekday(day) if day else None,
        "kind": kind,
        "what": places.intensity if stress else get(places.what),
        "amount": _hours(record) if kind == _SLEEP else get(places.amount),
        "unit": places.fixed or get("unit"),
        "intensity_0_10": get(places.intensity),
        "duration_min": _duration(record) if kind == _EPISODE else None,
        "side": get("side"),
        "sites": "; ".join(record["sites"]) if get("sites") else None,
        "character": get("character"),
        "details": _details(entry, plan, day, exact=exact) or None,
        "note": get("note"),
        "entry_id": entry.id,
    }


def _when(text: str | None) -> tuple[str | None, str | None, str | None, bool]:
    """Date, time and offset as the person's own clock showed them, and whether that is all."""
    if text is None:
        return None, None, None, True
    if "T" not in text:
        return text, None, None, True
    if len(text) == _TO_THE_SECOND:
        return text[:10], text[11:16], text[19:], text[17:19] == "00"
    # a fraction of a second, or not as the diary writes it
    moment = clock.parse_instant(text)
    text = moment.replace(microsecond=0).isoformat()
    return text[:10], text[11:16], text[19:], not (moment.second or moment.microsecond)


@lru_cache(maxsize=64)
def _weekday(day: str) -> str:
    return WEEKDAYS[clock.parse_day(day).weekday()]


def _hours(record: Mapping[str, Any]) -> float | None:
    stated: float | None = record.get("hours")
    if stated is not None:
        return stated
    hours = records.sleep_hours(record)
    return None if hours is None else round(hours, 2)


def _duration(record: Mapping[str, Any]) -> float | None:
    minutes = records.duration_minutes(record)
    return None if minutes is None else round(minutes, 2)


def _details(entry: Entry, plan: _Plan, day: str | None, *, exact: bool) -> str:
    """Every recorded field without a column, and what a column shortened, in full."""
    record, shown, main = entry.record, plan.shown, plan.main if exact else None
    if record["kind"] == _SLEEP and record.get("start") and record.get("end"):
        shown = _APART  # hours that were stated are told from those that follow
    parts = [
        f"{name}={plain(value)}"
        for name, value in record.items()
        if name not in shown and name != main and value is not None
    ]
    if entry.local_date is not None and (frozen := entry.local_date.isoformat()) != day:
        parts.append(f"local_date={frozen}")
    return "; ".join(parts)
