"""One program at a time creates, upgrades or restores a diary."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker import paths


@contextmanager
def locked(diary: Path) -> Iterator[None]:
    """Wait for and hold the lock of a diary's file as a whole; a crash releases it.

    The lock is on a file beside the diary: SQLite's own locks are on the diary's bytes.
    """
    lock = diary.with_name(f".{diary.name}.lock")
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, paths.PRIVATE_FILE)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
