"""Times, durations and nights in words, as quick entry reads them again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tracker import clock
from tracker.entry.printable import plain_number
from tracker.errors import DataError
from tracker.records import sleep_hours

TO: Final = "\u2013"
"""The dash between two times."""

LONG_NIGHT: Final = timedelta(hours=14)
"""Longer than this a sleep is said in full: as two times of day it may be a night turned round.

Turned round, a night of ten hours is one of fourteen.
"""


def face(moment: datetime) -> str:
    """A local time with its offset; seconds only where there are any."""
    text = moment.replace(microsecond=0).isoformat(timespec="seconds")
    minutes = text[11:16] if text[16:19] == ":00" else text[11:19]
    return f"{text[:10]} {minutes} {text[19:]}"


def lasted(seconds: float) -> str:
    """A duration in words: '40 s', '3 min', '1 h 30 min'."""
    left = round(seconds)
    parts = []
    for size, unit in ((3600, "h"), (60, "min"), (1, "s")):
        if left >= size:
            parts.append(f"{left // size:,} {unit}")
            left %= size
    return " ".join(parts) or "0 s"


def slept(record: Mapping[str, Any]) -> str:
    """How long a night was and, where that is known, from when to when."""
    hours = sleep_hours(record)
    words = "slept" if hours is None else f"slept {_hours(hours)}"
    return f"{words} ({_ends(record)})" if record.get("start") and record.get("end") else words


def _hours(hours: float) -> str:
    minutes = round(hours * 60, 2)
    if minutes == 0:
        return "0 h"
    return lasted(minutes * 60) if minutes.is_integer() else f"{plain_number(round(hours, 4))} h"


def _ends(record: Mapping[str, Any]) -> str:
    """A night's two ends: times of day, or in full where the clocks or the date leave them open."""
    start, end = (clock.parse_instant(record[name]) for name in ("start", "end"))
    short = f"{start:%H:%M}{TO}{end:%H:%M}"
    shown = datetime.combine(end.date(), start.time())
    shown -= timedelta(days=1) if start.time() >= end.time() else timedelta(0)
    if shown != start.replace(tzinfo=None) or end.date().isoformat() != record["date"]:
        return _in_full(start, end)
    long = end.astimezone(UTC) - start.astimezone(UTC) > LONG_NIGHT
    if long or start.second or end.second or not record.get("tz"):
        return _in_full(start, end)
    try:
        zone = clock.zone(record["tz"])
        same = all(
            clock.wall_time(each.replace(tzinfo=None), zone).utcoffset() == each.utcoffset()
            for each in (start, end)
        )
    except DataError:
        same = False
    return short if same else _in_full(start, end)


def _in_full(start: datetime, end: datetime) -> str:
    return f"{clock.iso(start)} to {clock.iso(end)}"
