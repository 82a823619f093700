"""A new diary, and an older one brought to this program's schema, whole or not at all.

Only here is Alembic imported. An upgrade holds a lock that a crash releases, checks the file and
the free space, makes a verified backup, and runs every revision in one transaction: whatever stops
it, the next start finds wholly the old or wholly the new schema.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from tracker import clock, paths
from tracker.errors import InternalError, StorageError, TrackerError
from tracker.store import checksum, schema
from tracker.store.backup import new_backup, publish, require_sound, sync, unfinished
from tracker.store.backups import Reason
from tracker.store.engine import write_engine
from tracker.store.faults import translated
from tracker.store.locking import locked

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

_SPACE_FACTOR: Final = 3
"""Free space an upgrade asks for, in sizes of the diary: the backup, the journal, the rebuild."""


def create(path: Path) -> None:
    """Make an empty diary, private to its owner; one that exists by now is left as it is."""
    paths.private_folder(path.parent)
    with locked(path):
        if path.exists():
            return
        with unfinished(path) as draft:
            with translated(path):
                run_revisions(draft)
            sync(draft)
            publish(draft, path)


def upgrade(path: Path) -> Path:
    """Bring an older diary to this program's schema; return the backup that was made first.

    Raises DiaryFileError when the file is damaged, StorageError when space is short, InternalError
    when a revision fails; the diary is then as it was.
    """
    with locked(path):
        version = schema.check(path)
        require_sound(path)
        _require_space(path)
        backup = new_backup(path, Reason.UPGRADE, clock.now())
        try:
            with translated(path):
                run_revisions(path)
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


def run_revisions(path: Path) -> None:
    """Run every missing revision and the closing checks in one transaction."""
    try:
        _run_revisions(path)
    except Exception as error:
        if _was_interrupted(error):
            raise KeyboardInterrupt from error
        raise


def _run_revisions(path: Path) -> None:
    from alembic import command  # noqa: PLC0415  0.3 s, needed once a schema
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(script_location()))
    engine = write_engine(path, foreign_keys=False)
    with engine.begin() as connection:
        raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        found = checksum.look(raw)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _require_consistent(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        checksum.note(raw, found, clock.now().timestamp())


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C was behind an error: a rollback on its way out may fail and hide it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def script_location() -> Path:
    """The folder of the revisions: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_migrations"
    return shipped if shipped.is_dir() else package.parent / "migrations"


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
