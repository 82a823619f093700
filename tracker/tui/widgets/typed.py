"""A line to type into that shows whatever was pasted into it, and lets none of it act."""

from rich.text import Text
from textual.widgets import Input

from tracker.entry.printable import standing_in


class Typed(Input):
    """An Input whose value is kept as it is; a character that would act is shown as `�`."""

    _seen: tuple[str, str] = ("", "")
    """The value that was shown last, and as what: a long one is looked through once."""

    @property
    def _value(self) -> Text:
        if self.password:
            return super()._value
        if self._seen[0] != self.value:
            self._seen = (self.value, standing_in(self.value))
        return Text(self._seen[1], no_wrap=True, overflow="ignore", end="")
