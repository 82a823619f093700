"""`tracker status`: one line for a shell prompt or a status bar. Plain reads, nothing is written.

Anyone may see a status bar: the line names no illness, no medicine and no place of the body.
"""

import argparse
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from tracker import clock, paths
from tracker.cli.medicines import plan_of, slot_json
from tracker.cli.output import print_json
from tracker.entry.printable import entries_in_words
from tracker.medication import Plan
from tracker.records import Entry
from tracker.store import Store
from tracker.vocabulary import Kind

ASKED: tuple[Kind, ...] = (Kind.SLEEP, Kind.STRESS, Kind.DAY)
"""What a day needs to be whole, in the order in which the evening check-in asks."""

_TIMER_DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Status:
    """What a diary says at a moment.

    `caffeine_mg` is in the body now, `caffeine_today_mg` was drunk today; each is None when
    nothing was logged that tells. `day_status` is `clear`, `complete` or None.
    """

    as_of: datetime
    day: date
    entries: int
    episodes: int
    missing: tuple[Kind, ...]
    day_status: str | None
    timer: datetime | None
    caffeine_mg: float | None
    caffeine_today_mg: float | None
    medicines: Plan


def status(options: argparse.Namespace) -> int:
    """Today in one line."""
    path = paths.resolve(options.db).diary
    if not path.exists():  # a prompt makes no diary
        print_json({"diary": False}) if options.json else print("no diary yet")
        return 0
    now = clock.now()
    found = status_of(Store.open(path), now)
    if options.json:
        print_json(as_json(found))
    else:
        print(in_words(found))
    return 0


def status_of(store: Store, now: datetime) -> Status:
    """The status at a moment (aware), from a few short reads of the last days."""
    from tracker.analysis.caffeine_now import caffeine_now
    from tracker.analysis.caffeine_now import first_day as first_drink

    profile = store.profile()
    today = clock.local_day(now, time.fromisoformat(profile.get("day_starts_at", "00:00")))
    of_today = store.entries(since=today, until=today)
    drunk = store.entries(kinds={Kind.CAFFEINE}, since=first_drink(profile, today))
    caffeine = caffeine_now(drunk, profile, now)
    stated = next((e for e in of_today if e.kind is Kind.DAY), None)
    logged = {entry.kind for entry in of_today}
    return Status(
        as_of=now,
        day=today,
        entries=sum(entry.kind is not Kind.DAY for entry in of_today),
        episodes=sum(entry.kind is Kind.EPISODE for entry in of_today),
        missing=tuple(kind for kind in ASKED if kind not in logged),
        day_status=stated.record["status"] if stated else None,
        timer=_timer(store.entries(kinds={Kind.EPISODE}, since=today - _TIMER_DAYS)),
        caffeine_mg=caffeine.mg if caffeine else None,
        caffeine_today_mg=caffeine.today_mg if caffeine else None,
        medicines=plan_of(store, profile, now, days=1),
    )


def in_words(found: Status) -> str:
    """The status as one line."""
    parts = [f"{entries_in_words(found.entries)} today" if found.entries else "nothing yet today"]
    if found.timer is not None:
        minutes = int((found.as_of - found.timer) / timedelta(minutes=1))
        parts.append(f"timer {minutes // 60}:{minutes % 60:02d}")
    if found.caffeine_mg is not None:
        drunk = f"{found.caffeine_today_mg:.0f} mg today, " if found.caffeine_today_mg else ""
        parts.append(f"caffeine {drunk}{found.caffeine_mg:.0f} mg now")
    if waiting := found.medicines.open:
        parts.append(f"{len(waiting)} due since {waiting[0].due:%H:%M}")
    if found.missing:
        parts.append(f"open: {', '.join(found.missing)}")
    return "; ".join(parts)


def as_json(found: Status) -> dict[str, Any]:
    """The status as a JSON object."""
    return {
        "as_of": clock.iso(found.as_of),
        "diary": True,
        "day": found.day.isoformat(),
        "entries": found.entries,
        "episodes": found.episodes,
        "missing": [kind.value for kind in found.missing],
        "day_status": found.day_status,
        "timer_since": None if found.timer is None else clock.iso(found.timer),
        "caffeine_mg": None if found.caffeine_mg is None else round(found.caffeine_mg, 1),
        "caffeine_today_mg": found.caffeine_today_mg,
        "due": [slot_json(slot) for slot in found.medicines.open],
        "next": slot_json(found.medicines.next) if found.medicines.next else None,
    }


def _timer(episodes: list[Entry]) -> datetime | None:
    """Since when the newest twitch that has not ended is going on."""
    going_on = (e for e in episodes if e.record.get("ongoing") and not e.record.get("end"))
    newest = next(going_on, None)
    return newest.at if newest else None
