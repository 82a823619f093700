"""What a person does about a pattern, and what is read for the guide to the causes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from tracker import clock
from tracker.diary import Diary
from tracker.store import Store
from tracker.tui.jobs import deeds
from tracker.tui.jobs.deeds import Deed
from tracker.tui.messages import Done
from tracker.vocabulary import EventName, Kind

if TYPE_CHECKING:
    from tracker.guide import Cause
    from tracker.records import Entry


@dataclass
class CausesRead(Message):
    """The guide to the causes; `compared` once the trigger analysis is part of it."""

    causes: "tuple[Cause, ...]"
    complete: bool
    compared: bool


def seen_with_note(rule: str, title: str, note: str) -> Deed:
    """Acknowledge a pattern and keep a note with it."""

    def deed(store: Store, now: datetime) -> Done:
        store.acknowledge(rule, note=note or None, now=now)
        return Done(f"Noted that you have seen: {title} (u undoes it)")

    return deed


def visited(rule: str, title: str, outcome: str) -> Deed:
    """Note a doctor's visit of today about a pattern, with what came of it."""

    def deed(store: Store, now: datetime) -> Done:
        day = clock.local_day(now, Diary.from_entries(_profile(store)).day_starts_at)
        event = {
            "kind": Kind.EVENT.value,
            "event": EventName.DOCTOR_VISIT.value,
            "date": day.isoformat(),
        }
        record = event | ({"outcome": outcome} if outcome else {})
        done = deeds.told(store.visit(record, rule=rule, now=now), now)
        return Done(f"{done.sentence}, about: {title}", done.entries, done.remarks)

    return deed


def read_causes(store: Store, now: datetime, *, compare: bool) -> CausesRead:
    """The twelve causes beside the diary; with `compare` the trigger findings, which take long."""
    from tracker import settings  # noqa: PLC0415  only the guide needs these
    from tracker.flags import evaluate, not_evaluated  # noqa: PLC0415
    from tracker.guide import guide  # noqa: PLC0415

    diary = Diary.from_entries(store.entries(newest_first=False))
    findings = []
    if compare and diary.complete_days:
        from tracker.analysis import stable_findings  # noqa: PLC0415  loads pandas

        findings = stable_findings(diary, now)
    preset = settings.flag_preset()
    flags = evaluate(diary, now, preset=preset)
    waiting = not_evaluated(diary, now, preset=preset)
    causes = tuple(guide(diary, findings, flags, waiting))
    return CausesRead(causes, bool(diary.complete_days), compare or not diary.complete_days)


def _profile(store: Store) -> list["Entry"]:
    return store.entries(kinds={Kind.PROFILE})
