"""The clinician's table on its way back: each row as the record that it was made from.

What a column shows a second time (weekday, length, hours that follow from start and end) must agree
with what it follows from, so that an edited cell is never passed over in silence.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final

from tracker import clock, records
from tracker.entry.accept import accept, kind_of
from tracker.errors import DataError
from tracker.exchange import clinician, spreadsheet
from tracker.exchange.cells import Cells, Decimals, is_number, refused
from tracker.exchange.clinician import OWN_COLUMN, PLACES, TIRED, Places
from tracker.exchange.details import Words, parsed
from tracker.fields import FIELDS, MAIN_TIME, Form, field
from tracker.records import Record
from tracker.vocabulary import Kind

NAMES: Final = tuple(column.name for column in clinician.COLUMNS)
NEEDED: Final = ("date", "time", "utc_offset", "kind", "details")
"""The columns without which a table is no clinician's table."""

_LONGEST_MIN: Final = 100_000
_NUMBERS: Final = frozenset({Form.NUMBER, Form.INTEGER})


def read_records(stream: BinaryIO, now: datetime | None) -> Iterator[tuple[int, Record]]:
    """Each row's record, checked by the diary's rules, with the number of its line.

    A row without an entry_id gets an id from its content. With `now` (aware) what lies after it is
    refused. Raises DataError naming the line, the column and what it accepts.
    """
    decimals: Decimals = {}
    for row in spreadsheet.read(stream, NAMES, NEEDED):
        cells = Cells(row.cells, row.line, row.delimiter, decimals)
        try:
            record = _record(cells, now)
        except DataError as error:
            raise DataError(
                f"line {row.line}, column {_column(cells, error.field)}: {error.message}",
                hint=error.hint,
                field=error.field,
            ) from error
        yield row.line, record


def _record(cells: Cells, now: datetime | None) -> Record:
    kind = kind_of(cells.text("kind"))
    places = _places(kind, cells)
    found: dict[str, Any] = {"kind": kind.value, **_details(kind, places, cells)}
    day = _put_time(kind, cells, found)
    _put_columns(kind, places, cells, found)
    identity = cells.text("entry_id")
    if identity:
        found["id"] = identity
        found.setdefault("local_date", day)  # an entry that comes back stays on its day
    if cells.text("note"):
        found["note"] = cells.raw["note"]  # as it was written, white space and all
    record = accept(found, now=now)
    if "id" in record:
        return record
    return records.ordered({**record, "id": records.content_id(record)})


def _places(kind: Kind, cells: Cells) -> Places:
    if kind is not Kind.STRESS:
        return PLACES[kind]
    what = cells.text("what")
    if what not in {PLACES[kind].intensity, TIRED.intensity}:
        raise refused("what", "stress or fatigue", what)
    return PLACES[kind] if what == PLACES[kind].intensity else TIRED


def _details(kind: Kind, places: Places, cells: Cells) -> dict[str, Any]:
    try:
        told = parsed(cells.text("details"))
    except DataError as error:
        raise DataError(error.message, field="details") from error
    apart = {places.what, places.amount, places.intensity, "unit", "id", "kind"} | OWN_COLUMN
    if kind is Kind.SLEEP:
        apart.discard("hours")
    for name in told:
        if name in apart:
            raise DataError(f"{name} has a column of its own.", field="details")
    return {name: _typed(kind, name, value) for name, value in told.items()}


def _typed(kind: Kind, name: str, value: Any) -> Any:
    """A value of `details` as its field has it; what does not fit is for the field's own check."""
    known = field(kind, name)
    if known is None or not isinstance(value, Words):
        return value
    text = str(value)
    if known.form is Form.YES_NO:
        return {"yes": True, "no": False}.get(text, text)
    return float(text) if known.form in _NUMBERS and is_number(text) else text


