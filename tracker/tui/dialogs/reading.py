"""A text to read and close."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.tui.dialogs.dialog import Dialog


class Reading(Dialog[None]):
    """Dismissed by Esc."""

    def __init__(self, title: str, text: Content) -> None:
        super().__init__(title, "↑ ↓ scroll · Esc closes")
        self._text = text

    def body(self) -> ComposeResult:
        """The text, to scroll when it is long."""
        with VerticalScroll():
            yield Static(self._text)
