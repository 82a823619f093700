"""What each area reads from the store: blocking, for threads. The computing is in `views`."""

from collections.abc import Collection
from datetime import date, datetime, time

from tracker import clock
from tracker.diary import Diary
from tracker.errors import TrackerError
from tracker.store import Store
from tracker.tui.messages import (
    DiaryRead,
    EntryRead,
    Looked,
    Mark,
    PatternsRead,
    TodayRead,
    TriggersRead,
    Unreadable,
    UrgentRead,
    WeekRead,
)
from tracker.tui.views.diary import page
from tracker.tui.views.patterns import Patterns, patterns, rest_on, urgent
from tracker.tui.views.today import today
from tracker.tui.views.triggers import triggers
from tracker.tui.views.usual import LOOK_BACK
from tracker.vocabulary import Kind

STANDING: frozenset[Kind] = frozenset(
    {Kind.MEDICATION, Kind.EVENT, Kind.SUBSTANCE, Kind.PROFILE, Kind.DOSE}
)
"""Kinds that an emergency rule may rest on however long ago they were entered."""


def look(store: Store, now: datetime) -> Looked | Unreadable:
    """The diary's version and the local day, to tell whether a view is still fresh."""
    try:
        starts = _day_start(store)
        return Looked(Mark(store.data_version(), clock.local_day(now, starts)), now, starts)
    except (TrackerError, OSError) as error:
        return Unreadable(str(error))


def read_today(store: Store, now: datetime) -> TodayRead:
    """The view of today."""
    since = _day(store, now) - LOOK_BACK
    return TodayRead(today(store.entries(since=since), store.profile(), now))


def read_diary(store: Store, wanted: str, limit: int) -> DiaryRead:
    """The newest entries; all are looked through when there is a filter."""
    entries = store.entries(limit=None if wanted.strip() else limit + 1)
    return DiaryRead(page(entries, wanted, limit))


def read_entry(store: Store, entry_id: str) -> EntryRead:
    """One entry, to be changed."""
    return EntryRead(store.find(entry_id))


def read_patterns(store: Store, now: datetime) -> PatternsRead:
    """Every flag rule over the whole diary."""
    return PatternsRead(judged(store, whole(store), now))


def judged(store: Store, diary: Diary, now: datetime) -> Patterns:
    """The patterns of a diary, with what has been acknowledged."""
    return patterns(diary, store.acknowledgements(), now)


def read_urgent(store: Store, now: datetime, new: Collection[str]) -> UrgentRead:
    """The emergency rules over recent entries, right after those with the ids `new` changed."""
    recent = store.entries(since=_day(store, now) - LOOK_BACK)
    known = {entry.id for entry in recent}
    old = [entry for entry in store.entries(kinds=STANDING) if entry.id not in known]
    found = urgent(Diary.from_entries([*recent, *old]), store.acknowledgements(), now)
    return UrgentRead(found, rest_on(found, new), now)


def read_triggers(store: Store) -> TriggersRead:
    """The trigger analysis. Loads pandas the first time."""
    from tracker.analysis import find_triggers  # noqa: PLC0415  half a second

    diary = whole(store)
    return TriggersRead(triggers(diary, find_triggers(diary)))


def read_week(store: Store, now: datetime, back: int) -> WeekRead:
    """The week that lies `back` weeks before the present one."""
    from tracker.tui.views.report import monday, week  # noqa: PLC0415  the report's own imports

    diary = whole(store)
    return WeekRead(week(diary, monday(diary, now, back), now))


def whole(store: Store) -> Diary:
    """The whole diary."""
    return Diary.from_entries(store.entries(newest_first=False))


def _day(store: Store, now: datetime) -> date:
    return clock.local_day(now, _day_start(store))


def _day_start(store: Store) -> time:
    return time.fromisoformat(store.profile().get("day_starts_at", "00:00"))
