"""A new diary, and an older one brought to this program's schema, whole or not at all.

Only here is Alembic imported. An upgrade holds a lock that a crash releases, checks the file and
the free space, makes a verified backup, and runs every revision in one transaction: whatever stops
it, the next start finds wholly the old or wholly the new schema.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker import paths
from tracker.errors import DiaryFileError, InternalError, StorageError, TrackerError
from tracker.store import schema
from tracker.store.backup import back_up, backup_name, publish, sync
from tracker.store.engine import connect, write_engine
from tracker.store.faults import translated

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SPACE_FACTOR: Final = 3
"""Free space an upgrade asks for, in sizes of the diary: the backup, the journal, the rebuild."""


def create(path: Path) -> None:
    """Make an empty diary, private to its owner; one that exists by now is left as it is."""
    paths.private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    with _locked(path):
        if path.exists():
            return
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, paths.PRIVATE_FILE))
            with translated(path):
                _run_revisions(draft)
            sync(draft)
            publish(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def upgrade(path: Path) -> Path:
    """Bring an older diary to this program's schema; return the backup that was made first.

    Raises DiaryFileError when the file is damaged, StorageError when space is short, InternalError
    when a revision fails; the diary is then as it was.
    """
    with _locked(path):
        version = schema.check(path)
        _require_sound(path)
        _require_space(path)
        name = backup_name(datetime.now(UTC), version)
        backup = back_up(path, path.parent / "backups" / name)
        try:
            with translated(path):
                _run_revisions(path)
        except TrackerError as error:
            error.hint = f"{error.hint} The backup is {backup}.".strip()
            raise
        except Exception as error:
            raise InternalError(
                f"the diary could not be upgraded from schema {version}: {error}",
                safe="It was left as it was.",
                hint=f"The backup is {backup}.",
            ) from error
        return backup


def _run_revisions(path: Path) -> None:
    """Run every missing revision and the closing checks in one transaction."""
    from alembic import command  # noqa: PLC0415  0.3 s, needed once a schema
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(script_location()))
    engine = write_engine(path, foreign_keys=False)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _require_consistent(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def script_location() -> Path:
    """The folder of the revisions: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_migrations"
    return shipped if shipped.is_dir() else package.parent / "migrations"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = path.with_name(f".{path.name}.lock")
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, paths.PRIVATE_FILE)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _require_sound(path: Path) -> None:
    with translated(path):
        connection = connect(path)
        try:
            problems = [
                row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
            ]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    if problems or orphans:
        raise DiaryFileError(
            f"the diary {path} is damaged: {(problems or ['entries without their rows'])[0]}.",
            safe="It was left as it is.",
            hint=f"Backups are in {path.parent / 'backups'}.",
        )


def _require_space(path: Path) -> None:
    needed = _SPACE_FACTOR * path.stat().st_size
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise StorageError(
            f"upgrading the diary needs {needed:,} bytes free; {free:,} are.",
            safe="It was left as it is.",
            hint="Free some space first.",
        )


def _require_consistent(connection: "Connection") -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise InternalError(f"the upgrade would leave {len(orphans)} rows without their entry.")
