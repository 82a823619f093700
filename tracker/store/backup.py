"""Copies of the diary that are known to be good before they are called backups."""

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from tracker import clock, paths
from tracker.errors import DiaryFileError, OutputError, StorageError, TrackerError
from tracker.store import backups, checksum, contents, schema
from tracker.store.backups import Reason
from tracker.store.engine import connect
from tracker.store.faults import translated

_TRIES: Final = 5
"""How often a copy is begun again because someone wrote to the diary meanwhile."""

_CACHE: Final = -16_000
"""Kilobytes for comparing tables with their indexes: a third faster than SQLite's usual 2,000."""

_NO_LINKS: Final = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_DRAFT: Final = re.compile(r"\..+\.(\d+)\.part(-journal)?")


def new_backup(diary: Path, reason: Reason, now: datetime) -> Path:
    """Write a verified backup into the diary's folder of backups; return its file.

    Raises DiaryFileError when the diary is damaged, and what the disk refuses.
    """
    folder = paths.private_folder(backups.folder_of(diary))
    sweep(folder, f".{backups.stem(diary)}-")
    for beginning in (f".{diary.name}.", f".{backups.OPENED}{diary.name}."):  # of a restore
        sweep(diary.parent, beginning)
    with translated(diary), closing(connect(diary)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return back_up(diary, backups.free_name(diary, reason, now, version))


def back_up(diary: Path, target: Path, *, replace: bool = False) -> Path:
    """Write a verified copy of the diary to a new file, private to its owner; return the file.

    A file that bears the target's name is whole: the copy is made and verified beside it first.
    Raises OutputError when the target exists and may not be replaced, DiaryFileError when the
    diary is damaged, StorageError when the copy is not the same.
    """
    paths.private_folder(target.parent)
    with verified_copy(diary, target) as draft:
        publish(draft, target, replace=replace)
    return target


@contextmanager
def verified_copy(diary: Path, target: Path) -> Iterator[Path]:
    """A verified, private copy of the diary beside a target; gone when the block ends.

    Its time of change is the diary's: by that one tells later whether anything was written since.
    """
    with unfinished(target) as draft:
        try:
            changed = diary.stat().st_mtime_ns
            with translated(diary):
                _copy(diary, draft)
                _verify(diary, draft)
            os.utime(draft, ns=(changed, changed))
            sync(draft)
        except TrackerError as error:
            error.safe = "No backup was made; the diary is as it was."
            raise
        yield draft


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """An empty private file beside a target, to be filled; gone when the block ends."""
    sweep(target.parent, f".{target.name}.")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW
    try:
        os.close(os.open(draft, flags, paths.PRIVATE_FILE))
        yield draft
    finally:
        for name in (draft.name, f"{draft.name}-journal"):
            draft.with_name(name).unlink(missing_ok=True)


def sweep(folder: Path, beginning: str) -> None:
    """Remove what programs that are gone left unfinished under names that begin so.

    This program begins one such file at a time: one with its own number is a predecessor's.
    """
    with suppress(OSError):
        for file in folder.iterdir():
            match = _DRAFT.fullmatch(file.name)
            pid = int(match[1]) if match and file.name.startswith(beginning) else None
            if pid is not None and (pid == os.getpid() or paths.is_abandoned(pid)):
                file.unlink(missing_ok=True)


def publish(draft: Path, target: Path, *, replace: bool = False) -> None:
    """Give a finished file its name and make the name last; never over another one unless told to.

    Raises OutputError when the name is taken.
    """
    try:
        if replace:
            draft.replace(target)
        else:
            _claim(draft, target)
    except FileExistsError as error:
        raise OutputError(
            f"the file {target} exists already.", hint="Choose another name."
        ) from error
    sync(target.parent)


def sync(path: Path) -> None:
    """Make a file's content, or a folder's names, last through a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that knows no such thing for folders
            raise
    finally:
        os.close(descriptor)


def require_sound(path: Path) -> None:
    """Raise DiaryFileError when SQLite finds the file damaged, or rows without their entry."""
    with translated(path), closing(connect(path)) as connection:
        problems = structural_problems(connection)
    if problems:
        raise damaged(path, problems[0])


def structural_problems(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with a file, at most a hundred sentences."""
    connection.execute(f"PRAGMA cache_size={_CACHE}")
    found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return found + [
        f"a row of {table} (row {rowid}) has no {parent}"
        for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check")
    ]


def damaged(path: Path, what: str) -> DiaryFileError:
    """The error for a damaged file."""
    return DiaryFileError(
        f"the file {path} is damaged: {what}.",
        safe="It was left as it is.",
        hint=f"Look at it: tracker --db {path} check",
    )


def _copy(diary: Path, draft: Path) -> None:
    """Fill the draft; again when the diary was written to between copying and comparing."""
    with closing(connect(diary)) as source:
        for _ in range(_TRIES):
            before = _version(source)
            found = checksum.look(source)
            os.truncate(draft, 0)
            source.execute("VACUUM INTO ?", (str(draft),))
            with closing(connect(draft)) as copy:
                same = _counts(source) == _counts(copy)
                if same:
                    checksum.note_alone(copy, found, clock.now().timestamp())
            if same:
                return
            if _version(source) == before:
                break
    raise StorageError("the backup is not a faithful copy of the diary.", hint="Check the disk.")


def _verify(diary: Path, draft: Path) -> None:
    """Raise DiaryFileError unless the copy is a sound diary and every entry as it was saved."""
    version = schema.check(draft)
    with closing(connect(draft)) as copy:
        problems = structural_problems(copy)
        if not problems and version == schema.SCHEMA_VERSION:
            problems = [f"entry {d.entry_id}: {d.damage}" for d in contents.damaged(copy)]
    if problems:
        raise damaged(diary, problems[0])


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return found


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
        if not name.startswith("sqlite_")
    }


def _claim(draft: Path, target: Path) -> None:
    try:
        os.link(draft, target)
        draft.unlink()  # now: the next program would not look for it beside a finished file
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # a file system without hard links: take the name first, then fill it
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, paths.PRIVATE_FILE))
        draft.replace(target)
