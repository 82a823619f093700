"""What is known about each day: twitches, none, or nothing at all. Unknown is not clear."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker import clock
from tracker.records import Entry
from tracker.vocabulary import DayStatus, Kind


class DayState(StrEnum):
    """What is known about a day, in the words of the daily table."""

    TWITCH = "twitch"
    CLEAR = "clear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day: `episodes` counts what was logged, `stated` is what its day record says."""

    day: date
    state: DayState
    episodes: int
    stated: DayStatus | None = None


def marks(entries: Iterable[Entry], first: date, last: date) -> tuple[DayMark, ...]:
    """What is known of each of some days, both ends included, oldest first.

    A day with episodes is one of twitches, one that is stated to be clear or complete is clear.
    """
    episodes: Counter[date | None] = Counter()
    stated: dict[date | None, DayStatus] = {}
    for entry in entries:
        if entry.kind is Kind.EPISODE:
            episodes[entry.local_date] += 1
        elif entry.kind is Kind.DAY:
            stated[entry.local_date] = DayStatus(entry.record["status"])
    found = []
    for day in clock.days_between(first, last):
        known = DayState.CLEAR if day in stated else DayState.UNKNOWN
        state = DayState.TWITCH if episodes[day] else known
        found.append(DayMark(day, state, episodes[day], stated.get(day)))
    return tuple(found)
