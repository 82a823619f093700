"""Imports: all or nothing, idempotent by id, and removable as one batch."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker import clock
from tracker.errors import DataError, NotFoundError
from tracker.models.base import EntryRow
from tracker.models.ledger import Batch
from tracker.store import journal
from tracker.store.result import Imported
from tracker.store.rows import Selection
from tracker.store.writing import Writer, writing


class _DryRun(Exception):  # noqa: N818  not an error: it ends the transaction without a commit
    """Everything worked and nothing is to be kept."""


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

    An entry that is here already stays as it is, also when it was deleted since.
    """
    result = Imported(None, 0, 0, 0, ())
    try:
        with writing(path, "import", now) as writer:
            batch = _new_batch(writer, source, format_name)
            added, already, deleted = [], 0, 0
            for record in records:
                existing = writer.session.get(EntryRow, record["id"])
                if existing is None:
                    added.append(writer.add(record, batch))
                elif existing.batch_id == batch:
                    raise DataError(f"id {record['id']} stands twice in the file.", field="id")
                elif existing.deleted_utc is None:
                    already += 1
                else:
                    deleted += 1
            _settle(writer, added)
            if not added:
                writer.session.delete(writer.session.get_one(Batch, batch))
            remarks = tuple(writer.remarks)
            number = batch if added and not dry_run else None
            result = Imported(number, len(added), already, deleted, remarks)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return result


def remove_batch(path: Path, batch: int, now: datetime) -> int:
    """Take every entry of a batch out of the diary; `undo` can bring them back.

    Raises NotFoundError when there is no such import.
    """
    with writing(path, "import --undo", now) as writer:
        connection = writer.session.connection()
        ids = (
            connection.exec_driver_sql("SELECT id FROM entry WHERE batch_id = ?", (batch,))
            .scalars()
            .all()
        )
        if not ids:
            raise NotFoundError(
                f"there is no import {batch} in the diary.",
                hint="An import prints its number when it is done.",
            )
        for entry_id in ids:
            writer.journal.remember_entry(entry_id)
        for entry_id in ids:
            journal.remove(writer.session, entry_id)
        return len(ids)


def _new_batch(writer: Writer, source: str, format_name: str) -> int:
    batch = Batch(imported_utc=clock.utc_text(writer.now), format=format_name, source=source)
    writer.session.add(batch)
    writer.session.flush()
    if batch.id is None:
        raise AssertionError("SQLite gives every new row an id")
    return batch.id


def _settle(writer: Writer, ids: list[str]) -> None:
    for start in range(0, len(ids), 500):
        chunk = tuple(ids[start : start + 500])
        writer.settle_days(writer.select(Selection(ids=chunk)), strict=False)
