"""Flags that the person has seen."""

from datetime import datetime
from pathlib import Path

from tracker import clock
from tracker.models.ledger import Acknowledgement
from tracker.store.writing import writing


def acknowledge(path: Path, rule: str, note: str | None, now: datetime) -> None:
    """Remember that a rule's flag was seen at a moment, with a note or without; undo forgets it."""
    with writing(path, "acknowledge", now) as writer:
        made = Acknowledgement(rule=rule, acknowledged_utc=clock.utc_text(now), note=note)
        writer.session.add(made)
        writer.session.flush()
        writer.journal.remember_acknowledgement(made)
