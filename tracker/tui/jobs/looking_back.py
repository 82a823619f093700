"""What the Report area reads from the store: a week or a month, and what its page rests on."""

from datetime import date, datetime, time, timedelta
from typing import Final

from tracker import clock
from tracker.diary import Diary
from tracker.store import Store
from tracker.tui.jobs import loading
from tracker.tui.messages import FlagsRead, WeekRead
from tracker.vocabulary import Kind

LOOK_BACK: Final = timedelta(days=100)
"""Twelve weeks of history, and the rates that a month is compared with."""
_WHOLE: Final = frozenset(
    {
        Kind.EPISODE,
        Kind.SYMPTOM,
        Kind.MEDICATION,
        Kind.TRIAL,
        Kind.EVENT,
        Kind.SUBSTANCE,
        Kind.PROFILE,
    }
)
"""Kinds that are read from the first entry on: whether a place or a sign is new rests on all."""


def read_period(store: Store, now: datetime, back: int, *, monthly: bool) -> WeekRead:
    """The week or month that lies so many before the present one. Blocking, for threads."""
    import tracker.tui.widgets.period  # noqa: F401, PLC0415  here, where it holds up no frame
    from tracker.tui.views.report import monday, month, week  # noqa: PLC0415

    profile = store.profile()
    starts = time.fromisoformat(profile.get("day_starts_at", "00:00"))
    present = clock.local_day(now, starts)
    first = monday(present, back)
    since, until = month(present, back) if monthly else (first, first + timedelta(days=6))
    recent = store.entries(since=since - LOOK_BACK, until=until)
    whole = store.entries(kinds=_WHOLE, until=until)
    entries = {entry.id: entry for entry in (*whole, *recent)}
    return WeekRead(week(Diary.from_entries(entries.values()), since, now, until))


def read_flags(store: Store, now: datetime, until: date) -> FlagsRead:
    """The flags as they stood at the end of a day. Blocking: the rules read the whole diary."""
    diary = loading.whole(store)
    moment = clock.end_of(until, now, diary.day_starts_at)
    return FlagsRead(until, loading.standing(store, diary, moment))
