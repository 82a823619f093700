"""The page and the exports as files in the current folder, never over another. For threads."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Final

from tracker import settings
from tracker.exchange import clinician, files, table
from tracker.exchange.asked import Asked
from tracker.store import Store
from tracker.tui.jobs import loading
from tracker.tui.messages import FileWritten, PageDrawn

FORMS: Final = {
    "csv": ".csv",
    "daily": "-days.csv",
    "bundle": ".zip",
    "fhir": ".json",
    "jsonl": ".jsonl",
}
"""How the name of each export ends."""

Drawing = Callable[[Store, date, date, datetime], FileWritten | PageDrawn]


def picture(
    store: Store, since: date, until: date, now: datetime, form: str = "png"
) -> FileWritten:
    """Draw the page of a week or month as `tracker-2026-W47.png`. Loads matplotlib and pandas."""
    return _said(_picture(store, since, until, now, form))


def page_drawn(store: Store, since: date, until: date, now: datetime) -> PageDrawn:
    """Draw the page of a week or month, to be looked at. Loads matplotlib and pandas."""
    return PageDrawn(_page(store, since, until, now, "png"))


def picture_shown(store: Store, since: date, until: date, now: datetime) -> FileWritten:
    """Draw the page and hand it to the system's own viewer, which may outlive the program."""
    path = _picture(store, since, until, now, "png")
    viewer = viewer_of(sys.platform, os.environ)
    if viewer is None:
        return FileWritten(f"{_said(path).sentence} No viewer for pictures was found here.")
    subprocess.Popen(  # noqa: S603  the system's viewer, on the file just written
        [*viewer, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return _said(path)


def viewer_of(platform: str, environ: Mapping[str, str]) -> list[str] | None:
    """What opens a picture on a system, or None where there is no window to open it in."""
    if platform == "win32":
        return ["explorer.exe"]
    if platform == "darwin":
        return ["open"]
    windows = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open", path=environ.get("PATH"))
    return [found] if windows and found else None


def exported(store: Store, form: str, now: datetime) -> FileWritten:
    """Write the whole diary in one of `FORMS` as `tracker-2026-11-20.csv` or its like.

    The bundle loads matplotlib and pandas.
    """
    name = Path(f"tracker-{now.date()}{FORMS[form]}")
    return _said(_write(name, _chunks(store, form, Asked(now))))


def _chunks(store: Store, form: str, asked: Asked) -> files.Chunks:
    if form in {"daily", "bundle"}:
        return _from_the_whole(store, form, asked)
    from tracker.exchange import fhir, jsonl  # noqa: PLC0415  when they are asked for

    entries = store.entries(newest_first=False)
    match form:
        case "fhir":
            return fhir.lines(entries, asked.now)
        case "jsonl":
            return jsonl.lines(entries)
        case _:
            return table.lines(clinician.COLUMNS, clinician.rows(entries))


def _from_the_whole(store: Store, form: str, asked: Asked) -> files.Chunks:
    from tracker.exchange import handing  # noqa: PLC0415  loads the rules
    from tracker.report.document import document  # noqa: PLC0415

    diary, preset = loading.whole(store), settings.flag_preset()
    if form == "daily":
        return handing.daily_lines(diary, asked, preset)
    flags = loading.standing(store, diary, asked.now)
    since, until = handing.page_days(diary, asked)
    page = partial(document, diary, lambda _: flags, since=since, until=until, now=asked.now)
    return handing.bundle(diary, flags, asked, preset, page)


def _picture(store: Store, since: date, until: date, now: datetime, form: str) -> Path:
    return _write(_page_path(since, until, form), [_page(store, since, until, now, form)])


def _page(store: Store, since: date, until: date, now: datetime, form: str) -> bytes:
    from tracker.report.document import document  # noqa: PLC0415  matplotlib when it is called

    diary = loading.whole(store)
    flags = partial(loading.standing, store, diary)
    return document(diary, flags, since=since, until=until, now=now, form=form)


def _page_path(since: date, until: date, form: str) -> Path:
    year, week, _ = since.isocalendar()
    is_week = (until - since).days == 6
    return Path(f"tracker-{year}-W{week:02}.{form}" if is_week else f"tracker-{since:%Y-%m}.{form}")


def _write(name: Path, chunks: files.Chunks) -> Path:
    """Write under that name, or with the first number behind it that no file has yet."""
    path = name.absolute()
    names = chain([path], (path.with_stem(f"{path.stem}-{n}") for n in count(2)))
    free = next(path for path in names if not os.path.lexists(path))
    files.write_private(free, chunks, force=False)
    return free


def _said(path: Path) -> FileWritten:
    return FileWritten(f"Saved: {path}")
