"""One line of words, with what is understood of it shown underneath while it is typed."""

from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, Static

from tracker.errors import TrackerError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.jobs import deeds
from tracker.tui.jobs.deeds import Reader
from tracker.tui.messages import Done, Failed, Written
from tracker.tui.widgets.typed import Typed
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE_SECONDS: Final = 0.15
"""How long typing must rest before the line is read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line asks for. `start` stands in it already, to be taken or typed over."""

    title: str
    hint: str
    reader: Reader = field(repr=False)
    start: str = ""


@dataclass
class Understood(Message, bubble=False):
    """What the line means, in words, or with `good` False why it means nothing yet."""

    sentence: str
    good: bool


class Line(Dialog[Done]):
    """Dismissed when the entries are committed; until then the text stays, as a draft after Esc."""

    def __init__(
        self, wanted: Wanted, foot: str = "Enter saves · Esc leaves, the text is kept"
    ) -> None:
        super().__init__(wanted.title, foot)
        self._wanted = wanted
        self.draft_name = wanted.title
        self._resting: Timer | None = None
        self._saving = False

    def body(self) -> ComposeResult:
        """The line, and its reading."""
        yield Typed(self._wanted.start, select_on_focus=False)
        yield Static(self._wanted.hint, id="reading", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Say at once what a text means that stands there already."""
        if self._wanted.start:
            self.call_after_refresh(self.query_one(Input).action_select_all)
            self._read()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PAUSE_SECONDS, self._read)

    def _read(self) -> None:
        text = self.query_one(Input).value
        if text.strip():
            self.read_text(text)
        else:
            self.say(self._wanted.hint)

    def read_text(self, text: str) -> None:
        """Read the line in a thread."""
        starts = self.tracker.day_starts_at
        job = partial(_understand, self._wanted.reader, text, self.tracker.now(), starts)
        in_background(self, job, group="read")

    @on(Understood)
    def _understood(self, message: Understood) -> None:
        self.say(message.sentence, good=message.good)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if not event.value.strip() or self._saving:
            return
        self._saving = True
        if self._resting is not None:
            self._resting.stop()
        self.tracker.write(self.deed(event.value), self)

    def deed(self, text: str) -> deeds.Deed:
        """What saving the line does."""
        return partial(deeds.add_words, self._wanted.reader, text, self.tracker.day_starts_at)

    @on(Written)
    def _saved(self, message: Written) -> None:
        self.dismiss(message.done)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self._saving = False
        self.say(message.sentence, bad=True)

    def say(self, sentence: str, *, good: bool = False, bad: bool = False) -> None:
        """Show a sentence under the line."""
        reading = self.query_one("#reading", Static)
        reading.set_class(bad, "problem")
        reading.set_class(good, "good")
        reading.update(sentence)


def _understand(reader: Reader, text: str, now: datetime, starts: time) -> Understood:
    try:
        return Understood(f"→ {deeds.in_words(reader(text, now, starts))}", good=True)
    except TrackerError as error:
        return Understood(str(error).replace(error.safe, ""), good=False)
