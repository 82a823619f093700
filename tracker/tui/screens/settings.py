"""Settings: the person, their medicines, backups, looks, and where things are."""

from datetime import datetime
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tracker.store import Store
from tracker.tui.commands import Area, bindings
from tracker.tui.jobs.configuring import SettingsRead, read_settings
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.settings import NEW_COURSE, Present, Setting, Settings, groups
from tracker.tui.views.wrapping import hanging
from tracker.vocabulary import Kind

_NAMES: Final = 24
"""Columns of the names."""

_NARROW: Final = 56
"""Columns below which a value stands below its name."""


class SettingsScreen(AreaScreen):
    """One list; Enter changes what is under the cursor."""

    AREA = Area.SETTINGS
    BINDINGS: ClassVar = bindings(Area.SETTINGS)
    CSS_PATH = "settings.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._found: Settings | None = None
        self._lines: dict[str, Setting] = {}

    def body(self) -> ComposeResult:
        """The list."""
        yield OptionList(Option("Reading the settings …", disabled=True), markup=False)

    def on_mount(self) -> None:
        """Keys move through the lines; theme and backups are followed."""
        self.query_one(OptionList).focus()
        for name in ("safety", "theme"):
            self.watch(self.app, name, self._fill, init=False)

    def read(self, store: Store, now: datetime) -> Message:
        """The profile, the medicines and the settings file."""
        return read_settings(store, now)

    @on(SettingsRead)
    def _show(self, message: SettingsRead) -> None:
        self._found = message.found
        self._fill()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if self._found is None:
            return
        listing = self.query_one(OptionList)
        at, top = listing.highlighted, listing.scroll_offset.y
        known = self._lines
        here = listing.highlighted_option.id if listing.highlighted_option else None
        listing.clear_options()
        self._lines = {}
        width = listing.scrollable_content_region.width or self.size.width
        for title, lines in groups(self._found, self._present()):
            heading = Content.styled(title, "bold $text-primary")
            listing.add_option(Option(("\n" if self._lines else "") + heading, disabled=True))
            for line in lines:
                self._lines[line.id] = line
                listing.add_option(Option(_line(line, width), line.id))
        first = next(iter(self._lines))
        listing.highlighted = listing.get_option_index(here if here in self._lines else first)
        if known and at is not None:
            listing.scroll_to(y=top, animate=False)

    def _present(self) -> Present:
        app, safety = self.tracker, self.tracker.safety
        unknown = "of the sample diary none is made" if app.demo else "…"
        return Present(
            theme=app.theme,
            own_keys=app.own_keys,
            backup=unknown if safety is None else safety.in_words(app.now()),
            backup_folder="" if safety is None else str(safety.folder),
            backup_is_wanting=bool(app.backup_warning),
        )

    @on(OptionList.OptionSelected)
    async def action_change(self) -> None:
        """Do what Enter does on the line under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        line = self._lines.get(option.id or "") if option else None
        if line is None:
            return
        if line.deed == "profile":
            self._change_profile(line.at)
        elif line.deed == "course":
            self.tracker.edit_entry(line.at)
        elif line.deed == NEW_COURSE:
            self.tracker.open_new(Kind.MEDICATION)
        elif line.deed == "backup":
            self.action_back_up()
        elif line.deed == "theme":
            self.app.action_change_theme()
        elif line.deed == "keys":
            self.tracker.action_keys()
        elif line.deed == "preset":
            await self.tracker.choose_preset()
        elif line.deed == "remind":
            self._tell_reminder()

    def _change_profile(self, entry_id: str) -> None:
        if entry_id:
            self.tracker.edit_entry(entry_id)
        else:
            self.tracker.open_new(Kind.PROFILE)

    def action_back_up(self) -> None:
        """Make a verified backup now."""
        if self.tracker.demo:
            self.notify("The sample diary needs no backup.", markup=False)
        else:
            self.tracker.back_up()

    def _tell_reminder(self) -> None:
        from tracker.tui.dialogs.reading import Reading  # noqa: PLC0415  when it is asked for

        self.app.push_screen(Reading("A reminder in the evening", _REMINDER))


_REMINDER: Final = Content.assemble(
    "One neutral line in the evening, and nothing on a day that is already logged. It is set up "
    "from a shell, once:\n\n",
    ("tracker remind --systemd --install\n", "bold"),
    ("tracker remind --cron --install\n", "bold"),
    "\nWithout --install it only shows what it would write; --at 20:30 chooses the time, --remove "
    "takes it out again.",
)


def _line(line: Setting, width: int) -> Content:
    """Name and value beside each other, or below each other where there is no room for both."""
    style = "$text-error" if line.alarm else ("" if line.stated else "$foreground-muted")
    name = f"{'! ' if line.alarm else '  '}{line.name}"
    if width < _NARROW or len(name) > _NAMES:
        return Content.assemble(f"{name}\n", (hanging(line.value, " " * 4, width - 1), style))
    column = " " * (_NAMES + 2)
    value = hanging(line.value, column, width - 1).removeprefix(column)
    return Content.assemble(f"{name:<{_NAMES + 2}}", (value, style))
