"""When a person usually goes to sleep and wakes, learnt from the nights they logged."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

from tracker import clock
from tracker.records import Entry
from tracker.vocabulary import Kind

NIGHTS: Final = 28
"""How many days back nights are looked for: four weeks, so that a new habit soon counts."""

FEWEST: Final = 3
"""With fewer nights than this there is no usual bedtime: one late night would be it."""

_DAY_MINUTES: Final = 24 * 60
_ROUNDED_TO: Final = 5


class Usual(NamedTuple):
    """A usual time of day: minutes after midnight on the local clock, and from how many nights."""

    minutes: int
    nights: int

    def __str__(self) -> str:
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}"

    def next(self, now: datetime) -> datetime:
        """The next one after a moment (aware), in the zone of that moment."""
        zone = now.tzinfo or UTC
        for days in (0, 1, 2):
            moment = self._on(now.date() + timedelta(days=days), zone)
            if moment.astimezone(UTC) > now.astimezone(UTC):
                return moment
        raise AssertionError("a bedtime comes every day")

    def _on(self, day: date, zone: tzinfo) -> datetime:
        face = datetime.combine(day, datetime.min.time()) + timedelta(minutes=self.minutes)
        return face.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def bedtime(entries: Iterable[Entry], today: date) -> Usual | None:
    """The usual bedtime on a local day, or None with fewer than three nights to learn from.

    It is the median of when the longest sleep of each of the last 28 days began, on the clock's
    face, to five minutes; nights logged by their hours alone say nothing about it. Times are put
    in order from the widest gap between them on, so that 23:50 and 00:10 are neighbours and a
    night shift has a bedtime too.
    """
    return _median([start for start, _ in _longest(entries, today)])


def waking(entries: Iterable[Entry], today: date) -> Usual | None:
    """The usual time of waking, found from the same nights in the same way."""
    return _median([end for _, end in _longest(entries, today)])


def _longest(entries: Iterable[Entry], today: date) -> list[tuple[int, int]]:
    """The ends of the longest sleep of each day, as minutes after midnight."""
    longest: dict[str, tuple[float, int, int]] = {}
    since = today - timedelta(days=NIGHTS - 1)
    for entry in entries:
        record = entry.record
        if entry.kind is not Kind.SLEEP or not (record.get("start") and record.get("end")):
            continue
        if not since <= clock.parse_day(record["date"]) <= today:
            continue
        start, end = (clock.parse_instant(record[name]) for name in ("start", "end"))
        slept = (end - start).total_seconds()
        night = (slept, start.hour * 60 + start.minute, end.hour * 60 + end.minute)
        longest[record["date"]] = max(longest.get(record["date"], night), night)
    return [(start, end) for _, start, end in longest.values()]


def _median(found: list[int]) -> Usual | None:
    times = _from_widest_gap(sorted(found))
    if len(times) < FEWEST:
        return None
    middle = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2
    return Usual(round(middle / _ROUNDED_TO) * _ROUNDED_TO % _DAY_MINUTES, len(times))


def _from_widest_gap(minutes: list[int]) -> list[int]:
    """Times of day in order from the widest gap on; those after midnight count on past 24:00."""
    if not minutes:
        return []
    gaps = [after - before for before, after in pairwise(minutes)]
    gaps.append(minutes[0] + _DAY_MINUTES - minutes[-1])
    first = (gaps.index(max(gaps)) + 1) % len(minutes)
    return minutes[first:] + [each + _DAY_MINUTES for each in minutes[:first]]
