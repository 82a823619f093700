"""What is known of each day of a period: twitches, none, nothing at all, or not yet begun."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker import clock
from tracker.diary import Diary


class DayState(StrEnum):
    """What the diary knows of one day. Unknown is not clear: missing is never zero."""

    ACTIVE = "active"
    CLEAR = "clear"
    UNKNOWN = "unknown"
    AHEAD = "still to come"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a period's days are in which state, and how many are complete."""

    active: int
    clear: int
    unknown: int
    ahead: int
    complete: int

    @property
    def days(self) -> int:
        """All days of the period."""
        return self.active + self.clear + self.unknown + self.ahead

    @property
    def recorded(self) -> int:
        """The days of which it is known whether it twitched."""
        return self.active + self.clear

    @property
    def words(self) -> str:
        """The states in words: `5 of 7 days recorded; 2 unknown`."""
        rest = [f"{self.unknown:,} unknown"] if self.unknown else []
        rest += [f"{self.ahead:,} still to come"] if self.ahead else []
        noun = "day" if self.days == 1 else "days"
        return "; ".join([f"{self.recorded:,} of {self.days:,} {noun} recorded", *rest])


def today(diary: Diary, now: datetime) -> date:
    """The local day that `now` is in, by its own offset and the diary's start of the day."""
    return clock.local_day(now, diary.day_starts_at)


def episode_counts(diary: Diary) -> Counter[date]:
    """Episodes by local day. A day that is absent had none recorded, which is not none."""
    return Counter(e.local_date for e in diary.episodes if e.local_date)


def states(diary: Diary, days: Sequence[date], present: date) -> tuple[DayState, ...]:
    """What is known of each day, in order, seen from the day `present`."""
    counts = episode_counts(diary)
    found = []
    for day in days:
        if day in diary.valid_days:
            found.append(DayState.ACTIVE if counts[day] else DayState.CLEAR)
        else:
            found.append(DayState.AHEAD if day > present else DayState.UNKNOWN)
    return tuple(found)


def coverage(diary: Diary, days: Sequence[date], present: date) -> Coverage:
    """The states of a period's days, counted."""
    count = Counter(states(diary, days, present))
    return Coverage(
        active=count[DayState.ACTIVE],
        clear=count[DayState.CLEAR],
        unknown=count[DayState.UNKNOWN],
        ahead=count[DayState.AHEAD],
        complete=sum(day in diary.complete_days for day in days),
    )


def complete_counts(diary: Diary, periods: Iterable[Iterable[date]]) -> list[list[int]]:
    """Episodes on each complete day of some periods; other days are left out, never zero."""
    counts = episode_counts(diary)
    return [[counts[day] for day in days if day in diary.complete_days] for days in periods]
