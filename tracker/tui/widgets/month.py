"""A month to walk through by keys: twitches, none, and not recorded, by glyph, number and shade."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.known_days import DayMark, DayState
from tracker.tui.contrast import SHADES
from tracker.tui.views.days import DAYS, MONTHS
from tracker.tui.views.glyphs import CLEAR, TWITCH, UNKNOWN
from tracker.tui.views.month import Month

CELL: Final = 6
"""Columns of a day: its number, its glyph, how many twitches, a space."""

_EARLIEST: Final = date(1900, 1, 1)
_MOST: Final = 99
_HEAD: Final = 3
"""Lines above the first week."""


class MonthGrid(Widget, can_focus=True):
    """Weeks from Monday on. It says where it is moved to, and which day is chosen."""

    DEFAULT_CSS = "MonthGrid { height: 11; width: 42; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", show=False),
        Binding("right", "walk(1)", show=False),
        Binding("up", "walk(-7)", show=False),
        Binding("down", "walk(7)", show=False),
        Binding("pageup", "leap(-1)", show=False),
        Binding("pagedown", "leap(1)", show=False),
        Binding("home", "walk(-9999)", show=False),
        Binding("end", "walk(9999)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another day is in front."""

        day: date

    @dataclass
    class Chosen(Message):
        """A day's entries are asked for."""

        day: date

    def __init__(self) -> None:
        super().__init__()
        self.month: Month | None = None
        self.day: date | None = None
        self.today: date | None = None

    def show(self, month: Month, day: date, today: date) -> None:
        """Show a month with a day of it in front."""
        self.month, self.day, self.today = month, day, today
        self.refresh()

    def _go(self, day: date) -> None:
        if self.today is not None:
            self.day = max(_EARLIEST, min(day, self.today))
            self.refresh()
            self.post_message(self.Moved(self.day))

    def action_walk(self, by: int) -> None:
        """Some days on; to the month's first or last with Home and End."""
        if self.day is None or self.month is None:
            return
        if abs(by) > len(self.month.marks):
            self._go(self.month.marks[0 if by < 0 else -1].day)
        else:
            self._go(self.day + timedelta(days=by))

    def action_leap(self, by: int) -> None:
        """The same day of the month before or after, or its last."""
        if self.day is not None:
            number = self.day.year * 12 + self.day.month - 1 + by
            first = date(number // 12, number % 12 + 1, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            self._go(first.replace(day=min(self.day.day, last.day)))

    def action_choose(self) -> None:
        """Ask for the day's entries."""
        if self.day is not None:
            self.post_message(self.Chosen(self.day))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a day; on the day in front it asks for its entries."""
        if self.month is None:
            return
        week, weekday = event.y - _HEAD, event.x // CELL
        number = week * 7 + weekday - self.month.first.weekday()
        if week >= 0 and weekday < 7 and 0 <= number < len(self.month.marks):
            day = self.month.first + timedelta(days=number)
            if day == self.day:
                self.action_choose()
            else:
                self._go(day)

    def render(self) -> Content:
        """Title, weekdays, the weeks, and what the glyphs mean with how many days are so."""
        month = self.month
        if month is None:
            return Content("Reading the diary …")
        title = f"{MONTHS[month.first.month - 1]} {month.first.year}"
        weekdays = "".join(day.ljust(CELL) for day in DAYS)
        lines = [Content.styled(title, "bold"), Content("")]
        lines.append(Content.styled(weekdays, "$foreground-muted"))
        line = Content(" " * CELL * month.first.weekday())
        for mark in month.marks:
            line = line + self._cell(mark, month.most)
            if mark.day.weekday() == 6:
                lines.append(line)
                line = Content("")
        lines.append(line)
        lines += [Content("")] * (_HEAD + 6 - len(lines))
        return Content("\n").join([*lines, Content(""), _legend(month)])

    def _cell(self, mark: DayMark, most: int) -> Content:
        glyph = {DayState.CLEAR: CLEAR, DayState.UNKNOWN: UNKNOWN}.get(mark.state, TWITCH)
        count = f"{min(mark.episodes, _MOST):<2}" if mark.episodes else "  "
        style = {DayState.CLEAR: "$text-success", DayState.UNKNOWN: "$foreground-muted"}.get(
            mark.state, _shade(mark.episodes, most)
        )
        if mark.day == self.day:
            style = "reverse bold"
        elif mark.day == self.today:
            style += " underline"
        return Content.assemble((f"{mark.day.day:>2}{glyph}{count}", style), " ")


def _shade(episodes: int, most: int) -> str:
    shade = 1 + min(len(SHADES) - 1, (episodes - 1) * len(SHADES) // max(1, most))
    return f"$on-shade-{shade} on $shade-{shade}"


def _legend(month: Month) -> Content:
    states = (
        (TWITCH, DayState.TWITCH, "twitches"),
        (CLEAR, DayState.CLEAR, "none"),
        (UNKNOWN, DayState.UNKNOWN, "not recorded"),
    )
    words = "  ".join(f"{month.count(state)} {glyph} {word}" for glyph, state, word in states)
    return Content.styled(words, "$foreground-muted")
