"""The undo journal: the rows of every entry as they were before each of the last changes."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlmodel import Session, col, delete, select

from tracker import clock
from tracker.errors import NotFoundError
from tracker.models.journal import Change, ChangedEntry
from tracker.store import rows
from tracker.store.result import Undone
from tracker.store.rows import Selection
from tracker.vocabulary import Kind

DEPTH: Final = 30
"""How many changes can be taken back."""

Images = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Journal:
    """What one change found, written as it goes; a change that touched nothing leaves no trace."""

    session: Session
    action: str
    now: datetime
    change_id: int | None = None

    def remember_entry(self, entry_id: str) -> Images:
        """Keep an entry's rows as they are now; return them."""
        images = _images(self.session, entry_id)
        self.remember(entry_id, json.dumps(images, ensure_ascii=False))
        return images

    def remember(self, entry_id: str, before: str | None) -> None:
        """Keep what an entry was; only the first image of an entry in a change counts."""
        change_id = self._open()
        if self.session.get(ChangedEntry, (change_id, entry_id)) is None:
            self.session.add(ChangedEntry(change_id=change_id, entry_id=entry_id, before=before))

    def close(self) -> None:
        """Forget the changes that are older than the journal is deep."""
        if self.change_id is not None:
            kept = select(Change.id).order_by(col(Change.id).desc()).limit(DEPTH)
            self.session.exec(delete(Change).where(col(Change.id).not_in(kept)))

    def _open(self) -> int:
        if self.change_id is None:
            change = Change(changed_utc=clock.utc_text(self.now), action=self.action)
            self.session.add(change)
            self.session.flush()
            self.change_id = change.id
        if self.change_id is None:
            raise AssertionError("SQLite gives every new row an id")
        return self.change_id


def raw(session: Session) -> sqlite3.Connection:
    """The plain connection under a session, for reads inside its transaction."""
    return cast("sqlite3.Connection", session.connection().connection.dbapi_connection)


def remove(session: Session, entry_id: str) -> None:
    """Take an entry's rows out of the tables; the foreign key takes the kind's row along."""
    session.flush()
    session.connection().exec_driver_sql("DELETE FROM entry WHERE id = ?", (entry_id,))
    session.expunge_all()


def undo(session: Session) -> Undone:
    """Put every row of the newest change back exactly as it was, and forget the change.

    Raises NotFoundError when nothing is left to take back.
    """
    change = session.exec(select(Change).order_by(col(Change.id).desc()).limit(1)).first()
    if change is None:
        raise NotFoundError("there is nothing to take back.", hint="Try: tracker list")
    changed = session.exec(select(ChangedEntry).where(ChangedEntry.change_id == change.id)).all()
    ids = tuple(c.entry_id for c in changed)
    as_they_were = _entries(session, ids)
    action = change.action
    images = [json.loads(c.before) for c in changed if c.before is not None]
    session.delete(change)
    session.flush()
    for entry_id in ids:
        remove(session, entry_id)
    for image in images:
        for table in ("entry", image["entry"]["kind"]):
            _put_back(session, table, image["fields" if table != "entry" else "entry"])
    shown = as_they_were if action in {"add", "import"} else _entries(session, ids)
    return Undone(action, shown)


def _entries(session: Session, ids: tuple[str, ...]) -> tuple[Any, ...]:
    found = []
    for start in range(0, len(ids), 500):
        found += list(rows.select(raw(session), Selection(ids=ids[start : start + 500])))
    return tuple(found)


def _images(session: Session, entry_id: str) -> Images:
    session.flush()
    entry = _row(session, "entry", "id", entry_id)
    return {"entry": entry, "fields": _row(session, Kind(entry["kind"]), "entry_id", entry_id)}


def _row(session: Session, table: str, key: str, value: str) -> dict[str, Any]:
    sql = f"SELECT * FROM {table} WHERE {key} = ?"  # noqa: S608  the names are the program's own
    return dict(session.connection().exec_driver_sql(sql, (value,)).mappings().one())


def _put_back(session: Session, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  the journal's own names
    session.connection().exec_driver_sql(sql, tuple(row.values()))
