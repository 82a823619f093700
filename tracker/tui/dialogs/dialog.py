"""What every dialog shares: a framed box in the middle, Esc to leave, nothing lost by leaving."""

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from tracker.tui.widgets.enlarge import enlarge

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over an area. It is dismissed with the answer, or with None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, priority=True)
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

    def __init__(self, title: str, foot: str = "Esc leaves") -> None:
        super().__init__()
        self._title = title
        self._foot = foot

    @property
    def tracker(self) -> "TrackerApp":
        """The app, by its own type."""
        from tracker.tui.app import TrackerApp  # noqa: PLC0415  the app imports the dialogs

        assert isinstance(self.app, TrackerApp)  # noqa: S101  tells the type checker
        return self.app

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

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
