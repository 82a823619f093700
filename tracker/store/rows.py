"""Rows of the tables as frozen entries, without the ORM."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from sys import intern
from typing import Any, Final

from tracker.errors import DiaryFileError
from tracker.fields import FIELDS, MAIN_TIME, Form
from tracker.records import Entry
from tracker.vocabulary import Kind

CHUNK: Final = 500
"""Rows read, and ids named in one statement, at a time."""

_KINDS: Final = frozenset(kind.value for kind in Kind)
ENTRY_COLUMNS: Final = "id, kind, at_utc, utc_offset_min, tz, local_date, note, version"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries to read; deleted ones are never among them unless asked for.

    `since` and `until` are local days, both included; entries of no day (the profile) are left out
    when either is given. `symptoms` leaves only reports of those, `lasting_to` only medicines that
    were not stopped before that day. Order is by time, then id; the profile comes first in it.
    """

    kinds: frozenset[Kind] | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    newest_first: bool = False
    ids: tuple[str, ...] | None = None
    symptoms: frozenset[str] | None = None
    lasting_to: date | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """The query on the `entry` table and its parameters."""
        where, values = ["deleted_utc IS NULL"], list[Any]()
        # a plus keeps a column out of SQLite's choice of an index: the index of local days finds
        # what is recent, and that of ids the few reports and courses, where it would go through
        # every entry of a kind, or of the diary, instead
        few = any(each is not None for each in (self.since, self.symptoms, self.lasting_to))
        plus = "+" if few and self.limit is None else ""
        if self.kinds is not None:
            where.append(f"{plus}kind IN ({marks(self.kinds)})")
            values += sorted(self.kinds)
        if self.since is not None:
            where.append("local_date >= ?")
            values.append(self.since.isoformat())
        if self.until is not None:
            where.append("local_date <= ?")
            values.append(self.until.isoformat())
        if self.ids is not None:
            where.append(f"id IN ({marks(self.ids)})")
            values += self.ids
        if self.symptoms is not None:
            named = f"SELECT entry_id FROM symptom WHERE symptom IN ({marks(self.symptoms)})"  # noqa: S608
            where.append(f"id IN ({named})")
            values += sorted(self.symptoms)
        if self.lasting_to is not None:
            lasts = "SELECT entry_id FROM medication WHERE coalesce(stop_date, '9') >= ?"
            where.append(f"id IN ({lasts})")
            values.append(self.lasting_to.isoformat())
        way = "DESC" if self.newest_first else "ASC"
        sql = (
            f"SELECT {ENTRY_COLUMNS} FROM entry WHERE {' AND '.join(where)} "  # noqa: S608  own words
            f"ORDER BY {plus}at_utc {way}, id {way}"
        )
        if self.limit is not None:
            sql += " LIMIT ?"
            values.append(self.limit)
        return sql, values


def select(connection: sqlite3.Connection, selection: Selection) -> Iterator[Entry]:
    """The selected entries, a chunk in memory at a time. Raises DiaryFileError when damaged."""
    sql, values = selection.sql()
    cursor = connection.execute(sql, values)
    while chunk := cursor.fetchmany(CHUNK):
        fields = fields_of(connection, chunk)
        for row in chunk:
            yield entry(row, fields.get(row[0]))


def fields_of(
    connection: sqlite3.Connection, chunk: Sequence[tuple[Any, ...]]
) -> dict[str, tuple[Any, ...]]:
    """The rows in their kinds' tables of entries whose rows begin with id and kind, by id."""
    by_kind: dict[str, list[str]] = {}
    for row in chunk:
        if row[1] in _KINDS:  # a damaged one is for `entry` to name
            by_kind.setdefault(row[1], []).append(row[0])
    found = {}
    for kind, ids in by_kind.items():
        columns = ", ".join(f'"{f.name}"' for f in FIELDS[Kind(kind)])
        sql = f"SELECT entry_id, {columns} FROM {kind} WHERE entry_id IN ({marks(ids)})"  # noqa: S608
        found.update({row[0]: row[1:] for row in connection.execute(sql, ids)})
    return found


