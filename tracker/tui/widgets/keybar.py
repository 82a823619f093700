"""The bottom line: the keys of the area, from the list of commands; each can be clicked."""

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tracker.tui.commands import Area, Command, commands


class Key(Static):
    """One key and what it does."""

    def __init__(self, command: Command) -> None:
        text = Content.assemble((command.shown_as, "bold $text-primary"), f" {command.label}")
        super().__init__(text, classes="-spare" if command.footer == 2 else "")
        self.set_class(command.action == "app.keys", "-last")
        self._action = command.action
        self.tooltip = command.text

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.screen.run_action(self._action)


class KeyBar(Horizontal):
    """The keys that fit, those of the area first."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        padding: 0 0 0 1;
        Key { width: auto; margin-right: 2; color: $foreground; text-wrap: nowrap; }
        Key.-last { dock: right; margin-right: 0; padding: 0 1; background: $panel; }
        Key:hover { background: $primary-muted; pointer: pointer; }
    }
    """

    def __init__(self, area: Area) -> None:
        super().__init__()
        self._area = area

    def on_mount(self) -> None:
        """Show the keys once the first frame is there: a dozen widgets are a third of its time."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        """The area's keys, then those that work everywhere."""
        wanted = (*commands(self._area), *commands(None))
        self.mount_all(Key(command) for command in wanted if command.footer)
