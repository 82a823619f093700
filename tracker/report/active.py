"""Caffeine active in the body through the shown days, along the clock that the person saw.

Between two entries the clock is that of the earlier one: its zone where it names one, so that the
clocks change when they did, else its offset.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import groupby
from math import ceil
from typing import Final

from tracker import clock
from tracker.analysis import caffeine
from tracker.analysis.caffeine import Intake
from tracker.diary import Diary
from tracker.report.timeline import Timeline, hour_of
from tracker.vocabulary import Kind

STEP: Final = timedelta(minutes=10)
AROUND: Final = timedelta(hours=26)
"""More than the offsets of any two zones lie apart."""

FULLEST: Final = 0.8
"""Part of a row that the highest point of the curves may reach."""
MG_STEP: Final = 50

_TIMED: Final = (Kind.EPISODE, Kind.CAFFEINE, Kind.STRESS, Kind.DOSE, Kind.ALCOHOL, Kind.SLEEP)


@dataclass(frozen=True, slots=True)
class Curve:
    """Milligrams active along one row, by hours since the row began."""

    day: date
    hours: tuple[float, ...]
    mg: tuple[float, ...]


def curves(diary: Diary, shown: Timeline, now: datetime) -> tuple[Curve, ...]:
    """The curve of every shown day whose caffeine is on record, up to `now`.

    A row has one curve, or two where the clock jumped. Days whose caffeine is not on record have
    none: what is left from the day before is not all there may have been.
    """
    first, last = shown.rows[0].day, shown.rows[-1].day
    half_life = caffeine.half_life_hours(diary.profile)
    faded = timedelta(hours=half_life * caffeine.FORGOTTEN_AFTER_HALF_LIVES)
    begin = datetime.combine(first, shown.day_starts_at, UTC) - AROUND
    end = min(datetime.combine(last, shown.day_starts_at, UTC) + 2 * AROUND, now.astimezone(UTC))
    taken = [i for i in caffeine.intakes(diary) if begin - faded <= i.at <= end]
    known = {row.day for row in shown.rows if row.caffeine_known}
    if not taken or not known:
        return ()
    samples = _samples(diary, begin, end)
    found = []
    for (day, _), stretch in groupby(samples, key=lambda wall: _row_and_offset(wall, shown)):
        if day in known:
            walls = list(stretch)
            hours = tuple(hour_of(wall, shown.day_starts_at) for wall in walls)
            found.append(Curve(day, hours, _active(taken, walls, half_life, faded)))
    return tuple(found)


def row_height_mg(curves: Sequence[Curve]) -> float:
    """Milligrams that a row's height stands for: a multiple of 50 that every curve fits into."""
    top = max((mg for curve in curves for mg in curve.mg), default=0.0)
    return MG_STEP * max(1, ceil(top / FULLEST / MG_STEP))


def _active(
    taken: Sequence[Intake], walls: Sequence[datetime], half_life: float, faded: timedelta
) -> tuple[float, ...]:
    near = [i for i in taken if walls[0] - faded <= i.at <= walls[-1]]
    return tuple(caffeine.active_mg(near, wall, half_life) for wall in walls)


def _row_and_offset(wall: datetime, shown: Timeline) -> tuple[date, timedelta | None]:
    return clock.local_day(wall, shown.day_starts_at), wall.utcoffset()


def _samples(diary: Diary, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Instants every ten minutes, each on the clock that the person saw then."""
    seen = sorted(_timed(diary), key=lambda entry: entry[0])
    times = [at for at, _ in seen]
    latest, where = -1, _zone(*seen[0])
    for step in range((end - begin) // STEP + 1):
        moment = begin + step * STEP
        if (entry := max(0, bisect_right(times, moment) - 1)) != latest:
            latest, where = entry, _zone(*seen[entry])
        yield moment.astimezone(where)


def _timed(diary: Diary) -> Iterator[tuple[datetime, str | None]]:
    for kind in _TIMED:
        for entry in diary.of(kind):
            if entry.at is not None and (kind is not Kind.SLEEP or entry.record.get("end")):
                yield entry.at, entry.record.get("tz")


def _zone(at: datetime, name: str | None) -> tzinfo:
    """The zone an entry names where it agrees with the entry's own offset, else that offset."""
    named = clock.zone(name) if name else None
    if named and at.astimezone(named).utcoffset() == at.utcoffset():
        return named
    return at.tzinfo or UTC
