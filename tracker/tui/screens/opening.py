"""The first frame: what is there before the diary is, and before the program is loaded whole."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tracker.tui.commands import Area
from tracker.tui.widgets.heading import Heading
from tracker.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from tracker.tui.guarding import GuardingApp


class OpeningScreen(Screen[None]):
    """Today's frame, empty; what is typed meanwhile is kept for Today."""

    def __init__(self, *, demo: bool, typed_ahead: list[str]) -> None:
        super().__init__()
        self._demo = demo
        self._typed_ahead = typed_ahead
        self._ending: list[str] = []

    def compose(self) -> ComposeResult:
        """Heading, a word of patience, footer."""
        yield Heading(Area.TODAY, demo=self._demo)
        yield Static("Opening the diary …", id="body", markup=False)
        yield KeyBar(Area.TODAY)

    def on_mount(self) -> None:
        """Know the key that leaves."""
        known = cast("GuardingApp", self.app).commands
        self._ending = next(c.key for c in known if c.action == "app.quit").split(",")

    def on_key(self, event: events.Key) -> None:
        """Keep every key but the one that leaves."""
        if event.key not in self._ending:
            event.stop()
            event.prevent_default()
            self._typed_ahead.append(event.key)
