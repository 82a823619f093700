"""One of a few words: arrows choose, the first letter finds, Backspace takes the choice away."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from tracker.tui.views.glyphs import BLANK
from tracker.tui.widgets.control import Control


class Pick(Control):
    """All words in one line where they fit, else the chosen one alone between arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "move(1)", show=False),
        Binding("left", "move(-1)", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]

    def __init__(self, name: str, words: Sequence[str], value: str) -> None:
        super().__init__({name: value})
        self._field = name
        self._words = tuple(words)

    @property
    def value(self) -> str:
        """The chosen word, or nothing."""
        return self._texts[self._field]

    def action_move(self, by: int) -> None:
        """The word beside; from none, the first or the last."""
        if self.value in self._words:
            at = (self._words.index(self.value) + by) % len(self._words)
        else:
            at = 0 if by > 0 else -1
        self.choose(self._field, self._words[at])

    def action_clear(self) -> None:
        """Not recorded."""
        self.choose(self._field, "")

    def on_key(self, event: events.Key) -> None:
        """The next word that begins with a letter."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        at = self._words.index(self.value) + 1 if self.value in self._words else 0
        ordered = (*self._words[at:], *self._words[:at])
        found = next((word for word in ordered if word.startswith(letter)), None)
        if found is not None:
            event.stop()
            self.choose(self._field, found)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the word under it; of one word alone, the arrows are that."""
        x = event.x - self.gutter.left
        if not self._fits:
            self.action_move(-1 if x <= 1 else 1)
            return
        for word, start in self._places():
            if start <= x < start + len(word):
                self.choose(self._field, word)

    def _places(self) -> list[tuple[str, int]]:
        places, start = [], 1
        for word in self._words:
            places.append((word, start))
            start += len(word) + 3
        return places

    @property
    def _fits(self) -> bool:
        return sum(len(word) + 3 for word in self._words) <= self.content_size.width

    def render(self) -> Content:
        """The words, the chosen one in brackets."""
        if not self._fits:
            place = self._words.index(self.value) + 1 if self.value in self._words else 0
            count = (
                f"   {place} of {len(self._words)}"
                if place
                else f"   {len(self._words)} to choose from"
            )
            return Content.assemble(
                "◂ ", (self.value or BLANK, "bold"), " ▸", (count, "$foreground-muted")
            )
        parts: list[tuple[str, str]] = []
        for word in self._words:
            chosen = word == self.value
            parts.append(
                (f"[{word}]" if chosen else f" {word} ", "bold" if chosen else "$text-muted")
            )
            parts.append((" ", ""))
        return Content.assemble(*parts)
