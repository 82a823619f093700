"""Every key, from the list of commands, and what the glyphs mean."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.tui.commands import Area, Command, listed, reachable
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.making import KINDS
from tracker.tui.views.glyphs import CLEAR, GLYPHS, TWITCH, UNKNOWN
from tracker.tui.views.wrapping import hanging
from tracker.vocabulary import Kind

_FIRST = (
    "What you enter is saved at once; u takes it back, as often as you like. Missing is not "
    "nothing: a day that says nothing stays unknown."
)
_WORDS = (
    ("twitch 6 left upper lip 40s", "strength, side, place, how long"),
    ("coffee 2x 8:30", "a drink, how many, when"),
    ("slept 23:10-06:40 q7", "last night and how good it was"),
    ("stress 4 · fatigue 6", "0 none to 10 worst"),
    ("took magnesium 300 mg -20m", "a medicine, how much, twenty minutes ago"),
    ('beer 22:10 "with friends"', "what stands in quotes is a note"),
)


_WIDTH = 56
"""Columns inside the box."""


class Help(Dialog[None]):
    """What is in focus first, then the keys of the area in front, then everything."""

    def __init__(self, area: Area, where: str = "", here: Sequence[str] = ()) -> None:
        super().__init__("Help", "↑ ↓ scroll · Esc closes")
        self._area = area
        self._where = where
        self._here = here

    def action_explain(self) -> None:
        """It is all here."""

    def body(self) -> ComposeResult:
        """One text to scroll through."""
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()))

    def _lines(self) -> Iterator[Content]:
        if self._here:
            yield Content.styled(self._where, "bold $text-primary")
            yield from (Content(f"{sentence}\n") for sentence in self._here)
        known = self.tracker.commands
        undo = next(c.shown_as for c in known if c.action == "app.take_back")
        yield Content(_FIRST.replace("; u takes", f"; {undo} takes"))
        others = [area for area in Area if area is not self._area]
        here = reachable(self._area, known)
        for area in (self._area, None, *others):
            yield Content.assemble(
                "\n", (area.label if area else "Everywhere", "bold $text-primary")
            )
            named = listed(area, known)
            yield from (_command(c) for c in named if area is not None or c in here)
        yield Content.assemble("\n", ("In words, after /", "bold $text-primary"))
        for words, meaning in _WORDS:
            yield Content.assemble(
                (f"{words}\n", "$text-primary"), (f"    {meaning}", "$foreground-muted")
            )
        yield Content.assemble("\n", ("Signs", "bold $text-primary"))
        days = ((TWITCH, "a day with twitches"), (CLEAR, "none, you said so"), (UNKNOWN, "unknown"))
        kinds = [(GLYPHS[kind], KINDS[kind][0]) for kind in Kind if kind is not Kind.PROFILE]
        for glyph, meaning in (*days, *kinds):
            yield Content(f"  {glyph}   {meaning}")


def _command(command: Command) -> Content:
    text = hanging(command.text, " " * 8, _WIDTH)
    return Content.assemble((f"{command.shown_as:>6}  ", "bold $text-primary"), text[8:])
