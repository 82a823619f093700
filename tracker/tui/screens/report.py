"""Report: a week or a month in words and characters; its page and its table as files."""

import asyncio
from datetime import date, datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker.store import Store
from tracker.tui.commands import Area, bindings
from tracker.tui.dialogs.choose import Choose, Item
from tracker.tui.jobs import saving
from tracker.tui.jobs.looking_back import read_flags, read_period
from tracker.tui.messages import FlagsRead, PageDrawn, WeekRead
from tracker.tui.screens.area import AreaScreen
from tracker.tui.widgets.trend import Trend
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.flags import Flag
    from tracker.tui.views.report import Week

_EDGES = 6
"""Columns beside the text: the area's padding and the scroll bar."""
_EXPORTS = (
    Item("csv", "Table of entries", "CSV: one row an entry", "clinician spreadsheet"),
    Item("daily", "Table of days", "CSV: one row a day, the unknown ones too", "spreadsheet"),
    Item(
        "bundle",
        "Bundle",
        "ZIP: both tables, the last week's page, what it all means",
        "everything",
    ),
    Item("fhir", "FHIR", "JSON for a clinician's own system"),
    Item("jsonl", "JSON Lines", "the whole diary, exact, to move or to keep", "backup"),
)
_RATES = "Episodes a day on complete days, week by week"
_RATES_OF = "│ reaches to the upper end of the 95 % interval; no bar: no complete day"


class ReportScreen(AreaScreen):
    """One week or month at a time; ← and → walk through them."""

    AREA = Area.REPORT
    BINDINGS: ClassVar = bindings(Area.REPORT)
    CSS_PATH = "report.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._back = 0
        self._monthly = False
        self._view: Week | None = None
        self._then: FlagsRead | None = None

    def body(self) -> ComposeResult:
        """Title, the days, the words, the weeks up to then, and what lies around."""
        with VerticalScroll():
            yield Static("Reading the week …", id="week", markup=False)
            yield Static(id="days", markup=False)
            yield Static(id="words", markup=False)
            yield Static(id="rates", markup=False)
            yield Trend()
            yield Static(id="lanes", markup=False)
            yield Static(id="around", markup=False)

    def on_mount(self) -> None:
        """The flags come from the app, whenever they are ready."""
        self.watch(self.app, "patterns", self._fill, init=False)

    def read(self, store: Store, now: datetime) -> Message:
        """The week or month that is looked at."""
        return read_period(store, now, self._back, monthly=self._monthly)

    @on(WeekRead)
    def _show(self, message: WeekRead) -> None:
        view = self._view = message.view
        self._fill()
        if view.is_past and self.tracker.store is not None:
            job = partial(read_flags, self.tracker.store, self.tracker.now(), view.until)
            in_background(self, job, group="flags")

    @on(FlagsRead)
    def _judge(self, message: FlagsRead) -> None:
        self._then = message
        self._fill()

    def _flags(self, view: "Week") -> "Sequence[Flag] | None":
        """The flags of the end of what is looked at, or of now; None while they are worked out."""
        if not view.is_past:
            patterns = self.tracker.patterns
            return None if patterns is None else patterns.flags
        return self._then.flags if self._then and self._then.until == view.until else None

    @on(events.Resize)
    def _fill(self) -> None:
        view, width = self._view, self.size.width - _EDGES
        if view is None:
            return
        from tracker.tui.widgets import period  # noqa: PLC0415  after the first frame

        title = (view.title, "bold"), (f"\n{view.coverage}", "$foreground-muted")
        rates = (_RATES, "bold $text-primary"), (f"\n{_RATES_OF}", "$foreground-muted")
        self._put("week", Content.assemble(*title))
        self._put("days", period.days(view, width))
        self._put("words", period.words(view, width))
        self._put("rates", Content.assemble(*rates))
        self.query_one(Trend).show(period.points(view.past))
        self._put("lanes", period.lanes(view.past, width))
        self._put("around", period.around(view, self._flags(view), width))

    def _put(self, place: str, content: Content) -> None:
        self.query_one(f"#{place}", Static).update(content)

    def action_week(self, by: int) -> None:
        """Another week or month; none lies ahead of the present one."""
        self._back = max(0, self._back - by)
        self.reload()

    def action_monthly(self) -> None:
        """A month instead of a week, or back: the one whose last day was looked at."""
        self._monthly = not self._monthly
        self._back = self._steps_back(self._view.until) if self._view else 0
        self.reload()

    def _steps_back(self, day: date) -> int:
        """How many weeks or months before the present one a day lies; none is ahead."""
        present = self.tracker.now().date()
        if self._monthly:
            return max(0, (present.year - day.year) * 12 + present.month - day.month)
        return max(0, (present.toordinal() - 1) // 7 - (day.toordinal() - 1) // 7)

    def action_picture(self, form: str = "png") -> None:
        """Save the page of what is looked at."""
        self._draw(partial(saving.picture, form=form))

    def action_look(self) -> None:
        """Save the page and show it with the system's own viewer."""
        self._draw(saving.picture_shown)

    def action_here(self) -> None:
        """Draw the page and show it on the terminal itself, where that can show pictures."""
        self._draw(saving.page_drawn)

    @on(PageDrawn)
    def _drawn(self, message: PageDrawn) -> None:
        if self.is_current:
            self.run_worker(self._look_here(message.png), group="here", exclusive=True)

    async def _look_here(self, png: bytes) -> None:
        from tracker.tui.pictures import shown  # noqa: PLC0415  when one is shown

        stop = Event()
        try:
            with self.app.batch_update(), self.app.suspend():
                could = await asyncio.to_thread(shown, png, stop)
        except SuspendNotSupported:
            could = False
        finally:
            stop.set()
        if not could:
            save, view = (self.tracker.key(action) for action in ("picture", "look"))
            words = f"This terminal shows no pictures: {save} saves the page, {view} opens it."
            self.notify(words, markup=False)

    def _draw(self, job: saving.Drawing) -> None:
        if self._view is not None and self.tracker.store is not None:
            self.notify("Drawing the page …", markup=False, timeout=3)
            view, now = self._view, self.tracker.now()
            whole = partial(job, self.tracker.store, view.since, view.until, now)
            in_background(self, whole, group="picture")

    def action_export(self) -> None:
        """Ask in which form the diary is handed over, and save it."""
        self.app.push_screen(Choose("Hand over the whole diary as", _EXPORTS), self._export)

    def _export(self, form: str | None) -> None:
        if form is not None and self.tracker.store is not None:
            self.notify("Writing the file …", markup=False, timeout=3)
            job = partial(saving.exported, self.tracker.store, form, self.tracker.now())
            in_background(self, job, group="export")
