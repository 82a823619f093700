"""Recent days to confirm, one key each: only days of which all is logged count in a comparison."""

from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.jobs.comparing import confirming
from tracker.tui.messages import Failed
from tracker.tui.views.days import day_words
from tracker.vocabulary import DayStatus, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.unconfirmed import Unconfirmed

_WHY: Final = (
    "Was everything of these days logged? A day that stays unconfirmed is left out, never taken "
    "for a day without twitches."
)
_MARKS: Final = {"y": "✓ complete", "x": "○ no twitches", "n": "left out"}


class Confirm(Dialog[None]):
    """One day after the other, until the last or Esc. Each answer is saved at once."""

    def __init__(self, days: "Sequence[Unconfirmed]") -> None:
        super().__init__("Days to confirm")
        self._days = days
        self._answers: list[str] = []

    def body(self) -> ComposeResult:
        """Why, the days, and the keys for the one in question."""
        yield Static(_WHY, classes="hint", markup=False)
        yield Static("")
        yield Static(id="days", markup=False)
        yield Static("")
        yield Static(id="keys")
        yield Static(id="problem", classes="problem", markup=False)

    def on_mount(self) -> None:
        """Show the first day."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """A key answers for the day in question."""
        key = event.character or ""
        if len(self._answers) >= len(self._days) or key not in self._allowed:
            return
        event.stop()
        day = self._days[len(self._answers)].day
        self._answers.append(key)
        if key != "n":
            status = DayStatus.COMPLETE if key == "y" else DayStatus.CLEAR
            self.tracker.write(confirming(day, status), self)
        if len(self._answers) == len(self._days):
            self.dismiss(None)
        else:
            self._show()

    @property
    def _allowed(self) -> str:
        return "yn" if self._days[len(self._answers)].episodes else "yxn"

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self.query_one("#problem", Static).update(message.sentence)

    def _show(self) -> None:
        at = len(self._answers)
        lines = [
            Content.assemble(
                ("▸ " if n == at else "  ", "bold $text-primary"),
                (f"{day_words(one.day):<12}", "bold" if n == at else ""),
                _holds(one),
                (f"   {_MARKS[self._answers[n]]}" if n < at else "", "$foreground-muted"),
            )
            for n, one in enumerate(self._days)
        ]
        self.query_one("#days", Static).update(Content("\n").join(lines))
        keys = [("y", "everything is logged"), ("x", "no twitches that day"), ("n", "not sure")]
        shown = [
            part
            for key, text in keys
            if key in self._allowed
            for part in ((f" {key} ", "bold $text-primary"), f"{text}  ")
        ]
        self.query_one("#keys", Static).update(Content.assemble(*shown))


def _holds(one: "Unconfirmed") -> str:
    """What a day holds: `3 twitches, 2 caffeine, 1 sleep`."""
    some = [
        f"{count} {'twitch' if count == 1 else 'twitches'}"
        if kind is Kind.EPISODE
        else f"{count} {kind}"
        for kind, count in sorted(one.entries, key=lambda pair: pair[0] is not Kind.EPISODE)
    ]
    return ", ".join(some) or "nothing logged"
