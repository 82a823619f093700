"""A line of words that do something when they are clicked."""

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

_TIP = "tip"


def spot(words: Content, action: str, tip: str) -> Content:
    """Words that run an action when they are clicked, and say what it does when pointed at."""
    return words.stylize(Style.from_meta({"@click": action, _TIP: tip}))


class Bar(Widget):
    """One line, drawn by the subclass. A widget a word would cost a third of the first frame."""

    DEFAULT_CSS = """
    Bar {
        height: 1;
        width: 1fr;
        background: $panel;
        link-color: $foreground;
        link-background: $panel;
        link-style: none;
        link-color-hover: $foreground;
        link-background-hover: $primary-muted;
        link-style-hover: none;
    }
    """

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the tip of the words that are pointed at."""
        self.tooltip = event.style.meta.get(_TIP)
