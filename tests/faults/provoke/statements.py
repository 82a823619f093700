"""An upgrade that is killed, or fails, at its first statement, its second, and so on."""

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from provoke import diaries, newer
from provoke.figures import Figures
from provoke.processes import Done, command


def killed(rounds: int, rng: Random, folder: Path) -> Figures:
    """SIGKILL just before the n-th statement, for every n."""
    return _at_each(rounds, rng, folder, lambda: os.kill(os.getpid(), signal.SIGKILL))


def failing(rounds: int, rng: Random, folder: Path) -> Figures:
    """The n-th statement fails as on a broken disk, for every n."""
    return _at_each(rounds, rng, folder, _fail)


def _at_each(rounds: int, rng: Random, folder: Path, deed: Callable[[], None]) -> Figures:
    figures = Figures()
    path = folder / "data" / "diary.db"
    with newer.program(folder / "revisions"):
        total = _statements(folder)
        numbers = range(1, total + 1)
        for number in numbers if rounds >= total else sorted(rng.sample(numbers, rounds)):
            old = diaries.new(path, 60).path.read_bytes()
            done = _run(path, lambda n=number: _watch(n, deed))
            figures.rounds += 1
            figures.acknowledged += done.code == 0
            if done.code != -signal.SIGKILL:
                figures.require(not _tracebacks(done), "crashes", f"{number}: {done.err[-400:]}")
            newer.judge(figures, path, old, acknowledged=done.code == 0)
    figures.remark = f"{total} statements"
    return figures


def _statements(folder: Path) -> int:
    """How many statements an upgrade takes."""
    path = diaries.new(folder / "counted" / "diary.db", 60).path
    done = _run(path, lambda: _watch(0, lambda: os.write(2, b"statement\n")))
    if done.code != 0:
        raise AssertionError(done.err)
    return done.err.count("statement\n")


def _run(path: Path, before: Callable[[], None]) -> Done:
    return command("--db", str(path), "list", "--limit", "1", before=before)


def _watch(number: int, deed: Callable[[], object]) -> None:
    """From now on do something before the n-th statement, or before each (0), of this process."""
    seen = 0

    def tick() -> None:
        nonlocal seen
        seen += 1
        if number in {0, seen}:
            deed()

    class Cursor(sqlite3.Cursor):
        def execute(self, *given: Any) -> sqlite3.Cursor:
            tick()
            return super().execute(*given)

        def executemany(self, *given: Any) -> sqlite3.Cursor:
            tick()
            return super().executemany(*given)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: type[sqlite3.Cursor] = Cursor) -> sqlite3.Cursor:
            return super().cursor(factory)

        def execute(self, *given: Any) -> sqlite3.Cursor:
            return self.cursor().execute(*given)

        def commit(self) -> None:
            tick()
            super().commit()

    opened = sqlite3.connect
    sqlite3.connect = lambda *a, **k: opened(*a, **k, factory=Connection)  # type: ignore[assignment]


def _fail() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise error


def _tracebacks(done: Done) -> bool:
    """Whether it ended in anything but one sentence with an exit code that says what happened."""
    return "Traceback" in done.err or done.code not in {0, 70, 74}
