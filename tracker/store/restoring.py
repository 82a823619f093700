"""A backup put in the diary's place: checked first, the present file kept, whole or not at all.

The present file may be anything: sound, damaged, empty, or not there. It is copied byte for byte
before a rename puts the restored diary in its place. While that happens nobody can write to the
old file, and who waited to do so is refused by SQLite, which notices that it was moved.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import DiaryFileError, NotFoundError, StorageError, TrackerError, UsageError
from tracker.store import backup, backups, contents, schema
from tracker.store.backups import Reason
from tracker.store.engine import connect, reading
from tracker.store.faults import translated
from tracker.store.locking import locked

_CHUNK: Final = 1 << 20
_SIDECARS: Final = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A verified copy of a backup, at this program's schema, that waits to be put in place."""

    draft: Path
    entries: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `kept` is the former diary, None when there was none."""

    entries: int
    kept: Path | None
    kept_is_sound: bool


@contextmanager
def prepared(diary: Path, source: Path, *, shown: Path | None = None) -> Iterator[Prepared]:
    """Check a backup and copy it beside the diary, upgraded where it is older; touch nothing else.

    `shown` is the backup's name in errors, where the source is its opened form. Raises
    NotFoundError, DiaryFileError for what is not a sound diary of a schema this program knows,
    UsageError for the diary itself, StorageError when there is no room.
    """
    if not source.exists():
        raise NotFoundError(f"there is no file {source}.", hint="Check its name.")
    if diary.exists() and source.samefile(diary):
        raise UsageError(f"{source} is the diary itself.", hint="Name a backup.")
    with _about(source, shown or source):
        version = schema.check(source)
        backup.require_sound(source)
        paths.private_folder(diary.parent)
        with backup.verified_copy(source, diary) as draft:
            if version < schema.SCHEMA_VERSION:
                _upgrade(draft)
            with reading(draft) as connection:
                count, newest = connection.execute(
                    "SELECT count(*), max(local_date) FROM entry WHERE deleted_utc IS NULL"
                ).fetchone()
            yield Prepared(draft, count, None if newest is None else date.fromisoformat(newest))


def put_in_place(diary: Path, found: Prepared, now: datetime) -> Restored:
    """Keep the present diary aside and give the prepared copy its name.

    Raises BusyError when someone is writing to the diary, StorageError when there is no room; the
    diary is then as it was.
    """
    with locked(diary):
        if not diary.exists():
            backup.publish(found.draft, diary)
            return Restored(found.entries, None, kept_is_sound=False)
        with _nobody_writing(diary) as (descriptor, sound):
            kept = _keep(diary, descriptor, sound, now)
            for ending in _SIDECARS:
                diary.with_name(diary.name + ending).unlink(missing_ok=True)
            backup.publish(found.draft, diary, replace=True)
        return Restored(found.entries, kept, sound)


@contextmanager
def _about(source: Path, shown: Path) -> Iterator[None]:
    """What is wrong with a backup is said of the backup."""
    try:
        yield
    except DiaryFileError as error:
        error.message = error.message.replace(f"the diary {source}", f"the file {shown}", 1)
        error.safe = "Your diary was not touched."
        if not error.hint.startswith("Upgrade"):
            error.hint = f"Look at it: tracker --db {shown} check"
        raise


def _upgrade(draft: Path) -> None:
    from tracker.store.upgrade import run_revisions  # noqa: PLC0415  for an older backup alone

    with translated(draft):
        run_revisions(draft)
        with closing(connect(draft)) as connection:
            wrong = next(contents.damaged(connection), None)
    backup.require_sound(draft)
    if wrong is not None:
        raise backup.damaged(draft, f"entry {wrong.entry_id}: {wrong.damage}")
    backup.sync(draft)


@contextmanager
def _nobody_writing(diary: Path) -> Iterator[tuple[int, bool]]:
    """The diary's file opened for reading, and whether it is sound, while nobody can write to it.

    The file is opened before SQLite locks it and closed after: to close it drops the locks.
    """
    try:
        schema.read_header(diary)
    except DiaryFileError:
        is_database = False
    else:
        is_database = True
    descriptor = os.open(diary, os.O_RDONLY)
    try:
        if not is_database:
            yield descriptor, False
            return
        with translated(diary), closing(connect(diary)) as connection:
            sound = _lock(connection)
            yield descriptor, sound
    finally:
        os.close(descriptor)


def _lock(connection: sqlite3.Connection) -> bool:
    """Lock everybody out; return whether the file is sound. A damaged one may not be lockable."""
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        if backup.structural_problems(connection):
            return False
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        return ours and (
            version != schema.SCHEMA_VERSION or next(contents.damaged(connection), None) is None
        )
    except (sqlite3.DatabaseError, TrackerError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}:
            raise
        return False


def _keep(diary: Path, descriptor: int, sound: bool, now: datetime) -> Path:
    """Copy the diary's file, and what lies beside a damaged one, into the folder of backups."""
    paths.private_folder(backups.folder_of(diary))
    state = os.fstat(descriptor)
    version = int.from_bytes(os.pread(descriptor, 4, 60), "big")
    reason = Reason.RESTORE if sound else Reason.DAMAGED
    kept = backups.free_name(diary, reason, now, version)
    with backup.unfinished(kept) as draft:
        _copy(descriptor, draft)
        os.utime(draft, ns=(state.st_mtime_ns, state.st_mtime_ns))
        backup.sync(draft)
        for ending in _SIDECARS[:2]:
            beside = diary.with_name(diary.name + ending)
            if beside.exists():
                _keep_beside(beside, kept.with_name(kept.name + ending))
        backup.publish(draft, kept)
    return kept


def _keep_beside(file: Path, kept: Path) -> None:
    with backup.unfinished(kept) as draft:
        descriptor = os.open(file, os.O_RDONLY)
        try:
            _copy(descriptor, draft)
        finally:
            os.close(descriptor)
        backup.sync(draft)
        backup.publish(draft, kept)


def _copy(descriptor: int, target: Path) -> None:
    """Copy an open file without closing it. Raises StorageError when the copy is not the same."""
    at = 0
    with target.open("r+b") as file:
        while chunk := os.pread(descriptor, _CHUNK, at):
            file.write(chunk)
            at += len(chunk)
        file.flush()
        file.seek(0)
        same = all(
            file.read(_CHUNK) == os.pread(descriptor, _CHUNK, start)
            for start in range(0, at + 1, _CHUNK)
        )
    if not same:
        raise StorageError("the present diary could not be copied.", hint="Check the disk.")
