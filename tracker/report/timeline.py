"""The week hour by hour: each day's episodes, sleep, drinks and doses by the wall clock.

A row is one local day, from the hour the person's day starts at to the same hour of the next.
Every entry is placed by the time its own offset showed, whatever zone the machine is in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from tracker import clock, records
from tracker.diary import Diary
from tracker.records import Entry
from tracker.report import days
from tracker.report.days import DayState
from tracker.vocabulary import DoseStatus, Kind

DAY_HOURS: Final = 24.0
HOUR: Final = timedelta(hours=1)
SHORTEST: Final = timedelta(minutes=15)
"""How long an episode lasts before its length shows on a scale of hours."""
REACH: Final = timedelta(days=7)
"""How far back an entry is looked for that lasts into the shown days."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One episode's start, in hours since the row began; no intensity when it was not rated."""

    hour: float
    intensity: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a row, in hours since it began."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Row:
    """One local day. Hours count from the row's beginning; None means not recorded, never zero.

    `caffeine_known` says whether the day's caffeine is on record: it has an entry, or the day is
    complete and so had none. `caffeine_mg` is what was taken in; `sleep_hours` is of the nights
    that ended that day.
    """

    day: date
    state: DayState
    complete: bool
    episodes: tuple[Mark, ...]
    lasting: tuple[Span, ...]
    sleep: tuple[Span, ...]
    drinks: tuple[float, ...]
    alcohol: tuple[float, ...]
    taken: tuple[float, ...]
    skipped: tuple[float, ...]
    caffeine_known: bool
    caffeine_mg: float | None
    sleep_hours: float | None

    @property
    def strongest(self) -> int | None:
        """The highest rating of the day, or None when nothing was rated."""
        return max((m.intensity for m in self.episodes if m.intensity is not None), default=None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows, oldest first, and the hour they begin at."""

    rows: tuple[Row, ...]
    day_starts_at: time


def timeline(diary: Diary, *, since: date, until: date, now: datetime) -> Timeline:
    """Every day from `since` to `until`, both included."""
    shown = clock.days_between(since, until)
    states = days.states(diary, shown, days.today(diary, now))
    near = _near(diary, shown)
    lasting = _by_day(_lasting(near[Kind.EPISODE], diary.day_starts_at, now))
    sleep = _by_day(_sleep(near[Kind.SLEEP], diary.day_starts_at))
    own: dict[date, _Near] = {day: {kind: [] for kind in Kind} for day in shown}
    for kind, some in near.items():
        for entry in some:
            if entry.local_date in own:
                own[entry.local_date][kind].append(entry)
    rows = []
    for day, state in zip(shown, states, strict=True):
        row = _row(day, state, own[day], diary.day_starts_at)
        rows.append(replace(row, lasting=tuple(lasting[day]), sleep=tuple(sleep[day])))
    return Timeline(tuple(rows), diary.day_starts_at)


def hour_of(moment: datetime, starts: time) -> float:
    """The wall clock's hours since the row began, 0 to 24, of an instant with its own offset."""
    seconds = (moment.hour - starts.hour) * 3600 + (moment.minute - starts.minute) * 60
    return ((seconds + moment.second) / 3600) % DAY_HOURS


_Near = dict[Kind, list[Entry]]


def _near(diary: Diary, shown: Sequence[date]) -> _Near:
    """The entries of the shown days, and of the days before them, which may reach into them."""
    first = shown[0] - REACH
    return {
        kind: [e for e in diary.of(kind) if e.local_date and first <= e.local_date <= shown[-1]]
        for kind in Kind
    }


def _row(day: date, state: DayState, own: _Near, starts: time) -> Row:
    known = bool(own[Kind.CAFFEINE] or own[Kind.DAY])
    skipped = [e for e in own[Kind.DOSE] if e.record.get("status") == DoseStatus.SKIPPED]
    return Row(
        day=day,
        state=state,
        complete=bool(own[Kind.DAY]),
        episodes=tuple(
            Mark(hour_of(_time(e), starts), e.record.get("intensity")) for e in own[Kind.EPISODE]
        ),
        lasting=(),
        sleep=(),
        drinks=_hours(own[Kind.CAFFEINE], starts),
        alcohol=_hours(own[Kind.ALCOHOL], starts),
        taken=_hours([e for e in own[Kind.DOSE] if e not in skipped], starts),
        skipped=_hours(skipped, starts),
        caffeine_known=known,
        caffeine_mg=sum(e.record.get("mg") or 0 for e in own[Kind.CAFFEINE]) if known else None,
        sleep_hours=records.slept_hours(e.record for e in own[Kind.SLEEP]),
    )


def _time(entry: Entry) -> datetime:
    return clock.parse_instant(entry.record.get("start") or entry.record["time"])


def _hours(entries: Sequence[Entry], starts: time) -> tuple[float, ...]:
    return tuple(hour_of(_time(entry), starts) for entry in entries)


def _lasting(episodes: Iterable[Entry], starts: time, now: datetime) -> Iterator[tuple[date, Span]]:
    for entry in episodes:
        begin = _time(entry)
        if entry.record.get("end"):
            lasted = clock.parse_instant(entry.record["end"]) - begin
        elif entry.record.get("ongoing"):
            lasted = now - begin
        else:
            continue
        if entry.local_date and lasted >= SHORTEST:
            yield from _stretch(entry.local_date, hour_of(begin, starts), lasted / HOUR)


def _sleep(nights: Iterable[Entry], starts: time) -> Iterator[tuple[date, Span]]:
    for entry in nights:
        if not (entry.record.get("start") and entry.record.get("end")):
            continue
        begin = clock.parse_instant(entry.record["start"])
        end = clock.parse_instant(entry.record["end"])
        shown = end.replace(tzinfo=None) - begin.replace(tzinfo=None)
        length = shown if shown > timedelta(0) else end - begin  # flown west: the clocks went back
        day = clock.local_day(begin, starts)
        yield from _stretch(day, hour_of(begin, starts), length / HOUR)


def _stretch(day: date, begin: float, hours: float) -> Iterator[tuple[date, Span]]:
    left = hours
    while left > 0:
        end = min(DAY_HOURS, begin + left)
        yield day, Span(begin, end)
        left -= end - begin
        day, begin = day + timedelta(days=1), 0.0


def _by_day(spans: Iterable[tuple[date, Span]]) -> defaultdict[date, list[Span]]:
    found: defaultdict[date, list[Span]] = defaultdict(list)
    for day, span in spans:
        found[day].append(span)
    return found
