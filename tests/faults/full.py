"""Every fault in full, and what it did to the diary.

    python tests/faults/full.py [--short] [--only NAME …] [--seed N]

Prints a table and exits with 1 when an acknowledged entry was lost, a diary damaged, a file
half-written, or a command crashed. Faults that mount file systems need root; without it they say
so and are left out. Each fault runs in a process of its own, in a temporary folder.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from random import Random

from provoke.catalogue import FAULTS
from provoke.figures import Fault, Figures

_HEAD = ("fault", "rounds", "acknowledged", "lost", "damaged", "half-written", "crashes", "seconds")
_WIDTHS = (42, 8, 14, 6, 9, 14, 9, 9)
_SEED = 20261122


def main() -> int:
    """Run the faults that were asked for; 0 when the diary came through all of them."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--short", action="store_true", help="a few rounds of each, as in CI")
    options.add_argument("--only", nargs="+", metavar="NAME", choices=[f.name for f in FAULTS])
    options.add_argument("--rounds", type=int, help="instead of each fault's own number")
    options.add_argument("--seed", type=int, default=_SEED)
    options.add_argument("--json", action="store_true", help="one fault, here, as one JSON object")
    asked = options.parse_args()
    chosen = [f for f in FAULTS if not asked.only or f.name in asked.only]
    if asked.json:
        for fault in chosen:
            rounds = asked.rounds or (fault.short if asked.short else fault.full)
            _out(json.dumps({"name": fault.name, **asdict(provoked(fault, rounds, asked.seed))}))
        return 0
    _out("".join(f"{word:<{width}}" for word, width in zip(_HEAD, _WIDTHS, strict=True)))
    total, counted = Figures(), Counter[str]()
    for fault in chosen:
        started = time.monotonic()
        figures = apart([fault], short=asked.short, rounds=asked.rounds, seed=asked.seed)
        _print(fault, figures[fault.name], time.monotonic() - started)
        counted[fault.counted] += figures[fault.name].rounds
        total = total.plus(figures[fault.name])
    rounds = ", ".join(f"{count:,} {word}" for word, count in counted.items())
    _out(
        f"\n{rounds}: {total.acknowledged:,} acknowledged, {total.lost} lost, "
        f"{total.damaged} damaged, {total.half_written} half-written, {total.crashes} crashes"
    )
    return 0 if total.clean else 1


def provoked(fault: Fault, rounds: int, seed: int) -> Figures:
    """Provoke a fault in this process."""
    if fault.mounts and not _may_mount():
        return Figures(impossible="needs root, and mounts of its own")
    with tempfile.TemporaryDirectory(prefix="tracker-faults-") as name:
        folder = Path(name)
        os.environ |= {"HOME": str(folder / "home"), "TZ": "Europe/Berlin"}
        for variable in ("TRACKER_DB", "TRACKER_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ.pop(variable, None)
        os.environ["TRACKER_NOW"] = "2026-11-20T22:30:00+01:00"
        own = folder / "round"
        own.mkdir()
        return fault.provoke(rounds, Random(seed), own)  # noqa: S311  a seed, no secret


def apart(
    faults: Sequence[Fault], *, short: bool, rounds: int | None = None, seed: int = _SEED
) -> dict[str, Figures]:
    """Provoke faults in a process of their own, with mounts of its own where one needs them."""
    words = [sys.executable, __file__, "--json", "--seed", str(seed)]
    words += ["--short"] if short else []
    words += ["--rounds", str(rounds)] if rounds else []
    words += ["--only", *(fault.name for fault in faults)]
    if any(fault.mounts for fault in faults) and _may_mount():
        words = ["unshare", "--mount", *words]
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # forks want no others
    environment = os.environ | one_thread | {"PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    found = {fault.name: Figures(crashes=1, problems=[done.stderr[-2000:]]) for fault in faults}
    for line in done.stdout.splitlines():
        figures = json.loads(line)
        name = figures.pop("name")
        found[name] = Figures(**figures)
    return found


@cache
def _may_mount() -> bool:
    """Whether this is root, in a place that gives it mounts of its own."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--mount", "true"], check=False).returncode == 0


def _print(fault: Fault, figures: Figures, seconds: float) -> None:
    if figures.impossible:
        _out(f"{fault.name:<{_WIDTHS[0]}}not possible here: {figures.impossible}")
        return
    cells = (
        fault.name,
        figures.rounds,
        f"{figures.acknowledged:,}",
        figures.lost,
        figures.damaged,
        figures.half_written,
        figures.crashes,
        f"{seconds:.0f}",
    )
    _out("".join(f"{cell!s:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)))
    for line in (figures.remark, *figures.problems):
        if line:
            _out(f"    {line}")


def _out(line: str) -> None:
    print(line, flush=True)  # noqa: T201  its table is what the script is for


if __name__ == "__main__":
    raise SystemExit(main())
