"""SIGKILL at a random moment of everything that writes."""

import os
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

from provoke import diaries, newer
from provoke.diaries import NOW, coffee
from provoke.figures import Figures
from provoke.processes import Say, start
from tracker.exchange import jsonl
from tracker.exchange.files import write_private
from tracker.store import Store
from tracker.store.backup import back_up

_BATCH = 40


def adding(rounds: int, rng: Random, folder: Path) -> Figures:
    """Entries added one after the other: each acknowledged one is there."""
    figures = Figures()
    path = folder / "diary.db"
    numbers = count()
    for _ in range(rounds):
        if figures.rounds % 50 == 0:
            diaries.new(path, 60).add([coffee(next(numbers))], now=NOW)
        before, first = diaries.ids(path), next(numbers) * 1000

        def deed(say: Say, first: int = first) -> None:
            store = Store(path)
            for number in count(first):
                say(f"try {coffee(number)['id']}")
                store.add([coffee(number)], now=NOW)
                say(f"ack {coffee(number)['id']}")

        tried, done = _killed(deed, rng, 60)
        _judge(figures, path, before | done, before | tried)
        figures.acknowledged += len(done)
    return figures


def editing(rounds: int, rng: Random, folder: Path) -> Figures:
    """One entry edited over and over: it is what the last acknowledged edit made of it, or newer."""
    figures = Figures()
    path = folder / "diary.db"
    diaries.new(path, 60).add([coffee(0)], now=NOW)
    entry = coffee(0)["id"]
    store = Store(path)
    store.edit(entry, {"mg": 5}, now=NOW)
    for _ in range(rounds):
        standing = diaries.ids(path)

        def deed(say: Say) -> None:
            for number in count():
                say(f"try {number % 5000}")
                Store(path).edit(entry, {"mg": number % 5000}, now=NOW)
                say(f"ack {number % 5000}")

        was = store.find(entry).record["mg"]
        tried, done = _killed(deed, rng, 60)
        last = max(map(int, done), default=None)
        allowed = {last if last is not None else was, max(map(int, tried), default=was)}
        _judge(figures, path, standing, standing)
        mg = store.find(entry).record["mg"]
        figures.require(mg in allowed, "lost", f"{mg} mg is none of {allowed}")
        figures.acknowledged += len(done)
    return figures


def importing(rounds: int, rng: Random, folder: Path) -> Figures:
    """Imports of forty entries each: all of one or none of it."""
    figures = Figures()
    path = folder / "diary.db"
    numbers = count()
    for _ in range(rounds):
        if figures.rounds % 50 == 0:
            warm = [coffee(next(numbers), "warm")]
            diaries.new(path, 60).import_records(warm, source="a", format_name="jsonl", now=NOW)
        before = diaries.ids(path)
        base = next(numbers) * 1000

        def deed(say: Say, base: int = base) -> None:
            for number in count(base):
                say(f"try {number}")
                given = [coffee(n, f"batch {number}") for n in range(_BATCH)]
                Store(path).import_records(given, source="a", format_name="jsonl", now=NOW)
                say(f"ack {number}")

        tried, done = _killed(deed, rng, 80)
        batches = {n: {coffee(i, f"batch {n}")["id"] for i in range(_BATCH)} for n in tried}
        there = diaries.ids(path)
        for number, own in batches.items():
            some = own & there
            figures.require(not some or some == own, "damaged", f"{len(some)} of an import")
        acknowledged = before.union(*(batches[n] for n in done))
        _judge(figures, path, acknowledged, before.union(*batches.values()))
        figures.acknowledged += len(done) * _BATCH
    return figures


def exporting(rounds: int, rng: Random, folder: Path) -> Figures:
    """Exports over an older file: always one whole file under the name, and nothing beside it."""
    figures = Figures()
    path, target = folder / "diary.db", folder / "out" / "diary.jsonl"
    store = diaries.new(path, 300)
    target.parent.mkdir()
    whole = "".join(jsonl.lines(store.walk())).encode()

    def deed(say: Say) -> None:
        for number in count():
            say(f"try {number}")
            write_private(target, jsonl.lines(store.walk()), force=True)
            say(f"ack {number}")

    for _ in range(rounds):
        target.unlink(missing_ok=True)
        _, done = _killed(deed, rng, 80)
        figures.rounds += 1
        figures.acknowledged += len(done)
        figures.require(target.exists() or not done, "lost", "the exported file is gone")
        found = target.read_bytes() if target.exists() else whole
        figures.require(found == whole, "half_written", f"{len(found)} of {len(whole)} bytes")
        write_private(target, ["next"], force=True)
        left = diaries.strays(target.parent, {target.name})
        figures.require(not left, "half_written", f"left lying: {left}")
    return figures


