"""What guards the diary while the screens are open: texts not saved yet, and its backups."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App
from textual.message import Message
from textual.reactive import var

from tracker.tui.commands import COMMANDS
from tracker.tui.drafts import Drafts
from tracker.tui.messages import DraftsWritten, Mark, SafetyRead
from tracker.tui.work import Job, in_background, outcome

if TYPE_CHECKING:
    from textual.timer import Timer

    from tracker.store import Store
    from tracker.tui.drafts import Texts
    from tracker.tui.views.safety import Safety

DRAFT_SECONDS = 0.4
"""How long after a key what was typed is kept in a file; a later key does not put that off."""


class GuardingApp(App[int]):
    """Keeps drafts in a file, and sees to the backups; `safety` follows these.

    `mark` is the state of the diary that is known; it changes with every write and every day.
    """

    mark: var[Mark | None] = var(None)
    safety: var["Safety | None"] = var(None)

    def __init__(self, now: Callable[[], datetime], *, demo: bool, backs_up: bool) -> None:
        super().__init__()
        self.now = now
        self.demo = demo
        self.store: Store | None = None
        self.drafts = Drafts()
        self.commands = COMMANDS
        self._draft_trouble = ""
        self._drafts_due: Timer | None = None
        self._backs_up = backs_up
        self._backing_up = asyncio.Lock()
        self._backed_up_on: date | None = None
        self._new_on: date | None = None

    def key(self, action: str) -> str:
        """The key of a command that works everywhere or in the area of its action, as it reads."""
        return next((c.shown_as for c in self.commands if c.action == action), "")

    def take_drafts(self, earlier: Drafts) -> None:
        """Take over what an earlier program left."""
        self.drafts.take(earlier)
        if earlier.damaged:
            aside = f"What was typed last and not saved is damaged: {earlier.damaged}"
            self.notify(aside, severity="warning", timeout=15, markup=False)

    def keep_draft(self, name: str, texts: "Texts") -> None:
        """Keep what stands in a dialog, soon also in a file; blank lines are forgotten."""
        self.drafts.keep(name, texts)
        if self.drafts.is_due and self._drafts_due is None:
            self._drafts_due = self.set_timer(DRAFT_SECONDS, self._write_drafts)

    def drop_draft(self, name: str) -> None:
        """Forget what stood in a dialog, in the file too."""
        self.drafts.drop(name)
        if self.drafts.is_due:
            self._write_drafts()

    def _write_drafts(self) -> None:
        self._drafts_due = None
        in_background(self, partial(_drafts_written, self.drafts), group="drafts")

    @on(DraftsWritten)
    def _say_draft_trouble(self, message: DraftsWritten) -> None:
        if message.complaint and message.complaint != self._draft_trouble:
            words = f"What you type is not kept in a file for now: {message.complaint}"
            self.notify(words, severity="warning", timeout=15, markup=False)
        self._draft_trouble = message.complaint

    def look_after(self, day: date) -> None:
        """See what backups there are; the first time and on a new day make that day's own."""
        if self.store is not None and self._backs_up:
            from tracker.tui.jobs import backing

            due = day != self._backed_up_on
            self._backed_up_on = day
            self._with_backups(partial(backing.read_safety, self.store, self.now(), due=due))

    def back_up(self) -> None:
        """Make a backup now."""
        if self.store is not None:
            from tracker.tui.jobs import backing

            self.notify("Making a backup …", markup=False)
            self._with_backups(partial(backing.back_up, self.store, self.now()))

    @work(group="backup", exit_on_error=False)
    async def _with_backups(self, job: Job) -> None:
        async with self._backing_up:  # the day's own and one that was asked for never meet
            self.post_message(await asyncio.to_thread(outcome, job))

    @on(SafetyRead)
    def _show_safety(self, message: SafetyRead) -> None:
        if self.safety is None and not message.safety.written:
            self._new_on = self._day
        self.safety = message.safety
        if message.complaint:
            self.notify(message.complaint, severity="warning", timeout=20, markup=False)
        if message.made:
            self.notify(message.made, timeout=10, markup=False)

    @property
    def _day(self) -> date | None:
        return self.mark.day if self.mark else None

    @property
    def backup_warning(self) -> str:
        """That a backup is wanting, or nothing: the first one is made when a new diary is left."""
        if self.safety is None or (self.safety.last is None and self._new_on == self._day):
            return ""
        return self.safety.warning(self.now(), self.key("app.area('settings')"))


def _drafts_written(drafts: Drafts) -> Message:
    return DraftsWritten(drafts.write())
