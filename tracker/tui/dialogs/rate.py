"""A rating from 0 to 10 with one key."""

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tracker.tui.dialogs.dialog import Dialog

_RATING: Final = "rating"


class Rate(Dialog[int]):
    """Dismissed with the rating; `=` is 10."""

    def __init__(self, title: str, question: str) -> None:
        super().__init__(title)
        self._question = question

    def body(self) -> ComposeResult:
        """The question and the scale."""
        scale = [part for n in range(10) for part in (_digit(str(n), n), " ")]
        yield Static(self._question, markup=False)
        yield Static("")
        yield Static(Content.assemble(*scale, _digit("=", 10), " is 10"))

    def on_click(self, event: events.Click) -> None:
        """A click on a digit is the digit."""
        rating = event.style.meta.get(_RATING)
        if rating is not None:
            self.dismiss(rating)

    def on_key(self, event: events.Key) -> None:
        """A digit answers, and means nothing else."""
        if event.character == "=":
            event.stop()
            self.dismiss(10)
        elif event.character and event.character in "0123456789":
            event.stop()
            self.dismiss(int(event.character))


def _digit(key: str, rating: int) -> Content:
    shown = Content.styled(f" {key} ", "bold $text-primary")
    return shown.stylize(Style.from_meta({_RATING: rating}))
