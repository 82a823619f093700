"""What is handed over and needs the whole diary: the table of days, and the bundle."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from tracker import __version__, clock
from tracker.diary import Diary
from tracker.exchange import daily, table
from tracker.exchange.asked import Asked
from tracker.exchange.bundle import packed
from tracker.exchange.readme import About
from tracker.exchange.table import Row
from tracker.flags import Flag, evaluate
from tracker.records import Entry

_WEEK: Final = timedelta(days=6)


def daily_lines(diary: Diary, asked: Asked, preset: str) -> Iterator[str]:
    """The table of days as CSV; `preset` is the person's, for the rules."""
    return table.lines(daily.COLUMNS, _days(diary, asked, preset), asked.dialect)


def bundle(
    diary: Diary,
    flags: Sequence[Flag] | None,
    asked: Asked,
    preset: str,
    page: Callable[[], bytes | None],
) -> bytes:
    """The bundle as a ZIP. `flags` are those of `judged_at`, None where kinds were picked.

    `page` gives the report's picture, and is asked after the tables were written.
    """
    first, last = asked.span(diary) or (None, None)
    about = About(
        diary=diary,
        entries=[entry for entry in _in_order(diary) if asked.includes(entry)],
        since=first,
        until=last,
        kinds=asked.kinds,
        notes=asked.notes,
        flags=flags,
        judged_at=judged_at(diary, asked),
        now=asked.now,
        version=__version__,
    )
    return packed(about, _days(diary, asked, preset), page, asked.dialect)


def page_days(diary: Diary, asked: Asked) -> tuple[date, date]:
    """The first and last day of the bundle's page: those asked for, else the last week."""
    last = asked.until or clock.local_day(asked.now, diary.day_starts_at)
    return asked.since or last - _WEEK, last


def judged_at(diary: Diary, asked: Asked) -> datetime:
    """The moment whose flags the bundle tells: the end of its page's last day, or now."""
    return clock.end_of(page_days(diary, asked)[1], asked.now, diary.day_starts_at)


def _in_order(diary: Diary) -> list[Entry]:
    """The diary's entries as the store walks."""
    found = [entry for some in diary.by_kind.values() for entry in some]
    return sorted(found, key=lambda e: (e.at.timestamp() if e.at else float("-inf"), e.id))


def _days(diary: Diary, asked: Asked, preset: str) -> Iterable[Row]:
    span = asked.span(diary)
    if span is None:
        return []
    # rules that see only some kinds would fire, or stay silent, for the wrong reason
    fired = _fired(diary, span[1], asked.now, preset) if asked.kinds is None else None
    return daily.rows(diary, *span, fired)


def _fired(diary: Diary, last: date, now: datetime, preset: str) -> dict[date, list[str]]:
    """The rules that hold when a day ends (or now, if that is earlier), by the day they fired."""
    moment = now
    if last < now.date():
        after = datetime.combine(last + timedelta(days=1), diary.day_starts_at, tzinfo=now.tzinfo)
        moment = min(now, after - timedelta(microseconds=1))
    fired: dict[date, list[str]] = {}
    for flag in evaluate(diary, moment, preset=preset):
        fired.setdefault(flag.fired_on, []).append(flag.rule)
    return fired
