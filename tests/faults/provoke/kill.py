"""SIGKILL at a random moment of everything that writes."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from provoke import diaries, newer
from provoke.diaries import NOW, coffee
from provoke.figures import Figures
from provoke.processes import INTERRUPTED, Say, command, start
from tracker import records
from tracker.cli.main import main
from tracker.exchange import jsonl
from tracker.exchange.files import write_private
from tracker.store import Store, backups
from tracker.store.backup import new_backup
from tracker.store.backups import Reason
from tracker.store.purging import deleted, purge

_BATCH = 40


def adding(rounds: int, rng: Random, folder: Path) -> Figures:
    """Entries added one after the other: each acknowledged one is there."""
    figures = Figures()
    killer = _Killer(rng, 0.02)
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

        tried, done = killer.kill(deed)
        _judge(figures, path, before | done, before | tried)
        figures.acknowledged += len(done)
    return figures


def editing(rounds: int, rng: Random, folder: Path) -> Figures:
    """One entry edited over and over: it is as the last acknowledged edit made it, or newer."""
    figures = Figures()
    killer = _Killer(rng, 0.02)
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
        tried, done = killer.kill(deed)
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
    killer = _Killer(rng, 0.02)
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

        tried, done = killer.kill(deed)
        batches = {n: {coffee(i, f"batch {n}")["id"] for i in range(_BATCH)} for n in tried}
        there = diaries.ids(path)
        for own in batches.values():
            some = own & there
            figures.require(not some or some == own, "damaged", f"{len(some)} of an import")
        acknowledged = before.union(*(batches[n] for n in done))
        _judge(figures, path, acknowledged, before.union(*batches.values()))
        figures.acknowledged += len(done) * _BATCH
    return figures


def exporting(rounds: int, rng: Random, folder: Path) -> Figures:
    """Exports over an older file: always one whole file under the name, and nothing beside it."""
    figures = Figures()
    killer = _Killer(rng, 0.02)
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
        _, done = killer.kill(deed)
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
    killer = _Killer(rng, 0.02)
    path = diaries.new(folder / "diary.db", 300).path
    kept = backups.folder_of(path)
    new_backup(path, Reason.ASKED, NOW).unlink()
    whole, standing = diaries.dump(path), diaries.ids(path)

    def deed(say: Say) -> None:
        while True:
            say("try 0")
            say(f"ack {new_backup(path, Reason.ASKED, NOW)}")

    for _ in range(rounds):
        _, done = killer.kill(deed)
        figures.acknowledged += len(done)
        figures.require(all(Path(f).exists() for f in done), "lost", "a backup is gone")
        for file in kept.glob("*.db"):
            same = not diaries.problems(file) and diaries.dump(file) == whole
            figures.require(same, "half_written", f"{file.name} is not the diary")
            file.unlink()
        _judge(figures, path, standing, standing)
        new_backup(path, Reason.ASKED, NOW).unlink()
        left = diaries.strays(kept, set())
        figures.require(not left, "half_written", f"left lying: {left}")
    return figures


def restoring(rounds: int, rng: Random, folder: Path) -> Figures:
    """A restore: the present diary or the restored one, and what was put aside is whole."""
    figures = Figures()
    path = folder / "data" / "diary.db"
    source = diaries.new(folder / "kept.db", 300).path
    earlier = diaries.dump(source)
    words = ("--db", str(path), "restore", str(source), "--yes")

    def deed(say: Say) -> None:
        say("try 0")
        if main(list(words)) != 0:
            raise AssertionError("the restore failed")
        say("ack 0")

    diaries.new(path, 60)
    command(*words)
    killer = _Killer(rng, _seconds(deed, lambda: diaries.new(path, 60)), most=1)
    for _ in range(rounds):
        shutil.rmtree(path.parent)
        present = diaries.dump(diaries.new(path, 60).path)
        _, done = killer.kill(deed)
        figures.rounds += 1
        figures.acknowledged += len(done)
        state = diaries.dump(path) if not diaries.problems(path) else ""
        figures.require(state in {present, earlier}, "damaged", "neither the one nor the other")
        figures.require(state == earlier or not done, "lost", "the restore was undone")
        for file in backups.folder_of(path).glob("[!.]*"):
            same = not diaries.problems(file) and diaries.dump(file) == present
            figures.require(same, "half_written", f"{file.name} is not what was there before")
        again = command(*words)
        figures.require(again.code == 0, "crashes", again.err)
        figures.require(diaries.dump(path) == earlier, "damaged", "the next restore")
        new_backup(path, Reason.ASKED, NOW)  # sweeps the folder of backups
        left = diaries.strays(path.parent, {path.name})
        figures.require(not left, "half_written", f"left lying: {left}")
    return figures


def upgrading(rounds: int, rng: Random, folder: Path) -> Figures:
    """An upgrade: wholly the old schema or wholly the new one, and the next start works."""
    figures = Figures()
    path = folder / "data" / "diary.db"

    def deed(say: Say) -> None:
        say("try 0")
        Store.open(path)
        say("ack 0")

    with newer.program(folder / "revisions"):
        Store.open(diaries.new(path, 60).path)
        killer = _Killer(rng, _seconds(deed, lambda: diaries.new(path, 60)), most=1)
        for _ in range(rounds):
            old = diaries.new(path, 60).path.read_bytes()
            _, done = killer.kill(deed)
            figures.rounds += 1
            figures.acknowledged += len(done)
            newer.judge(figures, path, old, acknowledged=bool(done))
    return figures


def purging(rounds: int, rng: Random, folder: Path) -> Figures:
    """A purge: what was deleted is still there to be brought back, or gone; the rest stands."""
    figures = Figures()
    path = folder / "diary.db"

    def prepare() -> None:
        store = diaries.new(path, 300)
        store.delete(sorted(diaries.ids(path))[:100], now=NOW)

    def deed(say: Say) -> None:
        say("try 0")
        purge(path)
        say("ack 0")

    prepare()
    standing = diaries.ids(path)
    killer = _Killer(rng, _seconds(deed, prepare), most=1)
    for _ in range(rounds):
        prepare()
        _, done = killer.kill(deed)
        figures.acknowledged += len(done)
        _judge(figures, path, standing, standing)
        left = deleted(path)
        figures.require(left in {0, 100}, "damaged", f"{left} of 100 deleted entries are left")
        figures.require(not (done and left), "lost", "the purge was undone")
        purge(path)
        strays = diaries.strays(folder, {path.name})
        figures.require(not strays, "half_written", f"left lying: {strays}")
    return figures


def interrupted(rounds: int, rng: Random, folder: Path) -> Figures:
    """Ctrl-C in an import or an upgrade: said in one line, and all of it or nothing."""
    figures = Figures()
    path = folder / "data" / "diary.db"
    given = folder / "more.jsonl"
    given.write_text("\n".join(records.dumps(coffee(n, "more")) for n in range(400)))
    deeds = (("import", str(given)), ("list", "--limit", "1"))
    stopped = 0
    for number in range(rounds):
        words = deeds[number % len(deeds)]
        with newer.program(folder / "revisions") if words[0] == "list" else newer.same():
            old = diaries.new(path, 60).path.read_bytes()
            wait = rng.uniform(0, 0.6)
            done = command("--db", str(path), *words, before=lambda wait=wait: _interrupt(wait))
            figures.rounds += 1
            stopped += done.code != 0
            where = f"{words[0]} after {wait:.3f} s: exit {done.code}: {done.err[-300:]}"
            figures.require(done.code in {0, INTERRUPTED}, "crashes", where)
            # Python drops an interrupt that falls into its own tidying up, and says so
            crashed = "Traceback" in done.err and "Exception ignored in" not in done.err
            figures.require(not crashed, "crashes", where)
            if words[0] == "import":
                there = len(diaries.ids(path))
                figures.require(there in {60, 460}, "damaged", f"{there} entries: {where}")
                figures.require(done.code != 0 or there == 460, "lost", where)
                shutil.rmtree(path.parent)
            else:
                newer.judge(figures, path, old, acknowledged=done.code == 0)
    figures.remark = f"{stopped} of {rounds} were stopped, the others had done by then"
    return figures


def _interrupt(wait: float) -> None:
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
    signal.setitimer(signal.ITIMER_REAL, max(wait, 0.0001))


def creating(rounds: int, rng: Random, folder: Path) -> Figures:
    """The first start: no diary or a whole one; the next start makes one and leaves no trace."""
    figures = Figures()
    path = folder / "data" / "diary.db"

    def deed(say: Say) -> None:
        say("try 0")
        Store.open(path)
        say("ack 0")

    Store.open(path)
    killer = _Killer(rng, _seconds(deed, path.unlink), most=1)
    for _ in range(rounds):
        path.unlink()
        _, done = killer.kill(deed)
        figures.rounds += 1
        figures.acknowledged += len(done)
        figures.require(path.exists() or not done, "lost", "the new diary is gone")
        found = diaries.problems(path)
        figures.require(not found, "damaged", str(found))
        left = diaries.strays(path.parent, {path.name})
        figures.require(not left, "half_written", f"left lying: {left}")
    return figures


@dataclass(slots=True)
class _Killer:
    """Kills a deed within one of its first steps, at any moment of it, on a fast disk or a slow."""

    rng: Random
    step: float
    """Seconds a step takes, from "try" to "ack": known at first, then as seen."""
    most: int = 3

    def kill(self, deed: Callable[[Say], None]) -> tuple[set[str], set[str]]:
        """What it had tried, and what it had acknowledged."""
        child = start(deed)
        wanted = self.rng.randrange(self.most)
        said = b""
        began = time.monotonic()
        while said.count(b"ack ") < wanted and (part := os.read(child.pipe, 65536)):
            said += part
        if wanted:
            self.step = (self.step + (time.monotonic() - began) / wanted) / 2
        time.sleep(self.rng.uniform(0, 1.2 * self.step))
        child.kill()
        _, rest = child.ended()
        lines = (said.decode() + "\n".join(rest)).split("\n")
        words = [line.split(" ", 1) for line in lines if " " in line]
        return {w for v, w in words if v == "try"}, {w for v, w in words if v == "ack"}


def _seconds(deed: Callable[[Say], None], prepare: Callable[[], object]) -> float:
    """How long a child takes for the whole of something; the slower of two."""
    found = []
    for _ in range(2):
        prepare()
        started = time.monotonic()
        start(deed).ended()
        found.append(time.monotonic() - started)
    return max(found)


def _judge(figures: Figures, path: Path, least: set[str], most: set[str]) -> None:
    """One more round: the diary is sound and holds at least and at most these entries."""
    figures.rounds += 1
    found = diaries.problems(path)
    figures.require(not found, "damaged", "; ".join(found[:2]))
    there = diaries.ids(path) if not found else least
    figures.require(least <= there, "lost", f"{len(least - there)} acknowledged entries")
    figures.require(there <= most, "damaged", f"{len(there - most)} entries from nowhere")
