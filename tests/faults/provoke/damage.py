"""A diary whose bytes are not what was written: flipped, cut off, or another file altogether."""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.diaries import NOW
from provoke.figures import Figures
from provoke.processes import command
from tracker.vocabulary import Kind

_REFUSED = 78
_EXPECTED = {0, 65, 66, 73, 74, 77, 78}
_READ = (("list",), ("export", "--format", "jsonl"), ("export", "--format", "daily"), ("flags",))
_WROTE = (("add", "coffee 8:30"), ("undo",))
_PAGE = 4096
_ENOUGH = 0.99
_COUNT = 400
_A_PAGE = 50
_EDITED = 45


def flips(rounds: int, rng: Random, folder: Path) -> Figures:
    """A bit of every page in turn: no command crashes, and `tracker check` finds it."""
    figures = Figures()
    whole = _lived(folder / "whole.db")
    standing = len(diaries.ids(whole))
    found = 0
    for page in _pages(whole, rounds, rng):
        path = folder / "flipped.db"
        shutil.copyfile(whole, path)
        _flip(path, page, rng)
        figures.rounds += 1
        checked = command("--db", str(path), "check")
        figures.require(checked.code in {0, _REFUSED}, "crashes", f"check: {checked.err}")
        found += checked.code == _REFUSED
        if checked.code == _REFUSED:
            _salvage(figures, path, folder / "salvaged.db", page, standing)
        for words in (*_READ, *_WROTE):
            done = command("--db", str(path), *words)
            fine = not done.crashed and done.code in _EXPECTED
            figures.require(fine, "crashes", f"page {page}: {words}: {done.code} {done.err[-400:]}")
    enough = found >= _ENOUGH * figures.rounds
    figures.remark = f"check found {found} of {figures.rounds}"
    figures.require(enough, "damaged", figures.remark)
    return figures


def _salvage(figures: Figures, path: Path, target: Path, page: int, standing: int) -> None:
    """What can be read of a damaged diary becomes a sound one; a page costs its own entries."""
    target.unlink(missing_ok=True)
    before = path.read_bytes()
    done = command("--db", str(path), "check", "--salvage", str(target))
    fine = not done.crashed and done.code in _EXPECTED
    figures.require(fine, "crashes", f"page {page}: salvage: {done.code} {done.err[-400:]}")
    figures.require(path.read_bytes() == before, "damaged", f"page {page}: salvage wrote to it")
    if not target.exists():
        figures.require(False, "lost", f"page {page}: nothing was salvaged: {done.err[-300:]}")
        return
    wrong = diaries.problems(target)
    figures.require(not wrong, "half_written", f"page {page}: the salvaged diary: {wrong[:1]}")
    gone = standing - len(diaries.ids(target)) if not wrong else 0
    figures.require(gone <= _A_PAGE, "lost", f"page {page}: {gone} entries")


def other_files(rounds: int, rng: Random, folder: Path) -> Figures:
    """A diary that is cut off, empty, zeroed, or text: refused, and left as it is."""
    figures = Figures()
    whole = diaries.new(folder / "whole.db", 60).path.read_bytes()
    cut = [0, 1, 50, 99, 100, 101, 512, _PAGE, len(whole) // 2, len(whole) - _PAGE, len(whole) - 1]
    contents = {f"cut to {n} bytes": whole[:n] for n in cut}
    contents |= {
        "text": b"my diary\n" * 200,
        "zeroes": bytes(len(whole)),
        "no magic": bytes(16) + whole[16:],
        "random": rng.randbytes(len(whole)),
        "no application id": whole[:68] + bytes(4) + whole[72:],
        "a newer schema": whole[:60] + (99).to_bytes(4, "big") + whole[64:],
    }
    for name, content in list(contents.items())[:rounds]:
        path = folder / "other.db"
        path.write_bytes(content)
        before = hashlib.sha256(content).digest()
        figures.rounds += 1
        for words in (*_READ, *_WROTE, ("check",)):
            done = command("--db", str(path), *words)
            right = done.code == _REFUSED and not done.crashed
            figures.require(right, "crashes", f"{name}: {words}: {done.code} {done.err[-300:]}")
            kept = hashlib.sha256(path.read_bytes()).digest() == before
            figures.require(kept, "damaged", f"{name}: {words} changed the file")
        for stray in folder.glob("other.db-journal"):
            stray.unlink()
    return figures


def _lived(path: Path) -> Path:
    """A diary with imports, edits older and newer than the undo journal, deletions, seen flags."""
    store = diaries.new(path, _COUNT)
    for number, entry in enumerate(store.entries(kinds={Kind.CAFFEINE}, limit=_EDITED)):
        store.edit(entry.id, {"note": f"edited {number}"}, now=NOW + timedelta(minutes=number))
    for number, entry in enumerate(store.entries(kinds={Kind.STRESS}, limit=4)):
        store.delete([entry.id], now=NOW + timedelta(hours=1, minutes=number))
    for rule in ("over_two_weeks", "high_caffeine", "short_sleep_stress"):
        store.acknowledge(rule, note=f"asked about {rule}", now=NOW + timedelta(hours=2))
    return path


def _pages(path: Path, rounds: int, rng: Random) -> list[int]:
    pages = list(range(path.stat().st_size // _PAGE))
    return pages if rounds >= len(pages) else sorted(rng.sample(pages, rounds))


def _flip(path: Path, page: int, rng: Random) -> None:
    at = page * _PAGE + rng.randrange(_PAGE)
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ (1 << rng.randrange(8))]))
