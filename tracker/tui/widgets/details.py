"""Yes or no details in a compact grid, three states each: yes, no, not recorded."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size

from tracker.tui.views.glyphs import BLANK
from tracker.tui.widgets.control import Control

_SIGNS: Final = {"yes": "yes", "no": "no ", "": f" {BLANK} "}
_WIDEST: Final = 22
"""Columns of one detail, its sign included."""


class Details(Control):
    """Arrows go from one to the next; `y`, `n` and Backspace answer, Space goes round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "move(1)", show=False),
        Binding("left", "move(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("space", "next", show=False),
        Binding("backspace,delete", "answer('')", show=False),
    ]

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self._names = tuple(texts)
        self._at = 0

    def field_in_front(self) -> str:
        """The detail under the cursor."""
        return self._names[self._at]

    @property
    def _columns(self) -> int:
        return max(1, self.content_size.width // _WIDEST)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._names):
            self._at = at
            self.refresh()
            self.post_message(self.Changed(self))

    def action_move(self, by: int) -> None:
        """The detail beside."""
        self._go(self._at + by)

    def action_line(self, by: int) -> None:
        """The detail below or above."""
        self._go(self._at + by * self._columns)

    def action_answer(self, text: str) -> None:
        """Say yes, no, or nothing."""
        self.choose(self.field_in_front(), text)

    def action_next(self) -> None:
        """Yes, then no, then not recorded."""
        follows = {"": "yes", "yes": "no", "no": ""}
        self.action_answer(follows[self._texts[self.field_in_front()]])

    def on_key(self, event: events.Key) -> None:
        """`y` and `n` answer and go on."""
        answer = {"y": "yes", "n": "no"}.get(event.character or "")
        if answer is not None:
            event.stop()
            self.action_answer(answer)
            self.action_move(1)

    def on_click(self, event: events.Click) -> None:
        """A click goes round the answers of a detail."""
        at = event.y * self._columns + (event.x - self.gutter.left) // _WIDEST
        if 0 <= at < len(self._names):
            self._at = at
            self.action_next()

    def render(self) -> Content:
        """The grid; the detail under the cursor is marked while the control has the focus."""
        lines = []
        for start in range(0, len(self._names), self._columns):
            parts = []
            for at in range(start, min(start + self._columns, len(self._names))):
                text = self._texts[self._names[at]]
                words = f"{_SIGNS[text]} {self._names[at].replace('_', ' ')}"
                style = "bold" if text else "$text-muted"
                here = at == self._at and self.has_focus
                parts.append(Content.styled(words, f"{style} reverse" if here else style))
                parts.append(Content(" " * (_WIDEST - len(words))))
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  as Textual asks
        """As many lines as the details take."""
        return -(-len(self._names) // max(1, width // _WIDEST))
