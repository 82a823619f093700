"""PgUp and PgDn turn the pages of a text that stands beside a list, which has the focus."""

from typing import Final

from textual.binding import Binding
from textual.containers import VerticalScroll

PAGING: Final = (
    Binding("pageup", "page(-1)", show=False, priority=True),
    Binding("pagedown", "page(1)", show=False, priority=True),
)
"""They come before the list's own, which would move its cursor."""


def turn(text: VerticalScroll, by: int) -> None:
    """Scroll by a page, down when `by` is above zero."""
    if by > 0:
        text.scroll_page_down(animate=False)
    else:
        text.scroll_page_up(animate=False)
