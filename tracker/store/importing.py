"""Imports: all or nothing, idempotent by id, and removable as one batch.

Records go in by the hundred: each passes the one gate and its input model, then rows of one table
are inserted together. Only what must be merged into a standing entry takes the way of a change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from tracker import clock, models
from tracker.entry.accept import accept
from tracker.errors import DataError, NotFoundError
from tracker.models.base import METADATA
from tracker.models.ledger import Batch
from tracker.records import Record
from tracker.store import journal, rows
from tracker.store.result import Imported
from tracker.store.rows import CHUNK, Selection
from tracker.store.writing import Writer, writing
from tracker.vocabulary import Kind

_CLEAR_WITH_EPISODES: Final = """
SELECT entry.id FROM day JOIN entry ON entry.id = day.entry_id
WHERE day.status = 'clear' AND entry.deleted_utc IS NULL AND EXISTS (
    SELECT 1 FROM entry AS other WHERE other.local_date = entry.local_date
    AND other.kind = 'episode' AND other.deleted_utc IS NULL)
"""


class _DryRun(Exception):  # noqa: N818  not an error: it ends the transaction without a commit
    """Everything worked and nothing is to be kept."""


@dataclass(slots=True)
class _Batch:
    """One import in progress: its number, and what became of the records so far."""

    writer: Writer
    number: int
    inserted: int = 0
    changed: int = 0
    already: int = 0
    deleted: int = 0
    days: set[str] = field(default_factory=set)

    def take(self, given: Sequence[Mapping[str, Any]]) -> None:
        """A few hundred records. Raises DataError for one that is not acceptable."""
        accepted = [accept(record) for record in given]
        new = self._not_here(accepted)
        self.days = self._days_stated(new)
        apart = [self._stands_alone(record) for record in new]
        self._insert([record for record, alone in zip(new, apart, strict=True) if alone])
        for record, alone in zip(new, apart, strict=True):
            if not alone:
                self._merge(record)

    def _not_here(self, accepted: Sequence[Record]) -> list[Record]:
        ids = [record["id"] for record in accepted]
        found = journal.raw(self.writer.session).execute(
            f"SELECT id, batch_id, deleted_utc FROM entry WHERE id IN ({rows.marks(ids)})",  # noqa: S608
            ids,
        )
        here = {entry_id: (batch, deleted) for entry_id, batch, deleted in found}
        new: dict[str, Record] = {}
        for record in accepted:
            batch, deleted = here.get(record["id"], (None, None))
            if record["id"] in new or batch == self.number:
                raise DataError(f"id {record['id']} stands twice in the file.", field="id")
            if record["id"] not in here:
                new[record["id"]] = record
            elif deleted is None:
                self.already += 1
            else:
                self.deleted += 1
        return list(new.values())

    def _days_stated(self, new: Sequence[Record]) -> set[str]:
        """Which of the days that the records are about have a statement already."""
        wanted = [record["date"] for record in new if record["kind"] == Kind.DAY]
        found = journal.raw(self.writer.session).execute(
            "SELECT local_date FROM entry WHERE kind = 'day' AND deleted_utc IS NULL "  # noqa: S608
            f"AND local_date IN ({rows.marks(wanted)})",
            wanted,
        )
        return {day for (day,) in found}

    def _stands_alone(self, record: Record) -> bool:
        """Whether no entry is there, nor came before in the file, that the record belongs into."""
        if record["kind"] == Kind.PROFILE:
            return False
        if record["kind"] != Kind.DAY:
            return True
        stated = record["date"] in self.days
        self.days.add(record.get("local_date") or record["date"])
        return not stated

    def _insert(self, new: Sequence[Record]) -> None:
        if not new:
            return
        writer = self.writer
        connection = writer.session.connection()
        by_kind: dict[Kind, list[dict[str, Any]]] = {}
        for record in new:
            kind = Kind(record["kind"])
            values = models.input_model(kind)(**rows.columns(record))
            by_kind.setdefault(kind, []).append({"entry_id": record["id"], **dict(values)})
        connection.execute(
            insert(METADATA.tables["entry"]),
            [
                writer.entry_row(record, version=1, batch=self.number, entered=writer.now)
                for record in new
            ],
        )
        for kind, found in by_kind.items():
            connection.execute(insert(METADATA.tables[kind.value]), found)
        writer.journal.remember_new([record["id"] for record in new])
        self.inserted += len(new)

    def _merge(self, record: Record) -> None:
        existing = self.writer.the_one_like(record)
        if existing is None:
            self.writer.add(record, self.number)
            self.inserted += 1
            return
        self.writer.merge(existing, record)
        if self.writer.standing((existing.id,))[0].version == existing.version:
            self.already += 1
        else:
            self.changed += 1

    def settle(self) -> None:
        """Turn the clear days that now have an episode complete."""
        found = journal.raw(self.writer.session).execute(_CLEAR_WITH_EPISODES)
        for chunk in journal.chunks([entry_id for (entry_id,) in found]):
            self.writer.settle_days(self.writer.select(Selection(ids=tuple(chunk))), strict=False)

    def result(self, *, dry_run: bool) -> Imported:
        """What to tell about it."""
        number = self.number if self.inserted and not dry_run else None
        added = self.inserted + self.changed
        return Imported(number, added, self.already, self.deleted, tuple(self.writer.remarks))


def import_batch(
    path: Path,
    records: Iterable[Mapping[str, Any]],
    source: str,
    format_name: str,
    now: datetime,
    *,
    dry_run: bool,
) -> Imported:
    """Add the records whose id is not in the diary, in one transaction and under one batch number.

    An entry that is here already stays as it is, also when it was deleted since. A statement about
    a day, or a profile, that is here under another id is changed to what the file says.
    """
    result = Imported(None, 0, 0, 0, ())
    try:
        with writing(path, "import", now, thorough=True) as writer:
            ledger = Batch(imported_utc=clock.utc_text(now), format=format_name, source=source)
            batch = _Batch(writer, _numbered(writer, ledger))
            for chunk in _chunks(records):
                batch.take(chunk)
            batch.settle()
            if not batch.inserted:
                writer.session.delete(writer.session.get_one(Batch, batch.number))
            result = batch.result(dry_run=dry_run)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return result


def remove_batch(path: Path, batch: int, now: datetime) -> int:
    """Take every entry of a batch out of the diary; `undo` can bring them back.

    Raises NotFoundError when there is no such import.
    """
    with writing(path, "import --undo", now, thorough=True) as writer:
        found = journal.raw(writer.session).execute(
            "SELECT id FROM entry WHERE batch_id = ?", (batch,)
        )
        ids = [entry_id for (entry_id,) in found]
        if not ids:
            raise NotFoundError(
                f"there is no import {batch} in the diary.",
                hint="An import prints its number when it is done.",
            )
        writer.journal.remember_entries(ids)
        journal.remove(writer.session, ids)
        return len(ids)


def _numbered(writer: Writer, ledger: Batch) -> int:
    writer.session.add(ledger)
    writer.session.flush()
    if ledger.id is None:
        raise AssertionError("SQLite gives every new row an id")
    return ledger.id


def _chunks(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    left = iter(records)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
