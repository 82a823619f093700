"""The page and the clinician's table as files in the current folder. For threads."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from tracker.exchange import clinician, files, table
from tracker.store import Store
from tracker.tui.jobs import loading
from tracker.tui.messages import FileWritten

Drawing = Callable[[Store, date, date, datetime], FileWritten]


def picture(
    store: Store, since: date, until: date, now: datetime, form: str = "png"
) -> FileWritten:
    """Draw the page of a week or month as `tracker-2026-W47.png`. Loads matplotlib and pandas."""
    return _write(_page_path(since, until, form), [_page(store, since, until, now, form)])


def picture_shown(store: Store, since: date, until: date, now: datetime) -> FileWritten:
    """Draw the page and hand it to the system's own viewer, which may outlive the program."""
    written = picture(store, since, until, now)
    viewer = viewer_of(sys.platform, os.environ)
    if viewer is None:
        return FileWritten(f"{written.sentence} No viewer for pictures was found here.")
    subprocess.Popen(  # noqa: S603  the system's viewer, on the file just written
        [*viewer, str(_page_path(since, until, "png").absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return written


def viewer_of(platform: str, environ: Mapping[str, str]) -> list[str] | None:
    """What opens a picture on a system, or None where there is no window to open it in."""
    if platform == "win32":
        return ["explorer.exe"]
    if platform == "darwin":
        return ["open"]
    windows = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open", path=environ.get("PATH"))
    return [found] if windows and found else None


def clinician_table(store: Store, now: datetime) -> FileWritten:
    """Write every entry as `tracker-2026-11-20.csv`."""
    rows = clinician.rows(store.entries(newest_first=False))
    name = f"tracker-{now.date().isoformat()}.csv"
    return _write(Path(name), table.lines(clinician.COLUMNS, rows))


def _page(store: Store, since: date, until: date, now: datetime, form: str) -> bytes:
    from tracker.report.document import document  # noqa: PLC0415  matplotlib when it is called

    diary = loading.whole(store)
    flags = loading.judged(store, diary, now).flags
    return document(diary, flags, since=since, until=until, now=now, form=form)


def _page_path(since: date, until: date, form: str) -> Path:
    year, week, _ = since.isocalendar()
    is_week = (until - since).days == 6
    return Path(f"tracker-{year}-W{week:02}.{form}" if is_week else f"tracker-{since:%Y-%m}.{form}")


def _write(path: Path, chunks: files.Chunks) -> FileWritten:
    files.write_private(path.absolute(), chunks, force=True)
    return FileWritten(f"Saved: {path.absolute()}")
