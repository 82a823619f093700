"""Patterns: what is worth showing a doctor, why, and what is not judged yet."""

from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.entry.printable import printable
from tracker.flags import Flag
from tracker.store import Store
from tracker.tui import loading
from tracker.tui.commands import Area, bindings
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.patterns import Patterns, tier_words
from tracker.tui.views.wrapping import hanging
from tracker.vocabulary import FlagStatus, Tier

_MARKS = {
    Tier.EMERGENCY: ("‼", "$text-error"),
    Tier.SOON: ("!", "$text-warning"),
    Tier.ROUTINE: ("▲", "$text-primary"),
    Tier.SELF_CARE: ("○", "$foreground-muted"),
}
_WAITING = "waiting"
_NARROWEST = 26
"""Columns of the list before its size is known."""
_QUIET = (
    "No pattern worth a visit shows in the diary. That is not the same as a clean bill of health."
)


class PatternsScreen(AreaScreen):
    """The patterns on the left, the one in focus in full beside them."""

    AREA = Area.PATTERNS
    BINDINGS: ClassVar = bindings(Area.PATTERNS)
    CSS_PATH = "patterns.tcss"

    def body(self) -> ComposeResult:
        """List and detail."""
        with Horizontal(id="split"):
            yield OptionList(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("Going through the rules …", id="detail", markup=False)

    def on_mount(self) -> None:
        """Keys move through the patterns."""
        self.query_one(OptionList).focus()
        self.watch(self.app, "patterns", self._show)

    def read(self, store: Store, now: datetime) -> Message:
        """The flag rules over the whole diary."""
        return loading.read_patterns(store, now)

    def _show(self, patterns: Patterns | None) -> None:
        if patterns is None:
            return
        listing = self.query_one(OptionList)
        option = listing.highlighted_option
        at = option.id if option else None
        width = listing.size.width or _NARROWEST
        options = [Option(_title(flag, width), flag.rule) for flag in patterns.flags]
        if patterns.waiting:
            text = f"…  Not judged yet ({len(patterns.waiting)})"
            options.append(Option(Content.styled(text, "$foreground-muted"), _WAITING))
        listing.clear_options()
        listing.add_options(options)
        ids = [option.id for option in options]
        listing.highlighted = ids.index(at) if at in ids else (0 if ids else None)
        self._detail()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(lambda: self._show(self.tracker.patterns))

    @on(OptionList.OptionHighlighted)
    def _detail(self) -> None:
        patterns = self.tracker.patterns
        if patterns is None:
            return
        flag = self._flag
        text = _flag_text(flag, patterns.number) if flag else _waiting_text(patterns)
        self.query_one("#detail", Static).update(text)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @property
    def _flag(self) -> Flag | None:
        option = self.query_one(OptionList).highlighted_option
        flags = self.tracker.patterns.flags if self.tracker.patterns else ()
        return next((f for f in flags if option is not None and f.rule == option.id), None)

    def action_seen(self) -> None:
        """Acknowledge the pattern in focus."""
        flag = self._flag
        if flag is not None and flag.status is FlagStatus.OPEN:
            self.tracker.acknowledge(flag)

    @on(OptionList.OptionSelected)
    async def action_evidence(self) -> None:
        """Go to the newest entry that the pattern in focus rests on."""
        flag = self._flag
        found = [e for e in flag.evidence if e.entry] if flag else []
        if found:
            await self.tracker.show_entry(max(found, key=lambda e: e.day).entry or "")


def _title(flag: Flag, width: int) -> Content:
    seen = flag.status is not FlagStatus.OPEN
    glyph, style = ("✓", "$foreground-muted") if seen else _MARKS[flag.tier]
    text = hanging(flag.title, "   ", width - 2)[3:]
    return Content.assemble((f"{glyph}  ", style), (text, "$foreground-muted" if seen else ""))


def _flag_text(flag: Flag, number: str) -> Content:
    label, action = tier_words(flag.tier)
    style = _MARKS[flag.tier][1]
    lines = [
        Content.styled(flag.title, "bold"),
        Content.assemble(
            (label, style),
            (f"   since {day_words(flag.fired_on)}, {flag.status}", "$foreground-muted"),
        ),
        Content(""),
        Content(flag.message),
        Content(""),
        Content.assemble(("What to do  ", "bold"), action),
    ]
    if flag.tier is Tier.EMERGENCY:
        lines.append(Content.assemble(("Call  ", "bold"), (printable(number), "bold underline")))
    if flag.evidence:
        lines += [Content(""), Content.styled("What it rests on", "bold")]
        lines += [
            Content.assemble((f"{day_words(e.day)}  ", "$foreground-muted"), printable(e.text, 300))
            for e in flag.evidence
        ]
    lines += [Content(""), Content.styled("Where that comes from", "bold")]
    for source in flag.sources:
        lines.append(
            Content.assemble(
                source.title, (f"\n{source.address}" if source.address else "", "$foreground-muted")
            )
        )
    return Content("\n").join(lines)


def _waiting_text(patterns: Patterns) -> Content:
    lines = [] if patterns.flags else [Content(_QUIET), Content("")]
    if patterns.waiting:
        lines.append(Content.styled("Not judged yet, and what each waits for", "bold"))
    for title, needs in patterns.waiting:
        lines.append(Content.assemble("· ", title, (f"\n  {needs}", "$foreground-muted")))
    return Content("\n").join(lines)
