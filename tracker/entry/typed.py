"""One field's value from a command line's or a form's text."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from tracker import clock
from tracker.entry.amounts import number
from tracker.entry.durations import duration
from tracker.entry.heads import symptom_named
from tracker.entry.printable import shown
from tracker.entry.times import When, plain
from tracker.entry.values import LOCAL_DATE, checked, near_hint, refused
from tracker.entry.words import CHARACTERS, SIDES, normal, sites
from tracker.errors import DataError
from tracker.fields import COMMON, FIELDS, RATING, Field, Form
from tracker.vocabulary import Kind

_NUMBER: Final = re.compile(r"([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[+-]?nan|[+-]?inf(?:inity)?) ?(.*)")
_LONGEST_NUMBER: Final = 60
_CALLED: Final = re.compile(r"[\d +()/*#-]+", re.ASCII)
_FEWEST_DIGITS: Final = 2
_YES: Final = frozenset({"yes", "y", "true"})
_NO: Final = frozenset({"no", "n", "false"})
_AHEAD: Final = frozenset({"scheduled"})
"""Times that may come later today."""
_SHORT: Final = {"hours": "h"}


def parse_field(kind: Kind, name: str, text: str, *, now: datetime) -> Any:
    """The value that a text gives a field, checked; None (not recorded) for a blank text.

    Yes or no; plain words for lists, sites separated by commas; times and days in the words of
    quick entry, read in the zone of `now` (aware); arms and beliefs as JSON. Raises DataError
    naming the field and what it accepts. Whether a time lies ahead is for `accept` to say.
    """
    known = {each.name: each for each in (*FIELDS[kind], *COMMON, LOCAL_DATE)}
    if name not in known:
        hint = near_hint(name, tuple(known)) or f"Its fields: {', '.join(known)}."
        raise DataError(f"{kind} has no field {shown(name)}.", hint=hint, field=name)
    if not text.strip():
        return None
    field = known[name]
    return checked(field, _READ[field.form](field, text, now))


def _text(field: Field, text: str, now: datetime) -> str:  # noqa: ARG001  all readers take alike
    if field.name == "symptom":
        return symptom_named(text) or text
    return _callable(field, text) if field.name == "emergency_number" else text


def _callable(field: Field, text: str) -> str:
    """A number that can be called. Records that hold another one already stay as they are."""
    digits = re.findall(r"\d", text, re.ASCII)
    if not _CALLED.fullmatch(text.strip()) or len(digits) < _FEWEST_DIGITS:
        expects = "a number to call: digits, and spaces or + - ( ) / * # between them"
        raise refused(field.name, expects, text, hint="Try: 112, 911 or +44 20 7946 0000")
    return text


def _number(field: Field, text: str, now: datetime) -> float:  # noqa: ARG001  as above
    word = plain(text.strip())
    if field.name == "hours" and (lasted := _hours(word)) is not None:
        return lasted
    match = _NUMBER.fullmatch(word) if len(word) <= _LONGEST_NUMBER else None
    units = {"", field.unit, _SHORT.get(field.name, "")} | (
        {"/10"} if field.limits is RATING else set()
    )
    if match is None or match[2] not in units:
        hint = "Write a point between digits: 7.5" if re.fullmatch(r"\d+,\d+", word) else ""
        raise refused(field.name, field.expects(), text, hint=hint)
    return number(match[1])


def _hours(word: str) -> float | None:
    words = word.split()
    found = duration(words, 0)
    if found is None or found[1] != len(words):
        return None
    return round(found[0] / timedelta(hours=1), 4)


def _yes_no(field: Field, text: str, now: datetime) -> bool:  # noqa: ARG001  as above
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise refused(field.name, field.expects(), text)
    return word in _YES


def _instant(field: Field, text: str, now: datetime) -> str:
    moment = _when(field, text, now).moment(field.name, ahead=field.name in _AHEAD)
    return clock.iso(moment)


def _day(field: Field, text: str, now: datetime) -> str:
    return _when(field, text, now).day(field.name).isoformat()


def _when(field: Field, text: str, now: datetime) -> When:
    when = When(now)
    words = plain(text).split()
    at = 0
    try:
        while at < len(words):
            taken = when.take(words, at)
            if taken == 0:
                raise refused(field.name, field.expects(), text, hint=_TIME_HINT[field.form])
            at += taken
    except DataError as error:
        raise DataError(error.message, hint=error.hint, field=field.name) from error
    return when


_TIME_HINT: Final = {
    Form.INSTANT: "Also understood: now, 08:30, -20m, yesterday 22:10, mon 9:00.",
    Form.DAY: "Also understood: today, yesterday, mon.",
}


def _clock(field: Field, text: str, now: datetime) -> str:  # noqa: ARG001  as above
    word = text.strip()
    return f"0{word}" if re.fullmatch(r"\d:\d\d", word, re.ASCII) else word


def _clocks(field: Field, text: str, now: datetime) -> list[str]:
    return [_clock(field, word, now) for word in text.replace(",", " ").split()]


def _choice(field: Field, text: str, now: datetime) -> str:  # noqa: ARG001  as above
    word = normal(text)
    plain_words = {"side": SIDES, "character": CHARACTERS}.get(field.name, {})
    named = {normal(choice): str(choice) for choice in field.choices}
    return named.get(word) or plain_words.get(word) or text.strip()


def _choices(field: Field, text: str, now: datetime) -> list[str]:  # noqa: ARG001  as above
    parts = [part for part in text.split(",") if part.strip()]
    return sites(parts) if parts else []


def _json(field: Field, text: str, now: datetime) -> Any:  # noqa: ARG001  as above
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refused(field.name, field.expects(), text, hint="Write it as JSON.") from error


_READ: Final[dict[Form, Callable[[Field, str, datetime], Any]]] = {
    Form.TEXT: _text,
    Form.INTEGER: _number,
    Form.NUMBER: _number,
    Form.YES_NO: _yes_no,
    Form.INSTANT: _instant,
    Form.DAY: _day,
    Form.CLOCK: _clock,
    Form.CLOCKS: _clocks,
    Form.CHOICE: _choice,
    Form.CHOICES: _choices,
    Form.ARMS: _json,
    Form.BELIEFS: _json,
}
