"""The one order in which entries leave the diary: a function of their own words alone."""

from collections.abc import Iterable

from tracker import records
from tracker.records import Entry


def oldest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The profile first, then by instant, then by id.

    A date counts from its midnight, whatever time the person's day starts at, so that a change of
    that setting, or a move to another machine, never reorders an export.
    """
    return sorted(entries, key=_order)


def _order(entry: Entry) -> tuple[float, str]:
    at = records.place(entry.record)
    return (float("-inf") if at is None else at.timestamp(), entry.id)
