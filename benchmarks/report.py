"""What `tracker report` takes, beside a bare process that draws an empty page of the same size.

    python benchmarks/report.py [--runs 9]

The bare process imports pandas and matplotlib's Figure and saves an empty A4 page at 150 dpi. The
diaries are the sample diary (120 days), and it over and over for a year and for ten. Wall time and
processor time are medians over alternating runs; on Linux the trigger analysis runs in a second
process, so that the former is less than the latter where two processors are free. Peak memory is
that of both processes together, at its highest.

Aims: 1.6 times the bare process, 250 MiB, and for ten years 1.5 times the time of one.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tracker import demo, records

BARE = """
import sys
import pandas
from matplotlib.figure import Figure
Figure(figsize=(11.69, 8.27), dpi=150).savefig(sys.argv[1])
"""
REPORT = """
import sys
from tracker.cli.main import main
raise SystemExit(main(sys.argv[1:]))
"""
TURNS = {"the sample diary": 1, "one year": 3, "ten years": 30}


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of the processors, and the highest memory in MiB."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Print a row for the bare process and one for each diary."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="tracker-report-") as path:
        folder = Path(path)
        page = str(folder / "page.png")
        commands = {"bare": [sys.executable, "-c", BARE, page]}
        for diary, turns in TURNS.items():
            use = ["--db", str(filled(folder / f"{turns}.db", turns))]
            shown = [*use, "report", "-o", page, "--force"]
            commands[diary] = [sys.executable, "-c", REPORT, *shown]
        found: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                found[name].append(measured(command))
    print(f"{'':<20}{'wall s':>9}{'times':>7}{'CPU s':>9}{'times':>7}{'peak MiB':>10}")
    bare = found["bare"]
    for name, some in found.items():
        wall, processor = (median(some, what) for what in ("wall", "processor"))
        times = wall / median(bare, "wall"), processor / median(bare, "processor")
        peak = max(run.memory for run in some)
        print(
            f"{name:<20}{wall:>9.2f}{times[0]:>7.2f}{processor:>9.2f}{times[1]:>7.2f}{peak:>10.0f}"
        )


def filled(path: Path, turns: int) -> Path:
    """A diary file with the sample diary so often, each time 120 days earlier."""
    lines = []
    for turn in range(turns):
        for record in demo.records(demo.LAST_DAY - timedelta(days=demo.DAYS * turn)):
            if not turn or record["kind"] != "profile":
                own = {**record, "id": records.content_id(record)}
                lines.append(records.dumps(records.ordered(own)))
    source = path.with_suffix(".jsonl")
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", REPORT, "--db", str(path), "import", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def measured(command: list[str]) -> Run:
    """One run with the sample diary's clock."""
    environment = os.environ | {"TRACKER_NOW": demo.NOW.isoformat()}
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        time.sleep(0.005)
    wall = time.perf_counter() - begin
    return Run(wall, _children_processor(), peak)


_before = [0.0]


def _children_processor() -> float:
    """Seconds of the processors that processes have taken which ended since the last call."""
    times = os.times()
    total = times.children_user + times.children_system
    _before[0], taken = total, total - _before[0]
    return taken


def resident(pid: int) -> float:
    """MiB of a process and its children in memory now; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = next((int(x.split()[1]) for x in status.splitlines() if x.startswith("Pss:")), 0)
    return own / 1024 + sum(resident(int(child)) for child in children)


def median(runs: list[Run], what: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(run, what) for run in runs)


if __name__ == "__main__":
    main()
