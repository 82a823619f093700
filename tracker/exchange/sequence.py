"""The one order in which entries leave the diary: a function of their own words alone.

The store gives entries by the moment each was placed at, where a date counts from the time the
person's day starts at. On their way out a date counts from its midnight, whatever that time is, so
that a change of the setting, or a move to another machine, never reorders an export. The two differ
by less than a day: a window of two days puts the entries right, however long the diary is.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from heapq import heappop, heappush
from typing import Final

from tracker import records
from tracker.fields import FIELDS, MAIN_TIME, Form
from tracker.records import Entry
from tracker.vocabulary import Kind

_WINDOW: Final = timedelta(days=2).total_seconds()
_FIRST: Final = float("-inf")
_DATED: Final = frozenset(
    kind.value
    for kind, fields in FIELDS.items()
    if any(f.name == MAIN_TIME[kind] and f.form is Form.DAY for f in fields)
)


def oldest_first(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The profile first, then by instant, then by id; a window of two days in memory.

    The entries come as the store walks: the profile first, then by `at`, oldest first.
    """
    waiting: list[tuple[float, str, Entry]] = []
    for entry in entries:
        reached = _FIRST if entry.at is None else entry.at.timestamp()
        heappush(waiting, (_place(entry, reached), entry.id, entry))
        while waiting[0][0] < reached - _WINDOW:
            yield heappop(waiting)[2]
    while waiting:
        yield heappop(waiting)[2]


def _place(entry: Entry, reached: float) -> float:
    """Seconds since 1970 that order the entry: `reached` where its own words give an instant."""
    if entry.record["kind"] not in _DATED or (entry.kind is Kind.SLEEP and entry.record.get("end")):
        return reached
    at = records.place(entry.record)
    return _FIRST if at is None else at.timestamp()
