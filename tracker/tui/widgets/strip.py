"""The last fourteen days: twitches, none, and not recorded, told apart by glyph and number."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

from tracker.tui.views.days import DAYS
from tracker.tui.views.glyphs import BLANK, CLEAR, TWITCH, UNKNOWN
from tracker.tui.views.today import DayMark, DayState

_LOOKS: Final = {
    DayState.TWITCH: (TWITCH, "$accent"),
    DayState.CLEAR: (CLEAR, "$success"),
    DayState.UNKNOWN: (UNKNOWN, "$foreground-muted"),
}
_LEGEND: Final = (
    (TWITCH, "$accent", "twitches"),
    (CLEAR, "$success", "none that day"),
    (UNKNOWN, "$foreground-muted", "not recorded"),
)


class DayStrip(Widget):
    """Four lines: weekday, day of the month, glyph, and how many twitches were logged."""

    DEFAULT_CSS = "DayStrip { height: 4; width: 1fr; }"

    marks: tuple[DayMark, ...] = ()

    def show(self, marks: tuple[DayMark, ...]) -> None:
        """Show other days."""
        self.marks = marks
        self.refresh()

    def render(self) -> Content:
        """As many of the days as fit, the latest at the right, and what the glyphs mean."""
        cell = 5 if self.size.width >= 100 else 4 if self.size.width >= 58 else 3
        marks = self.marks[-max(1, self.size.width // cell) :]
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
        parts: list[Content | tuple[str, str]] = []
        for number, (text, style) in enumerate(texts):
            last = number == len(texts) - 1
            parts.append((text.rjust(cell), f"{style} bold" if last else style))
        return Content.assemble(*parts)


def _count(mark: DayMark) -> tuple[str, str]:
    if mark.state is DayState.UNKNOWN:
        return (BLANK, "$foreground-muted")
    return (str(mark.episodes), "$foreground" if mark.episodes else "$foreground-muted")
