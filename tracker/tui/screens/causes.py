"""The guide to the twelve causes an article names, beside what the diary says of each."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.entry.printable import printable
from tracker.guide import NOT_A_DIAGNOSIS, UNREVIEWED, Cause, told
from tracker.tui.host import HostApp, host_of
from tracker.tui.jobs import flagging
from tracker.tui.jobs.flagging import CausesRead
from tracker.tui.widgets.banner import Banner
from tracker.tui.widgets.enlarge import enlarge
from tracker.tui.widgets.paging import PAGING, turn
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from tracker.tui.views.patterns import Patterns

_COMPARING = "Comparing the days of the diary …"
_LONGEST = 2000


class CausesScreen(Screen[None]):
    """The causes on the left, the one in focus in full beside them. Esc goes back."""

    CSS_PATH = "causes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back"),
        *PAGING,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._read: CausesRead | None = None

    @property
    def tracker(self) -> HostApp:
        """The app, by its own type."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """An emergency above all, what this is, list and detail."""
        yield Banner()
        yield Static(f"{NOT_A_DIAGNOSIS} {UNREVIEWED}", id="about", markup=False)
        with Horizontal(id="split"):
            yield OptionList(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(_COMPARING, id="detail", markup=False)
        yield Static("↑ ↓ choose · PgUp PgDn scroll · Esc back", id="foot", markup=False)
        yield enlarge()

    def on_mount(self) -> None:
        """The guide first, then again with what the trigger analysis finds."""
        self.query_one(OptionList).focus()
        self.watch(self.app, "patterns", self._show_banner)
        self._ask(compare=False)

    def _show_banner(self, patterns: "Patterns | None") -> None:
        self.query_one(Banner).show(patterns, only_emergency=True)

    def _ask(self, *, compare: bool) -> None:
        if self.tracker.store is not None:
            job = partial(
                flagging.read_causes, self.tracker.store, self.tracker.now(), compare=compare
            )
            in_background(self, job, group="causes")

    @on(CausesRead)
    def _show(self, message: CausesRead) -> None:
        self._read = message
        listing = self.query_one(OptionList)
        at = listing.highlighted or 0
        listing.clear_options()
        listing.add_options(Option(Content(cause.name), cause.id) for cause in message.causes)
        listing.highlighted = at
        self._detail()
        if not message.compared:
            self._ask(compare=True)

    @on(OptionList.OptionHighlighted)
    def _detail(self) -> None:
        at = self.query_one(OptionList).highlighted
        if self._read is not None and at is not None:
            lines = _lines(self._read.causes[at], self._read)
            self.query_one("#detail", Static).update(Content("\n").join(lines))
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_page(self, by: int) -> None:
        """Scroll the text beside the list by a page."""
        turn(self.query_one(VerticalScroll), by)


def _lines(cause: Cause, read: CausesRead) -> Iterator[Content]:
    yield Content.styled(cause.name, "bold")
    if cause.tested and not read.compared:
        yield Content.styled(_COMPARING, "$foreground-muted")
    parts = told(cause, complete=read.complete)
    if cause.tested and not read.compared:
        parts = (part for part in parts if part[0] != "In this diary")
    for heading, some in groupby(parts, key=itemgetter(0)):
        yield Content("")
        yield Content.styled(heading, "bold")
        for _, words in some:
            yield from (Content(printable(line, _LONGEST)) for line in words.split("\n"))
    yield Content("")
    yield Content.styled(f"{NOT_A_DIAGNOSIS} {UNREVIEWED}", "$foreground-muted")
