"""Files that are there whole or not at all, and that their owner alone can read."""

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import AccessError, OutputError, StorageError, TrackerError

Chunks = Iterable[bytes | str]

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_PLACE: Final = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EEXIST,
    errno.ELOOP,
    errno.ENAMETOOLONG,
}
_NO_LINKS: Final = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_TEMPORARY: Final = re.compile(r"\.tracker-(\d+)-[0-9a-f]{16}\.tmp")


def write(target: str, chunks: Chunks, *, force: bool) -> None:
    """Write to a file as `write_private` does, or to standard output when the target is `-`.

    Raises StorageError when standard output takes no more; a reader that went away is left to the
    caller as BrokenPipeError.
    """
    if target != "-":
        write_private(Path(target), chunks, force=force)
        return
    sys.stdout.flush()
    for chunk in chunks:
        with _to_stdout():
            sys.stdout.buffer.write(_bytes(chunk))
    with _to_stdout():
        sys.stdout.buffer.flush()


def write_private(path: Path, chunks: Chunks, *, force: bool) -> None:
    """Write a file whole: beside its place under another name, to the disk, then renamed.

    Texts are written as UTF-8. The file is readable by its owner alone. With `force` an older file
    (or a link, never what it points to) is replaced. On any failure the older file is as it was.
    Raises OutputError when the folder is missing, or the file there without `force`; StorageError
    when the disk is full or failing; AccessError without permission.
    """
    with _explained(path):
        _check_place(path, force=force)
        _sweep(path.parent)
        beside = path.parent / f".tracker-{os.getpid()}-{secrets.token_hex(8)}.tmp"
        try:
            _fill(beside, chunks)
            if force:
                beside.replace(path)
            else:
                _claim(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _check_place(path: Path, *, force: bool) -> None:
    if "\0" in str(path):
        raise OutputError("a file name cannot hold NUL.")
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if path.parent.is_dir():
            return
        raise OutputError(f"the folder {path.parent} does not exist.") from None
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise OutputError(f"{path} is not a file.", hint="Choose another name, or - for stdout.")
    if not force:
        raise _taken(path)


def _fill(beside: Path, chunks: Chunks) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(beside, flags, paths.PRIVATE_FILE), "wb") as file:
        os.fchmod(file.fileno(), paths.PRIVATE_FILE)
        for chunk in chunks:
            file.write(_bytes(chunk))
        file.flush()
        os.fsync(file.fileno())


def _claim(beside: Path, path: Path) -> None:
    """Give the finished file its name unless another took it meanwhile."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim_without_links(beside, path)


def _claim_without_links(beside: Path, path: Path) -> None:
    """The same on a file system that has no hard links: take the name first, then fill it."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, paths.PRIVATE_FILE))
    except FileExistsError:
        raise _taken(path) from None
    try:
        beside.replace(path)
    except OSError:
        path.unlink()
        raise


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed here left unfinished."""
    with suppress(OSError):
        for path in folder.glob(".tracker-*.tmp"):
            match = _TEMPORARY.fullmatch(path.name)
            if match and paths.is_abandoned(int(match[1])):
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where the file system and the folder's mode allow it."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EOPNOTSUPP, errno.EACCES}:
            raise


def _bytes(chunk: bytes | str) -> bytes:
    return chunk.encode("utf-8") if isinstance(chunk, str) else chunk


def _taken(path: Path) -> OutputError:
    return OutputError(f"{path} is already there.", hint="Replace it with: --force")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise in_words(str(path), error) from error


@contextmanager
def _to_stdout() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        # what is still buffered would fail again, loudly, when Python exits
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise in_words("standard output", error) from error


def in_words(where: str, error: OSError) -> TrackerError:
    """What the system's refusal to write somewhere means for the person.

    AccessError, OutputError for a place that cannot be, StorageError for everything else.
    """
    why = (error.strerror or str(error)).lower()
    if error.errno in _DENIED:
        return AccessError(f"no permission to write {where}: {why}.", hint="Choose another place.")
    if error.errno in _NO_PLACE:
        return OutputError(f"{where} cannot be made: {why}.", hint="Choose another place.")
    hint = "Free some space, then try again." if error.errno in _FULL else "Choose another disk."
    return StorageError(f"{where} could not be written: {why}.", hint=hint)
