"""A list to choose from, narrowed by typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.widgets.typed import Typed

_BETWEEN: Final = dict.fromkeys(map(ord, "|,()"), " ")
"""What stands between words beside spaces."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: `value` for who asked, `text` and `detail` to read, `words` to find it by."""

    value: str
    text: str
    detail: str = ""
    words: str = ""

    def matches(self, wanted: str) -> bool:
        """Whether every typed word begins a word of the item."""
        known = f"{self.text} {self.words}".casefold().translate(_BETWEEN).split()
        parts = wanted.casefold().translate(_BETWEEN).split()
        return all(any(w.startswith(part) for w in known) for part in parts)


class Choose(Dialog[str]):
    """Dismissed with the `value` of the chosen item.

    With `own`, the sentence that says so, a text that fits no item is an answer as it is typed.
    `start` is what is searched for at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(
        self, title: str, items: Sequence[Item], *, own: str = "", start: str = ""
    ) -> None:
        super().__init__(title, "type to search · ↑ ↓ · Enter chooses · Esc leaves")
        self._items = items
        self._own = own
        self._start = start

    def body(self) -> ComposeResult:
        """The search line and what it leaves."""
        yield Typed(self._start, placeholder="Type some letters", select_on_focus=False)
        yield Static("")
        listing = OptionList()
        listing.can_focus = False
        yield listing
        none = self._own or "Nothing is called that."
        yield Static(none, classes="hint", id="none", markup=False)

    def on_mount(self) -> None:
        """Show everything, or what was searched for before."""
        self._narrow(self._start)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, wanted: str) -> None:
        found = [item for item in self._items if item.matches(wanted)]
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(Option(_line(item), item.value) for item in found)
        listing.highlighted = 0 if found else None
        self.query_one("#none").display = not found

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the search line."""
        listing = self.query_one(OptionList)
        if by > 0:
            listing.action_cursor_down()
        else:
            listing.action_cursor_up()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)
        elif self._own and event.value.strip():
            self.dismiss(event.value.strip())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


def _line(item: Item) -> Content:
    return Content.assemble(
        item.text, (f"  {item.detail}", "$foreground-muted") if item.detail else ""
    )
