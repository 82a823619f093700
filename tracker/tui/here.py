"""What keys do in the control in focus; one of our own says so itself, as its HELP."""

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList

_CONTROLS: tuple[tuple[type[Widget], str], ...] = (
    (Input, "Type. ← → Home End move, Ctrl+W takes a word back, Ctrl+U all before the cursor."),
    (OptionList, "↑ ↓ PgUp PgDn Home End move; Enter opens what is under the cursor."),
    (DataTable, "↑ ↓ PgUp PgDn Home End move; Enter opens what is under the cursor."),
    (VerticalScroll, "↑ ↓ PgUp PgDn Home End scroll."),
)


def about(focused: Widget | None) -> str:
    """A sentence, or nothing where nothing is in focus."""
    if focused is None:
        return ""
    return focused.HELP or next((w for kind, w in _CONTROLS if isinstance(focused, kind)), "")