def reported_fields(
    connection: sqlite3.Connection, symptoms: Collection[str]
) -> list[dict[str, Any]]:
    """The id and the fields of every report of some symptoms, deleted ones too, in any order.

    They are read off the one table of reports from end to end; each entry would be a search.
    """
    names = ["id", *(f.name for f in FIELDS[Kind.SYMPTOM])]
    columns = ", ".join(f'"{name}"' for name in names[1:])
    sql = f"SELECT entry_id, {columns} FROM symptom WHERE symptom IN ({marks(symptoms)})"  # noqa: S608
    found = connection.execute(sql, sorted(symptoms))
    return [dict(zip(names, row, strict=True)) for row in found]


def entry(row: tuple[Any, ...], fields: tuple[Any, ...] | None) -> Entry:
    """One entry from its row in `entry` and its row in its kind's table."""
    entry_id, kind_word, at_utc, offset, tz, local_date, note, version = row
    try:
        kind, word, main, readers = _KNOWN.get(kind_word) or _known(Kind(kind_word))
        if fields is None:
            raise ValueError("its fields are missing")
        record: dict[str, Any] = {"kind": word, "id": entry_id}
        for (name, read), value in zip(readers, fields, strict=True):
            if value is not None:
                record[name] = read(value)
        at = None if at_utc is None else _moment(at_utc, offset or 0)
        day = None if local_date is None else _day(local_date)
        if tz is not None:
            record["tz"] = intern(tz)
        if main is not None and record[main][:10] != local_date:
            record["local_date"] = local_date
        if note is not None:
            record["note"] = note
    except (ValueError, KeyError, TypeError) as error:
        raise DiaryFileError(
            f"the entry {entry_id} is damaged: {error}.",
            hint="Restore a backup: tracker restore FILE",
            safe="The file was left as it is.",
        ) from error
    return Entry(entry_id, kind, at, day, version, record)


def columns(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that its kind's table holds."""
    names = {f.name for f in FIELDS[Kind(record["kind"])]}
    return {name: value for name, value in record.items() if name in names}


def json_value(form: Form, value: Any) -> Any:
    """A column's value as the record format has it."""
    return _READ.get(form, _as_is)(value)


def _as_is(value: Any) -> Any:
    return value


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _text(value: str) -> str:
    return intern(value) if len(value) <= _OFTEN_THE_SAME else value


_OFTEN_THE_SAME: Final = 60
"""Characters of a text of which a long diary holds one copy: drinks, medicines, units."""
_READ: Final[dict[Form, Callable[[Any], Any]]] = {
    Form.YES_NO: bool,
    Form.NUMBER: _number,
    Form.TEXT: _text,
    Form.CHOICE: intern,
    Form.CLOCKS: json.loads,
    Form.CHOICES: json.loads,
    Form.ARMS: json.loads,
    Form.BELIEFS: json.loads,
}


def _known(kind: Kind) -> tuple[Kind, str, str | None, tuple[tuple[str, Callable[..., Any]], ...]]:
    """A kind, its word, the field that places it in time, and how each of its columns is read."""
    readers = tuple((f.name, _READ.get(f.form, _as_is)) for f in FIELDS[kind])
    return kind, kind.value, MAIN_TIME[kind], readers


_KNOWN: Final = {kind.value: _known(kind) for kind in Kind}


def _moment(at_utc: str, offset_minutes: int) -> datetime:
    return datetime.fromisoformat(at_utc).astimezone(_offset(offset_minutes))


@lru_cache(maxsize=256)
def _offset(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=256)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def marks(values: Iterable[Any]) -> str:
    """One placeholder a value."""
    return ", ".join("?" for _ in values)
