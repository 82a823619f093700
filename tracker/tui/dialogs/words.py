"""Anything in words: what is understood stands underneath, and Tab completes or mends a word."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tracker.tui import making
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.jobs import deeds, loading
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from tracker.entry.reading import Reading
    from tracker.medication import Plan
    from tracker.store import Store

_WORDS: Final = Wanted(
    "In words",
    "twitch 6 left upper lip 40s · coffee 2x 8:30 · slept 23:10-06:40 q7 · took NAME 5 mg · "
    "several with ; between them",
    making.read_words,
)


@dataclass
class Understood(Message, bubble=False):
    """What the line says so far."""

    reading: "Reading"


@dataclass
class _Offer:
    """Completions that Tab goes through, one after the other."""

    reading: "Reading"
    at: int
    shown: str


class Words(Line):
    """Reads the line while it is typed; saves all of its entries, or none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, priority=True)
    ]

    def __init__(self) -> None:
        super().__init__(_WORDS, "Enter saves · Tab completes · Esc leaves, the text is kept")
        self._offer: _Offer | None = None
        self._plan: Plan | None = None

    def body(self) -> ComposeResult:
        """The line, its reading, and what a word may become."""
        yield from super().body()
        yield Static(id="offer", classes="hint", markup=False)

    def read_text(self, text: str) -> None:
        """Read the line in a thread."""
        store = self.tracker.store
        if store is not None:
            starts, now = self.tracker.day_starts_at, self.tracker.now()
            cursor = self.query_one(Input).cursor_position
            job = partial(self._understand, store, text, cursor, now, starts)
            in_background(self, job, group="read")

    def _understand(
        self, store: "Store", text: str, cursor: int, now: datetime, starts: time
    ) -> Understood:
        from tracker.entry.reading import reading  # noqa: PLC0415  the first frame reads nothing

        if self._plan is None:
            self._plan = loading.plan_of(store, now)
        plan = self._plan
        found = reading(
            text,
            now,
            cursor=cursor,
            day_starts_at=starts,
            medicines=lambda: plan,
            names=[use.name for use in plan.uses],
        )
        return Understood(found)

    @on(Understood)
    def _show_reading(self, message: Understood) -> None:
        found = message.reading
        if found.text != self.query_one(Input).value:
            return
        if self._offer is None or self._offer.shown != found.text:
            self._offer = _Offer(found, -1, found.text)
        lines = [f"→ {said}" for said in found.said]
        if found.problem and (found.corrected() or not found.completions):
            lines.append(found.problem)
        self.say("\n".join(lines), good=found.problem is None)
        self._show_offer()

    def _show_offer(self) -> None:
        offer = self._offer
        words: tuple[str, ...] = ()
        if offer is not None:
            mended = offer.reading.corrected() and offer.reading.instead
            words = (mended,) if mended else offer.reading.completions
        parts = [
            (word, "bold underline" if offer and number == offer.at else "")
            for number, word in enumerate(words)
        ]
        between = [
            part
            for number, each in enumerate(parts)
            for part in ((" · " if number else "  ", "$foreground-muted"), each)
        ]
        tab = ("Tab", "bold $text-primary")
        self.query_one("#offer", Static).update(
            Content.assemble(tab, *between) if words else Content("")
        )

    def action_complete(self) -> None:
        """Mend the wrong word with the nearest known one; else complete, and again: the next."""
        offer, line = self._offer, self.query_one(Input)
        if offer is None or line.value != offer.shown:
            return
        found = offer.reading
        if (mended := found.corrected()) is not None:
            line.value = mended
            self._offer = None
        elif found.completions:
            offer.at = (offer.at + 1) % len(found.completions)
            line.value = found.completed(found.completions[offer.at])
            offer.shown = line.value
        line.cursor_position = len(line.value)
        self._show_offer()

    def deed(self, text: str) -> deeds.Deed:
        """Save what the line says; doses are those of their courses."""
        return partial(deeds.add_quick, text, self.tracker.day_starts_at)
