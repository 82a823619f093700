"""What every dialog shares: a framed box in the middle, Esc to leave, nothing lost by leaving."""

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from tracker.tui.host import HostApp, host_of
from tracker.tui.messages import Written
from tracker.tui.widgets.enlarge import enlarge

if TYPE_CHECKING:
    from collections.abc import Mapping


Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over an area. It is dismissed with the answer, or with None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("f1,question_mark", "explain", "Help", show=False),
    ]
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        .box {
            width: 64;
            max-width: 96%;
            height: auto;
            max-height: 92%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text-primary;
            border-subtitle-color: $foreground-muted;
        }
        .hint { color: $foreground-muted; height: auto; }
        .problem { color: $text-error; height: auto; }
        Input { border: none; height: 1; padding: 0 1; background: $boost; }
        Input:focus { border: none; background: $primary-muted; }
        OptionList {
            border: none;
            padding: 0;
            background: $surface;
            height: auto;
            max-height: 14;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        VerticalScroll { height: auto; max-height: 100%; }
        OptionList:focus { border: none; }
    }
    """

    draft_name = ""
    """Under what the dialog's texts are kept until they are saved; nothing keeps none."""

    def __init__(self, title: str, foot: str = "Esc leaves") -> None:
        super().__init__()
        self._title = title
        self._foot = foot
        self._as_opened: Mapping[str, str] = {}

    @property
    def tracker(self) -> HostApp:
        """The app, by its own type."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """The box with the dialog's own part in it."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(self._foot)
            yield from self.body()
        yield enlarge()

    def body(self) -> ComposeResult:
        """The dialog's own widgets."""
        yield from ()

    def texts(self) -> "Mapping[str, str]":
        """What stands in the dialog, by the line's name; other controls than lines say it anew."""
        return {_name(line): line.value for line in self.query(Input)}

    def put_back(self, texts: "Mapping[str, str]") -> None:
        """Show texts that were kept; lines that they do not name stay as they are."""
        for line in self.query(Input):
            if _name(line) in texts:
                line.value = texts[_name(line)]
                line.cursor_position = len(line.value)

    def on_mount(self) -> None:
        """Bring back what was typed here and never saved, and say so."""
        if self.draft_name:
            self._as_opened = dict(self.texts())
            kept = self.tracker.drafts.of(self.draft_name)
            if kept:
                self.put_back(kept)
                self.notify("Brought back: what you had typed here and not saved.", markup=False)

    @on(Input.Changed)
    def keep_texts(self) -> None:
        """Keep what was changed, against whatever may end the program."""
        if self.draft_name and self.is_mounted:
            before = self._as_opened
            changed = {k: v for k, v in self.texts().items() if v != before.get(k, "")}
            if changed:
                self.tracker.keep_draft(self.draft_name, changed)
            else:
                self.forget_texts()

    @on(Written)
    def forget_texts(self) -> None:
        """What was typed is saved, or not wanted."""
        if self.draft_name:
            self.tracker.drop_draft(self.draft_name)

    def action_explain(self) -> None:
        """Say what the keys do here."""
        from tracker.tui.here import about  # noqa: PLC0415  when it is asked for

        kept = "What you type is kept until it is saved." if self.draft_name else ""
        here = tuple(
            filter(None, (about(self.focused), self._foot.replace(" · ", "; ") + ".", kept))
        )
        self.tracker.explain(self._title, here)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def _name(line: Input) -> str:
    return line.name or line.id or ""
