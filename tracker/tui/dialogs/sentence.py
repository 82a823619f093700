"""One line of free text, to go with something."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.widgets.typed import Typed


class Sentence(Dialog[str]):
    """Dismissed with the text, which may be empty; what was typed and left is kept as a draft."""

    def __init__(self, title: str, question: str, *, draft: str, longest: int) -> None:
        super().__init__(title, "Enter saves · Esc leaves")
        self.draft_name = draft
        self._question = question
        self._longest = longest

    def body(self) -> ComposeResult:
        """The question and the line."""
        yield Static(self._question, markup=False)
        yield Static("")
        yield Typed(max_length=self._longest, name="text")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        self.forget_texts()
        self.dismiss(event.value.strip())
