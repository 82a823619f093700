"""Triggers: which factors go with the twitching, and how sure that is."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.entry.printable import printable
from tracker.store import Store
from tracker.tui import loading
from tracker.tui.commands import Area, bindings
from tracker.tui.dialogs.reading import Reading
from tracker.tui.messages import TriggersRead
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets.interval import interval
from tracker.vocabulary import Verdict

if TYPE_CHECKING:
    from tracker.analysis import Finding
    from tracker.tui.views.triggers import Triggers

_MARKS = {
    Verdict.RAISES: ("▲", "$text-warning"),
    Verdict.LOWERS: ("▼", "$text-success"),
    Verdict.NO_ASSOCIATION: ("=", "$text-primary"),
    Verdict.UNCLEAR: ("~", "$foreground-muted"),
    Verdict.NOT_ENOUGH_DATA: ("…", "$foreground-muted"),
}
_ABOUT = (
    "What goes together is not thereby the cause. A bar is the 95 % interval of how many times as "
    "many twitches go with it."
)
_LONGEST_AXIS = 57
_EDGES = 6
"""Columns beside the findings: the area's padding and the scroll bar."""
_NONE = "Nothing to compare yet. Complete days (e in the evening) are what this rests on."


class TriggersScreen(AreaScreen):
    """Findings, most certain first, also those without a result."""

    AREA = Area.TRIGGERS
    BINDINGS: ClassVar = bindings(Area.TRIGGERS)
    CSS_PATH = "triggers.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._view: Triggers | None = None

    def body(self) -> ComposeResult:
        """What this is, then the findings."""
        yield Static(_ABOUT, id="about", markup=False)
        yield Static("Comparing the days …", id="basis", markup=False)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Keys move through the findings."""
        self.query_one(OptionList).focus()

    def read(self, store: Store, now: datetime) -> Message:  # noqa: ARG002  areas read alike
        """The trigger analysis."""
        return loading.read_triggers(store)

    @on(TriggersRead)
    def _show(self, message: TriggersRead) -> None:
        self._view = message.view
        basis = message.view.basis if message.view.findings else _NONE
        self.query_one("#basis", Static).update(basis)
        self._fill()

    @on(events.Resize)
    def _fill(self) -> None:
        if self._view is None:
            return
        listing = self.query_one(OptionList)
        at, scrolled = listing.highlighted, listing.scroll_offset.y
        width = max(20, self.size.width - _EDGES)
        listing.clear_options()
        listing.add_options(
            Option(_finding(title, found, width), found.factor)
            for title, found in self._view.findings
        )
        listing.highlighted = at if at is not None and at < listing.option_count else 0
        listing.scroll_to(y=scrolled, animate=False)

    @on(OptionList.OptionSelected)
    def action_more(self) -> None:
        """Show the caveats of the finding in focus."""
        at = self.query_one(OptionList).highlighted
        if self._view is not None and at is not None and self._view.findings:
            title, found = self._view.findings[at]
            self.app.push_screen(Reading(title, _details(found)))


def _finding(title: str, found: "Finding", width: int) -> Content:
    glyph, style = _MARKS[found.verdict]
    parts = [
        Content.assemble((f"{glyph} ", style), (title, "bold")),
        Content(hanging(printable(found.summary), "  ", width)),
    ]
    if found.rate_ratio is not None and found.ci95 is not None:
        bar = interval(found.rate_ratio, *found.ci95, min(_LONGEST_AXIS, width - 2))
        parts += [Content("  ") + line for line in bar.split("\n")]
    return Content("\n").join([*parts, Content("")])


def _details(found: "Finding") -> Content:
    looked = f"{found.exposure}, {found.lag}" if found.lag else found.exposure
    lines = [
        Content(printable(found.summary)),
        Content(""),
        Content(f"Looked at: {printable(looked)}."),
        Content(""),
    ]
    if found.p is not None and found.q is not None:
        lines.append(
            Content(
                f"Chance alone would show as much with p = {found.p:.3g}; allowing "
                f"for all factors looked at, q = {found.q:.3g}."
            )
        )
        lines.append(Content(""))
    if found.caveats:
        lines.append(Content.styled("What else could explain it, and what is not known", "bold"))
        lines += [Content(f"· {printable(caveat)}") for caveat in found.caveats]
    return Content("\n").join(lines)
