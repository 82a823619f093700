"""A day as the Today area shows it: its entries, the strip of days, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from tracker import clock
from tracker.analysis.caffeine_now import CaffeineNow, caffeine_now
from tracker.diary import Diary
from tracker.entry.phrase import phrase
from tracker.known_days import DayMark, marks
from tracker.medication import Plan, plan
from tracker.records import Entry
from tracker.tui.views.rows import Row, row
from tracker.tui.views.usual import Usual, usual
from tracker.vocabulary import DayStatus, Kind

STRIP_DAYS: Final = 14
STALE: Final = timedelta(hours=4)
"""A timer that has run longer than this was probably forgotten."""

_HALF: Final = timedelta(days=STRIP_DAYS // 2)
_MEDICINES: Final = (Kind.PROFILE, Kind.MEDICATION, Kind.DOSE)


@dataclass(frozen=True, slots=True)
class Running:
    """A twitch that has not ended; `stale` when it has run too long to be believed."""

    id: str
    start: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class Drunk:
    """Caffeine of the day: mg in all, and when the last was."""

    mg: float
    last: str


@dataclass(frozen=True, slots=True)
class Status:
    """What is stated about the day, and the entry that states it."""

    id: str
    status: DayStatus


@dataclass(frozen=True, slots=True)
class Today:
    """All that the Today area shows of `day`, which is `today` unless the person went back.

    `night` and `drunk` are None when nothing was recorded, which is not the same as none. What
    rests on the present moment, `caffeine` and `running`, is the same whatever the day.
    """

    day: date
    today: date
    rows: tuple[Row, ...]
    strip: tuple[DayMark, ...]
    running: Running | None
    night: str | None
    drunk: Drunk | None
    caffeine: CaffeineNow | None
    medicines: Plan
    status: Status | None
    episodes: int
    usual: Usual
    missing: frozenset[Kind]

    @property
    def is_today(self) -> bool:
        """Whether the day is the present one."""
        return self.day == self.today


def today(
    entries: Sequence[Entry], profile: Mapping[str, Any], now: datetime, day: date | None = None
) -> Today:
    """The view of a day, by default the one that `now` lies in.

    `entries` reach back as far as habits are learned, and hold every course of a medicine.
    """
    present = clock.local_day(now, time.fromisoformat(profile.get("day_starts_at", "00:00")))
    day = present if day is None else min(day, present)
    of_day = [e for e in entries if e.local_date == day]
    status = next((e for e in of_day if e.kind is Kind.DAY), None)
    medicines = Diary.from_entries(e for e in entries if e.kind in _MEDICINES)
    return Today(
        day=day,
        today=present,
        rows=tuple(row(e) for e in sorted(of_day, key=_moment, reverse=True)),
        strip=strip(entries, strip_end(day, present)),
        running=_running(entries, now),
        night=next((phrase(e.record) for e in of_day if e.kind is Kind.SLEEP), None),
        drunk=_drunk(of_day),
        caffeine=caffeine_now(entries, profile, now),
        medicines=plan(medicines, now),
        status=Status(status.id, DayStatus(status.record["status"])) if status else None,
        episodes=sum(e.kind is Kind.EPISODE for e in of_day),
        usual=usual(entries, now),
        missing=frozenset({Kind.SLEEP, Kind.STRESS, Kind.DAY} - {e.kind for e in of_day}),
    )


def strip_end(day: date, present: date) -> date:
    """The last day of the strip: the present one while the day shown is among its days."""
    return present if (present - day).days < STRIP_DAYS else day + _HALF


def strip(entries: Sequence[Entry], last: date, days: int = STRIP_DAYS) -> tuple[DayMark, ...]:
    """What is known of each of the days that end with `last`, oldest first."""
    return marks(entries, last - timedelta(days=days - 1), last)


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


def _drunk(of_day: Sequence[Entry]) -> Drunk | None:
    cups = [entry for entry in of_day if entry.kind is Kind.CAFFEINE]
    if not cups:
        return None
    last = max(cups, key=_moment)
    return Drunk(
        mg=sum(float(entry.record["mg"]) for entry in cups),
        last=f"{clock.parse_instant(last.record['time']):%H:%M}",
    )


def _moment(entry: Entry) -> tuple[float, str]:
    return (entry.at.timestamp() if entry.at else 0.0, entry.id)
