"""When a twitch ended whose timer was forgotten."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tracker import clock
from tracker.records import Record
from tracker.tui import making
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.jobs import deeds
from tracker.tui.messages import Done
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.store import Store

_HINT = "The time: 2230, 22:30, -2h or yesterday 22:30."


class Ended(Line):
    """Ends the twitch at the time that is typed; what it was is not changed."""

    def __init__(self, entry_id: str, start: datetime) -> None:
        super().__init__(Wanted("When did it end?", _HINT, partial(_read, start)))
        self._entry_id = entry_id

    def deed(self, text: str) -> deeds.Deed:
        """Give the entry its end."""
        return partial(_end, self._entry_id, self._wanted.reader, text, self.tracker.day_starts_at)


def _read(start: datetime, text: str, now: datetime, _: time) -> list[Record]:
    """The twitch with its end; a bare time of day is the first one after its start."""
    day = start.astimezone(now.tzinfo).date()
    (found,) = making.read_time(Kind.EPISODE, {}, day, text, now, clock.MIDNIGHT)
    end = clock.parse_instant(found["start"])
    if end <= start and making.is_clock(text):
        (found,) = making.read_time(
            Kind.EPISODE, {}, day + timedelta(days=1), text, now, clock.MIDNIGHT
        )
    return [{**found, "start": clock.iso(start), "end": found["start"]}]


def _end(
    entry_id: str,
    reader: deeds.Reader,
    text: str,
    starts: time,
    store: "Store",
    now: datetime,
) -> Done:
    (record,) = reader(text, now, starts)
    return deeds.change(entry_id, {"end": record["end"], "ongoing": None}, None, store, now)
