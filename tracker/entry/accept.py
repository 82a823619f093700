"""The one gate for every record: quick entry, forms, named fields, edits and imports.

What passes is canonical and holds together; what does not is one sentence that names the field,
what it accepts and what it was given.
"""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from tracker import clock, records
from tracker.diary import with_amount
from tracker.entry.consistency import hold_together
from tracker.entry.printable import shown
from tracker.entry.typed import parse_field
from tracker.entry.values import LOCAL_DATE, checked, near_hint, refused
from tracker.errors import DataError
from tracker.fields import COMMON, FIELDS, Field, Form
from tracker.records import Record
from tracker.vocabulary import Kind

__all__ = ["accept", "kind_of", "parse_field", "require_zone"]

_PAST: Final = frozenset({"start", "end", "time", "onset_time", "resolved_time"})
"""Times that tell what has happened; a dose may well be due later."""
_PAST_DAYS: Final = frozenset({Kind.DAY, Kind.SLEEP, Kind.EVENT})
"""Kinds whose date tells what has happened; a course or a trial may well be planned."""
_AMOUNTS: Final = {Kind.CAFFEINE: "mg", Kind.ALCOHOL: "grams"}


def accept(
    record: Mapping[str, Any], *, now: datetime | None = None, allow_future: bool = False
) -> Record:
    """The record in canonical form and order, with the total that its catalogue item gives.

    `null` is absent; times become ISO 8601 with a numeric offset, names lose outer spaces, a note
    stays as it was written. With `now` (aware), what lies more than five minutes after it is
    refused unless `allow_future`. Accepting again changes nothing. Raises DataError with `field`.
    """
    if not isinstance(record, Mapping):
        raise DataError(f"a record must be an object of fields, not {shown(record)}.")
    given = {name: value for name, value in record.items() if value is not None}
    kind = kind_of(given.pop("kind", None))
    known = {field.name: field for field in (*FIELDS[kind], *COMMON, LOCAL_DATE)}
    found: Record = {"kind": kind.value}
    for name, value in given.items():
        if name == "id":
            found["id"] = _id(value)
        elif name in known:
            found[name] = checked(known[name], value)
        else:
            raise _unknown_field(kind, name, known)
    found = _with_amount(kind, found, known)
    for field in known.values():
        if field.required and field.name not in found:
            raise _missing(kind, field)
    if "tz" in found:
        require_zone(found["tz"])
    hold_together(kind, found)
    if now is not None and not allow_future:
        _not_later(kind, found, now)
    return records.ordered(found)


def kind_of(value: Any) -> Kind:
    """The kind of record that a text names. Raises DataError naming the field `kind`."""
    try:
        return Kind(value)
    except ValueError as error:
        kinds = tuple(Kind)
        expects = "one of " + ", ".join(kinds)
        raise refused("kind", expects, value, hint=near_hint(value, kinds)) from error


def _id(value: Any) -> str:
    try:
        return str(uuid.UUID(value))
    except (ValueError, AttributeError, TypeError) as error:
        raise refused("id", "a UUID", value) from error


def _unknown_field(kind: Kind, name: Any, known: Mapping[str, Field]) -> DataError:
    hint = near_hint(name, tuple(known)) or f"Its fields: {', '.join(known)}."
    field = name if isinstance(name, str) else None
    return DataError(f"{kind} has no field {shown(name)}.", hint=hint, field=field)


def _with_amount(kind: Kind, found: Record, known: Mapping[str, Field]) -> Record:
    amount = _AMOUNTS.get(kind)
    if amount is None:
        return found
    try:
        filled = with_amount(found)
    except DataError as error:
        expects = f"an item of the catalogue where {amount} is not given"
        raise refused("item", expects, found["item"], hint=error.hint) from error
    if filled.get(amount) is not None:
        filled[amount] = checked(known[amount], filled[amount])
    return filled


def _missing(kind: Kind, field: Field) -> DataError:
    instead = ", or item from the catalogue" if field.name == _AMOUNTS.get(kind) else ""
    return DataError(f"{field.name} must be given: {field.expects()}{instead}.", field=field.name)


def require_zone(name: str) -> None:
    """Raise DataError naming the field `tz` unless a name is that of a time zone."""
    try:
        clock.zone(name)
    except DataError as error:
        raise refused("tz", "the IANA name of a time zone", name, hint=error.hint) from error


def _not_later(kind: Kind, found: Record, now: datetime) -> None:
    latest = now.astimezone(UTC) + clock.FUTURE_TOLERANCE
    for field in FIELDS[kind]:
        value = found.get(field.name)
        if value is None:
            continue
        if field.form is Form.INSTANT and field.name in _PAST:
            if clock.parse_instant(value).astimezone(UTC) > latest:
                raise _future(field.name, f"now ({clock.iso(now.replace(microsecond=0))})", value)
        elif field.form is Form.DAY and kind in _PAST_DAYS:
            today = _today(found, now)
            if clock.parse_day(value) > today:
                raise _future(field.name, f"today ({today})", value)


def _today(found: Record, now: datetime) -> date:
    """Today where the record was made: there it may be tomorrow already."""
    return (now.astimezone(clock.zone(found["tz"])) if "tz" in found else now).date()


def _future(name: str, limit: str, value: str) -> DataError:
    return DataError(
        f"{name} must be no later than {limit}, not {value}.",
        hint="What is yet to come takes --allow-future on the command line.",
        field=name,
    )
