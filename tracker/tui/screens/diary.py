"""The Diary: every entry by day, to read, filter, change and delete."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable, Input, Static
from textual.widgets.data_table import RowDoesNotExist

from tracker.store import Store
from tracker.tui import deeds, loading
from tracker.tui.commands import Area, bindings
from tracker.tui.dialogs.line import PAUSE_SECONDS
from tracker.tui.messages import DiaryRead
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.diary import PAGE, Page
from tracker.tui.views.rows import Row

if TYPE_CHECKING:
    from textual.timer import Timer

_FIXED: Final = 11 + 5 + 1 + 4 * 2 + 2 + 4
"""Columns of the window that are not the text's: other cells, their padding, scroll bar, edges."""


class DiaryScreen(AreaScreen):
    """Rows keyed by entry id: cursor and scroll stay on their entry when others come and go."""

    AREA = Area.DIARY
    BINDINGS: ClassVar = bindings(Area.DIARY)
    CSS_PATH = "diary.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self._wanted = ""
        self._limit = PAGE
        self._resting: Timer | None = None
        self._goal: str | None = None

    def body(self) -> ComposeResult:
        """The filter, the table, and a line that counts."""
        yield Input(placeholder="Filter: a word, a day such as 2026-11-20, a kind", id="filter")
        table: DataTable[Text] = DataTable(cursor_type="row", zebra_stripes=False)
        table.show_header = False
        table.cell_padding = 1
        yield table
        yield Static("Reading the diary …", id="count", markup=False)

    def on_mount(self) -> None:
        """The filter appears when it is asked for."""
        self.query_one("#filter").display = False
        self.query_one(DataTable).focus()

    def read(self, store: Store, now: datetime) -> Message:  # noqa: ARG002  areas read alike
        """As many of the newest entries as are shown, or all that contain the filter's words."""
        return loading.read_diary(store, self._wanted, self._limit)

    @on(DiaryRead)
    def _show(self, message: DiaryRead) -> None:
        page, before = message.page, self._page
        self._page = page
        if before is None or page.rows != before.rows:
            self._fill(page.rows)
        count = "1 entry" if len(page.rows) == 1 else f"{len(page.rows):,} entries"
        if page.more:
            count = f"The newest {len(page.rows):,} entries; older ones follow at the end"
        if page.wanted:
            count += f' with "{page.wanted}"'
        if not page.rows:
            count = "No entry contains that." if page.wanted else "The diary is empty."
        self.query_one("#count", Static).update(count)

    def _fill(self, rows: tuple[Row, ...]) -> None:
        table = self.query_one(DataTable)
        at, index = self._goal or self.selected, table.cursor_row
        above = index - table.scroll_offset.y
        table.clear(columns=True)
        rest = max(10, self.size.width - _FIXED)
        for name, width in (("day", 11), ("when", 5), ("glyph", 1), ("text", rest)):
            table.add_column(name, key=name, width=width)
        day = None
        for row in rows:
            table.add_row(*_cells(row, new_day=row.day != day), key=row.id)
            day = row.day
        try:
            index = table.get_row_index(at or "")
        except RowDoesNotExist:
            pass  # it is gone, or the filter hides it: the cursor keeps its line
        else:
            self._goal = None
        table.move_cursor(row=index, scroll=False)
        table.scroll_to(y=max(0, index - above), animate=False, force=True)

    @on(events.Resize)
    def _fit(self) -> None:
        if self._page is not None:
            self._fill(self._page.rows)

    @property
    def selected(self) -> str | None:
        """The id of the entry under the cursor."""
        table = self.query_one(DataTable)
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def go_to(self, entry_id: str) -> None:
        """Put the cursor on an entry, now or when it has been read."""
        self._goal = entry_id
        self._set_filter("")
        self._limit = max(self._limit, 10 * PAGE)
        self._page = None
        self.reload()

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        page = self._page
        if page is not None and page.more and event.cursor_row >= len(page.rows) - 1:
            self._limit += PAGE
            self.reload()

    @on(DataTable.RowSelected)
    def action_change(self) -> None:
        """Open the entry under the cursor in a form."""
        if self.selected:
            self.tracker.edit_entry(self.selected)

    def action_remove(self) -> None:
        """Delete the entry under the cursor."""
        if self.selected:
            self.tracker.write(partial(deeds.remove, [self.selected]), self)

    def action_filter(self) -> None:
        """Open the filter line."""
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    def key_escape(self) -> None:
        """Show everything again."""
        self._set_filter("")

    def _set_filter(self, wanted: str) -> None:
        line = self.query_one("#filter", Input)
        line.value = wanted
        line.display = bool(wanted)
        self.query_one(DataTable).focus()

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self._wanted:
            return
        self._wanted = event.value
        self._limit = PAGE
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PAUSE_SECONDS, self.reload)

    @on(Input.Submitted, "#filter")
    def _entered(self) -> None:
        self.query_one(DataTable).focus()


def _cells(row: Row, *, new_day: bool) -> tuple[Text, ...]:
    day = day_words(row.day) if row.day and new_day else ""
    text = Text(row.text, no_wrap=True, overflow="ellipsis")
    if row.note:
        text.append(f"  {row.note}", "italic dim")
    return (Text(day, "bold"), Text(row.when, "dim"), Text(row.glyph), text)
