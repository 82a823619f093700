"""The first time: three questions, each of which may be left open. They are not asked again."""

from functools import partial
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Label, Static

from tracker.entry.accept import parse_field
from tracker.errors import DataError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.jobs import deeds
from tracker.tui.messages import Failed, Written
from tracker.tui.widgets.typed import Typed
from tracker.vocabulary import Kind

_WHY: Final = (
    "A diary for a twitching lip. It stays on this computer; nothing is ever sent anywhere. "
    "Three questions, each may stay empty; F6 changes the answers later."
)
_QUESTIONS: Final = (
    ("emergency_number", "Which number do you call in an emergency?", "such as 112, 911 or 999"),
    ("age", "How old are you?", "some signs mean more below 16"),
    ("day_starts_at", "When does a new day begin for you?", "00:00; if often up late, 04:00"),
)


class Welcome(Dialog[bool]):
    """Dismissed with whether something was answered."""

    DEFAULT_CSS = """
    Welcome {
        Label { margin: 1 0 0 0; width: 100%; }
        #problem { height: auto; }
        VerticalScroll { max-height: 60vh; }
    }
    """
    draft_name = "welcome"

    def __init__(self) -> None:
        super().__init__("Welcome", "Tab next · Enter saves · Esc skips")

    def body(self) -> ComposeResult:
        """Why, and the questions."""
        with VerticalScroll(can_focus=False):
            yield Static(_WHY, classes="hint", markup=False)
            for name, question, hint in _QUESTIONS:
                yield Label(question, markup=False)
                yield Typed(name=name, placeholder=hint)
        yield Static("", id="problem", classes="problem", markup=False)

    @on(Input.Submitted)
    def _entered(self) -> None:
        answers: dict[str, Any] = {}
        for line in self.query(Input):
            name = str(line.name)
            try:
                value = parse_field(Kind.PROFILE, name, line.value, now=self.tracker.now())
            except DataError as error:
                self._say(error.message)
                line.focus()
                return
            if value is not None:
                answers[name] = value
        if answers:
            new = {"kind": Kind.PROFILE.value, **answers}
            self.tracker.write(partial(deeds.add, [new]), self)
        else:
            self.dismiss(False)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Written)
    def _saved(self) -> None:
        self.dismiss(True)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self._say(message.sentence)

    def _say(self, words: str) -> None:
        self.query_one("#problem", Static).update(words)
