"""The cell `details` of the clinician's table: `name=value; name=value`, out and back."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from tracker.entry.printable import shown
from tracker.errors import DataError
from tracker.exchange.table import number

_NEEDS_QUOTES: Final = re.compile(r"[;\"\x00-\x1f\x7f-\x9f\u2028\u2029]|^[\s\[{]|\s$")
_NAME: Final = re.compile(r"\s*([A-Za-z_]+)=")
_NEXT: Final = re.compile(r"\s*(;|$)")
_JSON: Final = json.JSONDecoder()


class Words(str):
    """A value that stood without quotes: its field's form says what it is."""

    __slots__ = ()


def plain(value: Any) -> str:
    """A value in words; as JSON where it is a list or its own signs would blur the line."""
    if isinstance(value, str) and not _NEEDS_QUOTES.search(value):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def parsed(text: str) -> Mapping[str, Any]:
    """The values of a cell by name: `Words` where they stood without quotes, else as JSON has them.

    Raises DataError, saying where, for what is not name=value; name=value.
    """
    found: dict[str, Any] = {}
    position = 0
    while position < len(text.rstrip(" ;")):
        match = _NAME.match(text, position)
        if match is None:
            raise DataError(f"must be name=value; name=value, not {shown(text[position:])}.")
        name, position = match[1], match.end()
        if name in found:
            raise DataError(f"{name} stands twice.", field=name)
        found[name], position = _value(text, position)
        after = _NEXT.match(text, position)
        if after is None:
            raise DataError(f"after {name} a semicolon must follow, not {shown(text[position:])}.")
        position = after.end()
    return found


def _value(text: str, position: int) -> tuple[Any, int]:
    if text[position : position + 1] not in {'"', "[", "{"}:
        end = text.find(";", position)
        end = len(text) if end < 0 else end
        return Words(text[position:end].strip()), end
    try:
        return _JSON.raw_decode(text, position)
    except (ValueError, RecursionError) as error:
        raise DataError(f"a value is not written to its end: {shown(text[position:])}.") from error
