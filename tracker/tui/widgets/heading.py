"""The top line: a tab for each area, and the present day and time."""

from datetime import datetime
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tracker.tui.commands import Area
from tracker.tui.views.days import day_words

ROOMY: Final = 62
"""Columns that the tabs need with their keys; the clock needs some more."""


class Tab(Static):
    """One area's name with its key, where there is room; a click opens it."""

    def __init__(self, area: Area, *, here: bool) -> None:
        super().__init__(area.label, classes="-here" if here else "", markup=False)
        self.area = area
        self._here = here
        self.tooltip = f"{area.key.upper()} opens {area.label}."

    def show(self, *, brief: bool) -> None:
        """Show the name, and unless brief its key."""
        key = (f"{self.area.key.upper()} ", "" if self._here else "$foreground-muted")
        self.update(Content.assemble("" if brief else key, self.area.label))
        self.set_class(brief, "-brief")

    async def on_click(self) -> None:
        """Open the area."""
        await self.run_action(f"app.area('{self.area.value}')")


class Heading(Horizontal):
    """The tabs and the clock."""

    DEFAULT_CSS = """
    Heading {
        dock: top;
        height: 1;
        background: $panel;
        Tab { width: auto; padding: 0 1; color: $foreground; }
        Tab.-brief { padding: 0 1 0 0; }
        Tab:hover { background: $primary-muted; pointer: pointer; }
        Tab.-here { background: $primary; color: $text; text-style: bold; }
        #clock { width: 1fr; text-align: right; padding: 0 1 0 0; color: $text-muted; }
    }
    """

    def __init__(self, area: Area, *, demo: bool) -> None:
        super().__init__()
        self._area = area
        self._demo = demo

    def compose(self) -> ComposeResult:
        """Tabs on the left, clock on the right."""
        for area in Area:
            yield Tab(area, here=area is self._area)
        yield Static(id="clock", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Leave out keys and clock where there is no room for them."""
        for tab in self.query(Tab):
            tab.show(brief=event.size.width < ROOMY)
        self.query_one("#clock").display = event.size.width >= ROOMY + 8

    def show(self, now: datetime) -> None:
        """Show a moment as the present one."""
        words = "sample diary" if self._demo else day_words(now.date())
        self.query_one("#clock", Static).update(f"{words} {now:%H:%M}")
