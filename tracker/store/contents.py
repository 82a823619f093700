"""Whether every entry is what was saved: SQLite keeps no checksums, so each entry has a hash."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from tracker import clock, records
from tracker.entry.accept import accept
from tracker.errors import DataError, TrackerError
from tracker.fields import MAIN_TIME
from tracker.records import Entry
from tracker.store import rows
from tracker.vocabulary import Kind

UNREADABLE: Final = (
    TrackerError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What turning a damaged row into an entry may raise."""

_CHUNK: Final = 500
_KINDS: Final = frozenset(Kind)

COLUMNS: Final = f"{rows.ENTRY_COLUMNS}, content_hash, entered_utc, changed_utc, deleted_utc"
"""The columns of `entry` that an entry is judged by."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry of the file, also a deleted one, and what is wrong with it, if anything.

    `damage`: it is not what was saved. `remark`: it is, but this version would not accept it.
    """

    entry_id: str
    damage: str | None = None
    remark: str | None = None


def damaged(connection: sqlite3.Connection) -> Iterator[Judged]:
    """The entries whose content is not what their hash says."""
    return (found for found in judge(connection, closely=False) if found.damage)


def judge(connection: sqlite3.Connection, *, closely: bool = True) -> Iterator[Judged]:
    """Every entry, a few hundred in memory at a time, in the order they are stored.

    `closely` also compares the columns beside the record and asks whether it would be accepted
    today. Raises sqlite3.Error where the file cannot be read on.
    """
    last = -1
    while chunk := connection.execute(
        f"SELECT rowid, {COLUMNS} FROM entry WHERE rowid > ? ORDER BY rowid LIMIT ?",  # noqa: S608
        (last, _CHUNK),
    ).fetchall():
        last = chunk[-1][0]
        fields = rows.fields_of(connection, [r[1:] for r in chunk if r[2] in _KINDS])
        for _, *row in chunk:
            yield judged(row, fields.get(row[0]), closely=closely)


def judged(row: Sequence[Any], fields: tuple[Any, ...] | None, *, closely: bool = True) -> Judged:
    """One entry, from the values of `COLUMNS` and of its kind's fields."""
    *of_entry, content_hash, entered, changed, deleted = row
    try:
        entry = rows.entry(tuple(of_entry), fields)
        if not _bears(entry.record, content_hash):
            return Judged(str(row[0]), "its content is not what was saved")
        if closely:
            _require_place(entry)
            _require_life(entry.version, entered, changed, deleted)
    except UNREADABLE as error:
        words = error.message if isinstance(error, TrackerError) else str(error)
        return Judged(str(row[0]), words.removeprefix(f"the entry {row[0]} is ").rstrip("."))
    return Judged(entry.id, remark=_remark(entry.record) if closely else None)


def _bears(record: Mapping[str, Any], content_hash: str) -> bool:
    """Whether a record has that hash. One that was just read is in canonical form already."""
    line = records.dumps(record).encode()
    return (
        hashlib.sha256(line).hexdigest() == content_hash
        or records.content_hash(record) == content_hash
    )


def _require_place(entry: Entry) -> None:
    """Raise ValueError unless the columns that order entries say what the record says."""
    main = MAIN_TIME[entry.kind]
    if main is None:
        return
    if entry.at is None or entry.local_date is None or entry.version < 1:
        raise ValueError("its time is missing")
    stated = entry.record[main]
    if "T" in stated or entry.record.get("end"):
        at = records.place(entry.record)
        same = at == entry.at and at is not None and at.utcoffset() == entry.at.utcoffset()
    else:  # the day may have started at another time when it was entered
        where = clock.zone(entry.record["tz"]) if entry.record.get("tz") else UTC
        same = entry.at.astimezone(where).date().isoformat() == stated
    if not same:
        raise ValueError("its place in time is not that of its record")


def _require_life(version: int, entered: str, changed: str, deleted: str | None) -> None:
    """Raise ValueError or DataError unless the moments of an entry's changes hold together."""
    for moment in (entered, changed, deleted):
        if moment is not None:
            clock.parse_instant(moment)
    if (version == 1 and changed != entered) or (deleted is not None and deleted != changed):
        raise ValueError("the moments of its changes do not hold together")


def _remark(record: Mapping[str, Any]) -> str | None:
    try:
        return None if accept(record) == record else "it would be written otherwise today"
    except DataError as error:
        return error.message.rstrip(".")
