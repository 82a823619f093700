"""The app: its areas and dialogs, the keys that work everywhere, and how it begins and ends."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.screen import ModalScreen, Screen

from tracker import clock
from tracker.errors import UsageError
from tracker.tui import commands, smooth
from tracker.tui.chosen import WELCOMED, chosen
from tracker.tui.commands import Area
from tracker.tui.host import HostApp
from tracker.tui.messages import EntryRead, StoreOpened, StoreRefused
from tracker.tui.screens.opening import OpeningScreen
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from tracker.flags import Flag
    from tracker.store import Store
    from tracker.vocabulary import Kind

ENDING = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end the program; the terminal is put back first."""


FIRST_FRAME = 1 / 60
"""Seconds that the terminal gets to draw the first frame, before the program is loaded whole."""


def _screen(module: str, name: str) -> Screen[Any]:
    """The screen of an area, imported when it is first opened."""
    found: Screen[Any] = getattr(import_module(f"tracker.tui.screens.{module}"), name)()
    return found


class TrackerApp(HostApp):
    """The diary in a terminal: its areas, its dialogs, and the keys that work everywhere."""

    TITLE = "twitch-tracker"
    CSS_PATH = "app.tcss"
    MODES: ClassVar = {
        Area.TODAY.value: partial(_screen, "today", "TodayScreen"),
        Area.DIARY.value: partial(_screen, "diary", "DiaryScreen"),
        Area.TRIGGERS.value: partial(_screen, "triggers", "TriggersScreen"),
        Area.PATTERNS.value: partial(_screen, "patterns", "PatternsScreen"),
        Area.REPORT.value: partial(_screen, "report", "ReportScreen"),
        Area.SETTINGS.value: partial(_screen, "settings", "SettingsScreen"),
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012  as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (15, "-low"), (30, "-tall")]  # noqa: RUF012  as above
    BINDINGS: ClassVar = commands.bindings(None)

    def get_default_screen(self) -> Screen[Any]:
        """What is in front until Today has been loaded."""
        return OpeningScreen(demo=self.demo, typed_ahead=self.typed_ahead)

    def on_mount(self) -> None:
        """End in order when told to; open Today once the first frame is there."""
        for number in ENDING:
            asyncio.get_running_loop().add_signal_handler(number, self.leave, 128 + number)
        self.call_after_refresh(self.set_timer, FIRST_FRAME, self._open_today)

    @on(StoreOpened)
    async def _welcome(self, message: StoreOpened) -> None:
        if not message.fresh or self.demo or self.chosen is None or self.chosen.welcomed:
            return
        from tracker.tui.dialogs.welcome import Welcome

        def answered(_: bool | None) -> None:
            self.keep(WELCOMED, True)

        self.typed_ahead.clear()
        await self._open_today()
        self.push_screen(Welcome(), answered)

    async def _open_today(self) -> None:
        if self.current_mode not in self.MODES:
            await self.switch_mode(Area.TODAY.value)

    @property
    def area(self) -> Area:
        """The area in front, or beneath the dialog in front."""
        return Area(self.current_mode) if self.current_mode in self.MODES else Area.TODAY

    @on(StoreRefused)
    async def _ask_about_store(self, message: StoreRefused) -> None:
        from tracker.tui.dialogs.ask import Ask, Choice

        def answered(answer: str | None) -> None:
            if answer == "again":
                self.open()
            else:
                self.leave(message.exit_code)

        choices = (Choice("r", "Try again", "again"), Choice("q", "Quit", "quit"))
        await self._open_today()
        self.push_screen(Ask("The diary could not be opened", message.sentence, choices), answered)

    def acknowledge(self, flag: "Flag") -> None:
        """Note that a pattern was seen; of an emergency, that it was acted on."""
        from tracker.tui.dialogs.ask import Ask, Choice
        from tracker.tui.jobs import deeds
        from tracker.vocabulary import Tier

        def answered(answer: str | None) -> None:
            if answer:
                self._reopened.pop(flag.rule, None)
                self.write(partial(deeds.acknowledge, flag.rule, flag.title), self.screen)

        if flag.tier is Tier.EMERGENCY:
            acted = (
                Choice("y", "I have called, or a doctor has seen me: hide this", "yes"),
                Choice("n", "Not yet: keep showing it", ""),
            )
            self.push_screen(Ask(flag.title, flag.message, acted), answered)
        else:
            answered("yes")

    def edit_entry(self, entry_id: str) -> None:
        """Open the form of an entry."""
        from tracker.tui.jobs import loading

        if self.store is not None:
            in_background(self, partial(loading.read_entry, self.store, entry_id), group="entry")

    @on(EntryRead)
    def _open_form(self, message: EntryRead) -> None:
        from tracker.tui.dialogs.edit import Edit

        self.push_screen(Edit(message.entry, self.now()))

    async def show_entry(self, entry_id: str) -> None:
        """Go to an entry in the Diary."""
        from tracker.tui.screens.diary import DiaryScreen

        await self.switch_mode(Area.DIARY.value)
        if isinstance(self.screen, DiaryScreen):
            self.screen.go_to(entry_id)

    def action_area(self, name: str) -> None:
        """Go to an area."""
        self.switch_mode(name)

    def action_next_area(self, by: int) -> None:
        """Go to the area beside this one."""
        areas = [area.value for area in Area]
        self.switch_mode(areas[(areas.index(self.area.value) + by) % len(areas)])

    def action_words(self) -> None:
        """Enter anything in words."""
        from tracker.tui.dialogs.words import Words

        self.push_screen(Words())

    def action_new(self) -> None:
        """Choose a kind of entry, then fill in its form."""
        from tracker.tui import making
        from tracker.tui.dialogs.choose import Choose
        from tracker.vocabulary import Kind

        def chosen(kind: str | None) -> None:
            if kind:
                self.open_new(Kind(kind))

        self.push_screen(Choose("A new entry", making.kinds()), chosen)

    def open_new(self, kind: "Kind") -> None:
        """Open the form of a new entry."""
        from tracker.tui.dialogs.new import New

        self.push_screen(New(kind, self.now()))

    async def choose_preset(self) -> None:
        """Go to the patterns and choose how patient their rules are."""
        await self.switch_mode(Area.PATTERNS.value)
        await self.screen.run_action("preset")

    def action_take_back(self) -> None:
        """Undo the last change."""
        from tracker.tui.jobs import deeds

        self.write(deeds.take_back, self.screen)

    def action_seen(self) -> None:
        """Acknowledge what the banner shows."""
        flags = self.patterns.open_flags if self.patterns else ()
        if flags:
            self.acknowledge(flags[0])

    def action_causes(self) -> None:
        """Open the guide to the causes."""
        from tracker.tui.screens.causes import CausesScreen

        if not isinstance(self.screen, CausesScreen):
            self.push_screen(CausesScreen())

    def action_keys(self) -> None:
        """Show every key, and what they do in the control in focus."""
        from tracker.tui.here import about

        here = about(self.focused)
        self.explain("In focus", (here,) if here else ())

    def explain(self, title: str, sentences: Sequence[str]) -> None:
        """Show every key, and before them some sentences about what is in front."""
        from tracker.tui.dialogs.help import Help

        self.push_screen(Help(self.area, title, sentences))

    async def action_quit(self) -> None:
        """Leave the dialog in front, or the program; changes under way are finished first."""
        if isinstance(self.screen, ModalScreen):
            await self.screen.run_action("leave")
        else:
            self.leave(0)

    def _fatal_error(self) -> None:
        """Close; `run` raises the error. Textual would print every variable: people's entries."""
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: every command, and themes."""
        from tracker.tui.palette import offered

        yield from offered(self, screen)
        for known in super().get_system_commands(screen):
            if known.title in {"Theme", "Screenshot"}:
                yield known


def run(
    open_store: "Callable[[], Store]",
    *,
    now: Callable[[], datetime] = clock.now,
    demo: bool = False,
) -> int:
    """Show the diary until the person leaves; return the exit code.

    `open_store` is called in a thread after the first frame. Raises UsageError without a terminal.
    """
    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.__stderr__.isatty()):
        raise UsageError(
            "the diary's screen needs a terminal, and this is none.",
            hint="Try: tracker list, tracker add, or tracker --help",
            safe="",
        )
    app = TrackerApp(open_store, now=now, demo=demo, backs_up=not demo, chosen=chosen())
    smooth.start()
    try:
        app.run()
    finally:
        app.drafts.write()
    if app._exception is not None:  # noqa: SLF001  what Textual keeps for test frameworks
        raise app._exception  # noqa: SLF001
    return app.return_code or 0
