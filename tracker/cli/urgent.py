"""The emergencies of a diary in words, for right after an entry was saved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tracker.records import Entry
from tracker.store import Store

ANY_NUMBER: Final = "999, 112, 911 or your local emergency number"
"""What to call when the profile names no number; the red-flag file's own list."""


def recent_emergencies(store: Store, changed: Sequence[Entry], now: datetime) -> list[str]:
    """The emergencies that are open now, as the sentences to show at once after a change."""
    from tracker.flags.reach import recent_diary

    with store.snapshot() as read:
        diary = recent_diary(read, now, changed)
    if diary is None:
        return []
    from tracker.flags.evaluation import urgent_rules

    number = diary.profile.get("emergency_number")
    call = f" Your emergency number: {number}." if number else f" Call {ANY_NUMBER}."
    return [f"EMERGENCY: {rule.message}{call}" for rule in urgent_rules(diary, now)]
