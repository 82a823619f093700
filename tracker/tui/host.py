"""What areas and dialogs may ask of the app that shows them."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from tracker.tui.choosing import ChoosingApp
from tracker.tui.commands import Area

if TYPE_CHECKING:
    from tracker.flags import Flag
    from tracker.vocabulary import Kind


class HostApp(ChoosingApp):
    """The app as its screens know it; the whole of it knows them in turn."""

    @property
    @abstractmethod
    def area(self) -> Area:
        """The area in front, or beneath the dialog in front."""

    @abstractmethod
    def acknowledge(self, flag: "Flag") -> None:
        """Note that a pattern was seen; of an emergency, that it was acted on."""

    @abstractmethod
    def edit_entry(self, entry_id: str) -> None:
        """Open the form of an entry."""

    @abstractmethod
    def open_new(self, kind: "Kind") -> None:
        """Open the form of a new entry."""

    @abstractmethod
    async def show_entry(self, entry_id: str) -> None:
        """Go to an entry in the Diary."""

    @abstractmethod
    def action_keys(self) -> None:
        """Show every key, and what they do in the control in focus."""

    @abstractmethod
    def explain(self, title: str, sentences: Sequence[str]) -> None:
        """Show every key, and before them some sentences about what is in front."""

    @abstractmethod
    async def choose_preset(self) -> None:
        """Go to the patterns and choose how patient their rules are."""


def host_of(shown: MessagePump) -> HostApp:
    """The app that shows a screen or a widget."""
    assert isinstance(shown.app, HostApp)  # noqa: S101  tells the type checker
    return shown.app
