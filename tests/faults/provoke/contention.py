"""More than one program at the diary: two writers, one that does not let go, a dead one."""

import os
import signal
import sqlite3
import time
from itertools import count
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.diaries import NOW, coffee
from provoke.figures import Figures
from provoke.processes import Child, Say, command, start
from tracker.store import Store

_LONGEST = 7.0
"""Seconds until a busy diary is named: five of waiting, one more try, and the program's start."""
_AT_ONCE = 1.5
_BUSY = 75
_COMMANDS = (("add", "coffee 8:30"), ("list",), ("import", "more.jsonl"), ("undo",))


def writers(rounds: int, rng: Random, folder: Path) -> Figures:
    """Two programs that each add so many entries as fast as they can."""
    figures = Figures(rounds=2)
    path = diaries.new(folder / "diary.db").path
    started = time.monotonic()
    children = [start(lambda say, n=n: _add(say, path, f"writer {n}", rounds)) for n in range(2)]
    said = [child.ended() for child in children]
    seconds = time.monotonic() - started
    for code, words in said:
        figures.require(code == 0, "crashes", f"a writer ended with {code}")
        figures.acknowledged += len(words)
    there = diaries.ids(path)
    figures.require(len(there) == 2 * rounds, "lost", f"{len(there)} of {2 * rounds} entries")
    found = diaries.problems(path)
    figures.require(not found, "damaged", str(found[:2]))
    figures.remark = f"{len(there):,} rows of 2 x {rounds} in {seconds:.1f} s"
    return figures


def busy(rounds: int, rng: Random, folder: Path) -> Figures:
    """Another program holds the diary and does not let go."""
    figures = Figures()
    path = diaries.new(folder / "diary.db", 60).path
    (folder / "more.jsonl").write_text("")
    slowest = 0.0
    held = [(words, "BEGIN EXCLUSIVE") for words in _COMMANDS]
    held += [(words, "BEGIN IMMEDIATE") for words in _COMMANDS if words != ("list",)]
    for words, how in rng.sample(held, min(rounds, len(held))):
        holder = _holder(path, how)
        started = time.monotonic()
        done = command("--db", str(path), *words, before=lambda: os.chdir(folder))
        seconds = time.monotonic() - started
        slowest = max(slowest, seconds)
        holder.kill()
        holder.ended()
        figures.rounds += 1
        figures.require(done.code == _BUSY, "crashes", f"{words[0]}: exit {done.code}: {done.err}")
        figures.require(seconds <= _LONGEST, "crashes", f"{words[0]} took {seconds:.1f} s")
        named = "is writing to the diary" in done.err and f"(process {holder.pid})" in done.err
        figures.require(named, "crashes", done.err)
        figures.require(not diaries.problems(path), "damaged", words[0])
    figures.remark = f"the longest wait was {slowest:.1f} s"
    return figures


def late(rounds: int, rng: Random, folder: Path) -> Figures:
    """The holder lets go after the usual patience, within the second try: the entry is saved."""
    figures = Figures()
    for number in range(rounds):
        path = diaries.new(folder / f"{number}.db").path
        holder = start(lambda say, path=path: _hold(say, path, "BEGIN IMMEDIATE", 5.3))
        os.read(holder.pipe, 1)
        done = command("--db", str(path), "add", "coffee 8:30")
        holder.kill()
        holder.ended()
        figures.rounds += 1
        figures.require(done.code == 0, "crashes", f"exit {done.code}: {done.err}")
        saved = len(diaries.ids(path))
        figures.acknowledged += saved
        figures.require(saved == 1, "lost", f"{saved} entries")
    return figures


def stale(rounds: int, rng: Random, folder: Path) -> Figures:
    """A holder that was killed in the midst of a write blocks nobody, and its write is undone."""
    figures = Figures()
    path = diaries.new(folder / "diary.db", 60).path
    slowest = 0.0
    for number in range(rounds):
        standing = diaries.ids(path)
        holder = _holder(path, "BEGIN EXCLUSIVE", "DELETE FROM entry", "PRAGMA cache_spill=1")
        holder.kill()
        holder.ended()
        started = time.monotonic()
        Store.open(path).add([coffee(number, "after")], now=NOW)
        slowest = max(slowest, time.monotonic() - started)
        figures.rounds += 1
        figures.acknowledged += 1
        lost = (standing | {coffee(number, "after")["id"]}) - diaries.ids(path)
        figures.require(not lost, "lost", f"{len(lost)} entries")
        figures.require(not diaries.problems(path), "damaged", "the diary")
    figures.require(slowest < _AT_ONCE, "crashes", f"waited {slowest:.1f} s for a dead program")
    figures.remark = f"the longest wait was {slowest:.2f} s"
    return figures


def asleep(rounds: int, rng: Random, folder: Path) -> Figures:
    """The lid is closed on a writer and opened again: it goes on where it was."""
    figures = Figures()
    path = diaries.new(folder / "diary.db").path
    for number in range(rounds):
        child = start(lambda say, n=number: _add(say, path, f"lid {n}", 12))
        for _ in range(3):
            time.sleep(rng.uniform(1, 40) / 1000)
            os.kill(child.pid, signal.SIGSTOP)
            time.sleep(rng.uniform(1, 20) / 1000)
            os.kill(child.pid, signal.SIGCONT)
        code, said = child.ended()
        figures.rounds += 1
        figures.acknowledged += len(said)
        figures.require(code == 0 and len(said) == 12, "crashes", f"exit {code}")
    lost = 12 * rounds - len(diaries.ids(path))
    figures.require(not lost, "lost", f"{lost} entries")
    return figures


def _add(say: Say, path: Path, word: str, number: int) -> None:
    for n in range(number):
        Store(path).add([coffee(n, word)], now=NOW)
        say(str(n))


def _holder(path: Path, *statements: str) -> Child:
    holder = start(lambda say: _hold(say, path, *statements))
    os.read(holder.pipe, 1)
    return holder


def _hold(say: Say, path: Path, *statements: str | float) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    patience = 60.0
    for statement in statements:
        if isinstance(statement, float):
            patience = statement
        else:
            connection.execute(statement)
    say("held")
    for _ in count():
        time.sleep(patience)
        connection.rollback()
