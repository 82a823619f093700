"""The Today area: the day's entries, the last fourteen days, and what is still missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from tracker import clock
from tracker.analysis.caffeine import Intake, active_mg, half_life_hours
from tracker.entry.phrase import phrase
from tracker.records import Entry
from tracker.tui.views.rows import Row, row
from tracker.tui.views.usual import Usual, usual
from tracker.vocabulary import DayStatus, Kind

STRIP_DAYS: Final = 14
STALE: Final = timedelta(hours=4)
"""A timer that has run longer than this was probably forgotten."""


class DayState(StrEnum):
    """What is known about a day. Unknown is not clear."""

    TWITCH = "twitch"
    CLEAR = "clear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the strip; `episodes` counts what was logged."""

    day: date
    state: DayState
    episodes: int


@dataclass(frozen=True, slots=True)
class Running:
    """A twitch that has not ended; `stale` when it has run too long to be believed."""

    id: str
    start: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class Caffeine:
    """Of today: mg drunk, when the last was; and mg still in the body, of earlier days too."""

    mg: float
    last: str
    active_mg: float


@dataclass(frozen=True, slots=True)
class Status:
    """The day record of today."""

    id: str
    status: DayStatus


@dataclass(frozen=True, slots=True)
class Today:
    """All that the Today area shows.

    `night` and `caffeine` are None when nothing was recorded, which is not the same as none.
    """

    day: date
    rows: tuple[Row, ...]
    strip: tuple[DayMark, ...]
    running: Running | None
    night: str | None
    caffeine: Caffeine | None
    status: Status | None
    episodes: int
    usual: Usual
    missing: frozenset[Kind]


def today(entries: Sequence[Entry], profile: Mapping[str, Any], now: datetime) -> Today:
    """The view of the day that `now` lies in. `entries` reach back as far as habits are learned."""
    day = clock.local_day(now, time.fromisoformat(profile.get("day_starts_at", "00:00")))
    of_today = [e for e in entries if e.local_date == day]
    status = next((e for e in of_today if e.kind is Kind.DAY), None)
    return Today(
        day=day,
        rows=tuple(row(e) for e in sorted(of_today, key=_moment, reverse=True)),
        strip=strip(entries, day),
        running=_running(entries, now),
        night=next((phrase(e.record) for e in of_today if e.kind is Kind.SLEEP), None),
        caffeine=_caffeine(entries, day, profile, now),
        status=Status(status.id, DayStatus(status.record["status"])) if status else None,
        episodes=sum(e.kind is Kind.EPISODE for e in of_today),
        usual=usual(entries),
        missing=frozenset({Kind.SLEEP, Kind.STRESS, Kind.DAY} - {e.kind for e in of_today}),
    )


def strip(entries: Sequence[Entry], last: date, days: int = STRIP_DAYS) -> tuple[DayMark, ...]:
    """What is known of each of the days that end with `last`, oldest first."""
    episodes = Counter(e.local_date for e in entries if e.kind is Kind.EPISODE)
    stated = {e.local_date for e in entries if e.kind is Kind.DAY}
    marks = []
    for day in clock.days_between(last - timedelta(days=days - 1), last):
        known = DayState.CLEAR if day in stated else DayState.UNKNOWN
        marks.append(DayMark(day, DayState.TWITCH if episodes[day] else known, episodes[day]))
    return tuple(marks)


def _running(entries: Sequence[Entry], now: datetime) -> Running | None:
    open_ones = [
        e
        for e in entries
        if e.kind is Kind.EPISODE and e.record.get("ongoing") and not e.record.get("end")
    ]
    if not open_ones:
        return None
    latest = max(open_ones, key=_moment)
    start = clock.parse_instant(latest.record["start"])
    return Running(latest.id, start, stale=now - start > STALE)


def _caffeine(
    entries: Sequence[Entry], day: date, profile: Mapping[str, Any], now: datetime
) -> Caffeine | None:
    taken = [
        (e, Intake(e.at, float(e.record["mg"])))
        for e in entries
        if e.kind is Kind.CAFFEINE and e.at
    ]
    of_today = [(e, intake) for e, intake in taken if e.local_date == day]
    if not of_today:
        return None
    last, _ = max(of_today, key=lambda pair: _moment(pair[0]))
    return Caffeine(
        mg=sum(intake.mg for _, intake in of_today),
        last=clock.parse_instant(last.record["time"]).strftime("%H:%M"),
        active_mg=active_mg((intake for _, intake in taken), now, half_life_hours(profile)),
    )


def _moment(entry: Entry) -> tuple[float, str]:
    return (entry.at.timestamp() if entry.at else 0.0, entry.id)
