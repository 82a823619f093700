"""The form of an entry: the control that fits each field, checked while it is filled in."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from tracker.entry.phrase import title
from tracker.errors import DataError
from tracker.fields import Form
from tracker.records import Entry
from tracker.tui import making
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.jobs import deeds, loading
from tracker.tui.jobs.deeds import Deed
from tracker.tui.messages import Done, Failed, NamesRead, Written
from tracker.tui.views.form import Cell, changes_of, form, in_full
from tracker.tui.widgets.control import Control
from tracker.tui.widgets.details import Details
from tracker.tui.widgets.face import Face
from tracker.tui.widgets.lookup import Lookup
from tracker.tui.widgets.pick import Pick
from tracker.tui.widgets.typed import Typed
from tracker.tui.work import in_background

FEW: Final = 2
"""So many yes or no fields have a line each; more of them stand in a grid."""
_HOW: Final = {
    Pick: "← → or a first letter chooses, ⌫ takes it away",
    Details: "y yes · n no · ⌫ not recorded",
    Face: "letters choose places, ⌫ takes all away",
    Lookup: "↓ searches the list, → completes",
}


class Edit(Dialog[Done]):
    """Dismissed when the change is committed; what is not saved is kept when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", show=False),
        Binding("ctrl+r", "start_over", show=False),
    ]
    DEFAULT_CSS = """
    Edit {
        .box { width: 76; }
        .line { height: auto; }
        .line Label { width: 22; color: $text-muted; }
        .line Input, .line .kept { width: 1fr; }
        .line .-wrong { color: $text-error; }
        .kept { padding: 0 1; color: $text-muted; }
        #about { margin: 1 0 0 0; min-height: 3; max-height: 5; }
        VerticalScroll { max-height: 60vh; }
    }
    """

    def __init__(self, entry: Entry, now: datetime, heading: str = "") -> None:
        self._cells = {cell.field.name: cell for cell in form(entry, now)}
        self._entry = entry
        self._refused: tuple[str, str, str] | None = None
        self.draft_name = f"entry {entry.id}"
        heading = heading or f"Change: {title(entry.record)}"
        super().__init__(heading, "Enter saves · Tab next · ^R starts over · Esc leaves")

    def body(self) -> ComposeResult:
        """A line for each field, and under them what the one in focus takes."""
        with VerticalScroll(can_focus=False):
            for label, control in self._lines():
                with Horizontal(classes="line"):
                    yield Label(label, markup=False)
                    yield control
        yield Static(id="about", classes="hint", markup=False)

    def _lines(self) -> Iterator[tuple[str, Widget]]:
        cells = list(self._cells.values())
        asked = [cell for cell in cells if cell.field.form is Form.YES_NO and not cell.kept]
        grid = asked if len(asked) > FEW else []
        last = grid[-1] if grid else None
        for cell in cells:
            if cell is last:
                yield "yes or no", Details({one.field.name: one.text for one in grid})
            elif cell not in grid:
                yield cell.label, _control(cell)

    def on_mount(self) -> None:
        """Read one's own names where there is a list, and begin where nothing stands yet."""
        store = self.tracker.store
        if store is not None and (self._entry.kind, "name") in making.OWN:
            job = partial(loading.read_names, store, self._entry.kind)
            in_background(self, job, group="names")
        if not self._entry.id:
            texts = self.texts()
            needed = [name for name, cell in self._cells.items() if cell.field.required]
            empty = [name for name in [*needed, *texts] if not texts.get(name)]
            self._focus(empty[0] if empty else "")

    @on(NamesRead)
    def _offer_names(self, message: NamesRead) -> None:
        for line in self.query(Lookup):
            if line.name == "name":
                line.add(message.names)

    def texts(self) -> dict[str, str]:
        """What stands in each field."""
        found = {str(line.name): line.value for line in self.query(Input)}
        for control in self.query(Control):
            found |= control.texts()
        return found

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Show texts that were kept."""
        super().put_back(texts)
        for control in self.query(Control):
            control.put(texts)

    def _focus(self, name: str) -> None:
        for line in self.query(Input):
            if line.name == name:
                line.focus()
        for control in self.query(Control):
            if name in control.texts():
                control.focus()

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        self._check(event.widget)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._check(event.input)

    @on(Control.Changed)
    def _chose(self, event: Control.Changed) -> None:
        self.keep_texts()
        self._check(event.by)

    def _check(self, line: Widget) -> None:
        if isinstance(line, Input):
            name = str(line.name)
        elif isinstance(line, Control):
            name = line.field_in_front()
        else:
            return
        cell, now = self._cells[name], self.tracker.now()
        text = in_full(self._entry.kind, self.texts(), now)[name]
        try:
            cell.read(text, now)
        except DataError as error:
            line.add_class("-wrong")
            if line.has_focus:
                self._say(error.message, problem=bool(text.strip()))
            return
        if self._refused is not None and self._refused[:2] == (name, self.texts()[name]):
            if line.has_focus:
                self._say(self._refused[2], problem=True)
            return
        line.remove_class("-wrong")
        if line.has_focus:
            seen = isinstance(line, Control) and not isinstance(line, Pick)
            expects = "" if seen or not cell.expects else f": {cell.expects}"
            how = _HOW.get(type(line), "")
            self._say("\n".join(filter(None, (f"{cell.field.help}{expects}", how))))

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Save what was changed, once all of it can be read."""
        try:
            changes = changes_of(self._entry, self._cells, self.texts(), self.tracker.now())
        except DataError as error:
            self._say(str(error), problem=True)
            self._focus(error.field or "")
            self._say(str(error), problem=True)
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
        name, sentence = message.field or "", message.sentence
        if name in self._cells:
            sentence = self._cells[name].said(sentence)
            self._refused = (name, self.texts()[name], sentence)
            self._focus(name)
        self._say(sentence, problem=True)

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        about = self.query_one("#about", Static)
        about.set_class(problem, "problem")
        about.update(sentence)

    def action_start_over(self) -> None:
        """Forget what was changed here."""
        self.put_back({name: cell.text for name, cell in self._cells.items()})
        self.forget_texts()

    def action_leave(self) -> None:
        """Close; what was changed is kept for the next time."""
        if any(text != self._cells[name].text for name, text in self.texts().items()):
            self.notify("Kept what you changed: the form brings it back.", markup=False)
        self.dismiss(None)


def _control(cell: Cell) -> Widget:
    name, described = cell.field.name, cell.field
    if cell.kept:
        return Static(cell.text, classes="kept", markup=False)
    if described.form is Form.YES_NO:
        return Pick(name, ("yes", "no"), cell.text)
    if described.form is Form.CHOICE:
        words = [choice.replace("_", " ") for choice in described.choices]
        return Pick(name, words, cell.text)
    if described.form is Form.CHOICES:
        return Face(name, cell.text)
    if making.has_list(cell.kind, name):
        return Lookup(cell.text, name, described.help, making.lookups(cell.kind, name))
    return Typed(cell.text, name=name, placeholder=described.help, select_on_focus=False)
