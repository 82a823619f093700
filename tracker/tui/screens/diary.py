"""The Diary: every entry by day, to read, filter, change and delete, and the calendar beside it."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import DataTable, Input, Static
from textual.widgets.data_table import RowDoesNotExist

from tracker.entry.printable import entries_in_words
from tracker.store import Store
from tracker.tui.commands import Area, bindings
from tracker.tui.dialogs.line import PAUSE_SECONDS
from tracker.tui.jobs import deeds, loading
from tracker.tui.messages import DiaryRead, MonthRead
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.diary import PAGE, Page
from tracker.tui.views.rows import Row
from tracker.tui.views.wanted import SYNTAX
from tracker.tui.widgets.calendar import Calendar
from tracker.tui.widgets.entries import Entries
from tracker.tui.widgets.month import MonthGrid
from tracker.tui.widgets.typed import Typed
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from textual.timer import Timer

_COLUMNS: Final = (("mark", 1), ("day", 11), ("when", 5), ("glyph", 1))
_FIXED: Final = sum(width + 2 for _, width in _COLUMNS) + 2 + 1 + 4
"""Columns of the window that are not the text's: other cells, padding, scroll bar, edges."""
_BESIDE: Final = 110
"""Columns from which the calendar stands beside the table."""
_CALENDAR: Final = 46
"""Columns of the calendar there, as in the style sheet."""
_MARK: Final = "■"


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
        self._marked: set[str] = set()

    def body(self) -> ComposeResult:
        """The filter, the table and the calendar, and a line that counts."""
        yield Typed(placeholder=SYNTAX, id="filter")
        with Horizontal(id="sheet"):
            yield Entries()
            yield Calendar(id="calendar")
        yield Static("Reading the diary …", id="count", markup=False)

    def on_mount(self) -> None:
        """The filter appears when it is asked for."""
        self.query_one("#filter").display = False
        self.watch(self.app, "theme", self._fit, init=False)
        self.query_one(DataTable).focus()

    def read(self, store: Store, now: datetime) -> Message:
        """As many of the newest entries as are shown, or all that the filter asks for."""
        return loading.read_diary(store, self._wanted, self._limit, now)

    def reload(self) -> None:
        """Read rows again, and the calendar where it is shown."""
        super().reload()
        if self.has_class("-month") or self.size.width >= _BESIDE:
            self._read_month(self.query_one(Calendar).day or self.tracker.now().date())

    def _read_month(self, day: date) -> None:
        store = self.tracker.store
        if store is not None:
            job = partial(loading.read_month, store, day, self.tracker.now())
            in_background(self, job, group="month")

    @on(MonthRead)
    def _show_month(self, message: MonthRead) -> None:
        mark = self.tracker.mark
        self.query_one(Calendar).show(message.month, mark.day if mark else None)

    @on(MonthGrid.Moved)
    def _walked(self, message: MonthGrid.Moved) -> None:
        if not self.query_one(Calendar).shows(message.day):
            self._read_month(message.day)

    @on(MonthGrid.Chosen)
    def _open_day(self, message: MonthGrid.Chosen) -> None:
        self.remove_class("-month")
        self._set_filter(f"on:{message.day.isoformat()}")

    @on(DiaryRead)
    def _show(self, message: DiaryRead) -> None:
        page, before = message.page, self._page
        if page.problem:
            self._count(page.problem, problem=True)
            return
        self._page = page
        self._marked &= {row.id for row in page.rows}
        if before is None or page.rows != before.rows:
            self._fill(page.rows)
        self._count(_counted(page, len(self._marked)) or self._nothing())

    def _nothing(self) -> str:
        key = self.tracker.key
        today, form = key("app.area('today')"), key("app.new")
        return f"The diary is empty. {today} has a key for each entry, {form} opens a form for one."

    def _count(self, words: str, *, problem: bool = False) -> None:
        line = self.query_one("#count", Static)
        line.set_class(problem, "-problem")
        line.update(words)

    def _fill(self, rows: tuple[Row, ...]) -> None:
        table = self.query_one(DataTable)
        at, index = self._goal or self.selected, table.cursor_row
        above = index - table.scroll_offset.y
        table.clear(columns=True)
        beside = _CALENDAR if self.size.width >= _BESIDE else 0
        rest = max(10, self.size.width - _FIXED - beside)
        for name, width in (*_COLUMNS, ("text", rest)):
            table.add_column(name, key=name, width=width)
        day, muted = None, self.app.theme_variables["muted-row"]
        for row in rows:
            marked = row.id in self._marked
            cells = _cells(row, muted, new_day=row.day != day, marked=marked)
            table.add_row(*cells, key=row.id)
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
            self.call_after_refresh(self._fill, self._page.rows)
            if self.size.width >= _BESIDE and self.query_one(Calendar).day is None:
                self._read_month(self.tracker.now().date())

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
        self._limit = max(self._limit, 10 * PAGE)
        self._page = None
        self.remove_class("-month")
        self._set_filter("")
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
        """Delete the marked entries, all as one change, or else the one under the cursor."""
        ids = [row.id for row in self._page.rows if row.id in self._marked] if self._page else []
        chosen = ids or ([self.selected] if self.selected else [])
        if chosen:
            self._marked.clear()
            self.tracker.write(partial(deeds.remove, chosen), self)

    def action_mark(self) -> None:
        """Mark the entry under the cursor or unmark it, and go on to the next."""
        if self.selected and self._page is not None:
            self._marked ^= {self.selected}
            self._show_mark(self.selected)
            self.query_one(DataTable).action_cursor_down()
            self._count(_counted(self._page, len(self._marked)) or self._nothing())

    def action_mark_all(self) -> None:
        """Mark every entry shown; when all are, none."""
        if self._page is not None:
            every = {row.id for row in self._page.rows}
            self._marked = set() if self._marked == every else every
            for entry_id in every:
                self._show_mark(entry_id)
            self._count(_counted(self._page, len(self._marked)) or self._nothing())

    def _show_mark(self, entry_id: str) -> None:
        mark = Text(_MARK if entry_id in self._marked else "", "bold")
        self.query_one(DataTable).update_cell(entry_id, "mark", mark)

    def action_month(self) -> None:
        """Go to the calendar, or back to the entries."""
        to_month = not self.query_one(Calendar).has_focus_within
        self.set_class(to_month, "-month")
        if to_month:
            self.query_one(MonthGrid).focus()
            self._read_month(self.query_one(Calendar).day or self.tracker.now().date())
        else:
            self.query_one(DataTable).focus()

    def action_filter(self) -> None:
        """Open the filter line."""
        self.remove_class("-month")
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    def key_escape(self) -> None:
        """Away from the calendar; then no marks; then everything again."""
        if self.query_one(Calendar).has_focus_within:
            self.action_month()
        elif self._marked and self._page is not None:
            self._marked = {row.id for row in self._page.rows}
            self.action_mark_all()
        else:
            self._set_filter("")

    def _set_filter(self, line: str) -> None:
        shown = self.query_one("#filter", Input)
        shown.value = line
        shown.display = bool(line)
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


def _counted(page: Page, marked: int) -> str:
    """How many entries are shown; nothing for an empty diary."""
    count = entries_in_words(len(page.rows))
    if page.more:
        count = f"The newest {count}; older ones follow at the end"
    if page.line:
        count += f' with "{page.line}"'
    if not page.rows:
        count = "No entry contains that." if page.line else ""
    return f"{count} · {marked:,} marked: Del deletes them" if marked else count


def _cells(row: Row, muted: str, *, new_day: bool, marked: bool) -> tuple[Text, ...]:
    day = day_words(row.day) if row.day and new_day else ""
    text = Text(row.text, no_wrap=True, overflow="ellipsis")
    if row.note:
        text.append(f"  {row.note}", f"italic {muted}")
    mark = Text(_MARK if marked else "", "bold")
    return (mark, Text(day, "bold"), Text(row.when, muted), Text(row.glyph), text)
