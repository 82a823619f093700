"""The words for durations: `40s`, `3m`, `1h30`, and how long ago: `-20m`, `20 min ago`."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from tracker.errors import DataError

LONGEST: Final = timedelta(days=366)
"""How far back `-20m` may reach and how long a duration may last."""

_NUMBER = r"\d{1,6}(?:\.\d{1,6})?"
_HOURS = "h|hr|hrs|hour|hours"
_MINUTES = "m|min|mins|minute|minutes"
_SECONDS = "s|sec|secs|second|seconds"
_DURATION = re.compile(
    rf"(?:({_NUMBER}) ?(?:{_HOURS}))?(?: ?({_NUMBER}) ?(?:{_MINUTES}))?"
    rf"(?: ?({_NUMBER}) ?(?:{_SECONDS}))?",
    re.ASCII,
)
_HOURS_MINUTES = re.compile(r"(\d{1,6})h([0-5]\d)", re.ASCII)
_DURATION_WORDS = 6


def duration(words: Sequence[str], at: int) -> tuple[timedelta, int] | None:
    """The duration that begins at a word, rounded to seconds, and how many words it takes.

    `40s`, `3m`, `1h30`, `1 h 30 min`; None when there is none. Words are `plain` ones.
    """
    if not words[at][:1].isdigit():
        return None
    short = _HOURS_MINUTES.fullmatch(words[at])
    if short:
        return timedelta(hours=int(short[1]), minutes=int(short[2])), 1
    for count in range(min(_DURATION_WORDS, len(words) - at), 0, -1):
        match = _DURATION.fullmatch(" ".join(words[at : at + count]))
        if match:
            hours, minutes, seconds = (float(part or 0) for part in match.groups())
            return timedelta(seconds=round(hours * 3600 + minutes * 60 + seconds)), count
    return None


def later(moment: datetime, by: timedelta, *, field: str) -> datetime:
    """The instant that much elapsed time later (or earlier), in the same zone.

    Raises DataError when it is further away than a year.
    """
    if abs(by) > LONGEST:
        raise DataError(
            f"{field} must be at most {LONGEST.days} days away, not {abs(by).days:,} days.",
            hint="Try a date and a time of day: 2026-11-01 08:30",
            field=field,
        )
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def back(words: Sequence[str], at: int) -> tuple[timedelta, int] | None:
    """How long ago, and how many words say so: `-20m`, `-1 h 30 min`, `20 min ago`."""
    if words[at][0] == "-":
        return duration([words[at][1:] or "-", *words[at + 1 : at + _DURATION_WORDS]], 0)
    found = duration(words, at)
    ago = found is not None and words[at + found[1] :][:1] == ["ago"]
    return (found[0], found[1] + 1) if found and ago else None
