"""Deleted entries wiped out of the file for good, with everything that could bring them back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tracker import clock
from tracker.errors import TrackerError
from tracker.store import checksum
from tracker.store.engine import connect, reading, require_current
from tracker.store.faults import translated


def deleted(diary: Path) -> int:
    """How many entries are deleted but still in the file."""
    with reading(diary) as connection:
        found: int = connection.execute(
            "SELECT count(*) FROM entry WHERE deleted_utc IS NOT NULL"
        ).fetchone()[0]
    return found


def purge(diary: Path) -> int:
    """Remove deleted entries, the undo journal and imports without entries; return how many.

    The file is then rewritten without its free pages. When that fails the entries are gone all the
    same and their pages are overwritten with zeroes; StorageError says so.
    """
    with translated(diary), closing(connect(diary)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")  # no copy in the system's temporary folder
        count, found = _removed(diary, connection)
        try:
            with translated(diary):
                connection.execute("VACUUM")
                checksum.note_alone(connection, found, clock.now().timestamp())
        except TrackerError as error:
            error.safe = (
                f"{count} deleted entries were removed; the file could not be made smaller."
            )
            raise
    return count


def _removed(diary: Path, connection: sqlite3.Connection) -> tuple[int, checksum.Verdict]:
    """How many entries were removed, and what the checksum said of the file before."""
    connection.execute("BEGIN IMMEDIATE")
    require_current(diary, connection.execute("PRAGMA user_version").fetchone()[0])
    found = checksum.look(connection)
    count = connection.execute("DELETE FROM entry WHERE deleted_utc IS NOT NULL").rowcount
    connection.execute("DELETE FROM changed_entry")
    connection.execute("DELETE FROM change")
    connection.execute(
        "DELETE FROM batch WHERE NOT EXISTS (SELECT 1 FROM entry WHERE batch_id = batch.id)"
    )
    connection.execute("COMMIT")
    return count, found
