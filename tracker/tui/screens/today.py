"""Today: what happened, what is running, the last fourteen days, and what is still missing."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from tracker.store import Store
from tracker.tui.commands import Area, bindings
from tracker.tui.jobs import loading
from tracker.tui.messages import TodayRead
from tracker.tui.screens.placing import Place
from tracker.tui.screens.stating import StatingScreen
from tracker.tui.views.days import DAYS, day_words
from tracker.tui.views.today import Today
from tracker.tui.widgets.facts import Facts
from tracker.tui.widgets.strip import DayStrip
from tracker.tui.widgets.timeline import Timeline
from tracker.vocabulary import DayStatus

_EMPTY_BEFORE = "Nothing is recorded of this day.\n\nThe keys write to it and ask for the time."


class TodayScreen(StatingScreen):
    """The area that is in front when the program opens."""

    AREA = Area.TODAY
    BINDINGS: ClassVar = bindings(Area.TODAY)
    CSS_PATH = "today.tcss"

    def body(self) -> ComposeResult:
        """The strip, what is going on now, the timeline, and the day's facts beside it."""
        yield DayStrip()
        yield Static(id="now", markup=False)
        with Horizontal(id="day"):
            with Vertical(id="events"):
                yield Static("", id="date", markup=False)
                yield Timeline()
                yield Static("Opening the diary …", id="empty", markup=False)
            yield Facts(id="facts")

    def on_mount(self) -> None:
        """Follow the running timer, second by second."""
        self.set_interval(1.0, self.show_now)

    def read(self, store: Store, now: datetime) -> Message:
        """The last months' entries, as the view of today."""
        return loading.read_today(store, now, self.day, self.rated)

    @on(TodayRead)
    def _show(self, message: TodayRead) -> None:
        view = self.view = message.view
        if message.asked and message.asked == self.rated and not message.is_there:
            self.rate_no_more()
        self.query_one(DayStrip).show(view.strip, view.day)
        timeline = self.query_one(Timeline)
        timeline.show(view.rows)
        timeline.display = bool(view.rows)
        empty = self.query_one("#empty", Static)
        empty.update(_empty(self.tracker.key) if view.is_today else _EMPTY_BEFORE)
        empty.display = not view.rows
        self.query_one(Facts).show(view)
        self._show_place()
        self.show_now()
        self.tracker.call_later(self.tracker.type_again)

    @property
    def offered(self) -> str | None:
        """The time of the row under the cursor, of which keys are asked."""
        return self.query_one(Timeline).marked

    @on(OptionList.OptionHighlighted)
    def _show_place(self) -> None:
        if self.view is not None:
            line = self.query_one("#date", Static)
            line.update(_date(self.view, self.place, line.size.width))

    @on(DayStrip.Picked)
    def _go(self, message: DayStrip.Picked) -> None:
        self.show_day(message.day)

    def key_escape(self) -> None:
        """Back to now: first off the row, then from an earlier day."""
        timeline = self.query_one(Timeline)
        if timeline.highlighted is not None:
            timeline.forget()
            self._show_place()
        else:
            self.show_day(None)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        self.tracker.edit_entry(event.option_id or "")

    def show_now(self) -> None:
        """The running timer, or the question how strong the last twitch was."""
        line = self.query_one("#now", Static)
        running = self.view.running if self.view else None
        text = Content()
        if running is not None:
            key = self.tracker.key("timer")
            text = _timer(running.start, self.tracker.now(), key, stale=running.stale)
        if self.may_rate:
            text += "   " if text else ""
            text += Content.assemble("How strong?  ", ("0 to 9", "bold"), ", = is 10")
        line.update(text)
        line.display = bool(text)


def _empty(key: Callable[[str], str]) -> str:
    shown = (("twitch", "a twitch just now"), ("drink", "the usual drink"))
    lines = [f"{key(action)}  {text}" for action, text in shown]
    return "\n".join(("Nothing yet today.\n", *lines, f"{key('app.words')}  anything, in words"))


def _timer(start: datetime, now: datetime, key: str, *, stale: bool) -> Content:
    if stale:
        since = f"Still twitching since {DAYS[start.weekday()]} {start:%H:%M}?  "
        return Content.assemble("● ", (since, "bold"), f"{key} answers")
    seconds = max(0, int((now - start).total_seconds()))
    hours, rest = divmod(seconds, 3600)
    lasted = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return Content.assemble("● Twitching for ", (lasted, "bold"), f"   {key} stops it")


def _date(view: Today, place: Place | None, width: int) -> Content:
    noun = "1 twitch" if view.episodes == 1 else f"{view.episodes} twitches"
    stated = {DayStatus.CLEAR: "no twitches", DayStatus.COMPLETE: "complete"}
    said = [noun] if view.episodes else []
    said += [stated[view.status.status]] if view.status else []
    day = Content.styled(day_words(view.day), "bold")
    count = Content.styled(f"   {', '.join(said)}" if said else "", "$foreground-muted")
    if place is None:
        return day + count
    asks = f"keys ask: at {place.offered}?" if place.offered else "keys ask when"
    back = " · Esc: now" if view.is_today else " · Esc: today"
    where = Content.assemble("   ", (asks, "$text-accent"), (back, "$text-muted"))
    room = width - day.cell_length - where.cell_length
    return day + (count if count.cell_length <= room else "") + where
