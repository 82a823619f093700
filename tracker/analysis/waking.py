"""The hours a person is awake: when each local day begins, and at which clock hours they twitch."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain
from typing import Final, NamedTuple

from tracker import clock, records
from tracker.diary import Diary
from tracker.fields import MAIN_TIME
from tracker.records import Entry
from tracker.vocabulary import Kind

USUAL_WAKING_HOURS: Final = frozenset(range(7, 23))
"""Clock hours taken as waking hours until enough nights are recorded: 07:00 to 23:00."""

MIN_NIGHTS: Final = 14
"""Nights with a start and an end from which the person's own waking hours are read."""

MIN_WAKING_HOURS: Final = 8
"""Fewer than that per day are taken for a slip of the records, not for a way of life."""

MIN_TIMED_EPISODES: Final = 24
"""Episodes from which the person's own time-of-day profile is read."""

REACH: Final = 4
"""How many days after a day its drinks are followed."""

HOUR: Final = timedelta(hours=1)
_ORDINARY: Final = tuple(range(24))


class Night(NamedTuple):
    """A sleep's entry and how many hours it lasted."""

    entry: Entry
    hours: float


def nights(diary: Diary) -> dict[date, Night]:
    """The night that ended on each day: its longest sleep, so that naps and doubles do not add."""
    found: dict[date, Night] = {}
    for entry in diary.of(Kind.SLEEP):
        hours = records.sleep_hours(entry.record)
        day = entry.local_date
        if hours is not None and day is not None and (day not in found or hours > found[day].hours):
            found[day] = Night(entry, hours)
    return found


def waking_hours(diary: Diary) -> frozenset[int]:
    """The clock hours (8 is 08:00 to 09:00) at which the person is awake on most days.

    An hour is a sleeping hour when its middle lies within at least half of the recorded nights.
    Under 14 nights with times, or when hardly any hour is left: 07:00 to 23:00.
    """
    slept = [night.entry.record for night in nights(diary).values()]
    spans = [
        (clock.parse_instant(r["start"]), clock.parse_instant(r["end"]))
        for r in slept
        if r.get("start") and r.get("end")
    ]
    if len(spans) < MIN_NIGHTS:
        return USUAL_WAKING_HOURS
    asleep = Counter(hour for start, end in spans for hour in _hours_asleep(start, end))
    awake = frozenset(hour for hour in range(24) if asleep[hour] * 2 < len(spans))
    return awake if len(awake) >= MIN_WAKING_HOURS else USUAL_WAKING_HOURS


def hour_weights(diary: Diary, awake: frozenset[int]) -> dict[int, float]:
    """How much each waking clock hour counts: the person's own share of episodes begun in it.

    One is added to every hour, so that none counts for nothing. With fewer than 24 episodes on
    complete days all hours count alike. The weights sum to 1.
    """
    begun = Counter(
        entry.at.hour
        for entry in diary.episodes
        if entry.at is not None and entry.local_date in diary.complete_days
    )
    counts = {hour: begun[hour] for hour in sorted(awake)}
    if sum(counts.values()) < MIN_TIMED_EPISODES:
        counts = dict.fromkeys(counts, 0)
    total = sum(counts.values()) + len(counts)
    return {hour: (count + 1) / total for hour, count in counts.items()}


class DayHours(NamedTuple):
    """The hours of one local day.

    `first` is the instant the first begins, in hours since 1970 (UTC); `clock_hours` are the hours
    that the clock shows at the start of each.
    """

    first: float
    clock_hours: tuple[int, ...]


def day_hours(diary: Diary, days: Iterable[date]) -> dict[date, DayHours]:
    """The hours of each day.

    A day has 24 hours, or 23 and 25 where the zone of its entries changes the clocks, and begins
    at the person's day start. Its zone is that of its `day` record, else of its first entry with
    a time, else of the last day that has one.
    """
    zones = _zones(diary)
    known = sorted(zones)
    found: dict[date, DayHours] = {}
    place, latest = 0, (zones[known[0]] if known else UTC)
    for day in sorted(days):
        while place < len(known) and known[place] <= day:
            latest = zones[known[place]]
            place += 1
        found[day] = _hours(day, diary.day_starts_at, latest)
    return found


@dataclass(frozen=True, slots=True)
class Waking:
    """When a person is awake and twitches, read once from a diary and used by every exposure.

    `awake` holds clock hours, `weights` their shares of the episodes, `days` the hours of every
    complete day and of the `REACH` days after it.
    """

    awake: frozenset[int]
    weights: dict[int, float]
    days: dict[date, DayHours]


def waking(diary: Diary) -> Waking:
    """The waking hours of a diary."""
    awake = waking_hours(diary)
    last = date.max - timedelta(days=REACH + 1)
    days = {
        day + timedelta(days=n)
        for day in diary.complete_days
        if day < last
        for n in range(REACH + 1)
    }
    return Waking(awake, hour_weights(diary, awake), day_hours(diary, days))


def _hours(day: date, starts_at: time, where: tzinfo) -> DayHours:
    first, after = (
        datetime.combine(d, starts_at, tzinfo=where) for d in (day, day + timedelta(days=1))
    )
    begin = first.timestamp() / 3600
    count = round(after.timestamp() / 3600 - begin)
    if count == len(_ORDINARY):
        return DayHours(begin, _ORDINARY[first.hour :] + _ORDINARY[: first.hour])
    instants = (first.astimezone(UTC) + n * HOUR for n in range(count))
    return DayHours(begin, tuple(instant.astimezone(where).hour for instant in instants))


def _hours_asleep(start: datetime, end: datetime) -> set[int]:
    middle = start.replace(minute=30, second=0, microsecond=0)
    if middle < start:
        middle += HOUR
    count = max(0, -((middle - end) // HOUR))
    return {(middle + n * HOUR).hour for n in range(min(count, 24))}


def _zones(diary: Diary) -> dict[date, tzinfo]:
    """The zone of each day that has one: that of its `day` record, else of its first entry."""
    found = _first_zones(diary.of(Kind.DAY), {})
    kinds = (some for kind, some in diary.by_kind.items() if kind is not Kind.DAY)
    return found | _first_zones(chain.from_iterable(kinds), found)


def _first_zones(entries: Iterable[Entry], known: Mapping[date, tzinfo]) -> dict[date, tzinfo]:
    firsts: dict[date, datetime] = {}
    for entry in entries:
        day, at = entry.local_date, entry.at
        if day is None or day in known or at is None or at.tzinfo is None:
            continue
        if (day not in firsts or at < firsts[day]) and _has_zone(entry):
            firsts[day] = at
    return {day: at.tzinfo for day, at in firsts.items() if at.tzinfo is not None}


def _has_zone(entry: Entry) -> bool:
    """Whether the entry's time carries the person's zone: a bare date is placed in UTC."""
    name = MAIN_TIME[entry.kind]
    record = entry.record
    return bool(
        record.get("tz") or record.get("end") or (name is not None and "T" in str(record[name]))
    )
