"""SQLite's errors in words a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tracker.errors import (
    AccessError,
    BusyError,
    DiaryFileError,
    InternalError,
    StorageError,
    TrackerError,
)

_NOT_SAVED: Final = "Nothing was saved; what was saved before is safe."


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise a TrackerError in place of SQLite's error, also of one that SQLAlchemy wraps."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translation(error, path) from error
    except UnicodeDecodeError as error:  # SQLite's own words, about a name that was damaged
        raise _damaged(path, error) from error
    except TrackerError:
        raise
    except Exception as error:
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error):
            raise _translation(original, path) from error
        raise


def _translation(error: sqlite3.Error, path: Path) -> TrackerError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # not SQLite's own: Python could not read a text that SQLite gave it
        return (_damaged if "decode" in str(error) else _refused)(path, error)
    make = _TRANSLATIONS.get(code) or _TRANSLATIONS.get(code & 0xFF, _refused)
    return make(path, error)


def _busy(path: Path, _error: sqlite3.Error) -> TrackerError:
    return busy(path, "writing to the diary")


def busy(lock: Path, deed: str) -> BusyError:
    """The error for a diary that another program holds; it names the program where that is known.

    `lock` is the file whose lock is held, `deed` what is done under it.
    """
    from tracker.store.holders import holder  # noqa: PLC0415  only then

    found = holder(lock)
    if found is None:
        return BusyError(
            f"another tracker is {deed} and has not finished.",
            safe=_NOT_SAVED,
            hint="Try again in a moment.",
        )
    kind = "tracker" if found.is_ours else "program"
    deed = deed if found.writes else "reading the diary"
    hint = "Try again in a moment."
    if found.stopped:
        hint = f"It was stopped: wake it with fg where it was started, or: kill -CONT {found.pid}"
    return BusyError(
        f"another {kind} is {deed} and has not finished: {found.who}.", safe=_NOT_SAVED, hint=hint
    )


def _replaced(path: Path, _error: sqlite3.Error) -> TrackerError:
    return BusyError(
        f"the diary {path} was replaced by a restored one at this moment.",
        safe="This was not saved.",
        hint="Try again: it then goes into the restored diary.",
    )


def _read_only(path: Path, _error: sqlite3.Error) -> TrackerError:
    return AccessError(
        f"the diary {path} is read-only.", safe=_NOT_SAVED, hint="Reading works: tracker list"
    )


def _full(_path: Path, _error: sqlite3.Error) -> TrackerError:
    return StorageError("the disk is full.", safe=_NOT_SAVED, hint="Free some space first.")


def _failing(_path: Path, _error: sqlite3.Error) -> TrackerError:
    return StorageError(
        "the disk reported an error, or is full.",
        safe=_NOT_SAVED,
        hint="Check the disk and its free space.",
    )


def _unsynced(_path: Path, _error: sqlite3.Error) -> TrackerError:
    """The folder could not be synced: perhaps before the change was committed, perhaps after."""
    return StorageError(
        "the disk reported an error at the last step.",
        safe="What was saved before is safe; whether this was saved is not certain.",
        hint="Look first: tracker list --limit 5",
    )


def _closed(path: Path, _error: sqlite3.Error) -> TrackerError:
    return AccessError(
        f"the diary {path} cannot be opened.", safe=_NOT_SAVED, hint="Try: tracker paths"
    )


def _damaged(path: Path, error: Exception) -> TrackerError:
    return DiaryFileError(
        f"the diary {path} is damaged: {error}.",
        safe="The file was left as it is.",
        hint=f"Backups are in {path.parent / 'backups'}.",
    )


def _refused(_path: Path, error: sqlite3.Error) -> TrackerError:
    return InternalError(f"the diary refused this: {error}.", safe=_NOT_SAVED)


_TRANSLATIONS: Final = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_READONLY_DBMOVED: _replaced,
    sqlite3.SQLITE_PERM: _read_only,
    sqlite3.SQLITE_AUTH: _read_only,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _failing,
    sqlite3.SQLITE_IOERR_DIR_FSYNC: _unsynced,
    sqlite3.SQLITE_CANTOPEN: _closed,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _damaged,
}
