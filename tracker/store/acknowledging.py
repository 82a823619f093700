"""Flags that the person has seen, or has spoken about with a doctor."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker import clock
from tracker.models.ledger import Acknowledgement
from tracker.store.result import Saved
from tracker.store.writing import Writer, writing


def acknowledge(path: Path, rule: str, note: str | None, now: datetime) -> None:
    """Remember that a rule's flag was seen at a moment, with a note or without; undo forgets it."""
    with writing(path, "acknowledge", now) as writer:
        _remember(writer, rule, note)


def visit(path: Path, record: Mapping[str, Any], rule: str, now: datetime) -> Saved:
    """Save a doctor's visit, and that a rule's flag was spoken about: one change, one undo."""
    outcome = record.get("outcome")
    note = f"doctor visit: {outcome}" if outcome else "doctor visit"
    with writing(path, "add", now) as writer:
        ids = (writer.add(record),)
        _remember(writer, rule, note)
        return Saved(writer.standing(ids), tuple(writer.remarks))


def _remember(writer: Writer, rule: str, note: str | None) -> None:
    moment = clock.utc_text(writer.now)
    made = Acknowledgement(rule=rule, acknowledged_utc=moment, note=note)
    writer.session.add(made)
    writer.session.flush()
    writer.journal.remember_acknowledgement(made)
