"""The week's page and the clinician's table as files in the current folder. For threads."""

from datetime import date, datetime
from pathlib import Path

from tracker.exchange import clinician, files, table
from tracker.store import Store
from tracker.tui import loading
from tracker.tui.messages import FileWritten


def picture(store: Store, since: date, until: date, now: datetime) -> FileWritten:
    """Draw the page of a week as `tracker-2026-W47.png`. Loads matplotlib and pandas."""
    from tracker.analysis import stable_findings  # noqa: PLC0415  half a second
    from tracker.report.page import weekly  # noqa: PLC0415  half a second
    from tracker.report.render import render  # noqa: PLC0415

    diary = loading.whole(store)
    page = weekly(
        diary,
        since=since,
        until=until,
        findings=stable_findings(diary, now),
        flags=loading.judged(store, diary, now).flags,
        now=now,
    )
    year, week, _ = since.isocalendar()
    return _write(Path(f"tracker-{year}-W{week:02}.png"), [render(page, "png")])


def clinician_table(store: Store, now: datetime) -> FileWritten:
    """Write every entry as `tracker-2026-11-20.csv`."""
    rows = clinician.rows(store.entries(newest_first=False))
    name = f"tracker-{now.date().isoformat()}.csv"
    return _write(Path(name), table.lines(clinician.COLUMNS, rows))


def _write(path: Path, chunks: files.Chunks) -> FileWritten:
    files.write_private(path.absolute(), chunks, force=True)
    return FileWritten(f"Saved: {path.absolute()}")
