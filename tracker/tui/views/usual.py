"""What the diary has learned about a person's habits: what one key may write without asking."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from tracker.records import Entry, Record
from tracker.vocabulary import DoseStatus, Kind

LOOK_BACK: Final = timedelta(days=90)
"""How much of the diary habits are learned from: enough for a habit, little enough to change."""

FIRST_DRINK: Final = "coffee, brewed"
"""The drink of someone who has logged none yet: the first line of the catalogue."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Fields of the next record of each kind, without kind and time.

    `dose` is empty until a dose was taken.
    """

    twitch: Record
    drink: Record
    dose: Record


def usual(entries: Iterable[Entry]) -> Usual:
    """The habits in some entries, whatever their order."""
    ordered = sorted((e for e in entries if e.at), key=lambda e: e.at.timestamp() if e.at else 0.0)
    twitches = [e.record for e in ordered if e.kind is Kind.EPISODE]
    doses = [
        e.record
        for e in ordered
        if e.kind is Kind.DOSE and e.record.get("status") != DoseStatus.SKIPPED
    ]
    return Usual(
        twitch=_fields(twitches[-1], "side", "sites") if twitches else {},
        drink=_drink([e.record for e in ordered if e.kind is Kind.CAFFEINE]),
        dose=_fields(doses[-1], "name", "dose", "unit") if doses else {},
    )


def _drink(records: list[Any]) -> Record:
    """The most frequent item with its most frequent number of servings; of equals the latest."""
    servings = [(r["item"], r.get("servings", 1)) for r in records if r.get("item")]
    if not servings:
        return {"item": FIRST_DRINK}
    servings.reverse()
    item = Counter(item for item, _ in servings).most_common(1)[0][0]
    count = Counter(n for name, n in servings if name == item).most_common(1)[0][0]
    return {"item": item} if count == 1 else {"item": item, "servings": count}


def _fields(record: Any, *names: str) -> Record:
    return {name: record[name] for name in names if record.get(name) is not None}
