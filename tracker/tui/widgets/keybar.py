"""The bottom line: the keys of the area, from the list of commands; each can be clicked."""

from typing import Final

from textual.content import Content

from tracker.tui.commands import Area, Command, reachable
from tracker.tui.widgets.bar import Bar

WIDE: Final = 110
"""Columns from which the keys of the second rank are shown too."""

_LAST: Final = "app.keys"


class KeyBar(Bar):
    """The keys that fit, those of the area first; the key to all others at the end."""

    DEFAULT_CSS = "KeyBar { dock: bottom; padding: 0 1; }"

    def __init__(self, area: Area) -> None:
        super().__init__()
        self._area = area

    def render(self) -> Content:
        """Whole keys alone: half a word would say nothing."""
        width = self.content_size.width
        rank = 2 if width >= WIDE else 1
        wanted = [c for c in reachable(self._area, self.known) if 0 < c.footer <= rank]
        last = Content("").join(self._key(c) for c in wanted if c.action == _LAST)
        line, room = Content(""), width - last.cell_length
        for command in wanted:
            key = self._key(command)
            if command.action != _LAST and line.cell_length + key.cell_length + 2 <= room:
                line = line + key + "  "
        return line + " " * (room - line.cell_length) + last

    def _key(self, command: Command) -> Content:
        words = Content.assemble((command.shown_as, "bold $text-primary"), f" {command.label}")
        where = "" if command.action.startswith("app.") else "screen."
        return self.spot(words, where + command.action, command.text)
