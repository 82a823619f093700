"""A diary that may only be read: its disk is mounted read-only, or it belongs to somebody else."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.figures import Figures

_NOBODY = 65534
_REFUSED = 77
_READS = (
    ("list",),
    ("export", "-o", "-"),
    ("export", "--format", "jsonl", "-o", "-"),
    ("flags",),
    ("check",),
    ("backup", "-o", "{out}/kept.db", "--force"),
    ("report", "-o", "{out}/week.png", "--force"),
)
_WRITES = (
    ("add", "coffee 8:30"),
    ("log", "day", "--status", "complete"),
    ("edit", "{id}", "--note", "x"),
    ("delete", "{id}"),
    ("undo",),
    ("import", "{out}/more.jsonl"),
    ("purge", "--yes"),
)


def mounted(rounds: int, rng: Random, folder: Path) -> Figures:
    """On a file system that is mounted read-only."""
    place = folder / "disk"
    place.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", "size=8m", "none", str(place))
    except (OSError, subprocess.CalledProcessError) as error:
        return Figures(impossible=f"tmpfs is refused: {error}")
    try:
        path = diaries.new(place / "diary.db", 60).path
        _mount("-o", "remount,ro", str(place))
        return _all(rounds, rng, folder, path, [])
    finally:
        subprocess.run(["umount", str(place)], check=False)


def anothers(rounds: int, rng: Random, folder: Path) -> Figures:
    """Of another owner, in a folder of another owner, readable to all."""
    if os.geteuid() != 0:
        return Figures(impossible="needs root, to become nobody")
    path = diaries.new(folder / "theirs" / "diary.db", 60).path
    path.chmod(0o644)
    for each in (path.parent, folder, folder.parent):
        each.chmod(0o755)
    become = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    return _all(rounds, rng, folder, path, become)


def _all(rounds: int, rng: Random, folder: Path, path: Path, become: list[str]) -> Figures:
    figures = Figures()
    out = folder / "out"
    out.mkdir()
    out.chmod(0o777)
    (out / "more.jsonl").write_text('{"kind": "day", "date": "2026-11-01", "status": "complete"}\n')
    entry = min(diaries.ids(path))
    before = hashlib.sha256(path.read_bytes()).digest()
    plan = [(words, 0) for words in _READS] + [(words, _REFUSED) for words in _WRITES]
    for words, code in plan if rounds >= len(plan) else rng.sample(plan, rounds):
        given = [word.format(out=out, id=entry) for word in words]
        done = subprocess.run(
            [*become, sys.executable, "-m", "tracker", "--db", str(path), *given],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(out)},
        )
        figures.rounds += 1
        where = f"{words}: exit {done.returncode}: {done.stderr[-300:]}"
        figures.require(done.returncode == code, "crashes", where)
        figures.require("Traceback" not in done.stderr, "crashes", where)
        same = hashlib.sha256(path.read_bytes()).digest() == before
        figures.require(same, "damaged", f"{words} changed the file")
    left = [f.name for f in path.parent.iterdir() if f.name != path.name]
    figures.require(not left, "half_written", f"left lying: {left}")
    return figures


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
