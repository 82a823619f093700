"""The app: which area is in front, who writes, and what has changed behind its back."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from tracker import clock
from tracker.errors import TrackerError, UsageError
from tracker.flags import Flag
from tracker.store import Store
from tracker.tui import commands, deeds, loading, making
from tracker.tui.commands import Area, listed
from tracker.tui.deeds import Deed
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.dialogs.edit import Edit
from tracker.tui.dialogs.help import Help
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.messages import (
    EntryRead,
    Failed,
    FileWritten,
    Looked,
    Mark,
    PatternsRead,
    StoreOpened,
    StoreRefused,
    Unreadable,
    UrgentRead,
    Written,
)
from tracker.tui.screens.area import AreaScreen
from tracker.tui.screens.diary import DiaryScreen
from tracker.tui.screens.patterns import PatternsScreen
from tracker.tui.screens.report import ReportScreen
from tracker.tui.screens.today import TodayScreen
from tracker.tui.screens.triggers import TriggersScreen
from tracker.tui.views.patterns import Patterns, merged
from tracker.tui.work import Job, in_background, outcome
from tracker.vocabulary import Tier

if TYPE_CHECKING:
    from textual.worker import Worker

POLL_SECONDS = 1.0
"""How often the diary is asked whether someone else wrote to it."""

ENDING = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end the program; the terminal is put back first."""

_ACTED = (
    Choice("y", "I have called, or a doctor has seen me: put the banner away", "yes"),
    Choice("n", "Not yet: keep showing it", ""),
)
_WORDS = Wanted(
    "In words",
    "twitch 6 left upper lip 40s · coffee 2x 8:30 · slept 23:10-06:40 q7 · took NAME 5 mg",
    making.read_words,
)


