"""The entries of a day, newest first, under a cursor that is away until it is moved."""

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
    """Rows of entries, by entry id.

    No row is marked at first: keys mean now. The cursor comes with the first step down, goes with
    one up from the first row, and stays on its entry when others come and go. Hidden, as on an
    empty day, it loses the focus; shown again, it takes it where nothing else has.
    """

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
        self._when: dict[str | None, str] = {}

    def on_show(self) -> None:
        """Take the focus back."""
        if self.screen.focused is None:
            self.focus()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; cursor and scroll stay where they were, by entry."""
        option = self.highlighted_option
        at = option.id if option else None
        scrolled = self.scroll_offset.y
        self._when = {row.id: row.when for row in rows}
        self.clear_options()
        self.add_options(Option(_line(row), row.id) for row in rows)
        self.highlighted = list(self._when).index(at) if at in self._when else None
        self.scroll_to(y=scrolled, animate=False)

    @property
    def marked(self) -> str | None:
        """The time of day of the row under the cursor, empty for a whole day's; None without."""
        option = self.highlighted_option
        return self._when[option.id] if option is not None and option.id in self._when else None

    def forget(self) -> None:
        """Put the cursor away."""
        self.highlighted = None
        self.scroll_to(y=0, animate=False)

    def action_cursor_up(self) -> None:
        """One row up; from the first one, away."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.forget()

    def action_cursor_down(self) -> None:
        """One row down; the last one is the end."""
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()

    def action_select(self) -> None:
        """Choose the row under the cursor; without one, the newest."""
        if self.highlighted is None and self.option_count:
            self.post_message(self.OptionSelected(self, self.get_option_at_index(0), 0))
        else:
            super().action_select()


def _line(row: Row) -> Content:
    return Content.assemble(
        (f"{row.when:>5}  ", "$foreground-muted"),
        (row.glyph, COLOURS.get(row.kind, "$foreground-muted")),
        f"  {row.text}",
        (f"  {row.note}", "$foreground-muted italic") if row.note else "",
    )
