"""One program at a time creates, upgrades or restores a diary."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.store.faults import busy

PATIENCE: Final = 60.0
"""Seconds to wait for another program: an upgrade of a large diary on a slow disk ends in less."""

_PAUSE: Final = 0.05


@contextmanager
def locked(diary: Path) -> Iterator[None]:
    """Wait for and hold the lock of a diary's file as a whole; a crash releases it.

    The lock is on a file beside the diary: SQLite's own locks are on the diary's bytes. Raises
    BusyError, naming who holds it where that is known, after `PATIENCE`.
    """
    lock = diary.with_name(f".{diary.name}.lock")
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, paths.PRIVATE_FILE)
    try:
        _wait(descriptor, lock)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, lock: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() > until:
                raise busy(lock, "making, upgrading or restoring the diary") from error
            time.sleep(_PAUSE)
        else:
            return
