"""What the five areas share: heading, banner, footer, and how a view is read and kept fresh."""

from abc import abstractmethod
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from tracker.store import Store
from tracker.tui.commands import Area
from tracker.tui.host import HostApp, host_of
from tracker.tui.widgets.banner import Banner
from tracker.tui.widgets.enlarge import enlarge
from tracker.tui.widgets.heading import Heading
from tracker.tui.widgets.keybar import KeyBar
from tracker.tui.widgets.notice import Notice
from tracker.tui.work import in_background

if TYPE_CHECKING:
    from tracker.tui.messages import Mark
    from tracker.tui.views.patterns import Patterns


class AreaScreen(Screen[None]):
    """One area. A subclass says what it shows, how that is read, and keeps it in its handler.

    `read` runs in a thread: it gets the store and a moment and returns a message.
    """

    AREA: ClassVar[Area]

    def __init__(self) -> None:
        super().__init__()
        self._shown: Mark | None = None

    @property
    def tracker(self) -> HostApp:
        """The app, by its own type."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """Heading, banner, the area's own part, footer."""
        yield Heading(self.AREA, demo=self.tracker.demo)
        yield Banner()
        yield Notice(with_backups=self.AREA is Area.TODAY)
        with Container(id="body"):
            yield from self.body()
        yield KeyBar(self.AREA)
        yield enlarge()

    @abstractmethod
    def body(self) -> ComposeResult:
        """The area's own widgets."""

    @abstractmethod
    def read(self, store: Store, now: datetime) -> Message:
        """Read what the area shows; runs in a thread."""

    def on_mount(self) -> None:
        """Follow the diary's version and the patterns that are open."""
        self.watch(self.app, "mark", self._freshen)
        self.watch(self.app, "patterns", self._show_banner)

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another area was in front."""
        self._freshen()

    def reload(self) -> None:
        """Read the view again."""
        store = self.tracker.store
        if store is not None and not self.tracker.outgrown:
            self._shown = self.tracker.mark
            in_background(self, partial(self.read, store, self.tracker.now()), group="read")

    def _freshen(self) -> None:
        if self.is_current and self.tracker.mark != self._shown:
            self.reload()

    def _show_banner(self, patterns: "Patterns | None") -> None:
        self.query_one(Banner).show(patterns, only_emergency=self.AREA is not Area.TODAY)
