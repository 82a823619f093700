"""What is handed over and needs the whole diary, read with its progress told."""

from collections.abc import Iterator
from functools import partial

from tracker import settings
from tracker.cli.flags import current_flags
from tracker.cli.progress import watched
from tracker.diary import Diary
from tracker.exchange import handing
from tracker.exchange.asked import Asked
from tracker.report.beside import beside
from tracker.report.document import document
from tracker.store import Store


def daily_lines(store: Store, asked: Asked) -> Iterator[str]:
    """The table of days as CSV."""
    return handing.daily_lines(_diary(store, asked), asked, settings.flag_preset())


def bundle(store: Store, asked: Asked) -> Iterator[bytes]:
    """The bundle as a ZIP, made once there is a place for it. Loads matplotlib."""
    diary, page, flags = _diary(store, asked), _no_page, None
    if asked.kinds is None:
        found = flags = current_flags(store, diary, handing.judged_at(diary, asked))
        since, until = handing.page_days(diary, asked)
        draw = partial(document, diary, lambda _: found)
        page = beside(partial(draw, since=since, until=until, now=asked.now))
    yield handing.bundle(diary, flags, asked, settings.flag_preset(), page)


def _no_page() -> bytes | None:
    """A part of the diary has none: it would mislead."""
    return None


def _diary(store: Store, asked: Asked) -> Diary:
    walked = watched(store.walk(kinds=asked.kinds), "Read")
    return Diary.from_entries(map(asked.told, walked))