class TrackerApp(App[int]):
    """The diary in a terminal. The store is opened and used in threads alone."""

    TITLE = "twitch-tracker"
    CSS_PATH = "app.tcss"
    MODES: ClassVar = {
        Area.TODAY.value: TodayScreen,
        Area.DIARY.value: DiaryScreen,
        Area.TRIGGERS.value: TriggersScreen,
        Area.PATTERNS.value: PatternsScreen,
        Area.REPORT.value: ReportScreen,
    }
    DEFAULT_MODE = Area.TODAY.value
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012  as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (15, "-low"), (30, "-tall")]  # noqa: RUF012  as above
    BINDINGS: ClassVar = commands.bindings(None)

    mark: var[Mark | None] = var(None)
    moment: var[datetime | None] = var(None)
    patterns: var[Patterns | None] = var(None)

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        now: Callable[[], datetime] = clock.now,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.now = now
        self.demo = demo
        self.store: Store | None = None
        self.day_starts_at = clock.MIDNIGHT
        self.drafts: dict[str, str] = {}
        self._open_store = open_store
        self._writing = asyncio.Lock()
        self._looker: Worker[None] | None = None
        self._unreadable = ""
        self._reopened: dict[str, datetime] = {}
        self._judged: tuple[Mark, int] | None = None

    def on_mount(self) -> None:
        """Open the diary once the first frame is there; end in order when told to."""
        for number in ENDING:
            asyncio.get_running_loop().add_signal_handler(number, self.leave, 128 + number)
        self.moment = self.now()
        self.set_interval(POLL_SECONDS, self.look)
        self.call_after_refresh(self.open)

    def open(self) -> None:
        """Open the diary, in a thread."""
        in_background(self, partial(_opened, self._open_store), group="open")

    @on(StoreOpened)
    def _use_store(self, message: StoreOpened) -> None:
        self.store = message.store
        self.look()

    @on(StoreRefused)
    def _ask_about_store(self, message: StoreRefused) -> None:
        def answered(answer: str | None) -> None:
            if answer == "again":
                self.open()
            else:
                self.leave(message.exit_code)

        choices = (Choice("r", "Try again", "again"), Choice("q", "Quit", "quit"))
        self.push_screen(Ask("The diary could not be opened", message.sentence, choices), answered)

    def look(self, *, at_once: bool = False) -> None:
        """Find out whether anything was written or a new day began, by whomever and whenever."""
        self.moment = self.now()
        waiting = self._looker is not None and self._looker.is_running
        if self.store is not None and (at_once or not waiting):
            job = partial(loading.look, self.store, self.moment)
            self._looker = in_background(self, job, group="look")

    @on(Looked)
    def _notice(self, message: Looked) -> None:
        self._unreadable = ""
        self.day_starts_at = message.day_starts_at
        self.mark = message.mark
        judged = (message.mark, message.now.hour)
        if judged != self._judged and self.store is not None:
            self._judged = judged
            job = partial(loading.read_patterns, self.store, message.now)
            in_background(self, job, group="patterns")

    @on(Unreadable)
    def _complain_once(self, message: Unreadable) -> None:
        if message.sentence != self._unreadable:
            self._unreadable = message.sentence
            self.notify(message.sentence, severity="error", timeout=20, markup=False)

    def write(self, deed: Deed, asker: Screen[Any]) -> None:
        """Change the diary in a thread, after the changes asked for before it.

        The asker gets Written or Failed; from there both come to the app.
        """
        if self.store is None:
            self.post_message(Failed("The diary is not open yet. Nothing was saved."))
        else:
            self._write(partial(_written, deed, self.store, self.now()), asker)

    @work(group="write", exit_on_error=False)
    async def _write(self, job: Job, asker: Screen[Any]) -> None:
        async with self._writing:
            message = await asyncio.to_thread(outcome, job)
        if not asker.post_message(message):
            self.post_message(message)

    @on(Written)
    def _say_written(self, message: Written) -> None:
        done = message.done
        self.notify("\n".join((done.sentence, *done.remarks)), markup=False)
        self.look(at_once=True)
        if self.store is not None and done.entries:
            new = {entry.id for entry in done.entries}
            job = partial(loading.read_urgent, self.store, self.now(), new)
            in_background(self, job, group="urgent")

    @on(FileWritten)
    def _say_file(self, message: FileWritten) -> None:
        self.notify(message.sentence, markup=False, timeout=10)

    @on(Failed)
    def _say_failed(self, message: Failed) -> None:
        self.notify(message.sentence, severity="error", timeout=15, markup=False)

    @on(PatternsRead)
    def _show_patterns(self, message: PatternsRead) -> None:
        self.patterns = message.patterns.reopened(self._reopened)

    @on(UrgentRead)
    def _show_urgent(self, message: UrgentRead) -> None:
        # an earlier sign may be entered late: what rests on it is open, whatever was acknowledged
        self._reopened |= dict.fromkeys(message.again, message.now)
        self.patterns = merged(message.patterns.reopened(self._reopened), self.patterns)

    def acknowledge(self, flag: Flag) -> None:
        """Note that a pattern was seen; of an emergency, that it was acted on."""

        def answered(answer: str | None) -> None:
            if answer:
                self._reopened.pop(flag.rule, None)
                self.write(partial(deeds.acknowledge, flag.rule, flag.title), self.screen)

        if flag.tier is Tier.EMERGENCY:
            self.push_screen(Ask(flag.title, flag.message, _ACTED), answered)
        else:
            answered("yes")

    def edit_entry(self, entry_id: str) -> None:
        """Open the form of an entry."""
        if self.store is not None:
            in_background(self, partial(loading.read_entry, self.store, entry_id), group="entry")

    @on(EntryRead)
    def _open_form(self, message: EntryRead) -> None:
        self.push_screen(Edit(message.entry, self.now()))

    async def show_entry(self, entry_id: str) -> None:
        """Go to an entry in the Diary."""
        await self.switch_mode(Area.DIARY.value)
        if isinstance(self.screen, DiaryScreen):
            self.screen.go_to(entry_id)

    def action_area(self, name: str) -> None:
        """Go to an area."""
        self.switch_mode(name)

    def action_next_area(self, by: int) -> None:
        """Go to the area beside this one."""
        areas = [area.value for area in Area]
        self.switch_mode(areas[(areas.index(self.current_mode) + by) % len(areas)])

    def action_words(self) -> None:
        """Enter anything in words."""
        self.push_screen(Line(_WORDS))

    def action_take_back(self) -> None:
        """Undo the last change."""
        self.write(deeds.take_back, self.screen)

    def action_seen(self) -> None:
        """Acknowledge what the banner shows."""
        flags = self.patterns.open_flags if self.patterns else ()
        if flags:
            self.acknowledge(flags[0])

    def action_keys(self) -> None:
        """Show every key."""
        self.push_screen(Help(Area(self.current_mode)))

    async def action_quit(self) -> None:
        """Leave the dialog in front, or the program; changes under way are finished first."""
        if isinstance(self.screen, Dialog):
            self.screen.action_leave()
        else:
            self.leave(0)

    @work(group="leave", exclusive=True)
    async def leave(self, code: int) -> None:
        """Leave the program with an exit code once nothing is being written."""
        async with self._writing:
            self.exit(code, return_code=code)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: the area's commands, those that work everywhere, themes, a picture."""
        area = screen.AREA if isinstance(screen, AreaScreen) else None
        for command in (*listed(area), *listed(None)) if area else listed(None):
            run = partial(screen.run_action, command.action)
            yield SystemCommand(command.text.rstrip("."), f"Key: {command.shown_as}", run)
        for known in super().get_system_commands(screen):
            if known.title in {"Theme", "Screenshot"}:
                yield known


def _opened(open_store: Callable[[], Store]) -> Message:
    try:
        return StoreOpened(open_store())
    except TrackerError as error:
        return StoreRefused(str(error), error.exit_code)


def _written(deed: Deed, store: Store, now: datetime) -> Message:
    return Written(deed(store, now))


def run(
    open_store: Callable[[], Store], *, now: Callable[[], datetime] = clock.now, demo: bool = False
) -> int:
    """Show the diary until the person leaves; return the exit code.

    `open_store` is called in a thread after the first frame. Raises UsageError without a terminal.
    """
    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.__stderr__.isatty()):
        raise UsageError(
            "the diary's screen needs a terminal, and this is none.",
            hint="Try: tracker list, tracker add, or tracker --help",
        )
    app = TrackerApp(open_store, now=now, demo=demo)
    app.run()
    return app.return_code or 0
