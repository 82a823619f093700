"""The undo journal: the rows of every entry as they were before each of the last changes."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import insert
from sqlmodel import Session, col, select

from tracker import clock
from tracker.errors import NotFoundError
from tracker.models.base import METADATA
from tracker.models.journal import Change, ChangedEntry
from tracker.store import rows
from tracker.store.result import Undone
from tracker.store.rows import Selection
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.models.ledger import Acknowledgement

DEPTH: Final = 30
"""How many changes can be taken back."""

AT_ONCE: Final = 1000
"""How many entries' earlier states are forgotten with one change."""

FORGOTTEN: Final = "forgotten"
"""The action of a change that can no longer be taken back, while something of it is left."""

_FORGETTING: Final = (
    f"""
UPDATE change SET action = '{FORGOTTEN}' WHERE action <> '{FORGOTTEN}' AND id NOT IN
(SELECT id FROM change WHERE action <> '{FORGOTTEN}' ORDER BY id DESC LIMIT {DEPTH})
""",  # noqa: S608  own words
    f"""
DELETE FROM changed_entry WHERE rowid IN (
    SELECT changed_entry.rowid FROM change JOIN changed_entry ON change_id = change.id
    WHERE action = '{FORGOTTEN}' ORDER BY change.id LIMIT {AT_ONCE})
""",  # noqa: S608
    f"""
DELETE FROM change WHERE action = '{FORGOTTEN}' AND NOT EXISTS
(SELECT 1 FROM changed_entry WHERE change_id = change.id)
""",  # noqa: S608
)

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
        images = _images(self.session, [entry_id])[entry_id]
        self.remember(entry_id, _dumped(images))
        return images

    def remember(self, entry_id: str, before: str | None) -> None:
        """Keep what an entry was; only the first image of an entry in a change counts."""
        change_id = self._open()
        if self.session.get(ChangedEntry, (change_id, entry_id)) is None:
            self.session.add(ChangedEntry(change_id=change_id, entry_id=entry_id, before=before))

    def remember_new(self, ids: Sequence[str]) -> None:
        """Keep that entries were not there before; none of them was touched by this change yet."""
        change_id = self._open()
        found = [{"change_id": change_id, "entry_id": i, "before": None} for i in ids]
        self.session.connection().execute(insert(METADATA.tables["changed_entry"]), found)

    def remember_entries(self, ids: Sequence[str]) -> None:
        """Keep the rows of entries that this change has not touched yet, as they are now."""
        change_id = self._open()
        for chunk in chunks(ids):
            found = [
                {"change_id": change_id, "entry_id": i, "before": _dumped(images)}
                for i, images in _images(self.session, chunk).items()
            ]
            self.session.connection().execute(insert(METADATA.tables["changed_entry"]), found)

    def remember_acknowledgement(self, made: "Acknowledgement") -> None:
        """Keep that this change made an acknowledgement, which has its id by now."""
        change = self.session.get_one(Change, self._open())
        change.acknowledgement_id = made.id
        self.session.add(change)

    def close(self) -> None:
        """Forget the changes that are older than the journal is deep.

        What a large one found goes a part with each later change, the oldest first: nobody waits
        for a hundred thousand rows to go.
        """
        if self.change_id is not None:
            self.session.flush()
            for statement in _FORGETTING:
                self.session.connection().exec_driver_sql(statement)

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


def remove(session: Session, ids: Sequence[str]) -> None:
    """Take entries' rows out of the tables; the foreign keys take the kinds' rows along."""
    session.flush()
    for chunk in chunks(ids):
        sql = f"DELETE FROM entry WHERE id IN ({rows.marks(chunk)})"  # noqa: S608  marks alone
        session.connection().exec_driver_sql(sql, tuple(chunk))
    session.expunge_all()


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """A long list in parts that fit into one statement."""
    return (ids[start : start + rows.CHUNK] for start in range(0, len(ids), rows.CHUNK))


def undo(session: Session) -> Undone:
    """Put every row of the newest change back exactly as it was, and forget the change.

    Raises NotFoundError when nothing is left to take back.
    """
    newest = select(Change).where(Change.action != FORGOTTEN).order_by(col(Change.id).desc())
    change = session.exec(newest.limit(1)).first()
    if change is None:
        raise NotFoundError("there is nothing to take back.", hint="Try: tracker list")
    sql = "SELECT entry_id FROM changed_entry WHERE change_id = ?"
    ids = tuple(row[0] for row in raw(session).execute(sql, (change.id,)))
    as_they_were, action = _entries(session, ids), change.action
    rule = _forget(session, change.acknowledgement_id)
    remove(session, ids)
    _put_back(session, change.id)
    session.delete(session.get_one(Change, change.id))
    session.flush()
    there = _entries(session, ids)
    if action not in {"add", "import"}:
        return Undone(action, there, rule)
    back = {entry.id for entry in there}
    gone = tuple(entry for entry in as_they_were if entry.id not in back)
    return Undone(action, gone, rule, there)


def _forget(session: Session, acknowledgement_id: int | None) -> str | None:
    """Take an acknowledgement out again; return the rule that it was of."""
    if acknowledgement_id is None:
        return None
    from tracker.models.ledger import Acknowledgement  # noqa: PLC0415  a quick entry needs no ledger

    made = session.get(Acknowledgement, acknowledgement_id)
    if made is None:
        return None
    session.delete(made)
    return made.rule


def _entries(session: Session, ids: tuple[str, ...]) -> tuple[Any, ...]:
    found = []
    for chunk in chunks(ids):
        found += list(rows.select(raw(session), Selection(ids=tuple(chunk))))
    return tuple(found)


def _dumped(images: Images) -> str:
    return json.dumps(images, ensure_ascii=False)


def _images(session: Session, ids: Sequence[str]) -> dict[str, Images]:
    """The rows of a few entries, by id."""
    session.flush()
    entries = _rows(session, "entry", "id", ids)
    kinds: dict[Kind, list[str]] = {}
    for row in entries:
        kinds.setdefault(Kind(row["kind"]), []).append(row["id"])
    fields = {
        row["entry_id"]: row
        for kind, own in kinds.items()
        for row in _rows(session, kind, "entry_id", own)
    }
    return {row["id"]: {"entry": row, "fields": fields[row["id"]]} for row in entries}


def _rows(session: Session, table: str, key: str, values: Sequence[str]) -> list[dict[str, Any]]:
    sql = f"SELECT * FROM {table} WHERE {key} IN ({rows.marks(values)})"  # noqa: S608  own names
    found = session.connection().exec_driver_sql(sql, tuple(values)).mappings()
    return [dict(row) for row in found]


def _put_back(session: Session, change_id: int | None) -> None:
    """Insert the rows as they were before a change; rows of one shape go in together."""
    found = raw(session).execute(
        "SELECT before FROM changed_entry WHERE change_id = ? AND before IS NOT NULL", (change_id,)
    )
    while chunk := found.fetchmany(rows.CHUNK):
        shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for (before,) in chunk:
            image = json.loads(before)
            for table, row in (
                ("entry", image["entry"]),
                (image["entry"]["kind"], image["fields"]),
            ):
                shapes.setdefault((table, *row), []).append(tuple(row.values()))
        for (table, *names), values in shapes.items():
            columns = ", ".join(f'"{name}"' for name in names)
            sql = f"INSERT INTO {table} ({columns}) VALUES ({rows.marks(names)})"  # noqa: S608  the journal's own names
            session.connection().exec_driver_sql(sql, values)
