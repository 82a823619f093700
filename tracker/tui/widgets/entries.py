"""The Diary's table: Home and End go to its first and its last row."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class Entries(DataTable[Text]):
    """Rows under a cursor; the table's own Home and End move by column, of which none shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, show_header=False, cell_padding=1)
