"""Copies of the diary that are known to be good before they are called backups."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from tracker import paths
from tracker.errors import OutputError, StorageError
from tracker.store import schema
from tracker.store.engine import connect
from tracker.store.faults import translated


def backup_name(now: datetime, version: int) -> str:
    """The file name of a backup made at a moment: sortable, to the microsecond."""
    return f"diary-{now.astimezone():%Y%m%dT%H%M%S.%f%z}-schema{version}.db"


def back_up(diary: Path, target: Path) -> Path:
    """Write a verified copy of the diary to a new file, private to its owner; return the file.

    It is written beside under another name, checked, synced and renamed: a file that bears the
    target's name is whole. Raises OutputError when the target exists, StorageError when the copy
    is not the same.
    """
    paths.private_folder(target.parent)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, paths.PRIVATE_FILE))
        with translated(diary):
            source = connect(diary)
            try:
                source.execute("VACUUM INTO ?", (str(draft),))
                _verify(source, draft)
            finally:
                source.close()
        sync(draft)
        publish(draft, target)
    except FileExistsError as error:
        raise OutputError(
            f"the file {target} exists already.", hint="Choose another name."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return target


def publish(draft: Path, target: Path) -> None:
    """Give a finished file its name, never over another one, and make the name last.

    Raises FileExistsError when the name is taken.
    """
    os.link(draft, target)
    draft.unlink()
    sync(target.parent)


def sync(path: Path) -> None:
    """Make a file's content, or a folder's names, last through a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _verify(source: sqlite3.Connection, copy: Path) -> None:
    other = connect(copy)
    try:
        problems = [row[0] for row in other.execute("PRAGMA integrity_check") if row[0] != "ok"]
        same = _counts(source) == _counts(other)
        ours = schema.check(copy) is not None
    finally:
        other.close()
    if problems or not same or not ours:
        raise StorageError(
            "the backup is not a faithful copy of the diary.",
            hint="Check the disk.",
            safe="The diary was left as it is.",
        )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
        if not name.startswith("sqlite_")
    }
