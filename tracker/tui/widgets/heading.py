"""The top line: a tab for each area, and the present day and time."""

from datetime import datetime
from typing import Final

from textual.content import Content
from textual.reactive import reactive

from tracker.tui.commands import Area
from tracker.tui.views.days import day_words
from tracker.tui.widgets.bar import Bar

ROOMY: Final = 62
"""Columns that the tabs need with their keys; the clock needs some more."""


class Heading(Bar):
    """The tabs and the clock; keys and clock are left out where there is no room for them."""

    DEFAULT_CSS = "Heading { dock: top; }"

    moment: reactive[datetime | None] = reactive(None)

    def __init__(self, area: Area, *, demo: bool) -> None:
        super().__init__()
        self._area = area
        self._demo = demo

    def on_mount(self) -> None:
        """Follow the clock."""
        self.watch(self.app, "moment", self._tick)

    def _tick(self, moment: datetime | None) -> None:
        self.moment = moment

    def render(self) -> Content:
        """Tabs on the left, clock on the right."""
        brief = self.size.width < ROOMY
        tabs = Content("").join(self._tab(area, brief=brief) for area in Area)
        clock = self._clock()
        room = self.size.width - tabs.cell_length - clock.cell_length
        return tabs + " " * room + clock if room > 0 else tabs

    def _tab(self, area: Area, *, brief: bool) -> Content:
        here = area is self._area
        key = (f"{area.key.upper()} ", "" if here else "$foreground-muted")
        edge = "" if brief and not here else " "
        words = Content.assemble(edge, "" if brief else key, area.label, " ")
        if here:
            return words.stylize("bold $text on $primary")
        tip = f"{area.key.upper()} opens {area.label}."
        return self.spot(words, f"app.area('{area.value}')", tip)

    def _clock(self) -> Content:
        if self.moment is None:
            return Content("")
        words = "sample diary" if self._demo else day_words(self.moment.date())
        return Content.styled(f"{words} {self.moment:%H:%M} ", "$foreground-muted")
