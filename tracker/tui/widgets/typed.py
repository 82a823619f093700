"""A line to type into that shows whatever was pasted into it, and lets none of it act."""

import unicodedata

from rich.text import Text
from textual.widgets import Input

_STAND_IN = "\ufffd"
_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Part of words in some scripts, and of emoji."""


class Typed(Input):
    """An Input whose value is kept as it is; a character that would act is shown as `�`."""

    @property
    def _value(self) -> Text:
        if self.password:
            return super()._value
        return Text("".join(map(_shown, self.value)), no_wrap=True, overflow="ignore", end="")


def _shown(character: str) -> str:
    if unicodedata.category(character) in _ACTING and character not in _JOINERS:
        return _STAND_IN
    return character
