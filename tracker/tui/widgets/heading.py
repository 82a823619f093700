"""The top line: a tab for each area, and the present day and time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from textual.content import Content
from textual.reactive import reactive

from tracker.tui.commands import Area
from tracker.tui.views.days import day_words
from tracker.tui.widgets.bar import Bar

ROOMY: Final = 72
"""Columns that the tabs need with their keys; the clock needs some more."""

BRIEF: Final = 48
"""Columns below which the other tabs are their keys alone."""


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
        tabs = Content("").join(self._tab(area) for area in Area)
        for clock in self._clocks():
            room = self.size.width - tabs.cell_length - clock.cell_length
            if room >= 0:
                return tabs + " " * room + clock
        return tabs

    def _tab(self, area: Area) -> Content:
        here, action = area is self._area, f"app.area('{area.value}')"
        key = next(c.shown_as for c in self.known if c.action == action)
        with_key = self.size.width >= ROOMY or (self.size.width < BRIEF and not here)
        with_name = self.size.width >= BRIEF or here
        edge = " " if here or self.size.width >= ROOMY else ""
        shown = (f"{key} " if with_key else "", "" if here else "$foreground-muted")
        words = Content.assemble(edge, shown, f"{area.label} " if with_name else "")
        if here:
            return words.stylize("bold $on-primary on $primary")
        return self.spot(words, action, f"{key} opens {area.label}.")

    def _clocks(self) -> Iterator[Content]:
        """The clock, and what it is where there is less room."""
        if self.moment is not None:
            time = f"{self.moment:%H:%M} "
            day = "sample diary" if self._demo else day_words(self.moment.date())
            yield Content.styled(f" {day} {time}", "$foreground-muted")
            yield Content.styled(
                " sample diary " if self._demo else f" {time}", "$foreground-muted"
            )
