"""Triggers: which factors go with the twitching, and how sure that is."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.entry.printable import printable
from tracker.store import Store
from tracker.tui.commands import Area, bindings
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.jobs.comparing import Comparing, believe
from tracker.tui.messages import TriggersRead
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets.interval import interval
from tracker.vocabulary import Verdict

if TYPE_CHECKING:
    from tracker.tui.views.triggers import Found, Triggers

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
_BESIDE: Final = (110, 30)
"""Columns and lines from which a finding's course over time stands beside the findings."""
_OVER_TIME: Final = 46
"""Columns of the course over time there, as in the style sheet."""
_INSET: Final = 4
"""Of these, its edge and padding."""
_HIGH: Final = 36
"""Lines from which its plots are six rows high, not four."""
_NONE = "Nothing to compare yet. Complete days (e in the evening) are what this rests on."
_HIDDEN = "There is a result. Enter: say first what you expect, with one key. v: show all results."
_NOT_ASKED: Final = (
    "Enter: say first what you expect, with one key. Then the twitches and this stand here over "
    "time, one above the other."
)
_EXPECTATIONS: Final = (
    Choice("m", "More twitching with it", Verdict.RAISES.value),
    Choice("l", "Less twitching with it", Verdict.LOWERS.value),
    Choice("n", "No difference", Verdict.NO_ASSOCIATION.value),
    Choice("d", "Nothing in particular", "unsure"),
)
_QUESTION = (
    "Before the result: what do you expect? It is kept in your profile and shown beside what the "
    "diary says."
)


@dataclass
class Looking(Message, bubble=False):
    """The diary is being compared as it stood on a day."""

    until: date


class TriggersScreen(AreaScreen):
    """Findings, most certain first, also those without a result."""

    AREA = Area.TRIGGERS
    BINDINGS: ClassVar = bindings(Area.TRIGGERS)
    CSS_PATH = "triggers.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._view: Triggers | None = None
        self._comparing = Comparing()

    def body(self) -> ComposeResult:
        """What this is, then the findings."""
        yield Static(_ABOUT, id="about", markup=False)
        yield Static("Comparing the days …", id="basis", markup=False)
        with Horizontal(id="sheet"):
            yield OptionList(markup=False)
            yield Static(id="over-time", markup=False)

    def on_mount(self) -> None:
        """Keys move through the findings."""
        self.query_one(OptionList).focus()

    def read(self, store: Store, now: datetime) -> Message:
        """The trigger analysis."""
        return self._comparing.read(store, now, lambda day: self._tell(Looking(day)))

    def _tell(self, message: Message) -> None:
        self.post_message(message)

    @on(Looking)
    def _progress(self, message: Looking) -> None:
        text = f"Comparing the days as the diary stood on {day_words(message.until)} …"
        self.query_one("#basis", Static).update(text)

    @on(TriggersRead)
    def _show(self, message: TriggersRead) -> None:
        self._view = message.view
        basis = message.view.basis if message.view.found else _NONE
        self.query_one("#basis", Static).update(basis)
        self._fill()

    @on(events.Resize)
    def _fill(self) -> None:
        if self._view is None:
            return
        listing = self.query_one(OptionList)
        option = listing.highlighted_option
        at, scrolled = (option.id, listing.scroll_offset.y) if option else (None, 0)
        width = max(20, self.size.width - _EDGES - (_OVER_TIME if self._is_beside else 0))
        listing.clear_options()
        factors: list[str | None] = [one.finding.factor for one in self._view.found]
        listing.add_options(
            Option(_line(one, width), one.finding.factor) for one in self._view.found
        )
        listing.highlighted = factors.index(at) if at in factors else 0
        listing.scroll_to(y=scrolled, animate=False)

    @property
    def _is_beside(self) -> bool:
        return self.size.width >= _BESIDE[0] and self.size.height >= _BESIDE[1]

    @on(OptionList.OptionHighlighted)
    def _follow(self) -> None:
        """Show the course over time of the finding in focus, where it has room."""
        found = self._found
        if found is not None and self._is_beside:
            rows = 6 if self.size.height >= _HIGH else 4
            course = _course(found, _OVER_TIME - _INSET, rows)
            self.query_one("#over-time", Static).update(course)

    @property
    def _found(self) -> "Found | None":
        """The finding in focus."""
        at = self.query_one(OptionList).highlighted
        if self._view is None or at is None or at >= len(self._view.found):
            return None
        return self._view.found[at]

    @on(OptionList.OptionSelected)
    def action_more(self) -> None:
        """Open the finding in focus; ask first what the person expects, once a factor."""
        found = self._found
        if found is None:
            return
        if found.expected:
            self._open(found)
            return
        from tracker.tui.views.triggers import capital  # noqa: PLC0415  loaded by the first reading

        title = capital(found.difference)
        self.app.push_screen(
            Ask(title, _QUESTION, _EXPECTATIONS), partial(self._believe_and_open, found)
        )

    def _believe_and_open(self, found: "Found", answer: str | None) -> None:
        if answer:
            self.tracker.write(partial(believe, {found.finding.factor: answer}), self)
            self._open(found.believed(answer))

    def _open(self, found: "Found") -> None:
        from tracker.tui.dialogs.finding import FindingDialog  # noqa: PLC0415  when it is opened

        self.app.push_screen(FindingDialog(found))

    def action_show_all(self) -> None:
        """Show every result, from the top; the person was asked, and expects nothing special."""
        hidden = self._view.hidden if self._view else ()
        if hidden:
            self.query_one(OptionList).highlighted = None
            effects = {one.finding.factor: "unsure" for one in hidden}
            self.tracker.write(partial(believe, effects), self)

    def action_confirm(self) -> None:
        """Go through the recent days that are not confirmed."""
        days = self._view.unconfirmed if self._view else ()
        if days:
            from tracker.tui.dialogs.confirm import Confirm  # noqa: PLC0415  when it is opened

            self.app.push_screen(Confirm(days))
        else:
            self.notify("Every recent day is confirmed.", markup=False)


def _course(found: "Found", width: int, rows: int) -> Content:
    """The finding's course over time, or why it waits: it would give a result away."""
    from tracker.tui.widgets.beside import beside  # noqa: PLC0415  loaded by the first reading

    detail = found.detail
    if detail is None:
        return Content("")
    if not (found.expected or detail.over_time.too_short):
        return Content.styled(hanging(_NOT_ASKED, "", width), "$foreground-muted")
    return beside(detail, found.finding.exposure, width, rows)


def _line(found: "Found", width: int) -> Content:
    from tracker.tui.views.triggers import capital  # noqa: PLC0415  loaded by the first reading

    finding = found.finding
    if found.is_hidden:
        return Content("\n").join(
            [
                Content.assemble(("? ", "$text-accent"), (capital(found.difference), "bold")),
                Content(hanging(_HIDDEN, "  ", width)),
                Content(""),
            ]
        )
    glyph, style = _MARKS[finding.verdict]
    parts = [
        Content.assemble((f"{glyph} ", style), (found.heading, "bold")),
        Content(hanging(printable(finding.summary), "  ", width)),
    ]
    if finding.rate_ratio is not None and finding.ci95 is not None:
        bar = interval(finding.rate_ratio, *finding.ci95, min(_LONGEST_AXIS, width - 2))
        parts += [Content("  ") + line for line in bar.split("\n")]
    if found.expected:
        parts.append(Content.styled(hanging(found.expected, "  ", width), "$text-accent"))
    return Content("\n").join([*parts, Content("")])
