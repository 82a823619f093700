"""The disk is full: at every 4 KB, by a limit on the size of files and on a small tmpfs."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from random import Random

from provoke import diaries, newer
from provoke.diaries import coffee
from provoke.figures import Figures
from provoke.processes import Done, command
from tracker import records

_STEP = 4096
_OLD = b"the older file"
_REFUSED = {73, 74}


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that writes, and the largest file it makes."""

    words: tuple[str, ...]
    target: Path | None
    upgrades: bool = False


def limited(rounds: int, rng: Random, folder: Path) -> Figures:
    """No file may grow beyond a limit: every 4 KB from none to more than enough."""
    figures = Figures()
    for deed in _deeds(folder, folder):
        steps = list(range(0, _size(folder, deed) + 2 * _STEP, _STEP))
        for limit in _some(steps, rounds, rng):
            _round(figures, folder, deed, lambda limit=limit: _limit(limit), limit > steps[-2])
    return figures


def tmpfs(rounds: int, rng: Random, folder: Path) -> Figures:
    """A file system of 3 MB that is filled but for some pages: real "no space left"."""
    place = folder / "small"
    place.mkdir()
    try:
        size = ["-o", "size=3m", "none", str(place)]
        subprocess.run(["mount", "-t", "tmpfs", *size], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return Figures(impossible=f"tmpfs is refused: {error}")
    figures = Figures()
    try:
        for deed in _deeds(place, folder):
            steps = list(range(0, _size(place, deed) + 4 * _STEP, _STEP))
            for room in _some(steps, rounds, rng):
                _round(figures, place, deed, lambda room=room: _fill(place, room), None)
    finally:
        subprocess.run(["umount", str(place)], check=False)
    return figures


def _deeds(place: Path, folder: Path) -> Iterator[Deed]:
    given = folder / "more.jsonl"
    lines = [records.dumps(coffee(n, "more")) for n in range(60)]
    given.write_text("\n".join(lines), encoding="utf-8")
    for module in ("tracker.report.page", "tracker.analysis.judging", "tracker.flags.evaluation"):
        import_module(module)  # else every child would load them anew
    picture = os.urandom(120_000)
    drawing = import_module("tracker.report.render")
    drawing.render = lambda *_, **__: picture  # it takes a second, and the writing is the question
    out = place / "out"
    yield Deed(("export", "-o", str(out / "a.csv"), "--force"), out / "a.csv")
    yield Deed(("export", "-o", str(out / "a.jsonl"), "--force"), out / "a.jsonl")
    yield Deed(("report", "-o", str(out / "a.png"), "--force"), out / "a.png")
    yield Deed(("add", "coffee 8:30"), None)
    yield Deed(("import", str(given)), None)
    yield Deed(("list",), None, upgrades=True)
    yield Deed(("backup", "-o", str(out / "a.db"), "--force"), out / "a.db")


def _some(steps: list[int], rounds: int, rng: Random) -> list[int]:
    """All steps, or as many of them as were asked for, the last among them."""
    return steps if rounds >= len(steps) else [*rng.sample(steps[:-1], rounds - 1), steps[-1]]


def _size(place: Path, deed: Deed) -> int:
    """The largest file that the deed makes where there is room."""
    _prepare(place)
    with _program(place, deed):
        done = command("--db", str(_diary(place)), *deed.words)
    if done.code != 0:
        raise AssertionError(f"{deed.words} cannot be done at all: {done.err}")
    return max(f.stat().st_size for f in place.rglob("*") if f.is_file())


def _round(
    figures: Figures,
    place: Path,
    deed: Deed,
    before: Callable[[], object],
    enough: bool | None,
) -> None:
    """One deed with too little room; then the same with room."""
    path = _prepare(place)
    if deed.target is not None:
        deed.target.write_bytes(_OLD)
    standing, old = diaries.ids(path), path.read_bytes()
    figures.rounds += 1
    with _program(place, deed):
        done = command("--db", str(path), *deed.words, before=before)
        (place / "filler").unlink(missing_ok=True)
        _judge(figures, deed, done, enough)
        if deed.upgrades:
            newer.judge(figures, path, old, acknowledged=done.code == 0)
            return
    found = diaries.problems(path)
    figures.require(not found, "damaged", f"{deed.words}: {found[:2]}")
    now = diaries.ids(path) if not found else standing
    figures.require(standing <= now, "lost", f"{deed.words}: {len(standing - now)} older entries")
    if deed.target is None:
        saved = len(now - standing)
        figures.acknowledged += saved if done.code == 0 else 0
        right = saved > 0 if done.code == 0 else saved == 0
        figures.require(right, "damaged", f"{deed.words}: exit {done.code}, {saved} entries saved")
    elif done.code != 0:
        kept = deed.target.read_bytes() if deed.target.exists() else None
        figures.require(kept == _OLD, "half_written", f"{deed.words}: the older file is changed")
    again = command("--db", str(path), *deed.words)
    figures.require(again.code == 0, "crashes", f"{deed.words} with room again: {again.err}")
    keep = {path.name, "a.csv", "a.jsonl", "a.png", "a.db", "more.jsonl"}
    left = [name for name in diaries.strays(place, keep) if not name.startswith("template")]
    figures.require(not left, "half_written", f"{deed.words}: left lying: {left}")


def _judge(figures: Figures, deed: Deed, done: Done, enough: bool | None) -> None:
    words = f"{deed.words[0]}: exit {done.code}: {done.err.strip()[-300:]}"
    figures.require(not done.crashed, "crashes", words)
    figures.require(done.code in {0, *_REFUSED}, "crashes", words)
    figures.require(enough is not True or done.code == 0, "crashes", f"with room: {words}")
    lines = [line for line in done.err.splitlines() if line.startswith("tracker: ")]
    figures.require(done.code == 0 or len(lines) == 1, "crashes", f"not one sentence: {words}")


def _program(place: Path, deed: Deed) -> AbstractContextManager[None]:
    if deed.upgrades:
        return newer.program(place.parent / "revisions")
    return newer.same()


def _prepare(place: Path) -> Path:
    for file in place.rglob("*"):
        if file.is_file() and place.name == "small":
            file.unlink()
    path = _diary(place)
    for stale in path.parent.rglob("*") if path.parent.exists() else ():
        if stale.is_file():
            stale.unlink()
    out = place / "out"
    out.mkdir(exist_ok=True)
    for file in out.iterdir():
        file.unlink()
    diaries.new(path, 60)
    return path


def _diary(place: Path) -> Path:
    return place / "data" / "diary.db"


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _fill(place: Path, room: int) -> None:
    """Leave so many bytes free."""
    with (place / "filler").open("wb", buffering=0) as file:
        free = os.statvfs(place)
        size = free.f_bavail * free.f_frsize - room
        if size > 0:
            os.posix_fallocate(file.fileno(), 0, size)
