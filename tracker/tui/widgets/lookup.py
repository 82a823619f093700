"""A line of text with a list behind it: the nearest name shows behind the cursor, ↓ searches."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList

from tracker.tui.dialogs.choose import Choose, Item
from tracker.tui.widgets.typed import Typed


class Lookup(Typed):
    """Any text may stand in it; → takes the name that is shown behind the cursor.

    ↓ searches with what was typed; a name that stood there, or was chosen, hides no other.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "search", show=False)]

    def __init__(self, value: str, name: str, placeholder: str, items: Sequence[Item]) -> None:
        super().__init__(value, name=name, placeholder=placeholder, select_on_focus=False)
        self._items = list(items)
        self._stood = value
        self._suggest()

    def add(self, names: Iterable[str]) -> None:
        """Offer these names before all others."""
        own = [Item(name, name, "yours") for name in names]
        known = {item.value for item in own}
        self._items = [*own, *(item for item in self._items if item.value not in known)]
        self._suggest()

    def _suggest(self) -> None:
        names = [item.text for item in self._items if not item.warns]
        self.suggester = SuggestFromList(names, case_sensitive=False)

    def action_search(self) -> None:
        """Search the list, beginning with what is typed."""

        def chosen(answer: str | None) -> None:
            if answer:
                self.value = self._stood = answer
                self.cursor_position = len(answer)

        title = str(self.name).replace("_", " ").capitalize()
        own = "Enter takes it as it is typed."
        known = {item.value for item in self._items}
        start = "" if self.value == self._stood and self.value in known else self.value
        self.app.push_screen(Choose(title, self._items, own=own, start=start), chosen)
