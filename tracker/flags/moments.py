"""When an entry was, for entries that have a time: every kind but the profile."""

from datetime import UTC, date, datetime

from tracker.errors import InternalError
from tracker.records import Entry


def utc(entry: Entry) -> datetime:
    """The moment of an entry in UTC."""
    if entry.at is None:
        raise InternalError(f"an entry of kind {entry.kind} has no time.")
    return entry.at.astimezone(UTC)


def day_of(entry: Entry) -> date:
    """The local day of an entry, frozen when it was made."""
    return entry.local_date or utc(entry).date()


def clock_of(entry: Entry) -> str:
    """The time of day of an entry in its own offset, `HH:MM`."""
    return f"{entry.at or utc(entry):%H:%M}"


def seconds(entry: Entry) -> float:
    """The moment of an entry as a number that orders entries."""
    return entry.at.timestamp() if entry.at is not None else 0.0
