"""What is handed over and needs the whole diary, read with its progress told."""

from collections.abc import Iterator

from tracker import settings
from tracker.cli.flags import current_flags
from tracker.cli.progress import watched
from tracker.diary import Diary
from tracker.exchange import handing
from tracker.exchange.asked import Asked
from tracker.report.beside import ahead
from tracker.report.document import drawer, material
from tracker.store import Store


def daily_lines(store: Store, asked: Asked) -> Iterator[str]:
    """The table of days as CSV."""
    return handing.daily_lines(_diary(store, asked), asked, settings.flag_preset())


def bundle(store: Store, asked: Asked) -> Iterator[bytes]:
    """The bundle as a ZIP, made once there is a place for it. Loads matplotlib.

    Another process draws the page while this one writes the tables, begun before the diary is
    read: so neither holds both the whole diary and what drawing loads.
    """
    preset = settings.flag_preset()
    if asked.kinds is not None:
        yield from handing.bundle(_diary(store, asked), None, asked, preset, _no_page)
        return
    draw = ahead(drawer)
    diary = _diary(store, asked)
    flags = current_flags(store, diary, handing.judged_at(diary, asked))
    since, until = handing.page_days(diary, asked)
    page = draw(material(asked.told_of(diary), flags, since=since, until=until, now=asked.now))
    yield from handing.bundle(diary, flags, asked, preset, page)


def _no_page() -> bytes | None:
    """A part of the diary has none: it would mislead."""
    return None


def _diary(store: Store, asked: Asked) -> Diary:
    return Diary.from_entries(watched(store.walk(kinds=asked.kinds), "Read"))
