"""The top line: a tab for each area, and the present day and time."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tracker.tui.commands import Area
from tracker.tui.views.days import day_words


class Tab(Static):
    """One area's name with its key; a click opens it."""

    def __init__(self, area: Area, *, here: bool) -> None:
        key = (area.key.upper(), "" if here else "$foreground-muted")
        text = Content.assemble(key, " ", area.label)
        super().__init__(text, classes="-here" if here else "")
        self.area = area
        self.tooltip = f"{area.key.upper()} opens {area.label}."

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
        Tab:hover { background: $surface-lighten-2; }
        Tab.-here { background: $primary; color: $text; text-style: bold; }
        #clock { width: 1fr; text-align: right; padding: 0 1; color: $foreground-muted; }
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

    def show(self, now: datetime) -> None:
        """Show a moment as the present one."""
        text = f"{day_words(now.date())} {now:%H:%M}"
        self.query_one("#clock", Static).update(f"sample diary  {text}" if self._demo else text)
