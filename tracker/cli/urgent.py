"""The emergencies of a diary in words, for right after something was saved."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.cli.output import say
from tracker.knowledge import ANY_NUMBER
from tracker.records import Entry
from tracker.store import Store
from tracker.vocabulary import EventName, FlagStatus, Kind

if TYPE_CHECKING:
    from tracker.diary import Diary
    from tracker.flags.life import Recorded


def warn(store: Store, changed: Sequence[Entry], now: datetime) -> None:
    """Show an emergency at once, on stderr. What was changed is saved by now."""
    for words in recent_emergencies(store, changed, now):
        say(words)


def recent_emergencies(store: Store, changed: Sequence[Entry], now: datetime) -> list[str]:
    """The emergencies that are open now, as the sentences to show at once after a change.

    One that was acknowledged is among them only when it rests on what was changed.
    """
    from tracker.flags.reach import recent_diary

    with store.snapshot() as read:
        seen = [(each.rule, each.at) for each in read.acknowledgements()]
        diary = recent_diary(read, now, changed, whole_spells=bool(seen))
        if diary is None:
            return []
        from tracker.flags.evaluation import urgent_rules

        rules = urgent_rules(diary, now)
        if not rules:
            return []
        if seen or any(e.record["event"] == EventName.DOCTOR_VISIT for e in diary.of(Kind.EVENT)):
            ids = {entry.id for entry in changed}
            unseen = _unseen(diary, seen, ids, now, read.recorded)
            rules = [rule for rule in rules if rule.id in unseen]
        number = diary.profile.get("emergency_number")
    call = f" Your emergency number: {number}." if number else f" Call {ANY_NUMBER}."
    return [f"EMERGENCY: {rule.message}{call}" for rule in rules]


def _unseen(
    diary: "Diary",
    seen: Sequence[tuple[str, datetime]],
    changed: Collection[str],
    now: datetime,
    recorded: "Recorded",
) -> set[str]:
    """The rules of the emergencies that nobody has seen, or that rest on a changed entry."""
    from tracker.flags import emergencies
    from tracker.flags.life import with_status

    return {
        flag.rule
        for flag in with_status(emergencies(diary, now), diary, seen, now, recorded)
        if flag.status is FlagStatus.OPEN or any(e.entry in changed for e in flag.evidence)
    }
