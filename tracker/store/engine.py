"""The two ways to the file: short plain reads, and immediate writes through SQLModel.

Reads are plain `sqlite3`: a read returns frozen entries, needs no mapper, and so the diary can be
listed and the screens filled before the ORM is even imported. Writes go through SQLAlchemy with
`BEGIN IMMEDIATE`, so two writers queue instead of failing half-way. `journal_mode=DELETE` keeps
the diary one file; with `synchronous=EXTRA` a committed entry survives a power cut.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.errors import DiaryFileError
from tracker.store import schema
from tracker.store.faults import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine

BUSY_SECONDS: Final = 5.0
"""How long a statement waits for another program that holds the diary."""

_LONGER: Final = 1.1
"""How many times that a write waits: someone typed what would be lost."""

_PAUSE: Final = 0.005
"""Seconds between two tries to begin a write. SQLite's own pauses grow to 0.1 s, and beside a
program that writes without a pause of its own they meet no gap for seconds."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing file, in autocommit; never creates one."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """One short read transaction on the current schema, over when the block ends.

    A file or folder that is write-protected can be read too.
    """
    with translated(path):
        connection = connect(path)
        try:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("BEGIN")
            require_current(path, connection.execute("PRAGMA user_version").fetchone()[0])
            yield connection
        finally:
            connection.close()


def require_current(path: Path, version: int) -> None:
    """Raise DiaryFileError when the schema is not this program's (it was upgraded meanwhile)."""
    if version > schema.SCHEMA_VERSION:
        raise schema.too_new(path, version)
    if version != schema.SCHEMA_VERSION:
        raise DiaryFileError(
            f"the diary {path} has schema {version}, not {schema.SCHEMA_VERSION}.",
            hint="Start the program again to upgrade it.",
            safe="Your entries are safe.",
        )


def write_engine(path: Path, *, foreign_keys: bool = True) -> "Engine":
    """An engine whose every transaction begins IMMEDIATE; it keeps no connection open.

    `foreign_keys=False` is for schema upgrades alone: with them on, rebuilding a table would
    delete the rows that refer to it.
    """
    from sqlalchemy import NullPool, create_engine, event  # noqa: PLC0415  reads never need it

    def open_connection() -> sqlite3.Connection:
        connection = connect(path)
        try:
            connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            _patiently(connection, "PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA synchronous=EXTRA")
            connection.execute("PRAGMA secure_delete=ON")  # free pages hold zeroes everywhere
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=open_connection, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        _patiently(connection.connection.dbapi_connection, "BEGIN IMMEDIATE")

    return engine


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Run a statement; try again and again while another program holds the diary."""
    until = time.monotonic() + BUSY_SECONDS * _LONGER
    connection.execute("PRAGMA busy_timeout=0")
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            break
    connection.execute(f"PRAGMA busy_timeout={round(1000 * BUSY_SECONDS)}")
