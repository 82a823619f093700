"""One line of words, with what is understood of it shown underneath while it is typed."""

from collections.abc import Callable
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
    from collections.abc import Mapping

    from textual.timer import Timer

PAUSE_SECONDS: Final = 0.15
"""How long typing must rest before the line is read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line asks for. `start` stands in it already, to be taken or typed over.

    A text that `is_whole` is saved with its last character, without Enter.
    """

    title: str
    hint: str
    reader: Reader = field(repr=False)
    start: str = ""
    is_whole: Callable[[str], bool] = field(default=lambda _: False, repr=False)


@dataclass
class Understood(Message, bubble=False):
    """What the line means, in words, or with `good` False why it means nothing yet."""

    sentence: str
    good: bool


class Line(Dialog[Done]):
    """Dismissed when the entries are committed; until then the text stays, as a draft after Esc."""

    def __init__(
        self,
        wanted: Wanted,
        foot: str = "Enter saves · Esc leaves, the text is kept",
        *,
        step: str = "",
    ) -> None:
        super().__init__(f"{step}{wanted.title}", foot)
        self._wanted = wanted
        self.draft_name = wanted.title
        self._resting: Timer | None = None
        self._saving = False
        self._untouched = wanted.start

    def body(self) -> ComposeResult:
        """The line, and its reading; where a text stands already, what else may be typed."""
        offered = bool(self._wanted.start)
        yield Typed(self._wanted.start, select_on_focus=offered)
        yield Static(
            "" if offered else self._wanted.hint, id="reading", classes="hint", markup=False
        )
        if offered:
            yield Static(self._wanted.hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Say at once what a text means that stands there already."""
        self._read()

    def put_back(self, texts: "Mapping[str, str]") -> None:
        """Show a text that was kept: typing goes on behind it, and nothing saves it but Enter."""
        super().put_back(texts)
        line = self.query_one(Input)
        line.select_on_focus = False
        self._untouched = line.value

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._resting is not None:
            self._resting.stop()
        if event.value != self._untouched and self._wanted.is_whole(event.value):
            self._save(event.value)
        else:
            self._resting = self.set_timer(PAUSE_SECONDS, self._read)

    def _read(self) -> None:
        text = self.query_one(Input).value
        if text.strip():
            self.read_text(text)
        else:
            self.say("" if self._wanted.start else self._wanted.hint)

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
        self._save(event.value)

    def _save(self, text: str) -> None:
        if not text.strip() or self._saving:
            return
        self._saving = True
        if self._resting is not None:
            self._resting.stop()
        self.workers.cancel_group(self, "read")  # it would take the place of why nothing was saved
        self.tracker.write(self.deed(text), self)

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
