"""A list to choose from, narrowed by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.entry.printable import printable
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.widgets.typed import Typed

_BETWEEN: Final = dict.fromkeys(map(ord, "|,()"), " ") | dict.fromkeys(map(ord, "'\u2019"), "")
"""What stands between words beside spaces; an apostrophe is no part of a word."""
_KEPT: Final = "kept as a note"
"""The id of the line that keeps what was typed as a note; no item has spaces in its value."""
_NOTE_SHOWN: Final = 36
_NOT_YET: Final = "Nothing is chosen yet: \u2193 chooses."
_NEAREST: Final = 5
"""How many items are shown for a text that fits none."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: `value` for who asked, `text` and `detail` to read, `words` to find it by.

    `nearly` are phrases that may mean it or something milder. `warns` is the whole meaning of a
    warning sign, shown with it. Neither is chosen by an Enter alone, but for a sign's own name.
    """

    value: str
    text: str
    detail: str = ""
    words: str = ""
    nearly: str = ""
    warns: str = ""

    def matches(self, wanted: str) -> bool:
        """Whether every typed word begins a word of the item."""
        return _begins(_plain(wanted), f"{self.text} {self.words}")

    def may_be(self, wanted: str) -> bool:
        """Whether every typed word begins a word of what may be milder than the item."""
        return _begins(_plain(wanted), self.nearly)

    def is_called(self, wanted: str) -> bool:
        """Whether a text is the item's whole name, or one of its phrases."""
        return _is_one_of(f"{self.text},{self.words}", wanted)

    def is_asked_about(self, wanted: str) -> bool:
        """Whether a text is one of the phrases that may mean the item or something milder."""
        return _is_one_of(self.nearly, wanted)


class Choose(Dialog[str]):
    """Dismissed with the `value` of the chosen item.

    With `own`, the sentence that says so, a text that fits no item is an answer as it is typed.
    With `keep`, the last line hands over what was typed, to be a note instead of an answer.
    `start` is what is searched for at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        items: Sequence[Item],
        *,
        own: str = "",
        keep: Callable[[str], None] | None = None,
        start: str = "",
    ) -> None:
        super().__init__(title, "type to search · ↑ ↓ · Enter chooses · Esc leaves")
        self._items = items
        self._own = own
        self._keep = keep
        self._start = start

    def body(self) -> ComposeResult:
        """The search line and what it leaves."""
        yield Typed(self._start, placeholder="Type some letters", select_on_focus=False)
        yield Static("")
        listing = OptionList()
        listing.can_focus = False
        yield listing
        yield Static("", classes="hint", id="said", markup=False)

    def on_mount(self) -> None:
        """Show everything, or what was searched for before."""
        self._narrow(self._start)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, wanted: str) -> None:
        found = [item for item in self._items if item.matches(wanted)]
        others = [item for item in self._items if item not in found and item.may_be(wanted)]
        shown = [*found, *others] or self._nearest(wanted)
        if wanted.strip():
            shown.sort(key=lambda item: (bool(item.warns), item not in found))
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(Option(_line(item), item.value) for item in shown)
        if self._keep and wanted.strip():
            kept = Content(f"Keep \u201c{printable(wanted.strip(), _NOTE_SHOWN)}\u201d as a note")
            listing.add_option(Option(kept, _KEPT))
        sure = (i for i, item in enumerate(shown) if item in found and _is_plain(item, wanted))
        asked = any(item.is_asked_about(wanted) for item in shown)
        listing.highlighted = None if asked else next(sure, None)
        if listing.highlighted is not None or not wanted.strip():
            self._say("")
        elif found or others:
            self._say(self._own or _NOT_YET)
        else:
            nearest = f" The nearest are shown. {_NOT_YET}" if shown else ""
            self._say(self._own or f"Nothing is called that.{nearest}")

    def _nearest(self, wanted: str) -> list[Item]:
        """The items of the nearest spelling, for a text that fits none."""
        from tracker.knowledge import near  # noqa: PLC0415  only after a mistake

        named = {
            _plain(name): item
            for item in self._items
            for name in (*item.nearly.split(","), *item.words.split(","), item.text)
            if name.strip()
        }
        found = (named[name] for name in near(_plain(wanted), named, _NEAREST))
        return list(dict.fromkeys(found))

    def _say(self, words: str) -> None:
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words)

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
            self._choose(option.id)
        elif self._own and event.value.strip():
            self.dismiss(event.value.strip())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_id)

    def _choose(self, answer: str | None) -> None:
        if answer != _KEPT or self._keep is None:
            self.dismiss(answer)
            return
        self.dismiss(None)
        self._keep(self.query_one(Input).value.strip())


def _is_plain(item: Item, wanted: str) -> bool:
    """Whether an Enter may take an item: no warning sign, unless its whole name was typed."""
    return not item.warns or item.is_called(wanted)


def _plain(text: str) -> str:
    return " ".join(text.casefold().translate(_BETWEEN).split())


def _is_one_of(phrases: str, wanted: str) -> bool:
    return bool(wanted.strip()) and _plain(wanted) in map(_plain, phrases.split(","))


def _begins(wanted: str, known: str) -> bool:
    words = _plain(known).split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _line(item: Item) -> Content:
    return Content.assemble(
        item.text,
        (f"  {item.detail}", "$foreground-muted") if item.detail else "",
        (f"\n  a warning sign: {item.warns}", "$text-warning") if item.warns else "",
    )
