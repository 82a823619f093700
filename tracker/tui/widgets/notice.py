"""One line under the tabs: that nothing can be written, or on Today that a backup is wanting."""

from textual.widgets import Static

from tracker.tui.host import host_of


class Notice(Static):
    """Hidden as long as there is nothing to say."""

    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        padding: 0 1;
        background: $surface;
        color: $text-error;
        border-left: outer $error;
    }
    """

    def __init__(self, *, with_backups: bool) -> None:
        super().__init__(markup=False)
        self._with_backups = with_backups

    def on_mount(self) -> None:
        """Follow what the app knows."""
        for name in ("outgrown", "safety", "mark"):
            self.watch(self.app, name, self._say)

    def _say(self) -> None:
        app = host_of(self)
        words = app.outgrown
        if not words and self._with_backups:
            words = app.backup_warning
        self.update(words)
        self.display = bool(words)
