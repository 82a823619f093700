"""Where it twitches: a small map of the face with a key for each place."""

from typing import Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size

from tracker.tui.views.glyphs import BLANK
from tracker.tui.widgets.control import Control
from tracker.vocabulary import Site

KEYS: Final[dict[str, Site]] = {
    "b": Site.BROW,
    "e": Site.UPPER_EYELID,
    "w": Site.LOWER_EYELID,
    "n": Site.NOSE,
    "k": Site.CHEEK,
    "u": Site.UPPER_LIP,
    "m": Site.MOUTH_CORNER,
    "l": Site.LOWER_LIP,
    "t": Site.TONGUE,
    "c": Site.CHIN,
    "j": Site.JAW,
    "x": Site.NECK,
    "a": Site.ARM,
    "h": Site.HAND,
    "g": Site.LEG,
    "o": Site.OTHER,
}
"""The letter of each place, from the brow down."""

_MAP: Final = (
    " ╭─────────╮ ",
    " │ b     b │ ",
    " │ e     e │ ",
    " │ w  n  w │ ",
    " │k       k│ ",
    " │   uuu   │ ",
    " │  m t m  │ ",
    " │   lll   │ ",
    " ╰j   c   j╯ ",
    "   ╰──x──╯   ",
)
_LEGEND_LINES: Final = 8
_NAME: Final = 12


class Face(Control):
    """One line with the names; with the focus, the map and the letters that choose."""

    BINDINGS = [Binding("backspace,delete", "clear", show=False)]  # noqa: RUF012  as Textual declares it
    DEFAULT_CSS = "Face:focus { background: $boost; }"

    def __init__(self, name: str, value: str) -> None:
        super().__init__({name: value})
        self._field = name

    @property
    def _chosen(self) -> list[str]:
        return [part for part in self._texts[self._field].split(", ") if part]

    def action_clear(self) -> None:
        """No place."""
        self.choose(self._field, "")

    def on_key(self, event: events.Key) -> None:
        """A letter adds its place, or takes it away."""
        site = KEYS.get(event.character or "")
        if site is None:
            return
        event.stop()
        name, chosen = _words(site), self._chosen
        chosen = [one for one in chosen if one != name] if name in chosen else [*chosen, name]
        self.choose(self._field, ", ".join(chosen))

    def on_focus(self) -> None:
        """Unfold the map."""
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """Fold it."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """The names, and with the focus the map with the legend beside it."""
        names = self._texts[self._field]
        if not self.has_focus:
            return Content(names) if names else Content.styled(BLANK, "$text-muted")
        chosen = set(self._chosen)
        legend = list(KEYS.items())
        lines = []
        for number, line in enumerate(_MAP):
            parts = [_spot(char, chosen) for char in line]
            if number < _LEGEND_LINES:
                pair = legend[number], legend[number + _LEGEND_LINES]
                parts += [part for key, site in pair for part in _named(key, _words(site), chosen)]
            lines.append(Content.assemble(*parts))
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  as Textual asks
        """One line, or the map's."""
        return len(_MAP) if self.has_focus else 1


def _words(site: Site) -> str:
    return site.value.replace("_", " ")


def _spot(char: str, chosen: set[str]) -> tuple[str, str]:
    if char not in KEYS:
        return (char, "$text-muted")
    if _words(KEYS[char]) in chosen:
        return ("●", "bold $text-accent")
    return (char, "bold")


def _named(key: str, name: str, chosen: set[str]) -> list[tuple[str, str]]:
    is_chosen = name in chosen
    mark = "●" if is_chosen else " "
    style = "bold" if is_chosen else "$text-muted"
    return [(" ", ""), (key, "bold $text-primary"), (f" {mark}{name:<{_NAME}}", style)]
