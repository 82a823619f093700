"""Every system call that writes fails in turn, or is the last one: `strace` sees to it."""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.figures import Figures
from provoke.processes import Done, command
from tracker import records

_CALLS = "pwrite64,fsync,fdatasync,unlink,rename,link,linkat,ftruncate"
_PR_SET_PTRACER = 0x59616D61
_ANYONE = ctypes.c_ulong(-1)
_TRIES = 1000


def failing(rounds: int, rng: Random, folder: Path) -> Figures:
    """The n-th of them fails with "input/output error", or with "no space left"."""
    return _each(rounds, rng, folder, ("error=EIO", "error=ENOSPC"))


def last(rounds: int, rng: Random, folder: Path) -> Figures:
    """The n-th of them is followed by SIGKILL."""
    return _each(rounds, rng, folder, ("signal=SIGKILL",))


def _each(rounds: int, rng: Random, folder: Path, hows: tuple[str, ...]) -> Figures:
    if shutil.which("strace") is None:
        return Figures(impossible="needs strace")
    figures = Figures()
    given = folder / "more.jsonl"
    lines = [records.dumps(diaries.coffee(n, "more")) for n in range(20)]
    given.write_text("\n".join(lines), encoding="utf-8")
    target = folder / "out" / "a.csv"
    target.parent.mkdir()
    deeds = (
        ("add", "coffee 8:30"),
        ("import", str(given)),
        ("export", "-o", str(target), "--force"),
    )
    plan = [(d, how, *place) for d in deeds for how in hows for place in _places(folder, d)]
    for round_ in plan if rounds >= len(plan) else rng.sample(plan, rounds):
        _round(figures, folder, *round_)
    figures.remark = f"{len(plan)} places"
    return figures


def _places(folder: Path, deed: tuple[str, ...]) -> list[tuple[str, int]]:
    """Every call that a command makes, and the how-manieth of its name it is."""
    path = diaries.new(folder / "data" / "diary.db", 60).path
    trace = folder / "trace"
    _strace(path, deed, ["-e", f"trace={_CALLS}", "-o", str(trace)])
    names = [line.partition("(")[0] for line in trace.read_text().splitlines() if "(" in line]
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append((name, seen[name]))
    return found


def _round(
    figures: Figures, folder: Path, deed: tuple[str, ...], how: str, name: str, number: int
) -> None:
    path = diaries.new(folder / "data" / "diary.db", 60).path
    target = folder / "out" / "a.csv"
    target.write_text("older")
    before = diaries.ids(path)
    inject = ["-e", f"trace={_CALLS}", "-e", f"inject={name}:{how}:when={number}"]
    done = _strace(path, deed, [*inject, "-o", os.devnull])
    figures.rounds += 1
    where = f"{deed[0]} {how} at {name} {number}: exit {done.code} {done.err.strip()[-300:]}"
    killed = done.code == -signal.SIGKILL
    told = done.code in {0, 74} and "Traceback" not in done.err
    figures.require(killed or told, "crashes", where)
    found = diaries.problems(path)
    figures.require(not found, "damaged", f"{where}: {found[:2]}")
    now = before if found else diaries.ids(path)
    figures.require(before <= now, "lost", where)
    saved = len(now - before)
    if deed[0] == "export":
        whole = target.exists() and target.read_text()
        right = whole == "older" or (whole and whole.startswith("date,") and whole.endswith("\n"))
        figures.require(bool(right), "half_written", where)
    elif done.code == 0:
        figures.acknowledged += saved
        figures.require(saved > 0, "lost", where)
    elif "whether this was saved is not certain" in done.err:
        figures.require(saved in {0, 1, 20}, "damaged", f"{where}: {saved} entries")
    elif not killed:
        figures.require(saved == 0, "damaged", f"{where}: said not saved, but {saved} were")
    else:
        figures.require(saved in {0, 1, 20}, "damaged", f"{where}: {saved} entries")


def _strace(path: Path, deed: tuple[str, ...], options: list[str]) -> Done:
    return command("--db", str(path), *deed, before=lambda: _attach(options))


def _attach(options: list[str]) -> None:
    """Have this process traced from here on, by a child of its own."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYONE, 0, 0, 0)
    with Path(os.devnull).open("wb") as nothing:
        subprocess.Popen(["strace", "-qq", *options, "-p", str(os.getpid())], stderr=nothing)
    for _ in range(_TRIES):
        if "TracerPid:\t0" not in Path("/proc/self/status").read_text():
            return
        time.sleep(0.005)
    raise AssertionError("strace did not attach")
