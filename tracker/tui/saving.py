"""The week's page and the clinician's table as files in the current folder. For threads."""

from datetime import date, datetime
from pathlib import Path

from tracker.exchange import clinician, files, table
from tracker.store import Store
from tracker.tui import loading
from tracker.tui.messages import FileWritten


def picture(store: Store, since: date, until: date, now: datetime) -> FileWritten:
    """Draw the page of a week as `tracker-2026-W47.png`. Loads matplotlib and pandas."""
    from tracker.report.document import document  # noqa: PLC0415  matplotlib when it is called

    diary = loading.whole(store)
    flags = loading.judged(store, diary, now).flags
    page = document(diary, flags, since=since, until=until, now=now)
    year, week, _ = since.isocalendar()
    return _write(Path(f"tracker-{year}-W{week:02}.png"), [page])


def clinician_table(store: Store, now: datetime) -> FileWritten:
    """Write every entry as `tracker-2026-11-20.csv`."""
    rows = clinician.rows(store.entries(newest_first=False))
    name = f"tracker-{now.date().isoformat()}.csv"
    return _write(Path(name), table.lines(clinician.COLUMNS, rows))


def _write(path: Path, chunks: files.Chunks) -> FileWritten:
    files.write_private(path.absolute(), chunks, force=True)
    return FileWritten(f"Saved: {path.absolute()}")
