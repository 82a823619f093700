"""What the diary has learned about a person's habits: what one key may write without asking."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from tracker import clock
from tracker.analysis.bedtime import bedtime, waking
from tracker.records import Entry, Record
from tracker.vocabulary import DoseStatus, Kind

LOOK_BACK: Final = timedelta(days=90)
"""How much of the diary habits are learned from: enough for a habit, little enough to change."""

HOURS: Final = timedelta(hours=2)
"""How near to a time of day a drink must have been to count as one of that hour."""

FEWEST: Final = 3
"""With fewer drinks of an hour than this, those of the whole day say what is usual."""

FIRST_DRINK: Final = "coffee, brewed"
"""The drink of someone who has logged none yet: the first line of the catalogue."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Fields of the next record of each kind, without kind and time.

    `items` are the drinks, food and symptoms that were logged, the most frequent first.
    `dose` is empty until a dose was taken; `doses` are the latest of each medicine, newest first.
    `night` is from when to when, as `23:10-06:40`; empty until three nights say so.
    """

    twitch: Record
    drink: Record
    dose: Record
    doses: tuple[Record, ...]
    items: tuple[str, ...] = ()
    night: str = ""


def usual(entries: Iterable[Entry], now: datetime) -> Usual:
    """The habits in some entries, whatever their order; the drink is that of this time of day."""
    ordered = sorted((e for e in entries if e.at), key=lambda e: e.at.timestamp() if e.at else 0.0)
    twitches = [e.record for e in ordered if e.kind is Kind.EPISODE]
    doses = [
        e.record
        for e in ordered
        if e.kind is Kind.DOSE and e.record.get("status") != DoseStatus.SKIPPED
    ]
    latest: dict[str, Record] = {}
    for dose in reversed(doses):
        latest.setdefault(dose["name"].casefold(), _fields(dose, "name", "dose", "unit"))
    return Usual(
        twitch=_fields(twitches[-1], "side", "sites") if twitches else {},
        drink=_drink([e.record for e in ordered if e.kind is Kind.CAFFEINE], now),
        dose=_fields(doses[-1], "name", "dose", "unit") if doses else {},
        doses=tuple(latest.values()),
        items=_items(ordered),
        night=_night(ordered, now),
    )


def _drink(records: list[Any], now: datetime) -> Record:
    """The most frequent item of this hour with its usual number of servings; else of the day's.

    Of equally frequent ones it is the latest.
    """
    named = [record for record in records if record.get("item")]
    of_hour = [record for record in named if _is_near(record["time"], now)]
    chosen = of_hour if len(of_hour) >= FEWEST else named
    servings = [(r["item"], r.get("servings", 1)) for r in chosen]
    if not servings:
        return {"item": FIRST_DRINK}
    servings.reverse()
    item = Counter(item for item, _ in servings).most_common(1)[0][0]
    count = Counter(n for name, n in servings if name == item).most_common(1)[0][0]
    return {"item": item} if count == 1 else {"item": item, "servings": count}


def _night(entries: list[Entry], now: datetime) -> str:
    ends = [found for usual in (bedtime, waking) if (found := usual(entries, now.date()))]
    differ = len({end.minutes for end in ends}) > 1
    return "-".join(map(str, ends)) if differ else ""


def _items(entries: list[Entry]) -> tuple[str, ...]:
    """Catalogue items and symptoms by how often they were logged."""
    named = (entry.record.get("item") or entry.record.get("symptom") for entry in entries)
    return tuple(name for name, _ in Counter(filter(None, named)).most_common())


def _is_near(stamp: str, now: datetime) -> bool:
    """Whether a time shows nearly the time of day of `now`, each on its own clock."""
    then = clock.parse_instant(stamp)
    apart = abs((then.hour - now.hour) * 60 + then.minute - now.minute)
    return timedelta(minutes=min(apart, 24 * 60 - apart)) <= HOURS


def _fields(record: Any, *names: str) -> Record:
    return {name: record[name] for name in names if record.get(name) is not None}
