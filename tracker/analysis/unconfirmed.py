"""Recent days of which the person has not said yet that everything is logged."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from tracker.diary import Diary
from tracker.vocabulary import Kind

RECENT_DAYS: Final = 14
"""Days back that are offered: further back, memory fills in what was never there."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A day that is over and has no `day` record; `entries` counts what it holds, by kind."""

    day: date
    episodes: int
    entries: tuple[tuple[Kind, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """The day as `tracker triggers --json` lists it."""
        return {
            "date": self.day.isoformat(),
            "episodes": self.episodes,
            "entries": sum(count for _, count in self.entries),
        }


def unconfirmed(diary: Diary, today: date) -> tuple[Unconfirmed, ...]:
    """The unconfirmed days of the last two weeks, newest first; none from before the diary began.

    Days without any entry are among them: whether they were clear is for the person to say.
    """
    span = diary.span()
    if span is None:
        return ()
    days = [today - timedelta(days=n) for n in range(1, RECENT_DAYS + 1)]
    wanted = {day for day in days if day >= span[0] and day not in diary.complete_days}
    found: dict[date, Counter[Kind]] = {day: Counter() for day in wanted}
    for kind, entries in diary.by_kind.items():
        for entry in entries:
            if entry.local_date in found and kind is not Kind.PROFILE:
                found[entry.local_date][kind] += 1
    return tuple(
        Unconfirmed(day, found[day][Kind.EPISODE], tuple(sorted(found[day].items())))
        for day in sorted(wanted, reverse=True)
    )
