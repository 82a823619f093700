"""Power cuts: an ext4 file system is shut down under a running writer, then mounted again.

The writer is stopped first, so that nothing it does after the cut can be taken for done before it.
`EXT4_IOC_SHUTDOWN` with `NOLOGFLUSH` then drops what was not synced, as a power cut does.
"""

import array
import fcntl
import os
import signal
import sqlite3
import subprocess
import time
from itertools import count
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.diaries import NOW, coffee
from provoke.figures import Figures
from provoke.processes import Say, start
from tracker.exchange import jsonl
from tracker.exchange.files import write_private
from tracker.store import Store, engine
from tracker.store.backup import back_up

_SHUTDOWN = 0x8004587D
_NOLOGFLUSH = 2
_SIZE = 48 * 1024 * 1024
_CONTROLS = 8


class Disk:
    """A small ext4 file system in a file."""

    def __init__(self, folder: Path) -> None:
        self.image, self.place = folder / "disk.img", folder / "disk"
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(_SIZE)
        _run("mkfs.ext4", "-q", "-F", str(self.image))
        self.mount()

    def mount(self) -> None:
        """Mount it; ext4 replays its journal."""
        _run("mount", "-o", "loop", str(self.image), str(self.place))

    def cut(self, pid: int) -> None:
        """Stop a process and drop everything that was not synced."""
        os.kill(pid, signal.SIGSTOP)
        os.waitpid(pid, os.WUNTRACED)
        handle = os.open(self.place, os.O_RDONLY)
        fcntl.ioctl(handle, _SHUTDOWN, array.array("I", [_NOLOGFLUSH]))
        os.close(handle)

    def unmount(self) -> None:
        """Take it away."""
        _run("umount", str(self.place))


def cuts(rounds: int, rng: Random, folder: Path) -> Figures:
    """Entries, imports, exports and backups in turn, and the power fails in the midst of each."""
    try:
        disk = Disk(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        return Figures(impossible=f"loop-mounted ext4 is refused: {error}")
    figures = Figures()
    try:
        for number in range(rounds):
            _cut(figures, disk, rng, number)
        figures.remark = _control(disk, rng, min(_CONTROLS, rounds))
    finally:
        disk.unmount()
    return figures


def _cut(figures: Figures, disk: Disk, rng: Random, number: int) -> None:
    path, out = disk.place / "diary.db", disk.place / "out"
    if number % 40 == 0:
        path.unlink(missing_ok=True)
        diaries.new(path, 60).add([coffee(0, f"warm {number}")], now=NOW)
        out.mkdir(exist_ok=True)
        os.sync()
    deed = (_adding, _adding, _importing, _handing_over)[number % 4]
    before = diaries.ids(path)
    child = start(lambda say: deed(say, path, number))
    time.sleep(rng.uniform(15, 90) / 1000)
    disk.cut(child.pid)
    child.kill()
    _, said = child.ended()
    disk.unmount()
    disk.mount()
    figures.rounds += 1
    found = diaries.problems(path)
    figures.require(not found, "damaged", "; ".join(found[:2]))
    if found:
        return
    done = {word.removeprefix("ack ") for word in said if word.startswith("ack ")}
    figures.acknowledged += len(done)
    files = {word for word in done if word.startswith("/")}
    lost = (before | done - files) - diaries.ids(path)
    figures.require(not lost, "lost", f"{len(lost)} acknowledged entries")
    for name in files:
        figures.require(Path(name).exists(), "lost", f"{name} is gone")
    for file in out.iterdir():
        if file.suffix == ".jsonl":
            whole = file.read_text() == "".join(jsonl.lines(Store(path).walk()))
        else:
            whole = file.suffix != ".db" or not diaries.problems(file)
        figures.require(whole, "half_written", f"{file.name} is not whole")
        file.unlink()


def _adding(say: Say, path: Path, number: int) -> None:
    for n in count():
        record = coffee(n, f"cut {number}")
        Store(path).add([record], now=NOW)
        say(f"ack {record['id']}")


def _importing(say: Say, path: Path, number: int) -> None:
    for n in count():
        batch = [coffee(i, f"cut {number} {n}") for i in range(20)]
        Store(path).import_records(batch, source="a", format_name="jsonl", now=NOW)
        for record in batch:
            say(f"ack {record['id']}")


def _handing_over(say: Say, path: Path, _number: int) -> None:
    for n in count():
        exported = path.parent / "out" / f"{n}.jsonl"
        write_private(exported, jsonl.lines(Store(path).walk()), force=False)
        say(f"ack {exported}")
        say(f"ack {back_up(path, path.parent / 'out' / f'{n}.db')}")


def _control(disk: Disk, rng: Random, rounds: int) -> str:
    """The same cuts with synchronous=OFF: these must lose something, or the cuts prove nothing."""
    lost = 0
    for number in range(rounds):
        path = disk.place / f"control-{number}.db"
        diaries.new(path)
        os.sync()
        child = start(lambda say, path=path, number=number: _careless(say, path, number))
        time.sleep(rng.uniform(40, 90) / 1000)
        disk.cut(child.pid)
        child.kill()
        _, said = child.ended()
        disk.unmount()
        disk.mount()
        done = {word.removeprefix("ack ") for word in said}
        lost += bool(diaries.problems(path)) or not done <= diaries.ids(path)
        path.unlink(missing_ok=True)
    return f"control with synchronous=OFF: {lost} of {rounds} cuts lost acknowledged entries"


def _careless(say: Say, path: Path, number: int) -> None:
    class Careless(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            return super().execute(sql.replace("=EXTRA", "=OFF"), *values)

    opened = sqlite3.connect
    sqlite3.connect = lambda *a, **k: opened(*a, **k, factory=Careless)  # type: ignore[assignment]
    assert engine.sqlite3 is sqlite3
    _adding(say, path, number)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
