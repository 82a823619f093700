"""A line of words that do something when they are clicked."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tracker.tui.commands import Command

if TYPE_CHECKING:
    from tracker.tui.guarding import GuardingApp

_TIP = "tip"
_ACTION = "@click"


class Bar(Widget):
    """One line, drawn by the subclass. A widget a word would cost a third of the first frame."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; background: $panel; }"
    auto_links = False

    pointed_at: reactive[str] = reactive("")

    @property
    def known(self) -> tuple[Command, ...]:
        """The commands with the keys in use."""
        return cast("GuardingApp", self.app).commands

    def spot(self, words: Content, action: str, tip: str) -> Content:
        """Words that run an action when they are clicked, and say what it does when pointed at."""
        if action == self.pointed_at:
            words = words.stylize("on $primary-muted")
        return words.stylize(Style.from_meta({_ACTION: action, _TIP: tip}))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the words that are pointed at, and show their tip."""
        self.pointed_at = event.style.meta.get(_ACTION, "")
        self.tooltip = event.style.meta.get(_TIP)

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self.pointed_at = ""
