"""The last fourteen days: twitches, none, and not recorded, told apart by glyph and number."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.known_days import DayMark, DayState
from tracker.tui.views.days import DAYS
from tracker.tui.views.glyphs import BLANK, CLEAR, TWITCH, UNKNOWN

_LOOKS: Final = {
    DayState.TWITCH: (TWITCH, "$mark-accent"),
    DayState.CLEAR: (CLEAR, "$mark-success"),
    DayState.UNKNOWN: (UNKNOWN, "$foreground-muted"),
}
_LEGEND: Final = (
    (TWITCH, "$mark-accent", "twitches"),
    (CLEAR, "$mark-success", "none that day"),
    (UNKNOWN, "$foreground-muted", "not recorded"),
)

_WIDEST: Final = 2
"""Columns of a day that stand out when it is the one shown."""


class DayStrip(Widget):
    """Four lines: weekday, day of the month, glyph, and how many twitches were logged.

    The day that is shown below stands reversed, unless it is the last one.
    """

    @dataclass
    class Picked(Message):
        """A day was clicked."""

        day: date

    DEFAULT_CSS = "DayStrip { height: 4; width: 1fr; }"

    marks: tuple[DayMark, ...] = ()
    day: date | None = None

    def show(self, marks: tuple[DayMark, ...], day: date) -> None:
        """Show other days, and which of them is in front."""
        self.marks, self.day = marks, day
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click chooses a day."""
        at = event.x // self._cell()
        shown = self._shown()
        if 0 <= at < len(shown):
            self.post_message(self.Picked(shown[at].day))

    def _cell(self) -> int:
        return 5 if self.size.width >= 100 else 4 if self.size.width >= 58 else 3

    def _shown(self) -> tuple[DayMark, ...]:
        return self.marks[-max(1, self.size.width // self._cell()) :]

    def render(self) -> Content:
        """As many of the days as fit, the latest at the right, and what the glyphs mean."""
        cell, marks = self._cell(), self._shown()
        legend = self.size.width - cell * len(marks) >= 18
        lines = [
            self._line(
                [(DAYS[m.day.weekday()][: cell - 1], "$foreground-muted") for m in marks], cell
            ),
            self._line([(str(m.day.day), "$foreground-muted") for m in marks], cell),
            self._line([_LOOKS[m.state] for m in marks], cell),
            self._line([_count(m) for m in marks], cell),
        ]
        if legend and marks:
            for number, (glyph, style, word) in enumerate(_LEGEND):
                lines[number + 1] += Content.assemble("   ", (glyph, style), f" {word}")
        return Content("\n").join(lines)

    def _line(self, texts: list[tuple[str, str]], cell: int) -> Content:
        shown = [mark.day == self.day for mark in self._shown()]
        parts: list[str | tuple[str, str]] = []
        for number, ((text, style), is_shown) in enumerate(zip(texts, shown, strict=True)):
            last = number == len(texts) - 1
            parts.append(" " * (cell - max(len(text), _WIDEST)))
            mark = " reverse bold" if is_shown and not last else " bold" if last else ""
            parts.append((text.rjust(_WIDEST), style + mark))
        return Content.assemble(*parts)


def _count(mark: DayMark) -> tuple[str, str]:
    if mark.state is DayState.UNKNOWN:
        return (BLANK, "$foreground-muted")
    return (str(mark.episodes), "$foreground" if mark.episodes else "$foreground-muted")
