"""What the controls of a form share that are no lines of text."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


class Control(Widget, can_focus=True):
    """Holds the texts of one or more fields, as a line of text would: empty is not recorded."""

    DEFAULT_CSS = """
    Control { height: auto; width: 1fr; padding: 0 1; }
    Control:focus { background: $primary-muted; }
    """

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        by: "Control"

        @property
        def control(self) -> "Control":
            """The sender, for selectors."""
            return self.by

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = dict(texts)

    def texts(self) -> dict[str, str]:
        """What is chosen, by the field's name."""
        return dict(self._texts)

    def put(self, texts: Mapping[str, str]) -> None:
        """Choose what some texts say; fields that they do not name stay as they are."""
        for name in self._texts.keys() & texts.keys():
            self._texts[name] = texts[name]
        self.refresh(layout=True)

    def choose(self, name: str, text: str) -> None:
        """Change the text of one field."""
        if self._texts[name] != text:
            self._texts[name] = text
            self.refresh(layout=True)
            self.post_message(self.Changed(self))

    def field_in_front(self) -> str:
        """The name of the field that keys change now."""
        return next(iter(self._texts))
