"""Whether the tables are those that this program makes: SQLite does not notice a changed word."""

import hashlib
import re
import sqlite3
from typing import Final

from tracker.vocabulary import Kind

KNOWN: Final = frozenset({"ac04dc437d9b79ef85ac581e4d193d2aaa208ad0a481723d411f2661b351d853"})
"""The hashes of the current schema: one of a new diary, and one of each way to upgrade an old."""

REVISION: Final = "0003"
"""The newest revision, as Alembic notes it in the file."""

_BLANKS: Final = re.compile("[ \t\n]+")
"""Not every white space: no flipped bit turns one of these three into another."""

_OURS: Final = frozenset(Kind) | {
    "entry",
    "change",
    "changed_entry",
    "batch",
    "acknowledgement",
    "checksum",
    "alembic_version",
}


def fingerprint(connection: sqlite3.Connection) -> str:
    """SHA-256 of the definitions of this program's tables and their indexes.

    Blanks and ends of lines do not count, nor what a person has added to the file.
    """
    found = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    ours = [row for row in found if str(row[1]) in _OURS or str(row[1]).startswith("ix_entry_")]
    lines = ["\t".join(_BLANKS.sub("", str(word)) for word in row) for row in ours]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def problem(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the definitions, or None."""
    if fingerprint(connection) not in KNOWN:
        return "the definitions of its tables are not those of this program"
    revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if revisions != [(REVISION,)]:
        return "the revision that it notes is not that of its schema"
    return None
