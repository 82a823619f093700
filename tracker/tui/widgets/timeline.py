"""The entries of a day, newest first; the cursor stays on its entry when others come and go."""

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tracker.tui.views.rows import Row
from tracker.vocabulary import Kind

COLOURS = {
    Kind.EPISODE: "$text-accent",
    Kind.CAFFEINE: "$text-warning",
    Kind.SLEEP: "$text-primary",
    Kind.SYMPTOM: "$text-error",
    Kind.DAY: "$text-success",
}
"""The colour of a glyph, beside its shape; the other kinds have none."""


class Timeline(OptionList):
    """Rows of entries, by entry id. A cursor on the newest entry stays on the newest."""

    DEFAULT_CSS = """
    Timeline {
        border: none;
        padding: 0;
        background: transparent;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:focus { border: none; background-tint: $foreground 0%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; cursor and scroll stay where they were, by entry."""
        option = self.highlighted_option
        at = option.id if option and self.highlighted else None
        scrolled = self.scroll_offset.y
        self.clear_options()
        self.add_options(Option(_line(row), row.id) for row in rows)
        ids = [row.id for row in rows]
        self.highlighted = ids.index(at) if at in ids else (0 if ids else None)
        self.scroll_to(y=scrolled, animate=False)


def _line(row: Row) -> Content:
    return Content.assemble(
        (f"{row.when:>5}  ", "$foreground-muted"),
        (row.glyph, COLOURS.get(row.kind, "$foreground-muted")),
        f"  {row.text}",
        (f"  {row.note}", "$foreground-muted italic") if row.note else "",
    )
