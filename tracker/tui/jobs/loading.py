"""What each area reads from the store: blocking, for threads. The computing is in `views`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from tracker import clock
from tracker.diary import Diary
from tracker.errors import DataError, NewerDiaryError, TrackerError
from tracker.records import Entry
from tracker.store import Store
from tracker.tui.messages import (
    DiaryRead,
    EntryRead,
    Looked,
    Mark,
    MonthRead,
    NamesRead,
    PatternsRead,
    TodayRead,
    Unreadable,
    UrgentRead,
)
from tracker.tui.smooth import make_way
from tracker.tui.views.usual import LOOK_BACK
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.flags import Flag
    from tracker.medication import Plan
    from tracker.tui.views.patterns import Patterns

PIECE = timedelta(days=30)
"""How many days of the diary are read at a time."""

NAMED = 500
"""How many of the newest entries one's own names are gathered from."""


def look(store: Store, now: datetime) -> Looked | Unreadable:
    """The diary's version and the local day, to tell whether a view is still fresh."""
    try:
        starts = _day_start(store)
        return Looked(Mark(store.data_version(), clock.local_day(now, starts)), now, starts)
    except NewerDiaryError:
        raise
    except (TrackerError, OSError) as error:
        return Unreadable(str(error))


def read_today(
    store: Store, now: datetime, day: date | None = None, asked: str | None = None
) -> TodayRead:
    """The view of today, or of an earlier day; and whether the entry with the id `asked` stands."""
    from tracker.tui.views.today import STRIP_DAYS, today  # noqa: PLC0415  after the first frame

    profile = store.profile()
    since = clock.local_day(now, _starts(profile)) - LOOK_BACK
    if day is not None:
        since = min(since, day - timedelta(days=STRIP_DAYS))
    lasting = store.entries(kinds={Kind.PROFILE, Kind.MEDICATION})
    known = {entry.id for entry in lasting}
    recent = [entry for entry in store.entries(since=since) if entry.id not in known]
    view = today([*recent, *lasting], profile, now, day)
    return TodayRead(view, asked, any(entry.id == asked for entry in recent))


def read_diary(store: Store, line: str, limit: int, now: datetime) -> DiaryRead:
    """The newest entries that a filter line asks for, or what in it is not understood."""
    from tracker.tui.views.diary import Page, page  # noqa: PLC0415
    from tracker.tui.views.wanted import wanted  # noqa: PLC0415

    try:
        asked = wanted(line, now)
    except DataError as error:
        return DiaryRead(Page((), more=False, line=line, problem=str(error)))
    kinds = asked.kinds or None
    if asked.looks_inside:
        entries: Iterable[Entry] = back(store, kinds, asked.since, asked.until)
        if not kinds and not (asked.since or asked.until):
            entries = chain(entries, store.entries(kinds={Kind.PROFILE}))
    else:
        entries = store.entries(kinds=kinds, since=asked.since, until=asked.until, limit=limit + 1)
    return DiaryRead(page(entries, asked, line, limit))


def read_month(store: Store, day: date, now: datetime) -> MonthRead:
    """The month that a day lies in, up to today."""
    from tracker.tui.views.month import bounds, month, trend_since  # noqa: PLC0415

    first, last = bounds(day)
    last = min(last, _day(store, now))
    before = store.entries(
        kinds={Kind.EPISODE, Kind.DAY}, since=trend_since(last), until=first - timedelta(days=1)
    )
    return MonthRead(month([*store.entries(since=first, until=last), *before], first, last))


def read_entry(store: Store, entry_id: str) -> EntryRead:
    """One entry, to be changed."""
    return EntryRead(store.find(entry_id))


def read_names(store: Store, kind: Kind) -> NamesRead:
    """The names that were given to what is of a kind, the latest first."""
    kinds = {Kind.DOSE, Kind.MEDICATION} if kind in {Kind.DOSE, Kind.MEDICATION} else {kind}
    latest = store.entries(kinds=kinds, limit=NAMED)
    return NamesRead(tuple(dict.fromkeys(entry.record["name"] for entry in latest)))


def read_patterns(store: Store, now: datetime) -> PatternsRead:
    """Every flag rule over the whole diary."""
    return PatternsRead(judged(store, whole(store), now))


def judged(store: Store, diary: Diary, now: datetime) -> "Patterns":
    """The patterns of a diary, with what has been acknowledged."""
    from tracker.tui.views.patterns import patterns  # noqa: PLC0415  the rules take a moment

    return patterns(diary, store.acknowledgements(), now, store.recorded)


def standing(store: Store, diary: Diary, moment: datetime) -> "list[Flag]":
    """The flags that held at a moment, by the preset of the settings file."""
    from tracker import settings  # noqa: PLC0415  with the rules
    from tracker.flags.life import standing  # noqa: PLC0415  the rules take a moment

    seen = [(each.rule, each.at) for each in store.acknowledgements()]
    preset = settings.flag_preset()
    return standing(diary, seen, moment, preset=preset, recorded=store.recorded)


def read_urgent(store: Store, now: datetime, changed: Sequence[Entry]) -> UrgentRead:
    """The emergency rules over recent entries, right after some were saved or changed."""
    from tracker.flags.reach import recent_diary  # noqa: PLC0415
    from tracker.tui.views.patterns import rest_on, urgent  # noqa: PLC0415

    with store.snapshot() as read:
        diary = recent_diary(read, now, changed)
        if diary is None:
            diary = Diary.from_entries(read.entries(Kind.PROFILE))
        found = urgent(diary, read.acknowledgements(), now, read.recorded)
    return UrgentRead(found, rest_on(found, {entry.id for entry in changed}), now)


def plan_of(store: Store, now: datetime) -> "Plan":
    """The person's medicines at a moment."""
    from tracker.medication import first_day, plan  # noqa: PLC0415

    doses = store.entries(kinds={Kind.DOSE}, since=first_day(_day(store, now)))
    lasting = store.entries(kinds={Kind.PROFILE, Kind.MEDICATION})
    return plan(Diary.from_entries([*lasting, *doses]), now)


def whole(store: Store) -> Diary:
    """The whole diary, read in pieces: an entry that is saved meanwhile waits for one of them."""
    return Diary.from_entries([*back(store), *store.entries(kinds={Kind.PROFILE})])


def back(
    store: Store,
    kinds: Collection[Kind] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Entry]:
    """Entries that belong to a day, the newest days first; each piece is a read of its own."""
    wanted = (set(Kind) if kinds is None else set(kinds)) - {Kind.PROFILE}
    ends = [
        store.entries(kinds=wanted, since=since, until=until, limit=1, newest_first=newest)
        for newest in (True, False)
    ]
    last, first = ((found[0].local_date if found else None) for found in ends)
    if first is None or last is None:
        return
    around = timedelta(days=2)  # a night is placed at its end, a day of another zone beside its own
    at, oldest = max(last, first) + around, min(last, first) - around
    while at >= oldest:
        begin = at - PIECE + timedelta(days=1)
        yield from store.entries(
            kinds=kinds and wanted,
            since=max(begin, since) if since else begin,
            until=min(at, until) if until else at,
        )
        at -= PIECE
        make_way()


def _day(store: Store, now: datetime) -> date:
    return clock.local_day(now, _day_start(store))


def _day_start(store: Store) -> time:
    return _starts(store.profile())


def _starts(profile: Mapping[str, Any]) -> time:
    return time.fromisoformat(profile.get("day_starts_at", "00:00"))
