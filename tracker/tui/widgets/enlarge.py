"""What a window shows that is too small for the diary; everything stays as it was beneath."""

from textual.widgets import Static


def enlarge() -> Static:
    """The sentence that covers the screen below 40 columns or 15 lines."""
    text = "Please make the window larger: the diary needs 40 columns and 15 lines."
    return Static(text, id="enlarge", markup=False)
