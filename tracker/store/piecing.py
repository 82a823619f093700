"""One entry put together again from the rows that may belong to it."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

from tracker import clock
from tracker.entry.accept import accept
from tracker.errors import DataError
from tracker.fields import FIELDS, MAIN_TIME, NOTE_LENGTH
from tracker.records import Record
from tracker.store import contents, rows
from tracker.store.contents import UNREADABLE
from tracker.vocabulary import Kind

MARK: Final = "(salvaged, not certain)"
"""How the note of an entry begins that is not known to be what was saved."""

COLUMNS: Final = tuple(f"{contents.COLUMNS}, batch_id".split(", "))
"""The columns of `entry` in the order in which the file keeps them."""

_KINDS: Final = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Odd:
    """An entry that could not be saved as it was: its id, kind and day where they are known."""

    entry_id: str
    kind: str | None
    day: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """Values of rows in `entry` and in a kind's table that bear one id, as they were read.

    `page_kind` is the kind of the table that the fields' page seems to belong to.
    """

    entry_id: str
    entries: Sequence[Sequence[Any]]
    fields: Sequence[tuple[Any, ...]]
    page_kind: str | None

    def put_whole(self, new: sqlite3.Connection) -> bool:
        """Insert the rows as they are, if they are known to be what was saved."""
        for row, fields in product(self.entries, self.fields):
            kind = row[1]
            if kind not in _KINDS or len(fields) != len(FIELDS[Kind(kind)]):
                continue
            if contents.judged(row[:-1], fields).damage is None and _put(new, row, fields):
                return True
        return False

    @property
    def deleted(self) -> bool:
        """Whether the entry was deleted: one that is not certain besides need not be saved."""
        at = COLUMNS.index("deleted_utc")
        return any(row[at] is not None for row in self.entries)

    def together(self) -> tuple[Record | None, Odd]:
        """A record that is acceptable, with its mark, or None; and what there is to say of it."""
        entry = dict(zip(COLUMNS, self.entries[-1], strict=True)) if self.entries else {}
        word = entry.get("kind") if entry.get("kind") in _KINDS else self.page_kind
        day = _day(entry.get("local_date"))
        if word is None or not self.fields:
            why = "its fields are gone" if word else "its kind is not known"
            return None, Odd(self.entry_id, word, day, why)
        kind = Kind(word)
        record, missing = _acceptable(_readable(kind, self.entry_id, entry, self.fields[-1]))
        if record is None:
            return None, Odd(self.entry_id, word, day, missing)
        why = "it is not what was saved" if entry else "its time zone and note are gone"
        if missing:
            why += f"; {missing}"
        note = " ".join(part for part in (MARK, record.get("note")) if part)
        main = MAIN_TIME[kind]
        day = day or (record[main][:10] if main else None)
        return accept({**record, "note": note[:NOTE_LENGTH]}), Odd(self.entry_id, word, day, why)


def _put(new: sqlite3.Connection, row: Sequence[Any], fields: tuple[Any, ...]) -> bool:
    names = ["entry_id", *(field.name for field in FIELDS[Kind(row[1])])]
    new.execute("SAVEPOINT one")
    try:
        for table, columns, values in (
            ("entry", COLUMNS, row),
            (row[1], names, (row[0], *fields)),
        ):
            listed = ", ".join(f'"{name}"' for name in columns)
            sql = f"INSERT INTO {table} ({listed}) VALUES ({rows.marks(columns)})"  # noqa: S608
            new.execute(sql, tuple(values))
    except sqlite3.Error:
        new.execute("ROLLBACK TO one")
        return False
    finally:
        new.execute("RELEASE one")
    return True


def _readable(
    kind: Kind, entry_id: str, entry: Mapping[str, Any], values: tuple[Any, ...]
) -> Record:
    """The record without what cannot even be read."""
    record: Record = {"kind": kind.value, "id": entry_id}
    for described, value in zip(FIELDS[kind], values, strict=False):
        try:
            if value is not None:
                record[described.name] = rows.json_value(described.form, value)
        except (*UNREADABLE, json.JSONDecodeError):
            continue
    if isinstance(entry.get("note"), str):
        record["note"] = entry["note"].replace("\0", "")
    if isinstance(entry.get("tz"), str):
        record["tz"] = entry["tz"]
    main, day = MAIN_TIME[kind], _day(entry.get("local_date"))
    stated = _day(str(record.get(main))[:10]) if main else None
    if day and stated and day != stated:
        apart = abs((date.fromisoformat(day) - date.fromisoformat(stated)).days)
        if apart == 1:  # a day that does not start at midnight; more is damage
            record["local_date"] = day
    return record


def _acceptable(record: Record) -> tuple[Record | None, str]:
    """The record less the fields that are not acceptable, and a sentence naming them."""
    given, dropped = dict(record), list[str]()
    while True:
        try:
            accepted = accept(given)
        except DataError as error:
            if error.field not in given or error.field in {"kind", "id"}:
                return None, error.message.rstrip(".")
            dropped.append(str(error.field))
            del given[str(error.field)]
        else:
            return accepted, f"{', '.join(dropped)} could not be read" if dropped else ""


def _day(text: Any) -> str | None:
    try:
        return clock.parse_day(text).isoformat()
    except (DataError, TypeError):
        return None
