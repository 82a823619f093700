"""One value of one field: checked against the data dictionary and put into its canonical form."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from tracker import clock, knowledge
from tracker.entry.printable import printable, shown
from tracker.errors import DataError
from tracker.fields import NAME_LENGTH, Field, Form
from tracker.vocabulary import Arm

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Years that a date may lie in: what is beyond is a slip or a filler, and no zone can place it."""

LOCAL_DATE: Final = Field("local_date", Form.DAY, "the day it was counted to when it was entered")
"""The frozen day that an exported record carries."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_ARM_FIELDS: Final = (
    Field("start_date", Form.DAY, "first day", required=True),
    Field("stop_date", Form.DAY, "last day", required=True),
    Field("arm", Form.CHOICE, "usual or without", required=True, choices=tuple(Arm)),
)


def refused(name: str, expects: str, value: Any, *, hint: str = "") -> DataError:
    """The one sentence for a value that a field does not take."""
    return DataError(f"{name} must be {expects}, not {shown(value)}.", hint=hint, field=name)


def near_hint(value: Any, known: tuple[str, ...]) -> str:
    """'Did you mean: …?' with the known words nearest to a mistyped one, or nothing."""
    if not isinstance(value, str) or len(value) > NAME_LENGTH:
        return ""
    return knowledge.did_you_mean(knowledge.near(value.strip(), known))


def checked(field: Field, value: Any) -> Any:
    """The value in canonical form. Raises DataError naming the field and what it accepts.

    Numbers come back as float, whole numbers as int, times as ISO 8601 with a numeric offset.
    """
    return _CHECKS[field.form](field, value)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise refused(field.name, field.expects(), value)
    if _BROKEN.search(value):
        raise refused(field.name, "text without NUL or broken characters", value)
    text = value if field.name == "note" else value.strip()  # a note is kept as it was written
    if field.name != "note" and not printable(text).strip():
        raise refused(field.name, "text that can be seen", value)
    if len(text) > field.length:
        raise DataError(
            f"{field.name} must be {field.expects()}, not {len(text):,} characters.",
            field=field.name,
        )
    return text


def _integer(field: Field, value: Any) -> int:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole or not _within(field, value):
        raise refused(field.name, field.expects(), value)
    return int(value)


def _number(field: Field, value: Any) -> float:
    real = isinstance(value, int | float) and not isinstance(value, bool)
    if not real or not (isinstance(value, int) or math.isfinite(value)):
        raise refused(field.name, field.expects(), value)
    if not _within(field, value):
        raise refused(field.name, field.expects(), value)
    return float(value) + 0.0  # no negative zero


def _within(field: Field, value: float) -> bool:
    return field.limits is None or field.limits.low <= value <= field.limits.high


def _yes_no(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise refused(field.name, field.expects(), value)
    return value


def _instant(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise refused(field.name, field.expects(), value)
    try:
        moment = clock.parse_instant(value)
    except DataError as error:
        raise refused(field.name, field.expects(), value) from error
    _year(field, moment.date(), value)
    return clock.iso(moment)


def _day(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise refused(field.name, field.expects(), value)
    try:
        day = clock.parse_day(value)
    except DataError as error:
        raise refused(field.name, field.expects(), value) from error
    _year(field, day, value)
    return day.isoformat()


def _year(field: Field, day: date, value: str) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refused(field.name, f"in the years {FIRST_YEAR} to {LAST_YEAR}", value)


def _clock(field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise refused(field.name, field.expects(), value)
    return value


def _clocks(field: Field, value: Any) -> list[str]:
    """Times of day, earliest first: their order says nothing."""
    if not isinstance(value, list | tuple) or not value:
        raise refused(field.name, field.expects(), value)
    times = sorted(_clock(field, one) for one in value)
    for one in times:
        if times.count(one) > 1:
            raise refused(field.name, "a list that names each time only once", one)
    return times


def _choice(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in field.choices:
        raise refused(field.name, field.expects(), value, hint=near_hint(value, field.choices))
    return str(value)


def _choices(field: Field, value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or not value:
        raise refused(field.name, field.expects(), value)
    chosen = [_choice(field, one) for one in value]
    for one in chosen:
        if chosen.count(one) > 1:
            raise refused(field.name, "a list that names each only once", one)
    return chosen


def _arms(field: Field, value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list | tuple) or not value:
        raise refused(field.name, field.expects(), value)
    names = {each.name for each in _ARM_FIELDS}
    for arm in value:
        if not isinstance(arm, Mapping) or set(arm) != names:
            raise refused(field.name, field.expects(), arm)
    try:
        return [{each.name: checked(each, arm[each.name]) for each in _ARM_FIELDS} for arm in value]
    except DataError as error:
        raise DataError(f"{field.name}: {error.message}", hint=error.hint, field="arms") from error


def _beliefs(field: Field, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value:
        raise refused(field.name, field.expects(), value)
    word = Field(field.name, Form.TEXT, "a factor or what is expected of it")
    return {_text(word, name): _text(word, effect) for name, effect in value.items()}


_CHECKS: Final[dict[Form, Callable[[Field, Any], Any]]] = {
    Form.TEXT: _text,
    Form.INTEGER: _integer,
    Form.NUMBER: _number,
    Form.YES_NO: _yes_no,
    Form.INSTANT: _instant,
    Form.DAY: _day,
    Form.CLOCK: _clock,
    Form.CLOCKS: _clocks,
    Form.CHOICE: _choice,
    Form.CHOICES: _choices,
    Form.ARMS: _arms,
    Form.BELIEFS: _beliefs,
}