def backing_up(rounds: int, rng: Random, folder: Path) -> Figures:
    """Backups: what bears a backup's name is the whole diary, and the diary is unharmed."""
    figures = Figures()
    path, kept = folder / "diary.db", folder / "kept"
    diaries.new(path, 300)
    kept.mkdir()
    back_up(path, kept / "warm.db").unlink()
    whole, standing = diaries.dump(path), diaries.ids(path)
    numbers = count()

    def deed(say: Say) -> None:
        for number in numbers:
            say(f"try {number}")
            back_up(path, kept / f"{os.getpid()}-{number}.db")
            say(f"ack {number}")

    for _ in range(rounds):
        _, done = _killed(deed, rng, 80)
        figures.acknowledged += len(done)
        files = list(kept.glob("[0-9]*.db"))
        figures.require(len(files) >= len(done), "lost", "a backup is gone")
        for file in files:
            same = not diaries.problems(file) and diaries.dump(file) == whole
            figures.require(same, "half_written", f"{file.name} is not the diary")
            file.unlink()
        _judge(figures, path, standing, standing)
        back_up(path, kept / "next.db").unlink()
        left = diaries.strays(kept, set())
        figures.require(not left, "half_written", f"left lying: {left}")
        for name in left:
            (kept / name).unlink()
    return figures


def upgrading(rounds: int, rng: Random, folder: Path) -> Figures:
    """An upgrade to a newer schema: wholly the old one or wholly the new, and the next start works."""
    figures = Figures()
    path = folder / "data" / "diary.db"
    with newer.program(folder / "revisions"):
        longest = 1000 * _seconds(lambda: Store.open(diaries.new(path, 60).path))
        for _ in range(rounds):
            old = diaries.new(path, 60).path.read_bytes()

            def deed(say: Say) -> None:
                say("try 0")
                Store.open(path)
                say("ack 0")

            _, done = _killed(deed, rng, longest * 1.2, least=0)
            figures.rounds += 1
            figures.acknowledged += len(done)
            newer.judge(figures, path, old, acknowledged=bool(done))
    return figures


def creating(rounds: int, rng: Random, folder: Path) -> Figures:
    """The first start: no diary or a whole one, and the next start makes one and leaves no trace."""
    figures = Figures()
    path = folder / "data" / "diary.db"

    def deed(say: Say) -> None:
        say("try 0")
        Store.open(path)
        say("ack 0")

    def once() -> None:
        path.unlink(missing_ok=True)
        Store.open(path)

    longest = 1000 * _seconds(once)
    for _ in range(rounds):
        path.unlink()
        _, done = _killed(deed, rng, longest * 1.2, least=0)
        figures.rounds += 1
        figures.acknowledged += len(done)
        figures.require(path.exists() or not done, "lost", "the new diary is gone")
        found = diaries.problems(path)
        figures.require(not found, "damaged", str(found))
        left = diaries.strays(path.parent, {path.name})
        figures.require(not left, "half_written", f"left lying: {left}")
    return figures


def _seconds(deed: Callable[[], object]) -> float:
    """How long something takes the second time, when everything is loaded."""
    deed()
    started = time.monotonic()
    deed()
    return time.monotonic() - started


def _killed(
    deed: Callable[[Say], None], rng: Random, longest: float, least: float = 3
) -> tuple[set[str], set[str]]:
    """Kill a deed after some milliseconds; what it had tried, and what it had acknowledged."""
    child = start(deed)
    time.sleep(rng.uniform(least, longest) / 1000)
    child.kill()
    _, said = child.ended()
    words = [line.split(" ", 1) for line in said]
    return {w for v, w in words if v == "try"}, {w for v, w in words if v == "ack"}


def _judge(figures: Figures, path: Path, least: set[str], most: set[str]) -> None:
    """One more round: the diary is sound and holds at least and at most these entries."""
    figures.rounds += 1
    found = diaries.problems(path)
    figures.require(not found, "damaged", "; ".join(found[:2]))
    there = diaries.ids(path) if not found else least
    figures.require(least <= there, "lost", f"{len(least - there)} acknowledged entries")
    figures.require(there <= most, "damaged", f"{len(there - most)} entries from nowhere")
