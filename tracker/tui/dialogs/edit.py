"""The form of an entry: one line for each field of its kind, checked while it is typed."""

from datetime import datetime
from functools import partial
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from tracker.entry.phrase import title
from tracker.errors import DataError
from tracker.records import Entry
from tracker.tui import deeds
from tracker.tui.deeds import Deed, Done
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.messages import Failed, Written
from tracker.tui.views.form import Cell, changes_of, form

_LEAVE = (
    Choice("s", "Stay in the form", ""),
    Choice("l", "Leave, and forget what was changed", "leave"),
)


class Edit(Dialog[Done]):
    """Dismissed when the change is committed; until then the form keeps its text."""

    DEFAULT_CSS = """
    Edit {
        .box { width: 76; }
        .line { height: 1; }
        .line Label { width: 22; color: $text-muted; }
        .line Input, .line .kept { width: 1fr; }
        .line .-wrong { color: $text-error; }
        .kept { padding: 0 1; color: $text-muted; }
        #about { margin: 1 0 0 0; min-height: 2; }
        VerticalScroll { max-height: 60vh; }
    }
    """

    def __init__(self, entry: Entry, now: datetime, heading: str = "") -> None:
        self._cells = {cell.field.name: cell for cell in form(entry, now)}
        self._entry = entry
        self.draft_name = f"entry {entry.id}"
        heading = heading or f"Change: {title(entry.record)}"
        super().__init__(heading, "Enter saves · Tab next · Esc leaves")

    def body(self) -> ComposeResult:
        """A line for each field, and under them what the one in focus takes."""
        with VerticalScroll(can_focus=False):
            for cell in self._cells.values():
                with Horizontal(classes="line"):
                    yield Label(cell.label, markup=False)
                    yield _line(cell)
        yield Static(id="about", classes="hint", markup=False)

    @property
    def _texts(self) -> dict[str, str]:
        return {str(line.name): line.value for line in self.query(Input)}

    @property
    def is_changed(self) -> bool:
        """Whether leaving would forget something."""
        return any(text != self._cells[name].text for name, text in self._texts.items())

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        self._check(event.widget)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._check(event.input)

    def _check(self, line: Widget) -> None:
        if isinstance(line, Input):
            cell = self._cells[str(line.name)]
            try:
                cell.read(line.value, self.tracker.now())
            except DataError as error:
                line.add_class("-wrong")
                self._say(error.message, problem=bool(line.value.strip()))
            else:
                line.remove_class("-wrong")
                self._say(f"{cell.field.help}: {cell.field.expects()}")

    @on(Input.Submitted)
    def _entered(self) -> None:
        changes: dict[str, Any] = {}
        try:
            changes = changes_of(self._entry, self._cells, self._texts, self.tracker.now())
        except DataError as error:
            self._say(str(error), problem=True)
            for line in self.query(Input):
                if line.name == error.field:
                    line.focus()
            return
        deed = self.deed(changes)
        if deed is None:
            self.dismiss(None)
        else:
            self.tracker.write(deed, self)

    def deed(self, changes: dict[str, Any]) -> Deed | None:
        """What saving does with the fields that were changed; None when there is nothing to do."""
        if not changes:
            return None
        return partial(deeds.change, self._entry.id, changes, self._entry.version)

    @on(Written)
    def _saved(self, message: Written) -> None:
        self.dismiss(message.done)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self._say(message.sentence, problem=True)

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        about = self.query_one("#about", Static)
        about.set_class(problem, "problem")
        about.update(sentence)

    def action_leave(self) -> None:
        """Close; when something was changed, ask first."""

        def answered(answer: str | None) -> None:
            if answer:
                self.forget_texts()
                self.dismiss(None)

        if self.is_changed:
            self.app.push_screen(Ask("Unsaved changes", "Leave the form?", _LEAVE), answered)
        else:
            self.dismiss(None)


def _line(cell: Cell) -> Widget:
    if cell.kept:
        return Static(cell.text, classes="kept", markup=False)
    return Input(
        cell.text, name=cell.field.name, placeholder=cell.field.help, select_on_focus=False
    )
