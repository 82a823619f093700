"""The stretch of the diary that an analysis covers, and its result as one JSON object."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tracker import clock
from tracker.analysis.findings import Finding
from tracker.diary import Diary

SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and what is known of the days between; None for an empty diary."""

    since: date | None
    until: date | None
    days: int
    valid_days: int
    complete_days: int
    episodes: int

    def to_dict(self) -> dict[str, Any]:
        """The `period` object of the public JSON; dates as ISO text."""
        return {
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "days": self.days,
            "valid_days": self.valid_days,
            "complete_days": self.complete_days,
            "episodes": self.episodes,
        }


def period(diary: Diary, since: date | None = None, until: date | None = None) -> Period:
    """The days from `since` to `until`, both included.

    Without them: from the diary's first entry to its last complete day, or to its last entry when
    no day is complete. `episodes` counts those of every day, complete or not.
    """
    span = diary.span()
    if span is not None:
        since = since or span[0]
        until = until or max(diary.complete_days, default=span[1])
    if since is None or until is None:
        return Period(since, until, 0, 0, 0, 0)
    return Period(
        since=since,
        until=until,
        days=len(clock.days_between(since, until)),
        valid_days=sum(since <= day <= until for day in diary.valid_days),
        complete_days=sum(since <= day <= until for day in diary.complete_days),
        episodes=sum(
            e.local_date is not None and since <= e.local_date <= until for e in diary.episodes
        ),
    )


def triggers_json(
    diary: Diary,
    findings: Iterable[Finding],
    as_of: datetime,
    *,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Any]:
    """What `tracker triggers --json` prints; `since` and `until` as given to `find_triggers`."""
    return {
        "schema": SCHEMA,
        "as_of": clock.iso(as_of),
        "period": period(diary, since, until).to_dict(),
        "findings": [finding.to_dict() for finding in findings],
    }
