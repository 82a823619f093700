"""The part of the app that follows the settings file: the theme, and keys of one's own."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from tracker import clock
from tracker.tui.chosen import THEME
from tracker.tui.commands import COMMANDS, with_keys
from tracker.tui.contrast import legible
from tracker.tui.keeping import KeepingApp
from tracker.tui.messages import SettingKept
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from tracker.store import Store
    from tracker.tui.chosen import Chosen


class ChoosingApp(KeepingApp):
    """Without `chosen` there is no settings file: nothing is read from it, nothing kept in it."""

    def __init__(
        self,
        open_store: "Callable[[], Store]",
        *,
        now: Callable[[], datetime] = clock.now,
        demo: bool = False,
        backs_up: bool = False,
        chosen: "Chosen | None" = None,
    ) -> None:
        super().__init__(open_store, now=now, demo=demo, backs_up=backs_up)
        self.chosen = chosen
        if chosen is not None and chosen.keys:
            self.commands = with_keys(chosen.keys)
            changed = zip(COMMANDS, self.commands, strict=True)
            self.set_keymap({c.binding_id: c.key for usual, c in changed if c != usual})

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, so that whatever the theme all of them can be read."""
        self.theme_variables = legible(super().get_css_variables())
        return self.theme_variables

    def on_mount(self) -> None:
        """Look as was chosen, from the first frame on."""
        if self.chosen is not None:
            self._choose(self.chosen)

    def _choose(self, chosen: "Chosen") -> None:
        """Look as was chosen; what is chosen from here on is kept for the next time."""
        trouble = chosen.trouble
        if chosen.theme in self.available_themes:
            self.theme = chosen.theme
        elif chosen.theme:
            trouble = f'there is no theme "{chosen.theme}".'
        if trouble:
            words = f"In the settings file: {trouble}"
            self.notify(words, severity="warning", timeout=20, markup=False)
        if not self.demo:
            self.watch(self, "theme", partial(self.keep, THEME), init=False)

    def keep(self, name: str, value: str | bool) -> None:
        """Write a setting for the next time."""
        in_background(self, partial(_kept, name, value), group=f"keep {name}")

    @property
    def own_keys(self) -> int:
        """How many commands have a key of the person's own."""
        return sum(a != b for a, b in zip(COMMANDS, self.commands, strict=True))


def _kept(name: str, value: str | bool) -> Message:
    from tracker import settings

    settings.keep(name, value)
    return SettingKept()
