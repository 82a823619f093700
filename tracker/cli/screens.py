"""The screens: on the person's diary, or on the sample diary."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tracker import clock, paths
from tracker.errors import OutputError, UsageError
from tracker.store import Store
from tracker.store.daily import back_up_daily


def open_diary(options: argparse.Namespace) -> int:
    """The screens on the person's diary."""
    _require_terminal()
    path = paths.resolve(options.db).diary
    from tracker.tui.app import run

    code = run(lambda: Store.open(path), now=clock.now)
    words = back_up_daily(path, clock.now())  # of a diary's first day
    if words:
        print(words, file=sys.stderr)
    return code


def demo(options: argparse.Namespace) -> int:
    """The screens on the sample diary; without a terminal, its findings, report and CSV."""
    from tracker import demo as sample

    with tempfile.TemporaryDirectory(prefix="tracker-demo-") as folder:
        path = Path(folder) / "demo.db"

        def fill() -> Store:
            store = Store.open(path)
            if not store.entries(limit=1):
                store.import_records(
                    sample.records(), source="demo", format_name="demo", now=sample.NOW
                )
            return store

        if sys.stdin.isatty() and sys.stdout.isatty():
            from tracker.tui.app import run

            return run(fill, now=_clock_from(sample.NOW), demo=True)
        return _printed(fill(), sample.NOW, force=options.force)


def _printed(store: Store, now: datetime, *, force: bool) -> int:
    """Triggers and flags as text, and the report and the clinician's CSV as files."""
    from tracker.cli import findings, flags, transfer, triggers
    from tracker.cli.report import write_report

    report, table = "weekly-report.png", "clinician.csv"
    taken = [name for name in (report, table) if Path(name).exists()]
    if taken and not force:
        raise OutputError(f"the file {taken[0]} exists already.", hint="Try: tracker demo --force")
    diary = findings.diary_whole(store)
    triggers.print_look(diary, triggers.look_at(diary, now), now)
    print()
    flags.show_flags(store, diary, now)
    week = (now.date() - timedelta(days=6), now.date())
    write_report(store, week, now, report, force=force)
    transfer.write_clinician(store, table, force=force)
    return 0


def _clock_from(moment: datetime) -> Callable[[], datetime]:
    """A clock that shows a given moment now and runs on from there."""
    started = time.monotonic()
    return lambda: moment + timedelta(seconds=int(time.monotonic() - started))


def _require_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the screens need a terminal.",
            hint='Without one, use the commands: tracker list, tracker add "coffee 8:30"',
            safe="",
        )
