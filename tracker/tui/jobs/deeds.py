"""What changes the diary, and what is said afterwards. Each deed blocks and runs in a thread.

A sentence with "Saved" is made only from what the store gave back after its commit.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from tracker import clock
from tracker.entry.phrase import phrase, when
from tracker.entry.printable import entries_in_words
from tracker.errors import NotFoundError
from tracker.fields import FIELDS, Form
from tracker.records import Entry, Record
from tracker.store import Saved, Store
from tracker.tui.messages import Done
from tracker.vocabulary import Kind

FEW = 3
"""How many deleted entries are named one by one."""

RECENT = 200
"""How many of the newest episodes are searched for one that is still running."""

_TIMES = frozenset(
    field.name
    for fields in FIELDS.values()
    for field in fields
    if field.form in {Form.INSTANT, Form.DAY}
)


Deed = Callable[[Store, datetime], Done]
"""A change to make with the store at a moment."""

Reader = Callable[[str, datetime, time], list[Record]]
"""Words, the present moment and when a day starts, to records. Raises TrackerError."""


def add(records: Sequence[Mapping[str, Any]], store: Store, now: datetime) -> Done:
    """Save new entries."""
    from tracker.entry.accept import accept  # noqa: PLC0415  the first frame accepts nothing

    accepted = [accept(dict(record), now=now) for record in records]
    if any(record["kind"] == Kind.MEDICATION for record in accepted):
        from tracker.tui.jobs.loading import plan_of  # noqa: PLC0415  as above

        plan = plan_of(store, now)
        accepted = [
            accept(plan.with_unit(record)) if record["kind"] == Kind.MEDICATION else record
            for record in accepted
        ]
    return told(store.add(accepted, now=now), now)


def add_words(reader: Reader, text: str, starts: time, store: Store, now: datetime) -> Done:
    """Save what a line of words means."""
    return add(reader(text, now, starts), store, now)


def add_quick(text: str, starts: time, store: Store, now: datetime) -> Done:
    """Save a line of quick entry; its doses are those of the person's courses."""
    from tracker.entry import quick  # noqa: PLC0415  the first frame needs no grammar
    from tracker.tui.jobs.loading import plan_of  # noqa: PLC0415  as above

    found = quick.read(text, now=now, day_starts_at=starts, medicines=lambda: plan_of(store, now))
    return add(found, store, now)


def in_words(records: Sequence[Mapping[str, Any]]) -> str:
    """How records would be saved, for the reading under a line: with date, time and offset."""
    return "; ".join(", ".join((phrase(r), when(r))) for r in records)


def change(
    entry_id: str, changes: Mapping[str, Any], version: int | None, store: Store, now: datetime
) -> Done:
    """Change fields of an entry; None clears one. A version guards against overwriting.

    Raises DataError where a changed time has not come yet, as it does for a new entry.
    """
    if not _TIMES.isdisjoint(changes):
        from tracker.entry.accept import accept  # noqa: PLC0415  as in `add`

        accept({**store.find(entry_id).record, **changes}, now=now)
    return told(store.edit(entry_id, changes, now=now, version=version), now)


def rate(entry_id: str, rating: int, store: Store, now: datetime) -> Done:
    """Say how strong a twitch was."""
    try:
        return change(entry_id, {"intensity": rating}, None, store, now)
    except NotFoundError as error:
        raise NotFoundError("that twitch was taken back or deleted: none is rated.") from error


def remove(ids: Sequence[str], store: Store, now: datetime) -> Done:
    """Delete entries; undo brings them back."""
    saved = store.delete(ids, now=now)
    if len(ids) > FEW:
        said = f"Deleted {entries_in_words(len(ids))} (u brings them back)"
    else:
        said = f"Deleted: {_said(saved.entries, now)} (u brings it back)"
    return Done(said, saved.entries, saved.remarks, gone=True)


def toggle_timer(start: Mapping[str, Any], store: Store, now: datetime) -> Done:
    """Stop the twitch that is running, or start the one given when none is."""
    running = running_episode(store.entries(kinds={Kind.EPISODE}, limit=RECENT))
    if running is None:
        return add([start], store, now)
    return change(running.id, {"end": clock.iso(now), "ongoing": None}, None, store, now)


def running_episode(entries: Sequence[Entry]) -> Entry | None:
    """The latest of some episodes that is marked as not ended, or None."""
    open_ones = [e for e in entries if e.record.get("ongoing") and not e.record.get("end")]
    return max(open_ones, key=lambda e: (e.at.timestamp() if e.at else 0.0, e.id), default=None)


def take_back(store: Store, now: datetime) -> Done:
    """Undo the last change of the diary, whoever made it."""
    undone = store.undo(now=now)
    entries = (*undone.entries, *undone.as_before)
    return Done(undone.summary, entries, gone=undone.gone, undone=True)


def acknowledge(rule: str, title: str, store: Store, now: datetime) -> Done:
    """Say of a pattern that it has been seen."""
    store.acknowledge(rule, note=None, now=now)
    return Done(f"Noted that you have seen: {title}")


def told(change: Saved, now: datetime) -> Done:
    """What was saved, in words."""
    said = _said(change.entries, now)
    return Done(f"Saved: {said} (u undoes it)", change.entries, change.remarks)


def _said(entries: Sequence[Entry], now: datetime) -> str:
    return "; ".join(", ".join(filter(None, (phrase(e.record), _when(e, now)))) for e in entries)


def _when(entry: Entry, now: datetime) -> str:
    """The time alone for what happened today; nothing for what belongs to today as a whole."""
    text = when(entry.record)
    today = now.date().isoformat()
    return text.removeprefix(today).strip()[:5] if text.startswith(today) else text[:16]
