"""The trigger analysis for the screen, and what is written from there. Blocking, for threads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker import clock
from tracker.tui.jobs import loading
from tracker.tui.jobs.deeds import add
from tracker.tui.making import day_status
from tracker.tui.messages import Done, TriggersRead
from tracker.vocabulary import DayStatus, Kind

if TYPE_CHECKING:
    from tracker.analysis.detail import Detail
    from tracker.analysis.stability import Held
    from tracker.diary import Diary
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings and their details, with the state of the diary that they are made of."""

    state: tuple[Any, ...]
    held: "tuple[Held, ...]"
    details: "Mapping[str, Detail]"


class Comparing:
    """Reads the diary and compares its days, anew only when what that rests on has changed."""

    def __init__(self) -> None:
        self._last: Compared | None = None

    def read(self, store: "Store", now: datetime, progress: Callable[[date], None]) -> TriggersRead:
        """The view of the Triggers area. Loads pandas the first time."""
        from tracker.tui.views.triggers import triggers  # noqa: PLC0415  after the first frame

        diary = loading.whole(store)
        compared = self._last
        if compared is None or compared.state != state(diary, now):
            compared = _compared(diary, now, progress)
            self._last = compared
        return TriggersRead(triggers(diary, compared.held, compared.details, now))


def state(diary: "Diary", now: datetime) -> tuple[Any, ...]:
    """What the findings rest on: the day, every entry's version, the profile but for beliefs."""
    entries = tuple(
        (entry.id, entry.version)
        for kind, some in diary.by_kind.items()
        if kind is not Kind.PROFILE
        for entry in some
    )
    others = {"id", "kind", "tz", "beliefs"}
    person = sorted((key, str(value)) for key, value in diary.profile.items() if key not in others)
    return clock.local_day(now, diary.day_starts_at), tuple(person), entries


def _compared(diary: "Diary", now: datetime, progress: Callable[[date], None]) -> Compared:
    from tracker.analysis.detail import details  # noqa: PLC0415  half a second
    from tracker.analysis.stability import held_findings  # noqa: PLC0415

    held = held_findings(diary, now, progress)
    return Compared(state(diary, now), tuple(held), details(diary, held))


def believe(effects: Mapping[str, str], store: "Store", now: datetime) -> Done:
    """Keep in the profile what the person expects, by factor."""
    from tracker.analysis.beliefs import EXPECTATIONS, belief_change  # noqa: PLC0415

    profiles = store.entries(kinds={Kind.PROFILE}, newest_first=False)
    place, beliefs = belief_change(profiles, effects)
    said = "; ".join(f"{name}: {EXPECTATIONS[effect]}" for name, effect in effects.items())
    if place is None:
        done = add([{"kind": Kind.PROFILE.value, "beliefs": beliefs}], store, now)
        entries, remarks = done.entries, done.remarks
    else:
        saved = store.edit(place, {"beliefs": beliefs}, now=now)
        entries, remarks = saved.entries, saved.remarks
    return Done(f"Saved: you expect of {said} (u undoes it)", tuple(entries), tuple(remarks))


def confirming(day: date, status: DayStatus) -> "partial[Done]":
    """The deed that states of a past day that everything is logged, or that it was clear."""
    return partial(_confirm, day, status)


def _confirm(day: date, status: DayStatus, store: "Store", now: datetime) -> Done:
    return add([day_status(day, status.value, now)], store, now)
