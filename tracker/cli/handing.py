"""What is handed over and needs the whole diary: the table of days, and the bundle."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from tracker import __version__, clock, settings
from tracker.cli.asked import Asked
from tracker.cli.flags import current_flags
from tracker.cli.progress import watched
from tracker.diary import Diary
from tracker.exchange import daily, table
from tracker.exchange.bundle import packed
from tracker.exchange.readme import About
from tracker.exchange.table import Row
from tracker.records import Entry
from tracker.report.beside import beside
from tracker.store import Store

_WEEK: Final = timedelta(days=6)


def daily_lines(store: Store, asked: Asked) -> Iterable[str]:
    """The table of days as CSV."""
    diary = Diary.from_entries(watched(store.walk(kinds=asked.kinds), "Read"))
    return table.lines(daily.COLUMNS, _days(diary, asked), asked.dialect)


def bundle(store: Store, asked: Asked) -> Iterator[bytes]:
    """The bundle as a ZIP, made once there is a place for it. Loads matplotlib."""
    diary = Diary.from_entries(_told(store, asked))
    first, last = _span(diary, asked) or (None, None)
    about = About(
        diary=diary,
        entries=[entry for entry in _in_order(diary) if _within(entry, asked)],
        since=first,
        until=last,
        kinds=asked.kinds,
        notes=asked.notes,
        flags=None if asked.kinds is not None else current_flags(store, diary, asked.now),
        now=asked.now,
        version=__version__,
    )
    page = beside(partial(_page, about, asked))
    yield packed(about, _days(diary, asked), page, asked.dialect)


def _told(store: Store, asked: Asked) -> Iterator[Entry]:
    """Every entry of the kinds asked for; without its note where notes stay at home."""
    for entry in watched(store.walk(kinds=asked.kinds), "Read"):
        if asked.notes or entry.note is None:
            yield entry
            continue
        record = {name: value for name, value in entry.record.items() if name != "note"}
        yield Entry(entry.id, entry.kind, entry.at, entry.local_date, entry.version, record)


def _in_order(diary: Diary) -> list[Entry]:
    """The diary's entries as the store walks."""
    found = [entry for some in diary.by_kind.values() for entry in some]
    return sorted(found, key=lambda e: (e.at.timestamp() if e.at else float("-inf"), e.id))


def _within(entry: Entry, asked: Asked) -> bool:
    if asked.since is None and asked.until is None:
        return True
    day = entry.local_date
    return day is not None and (asked.since or day) <= day <= (asked.until or day)


def _span(diary: Diary, asked: Asked) -> tuple[date, date] | None:
    """The days shown: those asked for, where not from the first entry to the last."""
    span = diary.span()
    if span is None:
        return None
    first, last = asked.since or span[0], asked.until or span[1]
    return (first, last) if first <= last else None


def _days(diary: Diary, asked: Asked) -> Iterable[Row]:
    span = _span(diary, asked)
    if span is None:
        return []
    # rules that see only some kinds would fire, or stay silent, for the wrong reason
    fired = _fired(diary, span[1], asked.now) if asked.kinds is None else None
    return daily.rows(diary, *span, fired)


def _fired(diary: Diary, last: date, now: datetime) -> dict[date, list[str]]:
    """The rules that hold when a day ends (or now, if that is earlier), by the day they fired."""
    from tracker.flags import evaluate

    moment = now
    if last < now.date():
        after = datetime.combine(last + timedelta(days=1), diary.day_starts_at, tzinfo=now.tzinfo)
        moment = min(now, after - timedelta(microseconds=1))
    fired: dict[date, list[str]] = {}
    for flag in evaluate(diary, moment, preset=settings.flag_preset()):
        fired.setdefault(flag.fired_on, []).append(flag.rule)
    return fired


def _page(about: About, asked: Asked) -> bytes | None:
    """The report: of the days asked for, else of the last week; None where it would mislead."""
    from tracker.report.document import document

    if about.flags is None:
        return None
    last = asked.until or (clock.local_day(asked.now, about.diary.day_starts_at))
    first = asked.since or last - _WEEK
    return document(about.diary, about.flags, since=first, until=last, now=asked.now)