def _put_time(kind: Kind, cells: Cells, found: dict[str, Any]) -> str | None:
    """Put the main time in its field; return the date that is shown."""
    name = MAIN_TIME[kind]
    if name is None:
        cells.none("date", "time", "utc_offset", "day_of_week", kind=kind)
        return None
    day = cells.day()
    if any(f.name == name and f.form is Form.DAY for f in FIELDS[kind]):
        cells.none("time", "utc_offset", kind=kind)
        found[name] = day
        return day
    minute, offset = f"{day}T{cells.time()}", cells.offset()
    exact = str(found.setdefault(name, f"{minute}:00{offset}"))
    if not (exact.startswith(minute) and exact.endswith(offset)):
        raise DataError(
            f"{name}={exact} is another time than {minute}{offset} in the columns before it.",
            field="details",
        )
    return day


def _put_columns(kind: Kind, places: Places, cells: Cells, found: dict[str, Any]) -> None:
    values: dict[str, tuple[str, Any]] = {
        "intensity_0_10": (places.intensity, cells.number("intensity_0_10")),
        "side": ("side", cells.text("side")),
        "sites": ("sites", [s.strip() for s in cells.text("sites").split(";") if s.strip()]),
        "character": ("character", cells.text("character")),
    }
    if kind is not Kind.STRESS:
        values["what"] = (places.what, cells.text("what"))
    if kind is not Kind.SLEEP:
        values["amount"] = (places.amount, cells.number("amount"))
    if not places.fixed:
        values["unit"] = ("unit", cells.text("unit"))
    elif cells.text("unit") not in {"", places.fixed}:
        raise refused("unit", places.fixed, cells.text("unit"))
    for column, (name, value) in values.items():
        if field(kind, name) is None:
            cells.none(column, kind=kind)
        elif cells.text(column):
            found[name] = value
    if kind is Kind.SLEEP:
        _put_hours(cells, found)
    if kind is Kind.EPISODE:
        _put_length(cells, found)
    else:
        cells.none("duration_min", kind=kind)


def _put_hours(cells: Cells, found: dict[str, Any]) -> None:
    """The hours of a night, unless the column only shows those that follow from start and end."""
    if not cells.text("amount"):
        return
    amount = cells.number("amount")
    hours = found.get("hours")
    if hours is None and found.get("start") and found.get("end"):
        hours = _reckoned(records.sleep_hours, found)
    if hours is None:
        found["hours"] = amount
    elif isinstance(hours, int | float):
        cells.agree("amount", amount, hours, "details say")


def _put_length(cells: Cells, found: dict[str, Any]) -> None:
    """The end of an episode whose row states a length alone; other lengths must agree."""
    if not cells.text("duration_min"):
        return
    minutes = cells.number("duration_min")
    if found.get("end"):
        lasted = _reckoned(records.duration_minutes, found)
        cells.agree("duration_min", minutes, lasted or 0, "start and end say")
        return
    if isinstance(minutes, str) or not 0 <= minutes <= _LONGEST_MIN:
        expects = f"minutes from 0 to {_LONGEST_MIN:,}"
        raise refused("duration_min", expects, cells.text("duration_min"))
    end = clock.parse_instant(found["start"]) + timedelta(seconds=round(60 * minutes))
    found["end"] = clock.iso(end)


def _reckoned(
    reckon: Callable[[Mapping[str, Any]], float | None], found: Mapping[str, Any]
) -> float | None:
    """What follows from two times that nobody has checked yet."""
    try:
        return reckon(found)
    except (DataError, TypeError) as error:
        raise DataError("start and end must be times with offset.", field="details") from error


def _column(cells: Cells, name: str | None) -> str:
    """The column that shows a field of the record; a column's own name is itself."""
    if name in NAMES:
        return name
    word = cells.text("kind")
    if name is None or word not in set(Kind):
        return "details"
    kind = Kind(word)
    if name == MAIN_TIME[kind]:
        return "date"
    places = PLACES[kind] if cells.text("what") != TIRED.intensity else TIRED
    shown_as = {
        "id": "entry_id",
        places.what: "what",
        places.amount: "amount",
        places.intensity: "intensity_0_10",
    }
    return shown_as.get(name, "details")
