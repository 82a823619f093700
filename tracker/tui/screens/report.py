"""Report: a week in words and characters; its page and the clinician's table as files."""

from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker.entry.printable import printable
from tracker.store import Store
from tracker.tui import loading, saving
from tracker.tui.commands import Area, bindings
from tracker.tui.messages import WeekRead
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.glyphs import BLANK
from tracker.tui.views.report import Week, WeekDay
from tracker.tui.views.wrapping import hanging
from tracker.tui.work import in_background

_HOURS = "0     6     12    18    "
_HEADS = "  twitches  caffeine   sleep"
_WITH_AMOUNTS = 64
"""Columns that the days need with their amounts beside them."""
_LABEL = 16
_EDGES = 6
"""Columns beside the text: the area's padding and the scroll bar."""
_LEGEND = f"height: strength · ●: not rated · {BLANK}: not recorded"


class ReportScreen(AreaScreen):
    """One week at a time; ← and → walk through them."""

    AREA = Area.REPORT
    BINDINGS: ClassVar = bindings(Area.REPORT)
    CSS_PATH = "report.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._back = 0
        self._view: Week | None = None

    def body(self) -> ComposeResult:
        """Title, the days, the words."""
        with VerticalScroll():
            yield Static("Reading the week …", id="week", markup=False)
            yield Static(id="days", markup=False)
            yield Static(id="words", markup=False)

    def read(self, store: Store, now: datetime) -> Message:
        """The week that is looked at."""
        return loading.read_week(store, now, self._back)

    @on(WeekRead)
    def _show(self, message: WeekRead) -> None:
        self._view = message.view
        self._fill()

    @on(events.Resize)
    def _fill(self) -> None:
        view, width = self._view, self.size.width - _EDGES
        if view is not None:
            title = (view.title, "bold"), (f"\n{view.coverage}", "$foreground-muted")
            self.query_one("#week", Static).update(Content.assemble(*title))
            self.query_one("#days", Static).update(_days(view, width))
            self.query_one("#words", Static).update(_words(view, width))

    def action_week(self, by: int) -> None:
        """Another week; none lies ahead of the present one."""
        self._back = max(0, self._back - by)
        self.reload()

    def action_picture(self) -> None:
        """Save the week's page."""
        if self._view is not None and self.tracker.store is not None:
            self.notify("Drawing the page …", markup=False, timeout=3)
            view, now = self._view, self.tracker.now()
            job = partial(saving.picture, self.tracker.store, view.since, view.until, now)
            in_background(self, job, group="picture")

    def action_table(self) -> None:
        """Save the clinician's table."""
        if self.tracker.store is not None:
            job = partial(saving.clinician_table, self.tracker.store, self.tracker.now())
            in_background(self, job, group="table")


def _days(view: Week, width: int) -> Content:
    amounts = width >= _WITH_AMOUNTS
    heads = f"{'':11}{_HOURS}{_HEADS if amounts else ''}"
    lines = [Content.styled(heads, "$foreground-muted")]
    lines += [_day(day, amounts=amounts) for day in view.days]
    legend = hanging(_LEGEND, " " * 11, width)
    return Content("\n").join([*lines, Content.styled(legend, "$foreground-muted")])


def _day(day: WeekDay, *, amounts: bool) -> Content:
    hours = day.hours if day.is_known else " " * 24
    caffeine = f"{day.caffeine_mg:,.0f} mg" if day.caffeine_mg is not None else BLANK
    sleep = f"{day.sleep_hours:.1f} h" if day.sleep_hours is not None else BLANK
    twitches = str(day.episodes) if day.is_known else BLANK
    table = f"  {twitches:>8}{caffeine:>10}{sleep:>8}" if amounts and not day.is_ahead else ""
    return Content.assemble(
        (f"{day_words(day.day):<11}", "bold" if day.is_known else "$foreground-muted"),
        *((c, "$foreground-muted" if c == "·" else "$text-accent") for c in hours),
        table,
    )


def _words(view: Week, width: int) -> Content:
    lines = []
    for what, sentence in view.words:
        text = hanging(printable(sentence), " " * _LABEL if what else "", width)
        rest = text[_LABEL:] if what else text
        lines.append(Content.assemble((f"{what:<{_LABEL}}" if what else "", "bold"), rest))
    return Content("\n").join(lines)
