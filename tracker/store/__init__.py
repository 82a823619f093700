"""The diary file: the only code that knows SQLite.

`Store.open` costs a look at the file's header; the ORM is imported by the first write. Every
method opens its own short connection, so one store may be used from any thread.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from tracker.errors import AccessError, NotFoundError, UsageError
from tracker.records import Entry
from tracker.store import rows, schema
from tracker.store.engine import reading
from tracker.store.result import Acknowledged, Imported, Saved, Undone
from tracker.store.rows import Selection
from tracker.store.snapshot import Snapshot
from tracker.vocabulary import Kind

__all__ = ["Acknowledged", "Imported", "Saved", "Store", "Undone"]


@dataclass(frozen=True, slots=True)
class Store:
    """One diary file. Reads are short; a change is saved when the method returns."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> Self:
        """The diary at a path: created when there is none, upgraded when its schema is older.

        Raises DiaryFileError for a file that is newer, damaged, empty or not a diary; it is left
        untouched.
        """
        try:
            version = schema.check(path)
        except FileNotFoundError:
            from tracker.store.upgrade import create  # noqa: PLC0415  once a diary

            create(path)
        else:
            if version < schema.SCHEMA_VERSION:
                from tracker.store.upgrade import upgrade  # noqa: PLC0415  once a schema

                upgrade(path)
        return cls(path)

    def entries(
        self,
        *,
        kinds: Iterable[Kind] | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        newest_first: bool = True,
    ) -> list[Entry]:
        """Entries of some kinds and local days (both ends included), ordered by time."""
        wanted = None if kinds is None else frozenset(kinds)
        with reading(self.path) as connection:
            return list(
                rows.select(connection, Selection(wanted, since, until, limit, newest_first))
            )

    def walk(
        self,
        *,
        kinds: Iterable[Kind] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Entry]:
        """Entries oldest first, a few hundred in memory at a time, in one read transaction."""
        wanted = None if kinds is None else frozenset(kinds)
        with reading(self.path) as connection:
            yield from rows.select(connection, Selection(wanted, since, until))

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Several reads in one short transaction: what is asked in the block is of one moment."""
        with reading(self.path) as connection:
            yield Snapshot(connection)

    def count(self) -> int:
        """How many entries stand."""
        with reading(self.path) as connection:
            found: int = connection.execute(
                "SELECT count(*) FROM entry WHERE deleted_utc IS NULL"
            ).fetchone()[0]
        return found

    def find(self, prefix: str) -> Entry:
        """The entry whose id begins so. Raises NotFoundError for none, UsageError for several."""
        wanted = prefix.strip().lower()
        if not wanted:
            raise NotFoundError("an entry is found by its id.", hint="Try: tracker list")
        with reading(self.path) as connection:
            ids = [
                row[0]
                for row in connection.execute(
                    "SELECT id FROM entry WHERE id >= ? AND id < ? AND deleted_utc IS NULL "
                    "ORDER BY id LIMIT 3",
                    (wanted, wanted + "g"),
                )
            ]
            if len(ids) > 1 and ids[0] != wanted:
                raise UsageError(
                    f"the id {prefix} fits several entries: {', '.join(i[:13] for i in ids)}.",
                    hint="Type more of it.",
                )
            if not ids:
                raise NotFoundError(f"there is no entry {prefix!r}.", hint="Try: tracker list")
            return next(rows.select(connection, Selection(ids=(ids[0],))))

    def profile(self) -> dict[str, Any]:
        """What the profile states; empty when there is none."""
        found = self.entries(kinds={Kind.PROFILE})
        return dict(found[0].record) if found else {}

    def data_version(self) -> int:
        """A number that changes when anyone has written to the file or put another in its place.

        It is told without opening the file: to close it would drop the locks that SQLite holds for
        a write under way in another thread. Raises AccessError when there is no file any more.
        """
        try:
            found = self.path.stat()
        except OSError as error:
            raise AccessError(
                f"the diary {self.path} cannot be read: {error.strerror}.",
                hint="Try: tracker paths",
            ) from error
        return hash((found.st_ino, found.st_mtime_ns, found.st_size))

    def acknowledgements(self) -> list[Acknowledged]:
        """What was acknowledged, oldest first."""
        with self.snapshot() as moment:
            return moment.acknowledgements()

    def recorded(self, ids: Collection[str]) -> dict[str, datetime]:
        """When a few entries, which go into one statement, were saved or changed last, by id."""
        with self.snapshot() as moment:
            return moment.recorded(ids)

    def add(self, records: Sequence[Mapping[str, Any]], *, now: datetime) -> Saved:
        """Save records of the public format, all or none. Raises DataError for a bad one.

        A second statement about a day, or a second profile, changes the first.
        """
        from tracker.store.writing import writing  # noqa: PLC0415  the first write loads the ORM

        with writing(self.path, "add", now) as writer:
            ids = tuple(dict.fromkeys([writer.add(record) for record in records]))
            written = writer.standing(ids)
            writer.settle_days(written, strict=True)
            writer.tell_of_doubles(written)
            return Saved(writer.standing(ids), tuple(writer.remarks))

    def edit(
        self,
        entry_id: str,
        changes: Mapping[str, Any],
        *,
        now: datetime,
        version: int | None = None,
    ) -> Saved:
        """Change fields of an entry; None clears one.

        Raises DataError for a bad value, and when `version` is given and no longer current.
        """
        from tracker.store.writing import only, require_version, writing  # noqa: PLC0415

        with writing(self.path, "edit", now) as writer:
            current = only(writer.select(Selection(ids=(entry_id,))), entry_id)
            require_version(current, version)
            writer.edit(current, changes)
            written = writer.standing((entry_id,))
            writer.settle_days(written, strict=True)
            writer.tell_of_doubles(written)
            return Saved(writer.standing((entry_id,)), tuple(writer.remarks))

    def delete(self, ids: Sequence[str], *, now: datetime) -> Saved:
        """Delete entries, all or none; `undo` brings them back. Raises NotFoundError."""
        from tracker.store.writing import only, writing  # noqa: PLC0415

        with writing(self.path, "delete", now) as writer:
            gone = tuple(only(writer.select(Selection(ids=(i,))), i) for i in ids)
            for entry in gone:
                writer.delete(entry)
        return Saved(gone)

    def undo(self, *, now: datetime) -> Undone:
        """Take back the newest change, whoever made it. Raises NotFoundError when there is none."""
        from tracker.store import journal  # noqa: PLC0415
        from tracker.store.writing import writing  # noqa: PLC0415

        with writing(self.path, "undo", now) as writer:
            return journal.undo(writer.session)

    def import_records(
        self,
        records: Iterable[Mapping[str, Any]],
        *,
        source: str,
        format_name: str,
        now: datetime,
        dry_run: bool = False,
    ) -> Imported:
        """Add the records that are not here yet, all or none, as one batch. Each needs an id.

        With `dry_run` everything is tried and nothing is kept. Raises DataError for a bad record.
        """
        from tracker.store.importing import import_batch  # noqa: PLC0415

        return import_batch(self.path, records, source, format_name, now, dry_run=dry_run)

    def undo_import(self, batch: int, *, now: datetime) -> int:
        """Take the entries of one import out again; return how many. Raises NotFoundError."""
        from tracker.store.importing import remove_batch  # noqa: PLC0415

        return remove_batch(self.path, batch, now)

    def acknowledge(self, rule: str, *, note: str | None, now: datetime) -> None:
        """Remember that the person has seen a flag; `undo` takes it back."""
        from tracker.store.acknowledging import acknowledge  # noqa: PLC0415

        acknowledge(self.path, rule, note, now)

    def visit(self, record: Mapping[str, Any], *, rule: str, now: datetime) -> Saved:
        """Save a doctor's visit about a flag, which is seen with it; one `undo` takes back both."""
        from tracker.store.acknowledging import visit  # noqa: PLC0415

        return visit(self.path, record, rule, now)
