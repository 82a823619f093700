"""The calendar of the Diary: a month, the weeks up to then, and the day in front."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.tui.views.days import day_words
from tracker.tui.views.month import Month, bounds
from tracker.tui.widgets.month import MonthGrid
from tracker.tui.widgets.trend import Trend


class Calendar(Container):
    """The parts stand below each other, or where it has the whole window side by side."""

    DEFAULT_CSS = """
    Calendar { height: 1fr; }
    Calendar #of-day { height: 1fr; margin: 1 0 0 0; text-wrap: nowrap; text-overflow: ellipsis; }
    Calendar #weeks { height: 9; padding: 1 0 0 0; display: none; }
    Calendar #weeks Static { color: $text-muted; }
    Calendar #months { height: auto; }
    Calendar Trend { height: 1fr; max-height: 7; }
    """

    def compose(self) -> ComposeResult:
        """The month and the weeks, the day."""
        with Vertical(id="months"):
            yield MonthGrid()
            with Vertical(id="weeks"):
                yield Static("Twitches a day, by week (gaps: unknown)", markup=False)
                yield Trend()
        yield Static(id="of-day", markup=False)

    @property
    def day(self) -> date | None:
        """The day in front."""
        return self.query_one(MonthGrid).day

    def shows(self, day: date) -> bool:
        """Whether a day lies in the month that is shown."""
        month = self.query_one(MonthGrid).month
        return month is not None and bounds(day)[0] == month.first

    def show(self, month: Month, today: date | None) -> None:
        """Show a month."""
        grid = self.query_one(MonthGrid)
        today = today or month.marks[-1].day
        grid.show(month, grid.day or today, today)
        self.query_one(Trend).show(month.weeks)
        self._show_day()

    @on(MonthGrid.Moved)
    def _show_day(self) -> None:
        grid = self.query_one(MonthGrid)
        if grid.month is None or grid.day is None or not self.shows(grid.day):
            return
        rows = grid.month.rows.get(grid.day, ())
        lines = [Content.styled(f"{day_words(grid.day)}   ⏎ opens the day", "bold")]
        lines += [Content(f"{row.when:>5}  {row.glyph}  {row.text}") for row in rows]
        if not rows:
            lines.append(Content.styled("Nothing is recorded of this day.", "$foreground-muted"))
        self.query_one("#of-day", Static).update(Content("\n").join(lines))
