"""What an export of 100,000 entries takes beside `sqlite3 -csv` of the same rows.

    python benchmarks/export.py [--entries 100000] [--rounds 5] [--db FILE]

The floor is the shell of SQLite (Python's own module with `csv` where there is none) writing every
column of every entry, in the order of the export, from the same file. Rounds alternate between the
floor and the formats; the medians are compared, by the clock and, as a busy machine disturbs that
one less, by the processor's time. Every format is to stay within 120 MiB in each of its
processes, and every one but the bundle within 4 times the floor; the bundle, which holds two tables
and draws a page beside them on a second processor, is told for comparison.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ten_years

from tracker import demo
from tracker.fields import FIELDS

LIMIT_RATIO = 4.0
LIMIT_MIB = 120
JUDGED = ("csv", "jsonl", "daily", "fhir")
TOLD = ("bundle",)
PROGRAM = "import sys; from tracker.cli.main import main; raise SystemExit(main(sys.argv[1:]))"
PYTHON_FLOOR = """
import csv, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(sys.stdin.read())
csv.writer(sys.stdout).writerows(rows)
"""


def query() -> str:
    """Every entry with all its columns, each looked up in its own kind's table alone."""
    names = list(dict.fromkeys(f.name for fields in FIELDS.values() for f in fields))
    parts = []
    for kind, fields in FIELDS.items():
        own = {f.name for f in fields}
        columns = ", ".join(f'k."{n}"' if n in own else f'NULL AS "{n}"' for n in names)
        parts.append(
            "SELECT e.id, e.kind, e.at_utc, e.utc_offset_min, e.tz, e.local_date, e.note, "  # noqa: S608  own words
            f"{columns} FROM entry e JOIN {kind} k ON k.entry_id = e.id "
            f"WHERE e.deleted_utc IS NULL AND e.kind = '{kind}'"
        )
    return " UNION ALL ".join(parts) + " ORDER BY at_utc, id;"


def main() -> int:
    """Measure, print a line for each, and say whether the limits hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=ten_years.ENTRIES)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--db", type=Path, help="a diary to use instead of a new one")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracker-export-") as name:
        folder = Path(name)
        db = given.db or made(folder, given.entries)
        return measured(folder, db, given.rounds)


def made(folder: Path, entries: int) -> Path:
    """A diary of so many entries."""
    ten_years.write(folder / "all.jsonl", entries)
    program = [sys.executable, "-c", PROGRAM, "--db", str(folder / "diary.db")]
    run([*program, "import", str(folder / "all.jsonl")], folder / "words")
    return folder / "diary.db"


def measured(folder: Path, db: Path, rounds: int) -> int:
    """Run everything in turn; 1 when a limit does not hold."""
    shell = shutil.which("sqlite3")
    floor = [shell, "-csv", str(db)] if shell else [sys.executable, "-c", PYTHON_FLOOR, str(db)]
    program = [sys.executable, "-c", PROGRAM, "--db", str(db), "export", "--force"]
    commands = {"floor": floor} | {
        form: [*program, "--format", form, "-o", str(folder / form)] for form in (*JUDGED, *TOLD)
    }
    found: dict[str, list[tuple[float, float, float]]] = {form: [] for form in commands}
    for _ in range(rounds):
        for form, command in commands.items():
            found[form].append(
                run(command, folder / "rows.csv", query() if form == "floor" else "")
            )
    base, base_busy = (statistics.median(run[n] for run in found["floor"]) for n in (0, 1))
    print(f"floor: {'the shell of SQLite' if shell else 'Python with csv'}; {rounds} rounds\n")
    print(f"{'':<10}{'seconds':>9}{'x floor':>9}{'CPU s':>9}{'x floor':>9}{'peak MiB':>10}")
    held = True
    for form, runs in found.items():
        wall, busy = (statistics.median(run[n] for run in runs) for n in (0, 1))
        peak = max(run[2] for run in runs)
        times, times_busy = wall / base, busy / base_busy
        print(f"{form:<10}{wall:9.2f}{times:9.2f}{busy:9.2f}{times_busy:9.2f}{peak:10.0f}")
        held &= form not in JUDGED or min(times, times_busy) <= LIMIT_RATIO
        held &= form == "floor" or peak <= LIMIT_MIB
    print(f"\nwithin {LIMIT_RATIO:g} times and {LIMIT_MIB} MiB: {'yes' if held else 'NO'}")
    return 0 if held else 1


def run(command: list[str], output: Path, text: str = "") -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and peak MiB, of one process of its own."""
    environment = os.environ | {"TRACKER_NOW": demo.NOW.isoformat(), "TZ": demo.HOME.key}
    with tempfile.TemporaryFile() as words, output.open("wb") as rows:
        words.write(text.encode())
        words.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=words, stdout=rows, stderr=subprocess.PIPE, env=environment
        )
        said = process.stderr.read().decode() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} failed with {process.returncode}: {said}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
