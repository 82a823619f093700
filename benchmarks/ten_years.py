"""How a diary of ten years behaves: 100,000 entries of all kinds in, listed, upgraded and out.

    python benchmarks/ten_years.py [--entries 100000]

The diary is the sample diary over and over, each time 120 days earlier, with ids of its own. Every
row is one run of the program in a process of its own; processor time and peak memory are the
operating system's figures for it: on a busy machine the former says more than the clock. An upgrade
is measured with a made-up next schema that rebuilds the largest tables, and includes its checks and
its backup.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tracker import demo, records
from tracker.records import Record

ENTRIES = 100_000
COMMAND = """
import sys
from tracker.cli.main import main
raise SystemExit(main(sys.argv[1:]))
"""
UPGRADE = """
import sys
from pathlib import Path
from tracker.store import Store, schema, upgrade
schema.SCHEMA_VERSION += 1
upgrade.script_location = lambda: Path(sys.argv[1])
Store.open(Path(sys.argv[2]))
"""
REVISION = '''"""A made-up next schema: the largest tables rebuilt, a column added."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    for table in ("entry", "episode", "caffeine"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("made_up", sa.Text(), nullable=True))
'''


def main() -> None:
    """Make the diary and print a row for everything one does with it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=ENTRIES)
    count = options.parse_args().entries
    with tempfile.TemporaryDirectory(prefix="tracker-ten-years-") as name:
        folder = Path(name)
        source, db = folder / "all.jsonl", folder / "diary.db"
        write(source, count)
        print(f"{count:,} entries, {source.stat().st_size / 2**20:.1f} MiB of JSON Lines\n")
        print(f"{'':<34}{'seconds':>9}{'CPU s':>9}{'peak MiB':>10}")
        use = ("--db", str(db))
        row("import", COMMAND, *use, "import", str(source))
        print(f"{'':<34}the diary's file: {db.stat().st_size / 2**20:.1f} MiB")
        row("backup", COMMAND, *use, "backup")
        row("check", COMMAND, *use, "check")
        row("list --limit 20", COMMAND, *use, "list", "--limit", "20")
        row("add", COMMAND, *use, "add", "coffee 8:30")
        row("undo", COMMAND, *use, "undo")
        for form in ("csv", "jsonl", "daily"):
            target = str(folder / f"out.{form}")
            row(f"export --format {form}", COMMAND, *use, "export", "--format", form, "-o", target)
        row("flags", COMMAND, *use, "flags")
        row("triggers", COMMAND, *use, "triggers")
        row("report", COMMAND, *use, "report", "-o", str(folder / "week.png"))
        row("import the same again", COMMAND, *use, "import", str(source))
        upgraded = folder / "upgraded" / "diary.db"
        upgraded.parent.mkdir()
        shutil.copyfile(db, upgraded)
        row("upgrade with backup (target 5 s)", UPGRADE, str(next_schema(folder)), str(upgraded))
        row("import --undo", COMMAND, *use, "import", "--undo", "1")
        row("undo", COMMAND, *use, "undo")


def entries(count: int) -> Iterator[Record]:
    """The sample diary again and again into the past, so many entries.

    A medicine that is taken now was stopped at the end of each earlier turn.
    """
    made = 0
    for turn in range(count):
        last = demo.LAST_DAY - timedelta(days=demo.DAYS * turn)
        for record in demo.records(last):
            if turn and record["kind"] == "profile":
                continue
            if turn and record["kind"] == "medication":
                record = {"stop_date": last.isoformat(), **record}  # noqa: PLW2901
            yield records.ordered({**record, "id": records.content_id(record)})
            made += 1
            if made == count:
                return


def write(target: Path, count: int) -> None:
    """So many entries as a file to import."""
    with target.open("w", encoding="utf-8") as file:
        file.writelines(records.dumps(record) + "\n" for record in entries(count))


def next_schema(folder: Path) -> Path:
    """The revisions, and one more that rebuilds the largest tables."""
    from tracker.store import schema, upgrade  # noqa: PLC0415  only here

    revisions = folder / "revisions"
    shutil.copytree(upgrade.script_location(), revisions)
    text = REVISION.format(before=f"{schema.SCHEMA_VERSION:04d}")
    (revisions / "versions" / "9999_made_up.py").write_text(text, encoding="utf-8")
    return revisions


def row(name: str, script: str, *arguments: str) -> None:
    """Run a script in a fresh interpreter and print what it took; exits when it fails."""
    environment = os.environ | {"TRACKER_NOW": demo.NOW.isoformat(), "TZ": demo.HOME.key}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    )
    words = process.stderr.read().decode() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{name} failed with {process.returncode}: {words}")
    busy = usage.ru_utime + usage.ru_stime
    print(f"{name:<34}{seconds:9.2f}{busy:9.2f}{usage.ru_maxrss / 1024:10.0f}")


if __name__ == "__main__":
    main()
