"""How fast the flag rules are: all of them on diaries of three sizes, and an entry's own check.

    python benchmarks/rules.py [--entries 100000] [--runs 7]

The diaries are the sample diary over and over, each time 120 days earlier, with a
symptom here and there, so that rules of every tier have something to read. All
rules run on entries that are loaded already; targets: 0.3 s for 100,000, growing no faster than the
diary. The check after an entry runs in processes of its own, on a diary file, and is everything
`tracker add` does for it from its first import to the last rule; target: 10 ms.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from ten_years import entries

from tracker import demo, records
from tracker.diary import Diary
from tracker.flags import evaluate, not_evaluated
from tracker.records import Record
from tracker.store import Store

ENTRIES = 100_000
QUIET_SINCE = "2026-11-01"
CHECK = """
import gc, sys, time
from datetime import datetime
from pathlib import Path
gc.set_threshold(200_000)  # as the command line does
import tracker.cli.entries
import tracker.entry.quick
from tracker.store import Store
import sqlmodel
now = datetime.fromisoformat(sys.argv[2])
store = Store.open(Path(sys.argv[1]))
store.profile()
started = time.perf_counter()
from tracker.cli.urgent import recent_emergencies
found = recent_emergencies(store, (), now)
print((time.perf_counter() - started) * 1000, len(found))
"""
COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """Print a row for each size, then one for each kind of check."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=ENTRIES)
    options.add_argument("--runs", type=int, default=7)
    chosen = options.parse_args()
    print(f"{'entries':>9}{'evaluate, s':>13}{'all waiting, s':>16}{'flags':>7}")
    for size in (chosen.entries // 4, chosen.entries // 2, chosen.entries):
        diary = Diary.from_records(varied(size))
        whole = best(partial(evaluate, diary, demo.NOW), chosen.runs)
        waits = best(partial(not_evaluated, diary, demo.NOW), chosen.runs)
        print(f"{size:>9,}{whole:>13.3f}{waits:>16.3f}{len(evaluate(diary, demo.NOW)):>7}")
    print(f"\n{'the check after an entry':<36}{'median ms':>10}{'best ms':>9}{'found':>7}")
    at = (demo.NOW - timedelta(hours=1)).isoformat()
    ten_years = [*varied(chosen.entries)]
    calm = [r for r in ten_years if r["kind"] != "symptom" or r["time"] < QUIET_SINCE]
    sign = {"kind": "symptom", "time": at, "symptom": "chest_pain"}
    medicines = sign | {"symptom": "vomiting"}
    told = sign | {"symptom": "arm_weakness"}
    with tempfile.TemporaryDirectory(prefix="tracker-rules-") as name:
        for number, (words, made) in enumerate(
            (
                ("a coffee alone", [identified({"kind": "caffeine", "time": at, "mg": 90})]),
                ("ten years, no symptom of late", calm),
                ("ten years, a danger sign today", [*ten_years, identified(sign)]),
                ("… one that medicines are read for", [*ten_years, identified(medicines)]),
                ("… one that was told 195 times", [*ten_years, identified(told)]),
            )
        ):
            check(Path(name) / f"{number}.db", words, made, chosen.runs)


def identified(record: Record) -> Record:
    """The record with an id of its own."""
    return records.ordered({**record, "id": records.content_id(record)})


def best(measured: Callable[[], object], runs: int) -> float:
    """The shortest time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        measured()
        times.append(time.perf_counter() - started)
    return min(times)


def varied(count: int) -> Iterator[Record]:
    """The sample diary again and again, every fortieth entry followed by one that rules read."""
    kinds = (
        {"kind": "symptom", "symptom": "arm_weakness", "onset": "gradual"},
        {"kind": "symptom", "symptom": "muscle_cramp"},
        {"kind": "symptom", "symptom": "palpitations"},
        {"kind": "symptom", "symptom": "tingling_lips"},
    )
    made = 0
    for number, record in enumerate(entries(count)):
        yield record
        made += 1
        if number % 40 == 0 and "start" in record and made < count:
            yield identified({**kinds[number // 40 % len(kinds)], "time": record["start"]})
            made += 1
        if made >= count:
            return


def check(path: Path, words: str, made: Iterable[Record], runs: int) -> None:
    """Time what `tracker add` does after the entry, each time in a fresh process."""
    store = Store.open(path)
    store.import_records(made, format_name="jsonl", source="made up", now=demo.NOW)
    outputs = [
        subprocess.run(
            [sys.executable, "-c", CHECK, str(path), demo.NOW.isoformat()],
            capture_output=True,
            text=True,
            check=True,
            env=COMPILED,
        ).stdout.split()
        for _ in range(runs + 1)
    ][1:]
    times = [float(output[0]) for output in outputs]
    print(f"{words:<36}{statistics.median(times):>10.1f}{min(times):>9.1f}{outputs[-1][1]:>7}")


if __name__ == "__main__":
    main()
