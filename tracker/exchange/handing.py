"""What is handed over and needs the whole diary: the table of days, and the bundle."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from heapq import merge
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
) -> Iterator[bytes]:
    """The bundle as a ZIP, in blocks.

    `flags` are those of `judged_at`, None where kinds were picked. `page` gives the report's
    picture, and is asked after the tables were written.
    """
    first, last = asked.span(diary) or (None, None)
    moment = judged_at(diary, asked)
    about = About(
        diary=diary,
        entries=[asked.told(entry) for entry in _in_order(diary) if asked.includes(entry)],
        since=first,
        until=last,
        kinds=asked.kinds,
        notes=asked.notes,
        flags=flags,
        judged_at=moment,
        now=asked.now,
        version=__version__,
    )
    known = None if flags is None else (moment, flags)
    return packed(about, _days(diary, asked, preset, known), page, asked.dialect)


def page_days(diary: Diary, asked: Asked) -> tuple[date, date]:
    """The first and last day of the bundle's page: those asked for, else the last week."""
    last = asked.until or clock.local_day(asked.now, diary.day_starts_at)
    return asked.since or last - _WEEK, last


def judged_at(diary: Diary, asked: Asked) -> datetime:
    """The moment whose flags the bundle tells: the end of its page's last day, or now."""
    return clock.end_of(page_days(diary, asked)[1], asked.now, diary.day_starts_at)


def _in_order(diary: Diary) -> Iterator[Entry]:
    """The diary's entries as the store walks."""
    kinds = diary.by_kind.values()  # each is in order by itself
    return merge(*kinds, key=lambda e: (e.at.timestamp() if e.at else float("-inf"), e.id))


def _days(
    diary: Diary, asked: Asked, preset: str, known: tuple[datetime, Sequence[Flag]] | None = None
) -> Iterable[Row]:
    """The rows of the table of days; `known` are the flags of a moment, if they are judged yet."""
    span = asked.span(diary)
    if span is None:
        return []
    fired: dict[date, list[str]] | None = None
    if asked.kinds is None:  # some kinds alone would fire, or silence, rules for the wrong reason
        fired = {}
        moment = clock.end_of(span[1], asked.now, diary.day_starts_at)
        judged = known[1] if known and known[0] == moment else None
        for flag in evaluate(diary, moment, preset=preset) if judged is None else judged:
            fired.setdefault(flag.fired_on, []).append(flag.rule)
    return daily.rows(diary, *span, fired)
