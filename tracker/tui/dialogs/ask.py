"""A question with a few answers, each with its own key."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.tui.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its key, its words, and what it means to who asked."""

    key: str
    text: str
    value: str


class Ask(Dialog[str]):
    """Dismissed with the `value` of the choice.

    No answer is under the cursor at first: an Enter out of habit answers nothing.
    """

    def __init__(self, title: str, question: str, choices: Sequence[Choice]) -> None:
        super().__init__(title, "a letter answers · ↑ ↓ Enter · Esc leaves")
        self._question = question
        self._choices = {choice.key: choice for choice in choices}

    def body(self) -> ComposeResult:
        """The question, then the answers."""
        yield Static(self._question, classes="question", markup=False)
        yield Static("")
        yield OptionList(
            *(
                Option(Content.assemble((f" {c.key} ", "bold $text-primary"), " ", c.text), c.key)
                for c in self._choices.values()
            )
        )

    def on_mount(self) -> None:
        """Wait for a key or an arrow."""
        self.query_one(OptionList).highlighted = None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_id or ""].value)

    def on_key(self, event: events.Key) -> None:
        """A choice's own key chooses it."""
        if event.character in self._choices:
            event.stop()
            self.dismiss(self._choices[event.character].value)
