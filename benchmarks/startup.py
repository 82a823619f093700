"""How fast the program starts, as ratios to what it cannot be faster than, measured side by side.

    python benchmarks/startup.py [--runs 15]

Each row runs two commands in turn, A B A B …, and prints the median of the ratios pair by pair.
The floors: an empty interpreter, `import sqlmodel`, and a Textual program with one label. Peak
memory is the operating system's figure for the whole process. Each start also says whether it has
loaded a package that it must not need; then this exits with 1.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""An installed program is compiled once; each first run here compiles what has changed."""

HEAVY = ("pandas", "numpy", "scipy", "matplotlib", "alembic")
NOTHING = "pass"
SQLMODEL = "import sqlmodel"
LABEL = """
from textual.app import App
from textual.widgets import Label
class One(App):
    def compose(self):
        yield Label("one")
    def on_mount(self):
        self.call_after_refresh(self.exit)
One().run(headless=True)
"""
COMMAND = """
import sys
from tracker.cli.main import main
if main(sys.argv[1:]):
    raise SystemExit(1)
"""
SCREENS = """
import sys
from pathlib import Path
from tracker.store import Store
from tracker.tui.app import TrackerApp
mount = TrackerApp.on_mount
def measured(app):
    mount(app)
    if sys.argv[1] == "frame":
        app.call_after_refresh(app.exit)
    else:
        app.set_interval(0.002, lambda: getattr(app.screen, "view", None) and app.exit())
TrackerApp.on_mount = measured
TrackerApp(lambda: Store.open(Path(sys.argv[2]))).run(headless=True)
"""
CHECKED = f"""
import sys
bad = [name for name in {HEAVY!r} if name in sys.modules]
if bad:
    print("loaded:", bad, file=sys.stderr)
    raise SystemExit(1)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall seconds and peak MiB."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured, against which floor, and the ratio it should stay under."""

    name: str
    target: float
    script: str
    arguments: tuple[str, ...]
    floor: str


def run(script: str, *arguments: str) -> Run:
    """Run a script in a fresh interpreter; exits when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.DEVNULL, env=COMPILED
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"failed with {process.returncode}: {script}{arguments}")
    return Run(seconds, usage.ru_maxrss / 1024)


def measure(row: Row, runs: int) -> None:
    """Run a row and its floor in turn, and print the ratio."""
    run(row.script + CHECKED, *row.arguments)
    run(row.floor)
    pairs = [(run(row.script, *row.arguments), run(row.floor)) for _ in range(runs)]
    ratios = [ours.seconds / floor.seconds for ours, floor in pairs]
    milliseconds = statistics.median(ours.seconds for ours, _ in pairs) * 1000
    peak = statistics.median(ours.peak_mib for ours, _ in pairs)
    print(
        f"{row.name:<38}{statistics.median(ratios):5.2f}x  ({min(ratios):.2f} to {max(ratios):.2f})"
        f"  target {row.target:.2f}x {milliseconds:7.0f} ms {peak:5.0f} MiB"
    )


def main() -> None:
    """Measure every row on a diary of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "diary.db")
        run(COMMAND, "--db", db, "add", "coffee")
        rows = [
            Row("tracker --version / empty interpreter", 6, COMMAND, ("--version",), NOTHING),
            Row(
                "tracker add / import sqlmodel",
                1.35,
                COMMAND,
                ("--db", db, "add", "tea", "1mg"),
                SQLMODEL,
            ),
            Row(
                "tracker status / tracker add",
                1.2,
                COMMAND,
                ("--db", db, "status"),
                f"import sys\nsys.argv[1:] = ['--db', {db!r}, 'add', 'tea']\n{COMMAND}",
            ),
            Row("first frame / one label", 1.4, SCREENS, ("frame", db), LABEL),
            Row("first data / one label", 2.8, SCREENS, ("data", db), LABEL),
        ]
        for row in rows:
            measure(row, runs)


if __name__ == "__main__":
    main()
