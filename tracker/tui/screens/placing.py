"""Which day and moment Today's keys write to: now, or an earlier one whose time is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.records import Entry
from tracker.tui import making
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.messages import Done
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.tui.views.today import Today

_HINT = "The time: 2230, 22:30 or 8:05."
_HINT_TODAY = "The time: 2230, 8:05, -20m or now."


@dataclass(frozen=True, slots=True)
class Place:
    """The day that keys write to when that is not now; `offered` is a time of day, or empty."""

    day: date
    offered: str


class PlacingScreen(AreaScreen):
    """Keeps the day that is shown, and asks for the time of what did not happen now."""

    def __init__(self) -> None:
        super().__init__()
        self.view: Today | None = None
        self.day: date | None = None

    @property
    def offered(self) -> str | None:
        """The time of day of the row under the cursor; None while none is; the subclass's part."""
        return None

    @property
    def place(self) -> Place | None:
        """Where keys write to; None is now."""
        if self.view is None or (self.day is None and self.offered is None):
            return None
        return Place(self.day or self.view.today, self.offered or "")

    @property
    def day_named(self) -> str:
        """The day that is shown, as the end of a sentence."""
        return "today" if self.day is None else f"on {day_words(self.day)}"

    def action_day(self, by: int) -> None:
        """Show the day before or after; never one that lies ahead."""
        if self.view is not None:
            self.show_day((self.day or self.view.today) + timedelta(days=by))

    def show_day(self, day: date | None) -> None:
        """Show a day; None, and any day that is not over, is today."""
        before = self.day
        self.day = None if day is None or self.view is None or day >= self.view.today else day
        if self.day != before:
            self.reload()

    def ask_when(
        self,
        kind: Kind,
        fields: dict[str, Any],
        place: Place,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Save something at a time that is asked for; the one under the cursor is offered."""

        def answered(done: Done | None) -> None:
            if done is not None:
                self.was_saved(done.entries)
            then()

        reader = partial(making.read_time, kind, fields, place.day)
        name = {Kind.EPISODE: "twitch"}.get(kind, kind.value)
        wanted = Wanted(
            f"When was it? {name}, {day_words(place.day)}",
            _HINT_TODAY if self.day is None else _HINT,
            reader,
            start=place.offered,
        )
        self.app.push_screen(Line(wanted), answered)

    def was_saved(self, entries: tuple[Entry, ...]) -> None:
        """Entries were saved whose time was asked for; the subclass's part."""
