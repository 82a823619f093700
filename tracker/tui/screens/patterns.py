"""Patterns: what is worth showing a doctor, why, and what is not judged yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker import fields, knowledge, settings
from tracker.diary import VALID_DAY
from tracker.entry.printable import printable
from tracker.flags import Flag
from tracker.flags.evaluation import rules_for
from tracker.store import Store
from tracker.tui.commands import Area, bindings
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.choose import Choose, Item
from tracker.tui.dialogs.sentence import Sentence
from tracker.tui.jobs import flagging, loading
from tracker.tui.jobs.deeds import Deed
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.patterns import Patterns, tier_words
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets.paging import PAGING, turn
from tracker.tui.work import in_background
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
_UNREVIEWED = (
    "These rules never diagnose, and no clinician has reviewed them yet. G opens a guide to the "
    "causes that an article names."
)
_PRESETS = "It changes one rule, the one about two weeks; no emergency ever waits for it."


@dataclass
class PresetKept(Message, bubble=False):
    """A preset was written to the settings."""

    preset: str


class PatternsScreen(AreaScreen):
    """The patterns on the left, the one in focus in full beside them."""

    AREA = Area.PATTERNS
    BINDINGS: ClassVar = [*bindings(Area.PATTERNS), *PAGING]
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
        options = [Option(_title(f, width), f.rule) for f in (*patterns.flags, *patterns.past)]
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
        detail = self.query_one("#detail", Static)
        width = detail.content_size.width or _NARROWEST
        detail.update(_flag_text(flag, patterns) if flag else _waiting_text(patterns, width))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @property
    def _flag(self) -> Flag | None:
        option, patterns = self.query_one(OptionList).highlighted_option, self.tracker.patterns
        flags = (*patterns.flags, *patterns.past) if patterns else ()
        return next((f for f in flags if option is not None and f.rule == option.id), None)

    def action_seen(self) -> None:
        """Acknowledge the pattern in focus."""
        flag = self._flag
        if flag is not None and flag.status is FlagStatus.OPEN:
            self.tracker.acknowledge(flag)

    def action_page(self, by: int) -> None:
        """Scroll the text beside the list by a page."""
        turn(self.query_one(VerticalScroll), by)

    def action_note(self) -> None:
        """Acknowledge the pattern in focus, with a note."""
        self._say(
            "Seen, with a note",
            "What do you want to remember with it? It is kept with the pattern and exported.",
            flagging.seen_with_note,
        )

    def action_visit(self) -> None:
        """Note that a doctor was seen about the pattern in focus, and what came of it."""
        self._say(
            "A visit to a doctor, today",
            "What came of it? Enter alone notes the visit without. For another day: n, Event.",
            flagging.visited,
        )

    def _say(self, title: str, question: str, about: Callable[[str, str, str], Deed]) -> None:
        flag = self._flag
        if flag is None or flag.status is FlagStatus.RESOLVED:
            return

        def said(text: str | None) -> None:
            if text is not None:
                self.tracker.write(about(flag.rule, flag.title, text), self)

        longest = fields.TEXT_LENGTH
        draft = f"{about.__name__}:{flag.rule}"
        self.app.push_screen(
            Sentence(f"{title}: {flag.title}", question, draft=draft, longest=longest), said
        )

    def action_preset(self) -> None:
        """Choose how long twitching lasts before it counts as lasting."""
        if self.tracker.demo:
            self.notify("The sample diary keeps no settings.", markup=False)
            return
        known = knowledge.flag_texts()["persistent_pattern"]["presets"]
        choices = [
            Choice(str(number), f"{name.capitalize():<10} {_preset_words(known[name])}", name)
            for number, name in enumerate(settings.PRESETS, 1)
        ]
        now = self.tracker.patterns.preset if self.tracker.patterns else settings.PRESETS[1]
        self.app.push_screen(
            Ask("When does twitching count as lasting?", f"Now: {now}. {_PRESETS}", choices),
            self._chosen,
        )

    def _chosen(self, preset: str | None) -> None:
        if preset:
            in_background(self, partial(_kept, preset), group="preset")

    @on(PresetKept)
    def _judge_again(self, message: PresetKept) -> None:
        self.notify(f"Patterns are judged by the {message.preset} preset.", markup=False)
        self.tracker.judge_again()

    @on(OptionList.OptionSelected)
    async def action_evidence(self) -> None:
        """Go to an entry that the pattern in focus rests on; to choose where there are several."""
        flag = self._flag
        found = [e for e in flag.evidence if e.entry] if flag else []
        if len({e.entry for e in found}) > 1:
            newest = sorted(found, key=lambda e: e.day, reverse=True)
            items = [
                Item(e.entry or "", f"{day_words(e.day)}  {printable(e.text, 60)}") for e in newest
            ]
            self.app.push_screen(Choose("What it rests on", items), self._go_to)
        elif found:
            await self._go_to(found[0].entry)

    async def _go_to(self, entry: str | None) -> None:
        if entry:
            await self.tracker.show_entry(entry)


def _kept(preset: str) -> Message:
    settings.keep_flag_preset(preset)
    return PresetKept(preset)


def _preset_words(preset: dict[str, int]) -> str:
    return f"{preset['active_days']} days with twitching in {preset['window_days']}"


def _title(flag: Flag, width: int) -> Content:
    seen = flag.status is not FlagStatus.OPEN
    glyph, style = ("✓", "$foreground-muted") if seen else _MARKS[flag.tier]
    text = hanging(flag.title, "   ", width - 2)[3:]
    return Content.assemble((f"{glyph}  ", style), (text, "$foreground-muted" if seen else ""))


def _flag_text(flag: Flag, patterns: Patterns) -> Content:
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
        lines.append(
            Content.assemble(("Call  ", "bold"), (printable(patterns.number), "bold underline"))
        )
    if flag.evidence:
        lines += [Content(""), Content.styled("What it rests on", "bold")]
        lines += [
            Content.assemble((f"{day_words(e.day)}  ", "$foreground-muted"), printable(e.text, 300))
            for e in flag.evidence
        ]
    lines += [Content(""), Content.styled("What ends it", "bold")]
    lines.append(Content(rules_for(patterns.preset)[flag.rule].ends))
    if done := patterns.told.get(flag.rule):
        lines += [Content(""), Content.styled("What you did about it", "bold")]
        lines += [
            Content.assemble(
                (f"{day_words(step.day)}  ", "$foreground-muted"),
                f"{step.what}: {printable(step.words, 300)}" if step.words else step.what,
            )
            for step in done
        ]
    lines += [Content(""), Content.styled("Where that comes from", "bold")]
    for source in flag.sources:
        lines.append(
            Content.assemble(
                source.title, (f"\n{source.address}" if source.address else "", "$foreground-muted")
            )
        )
    lines += [Content(""), Content.styled(_UNREVIEWED, "$foreground-muted")]
    return Content("\n").join(lines)


def _waiting_text(patterns: Patterns, width: int) -> Content:
    lines = [] if patterns.flags else [Content(_QUIET), Content("")]
    if patterns.waiting:
        lines.append(Content.styled("Not judged yet, and what each waits for", "bold"))
    for title, needs in patterns.waiting:
        muted = (f"\n{hanging(needs, '  ', width)}", "$foreground-muted")
        lines.append(Content.assemble(hanging(title, "· ", width), muted))
    if patterns.waiting:
        lines += [Content(""), Content.styled(VALID_DAY, "$foreground-muted")]
    lines += [Content(""), Content.styled(_UNREVIEWED, "$foreground-muted")]
    return Content("\n").join(lines)
