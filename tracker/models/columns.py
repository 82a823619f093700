"""How the record format's values are kept in STRICT SQLite columns, and the field types on top.

Instants stay ISO 8601 text with the offset they were entered in: one column that loses nothing.
"""

import json
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, StringConstraints
from sqlalchemy import REAL, Dialect, Integer, Text, TypeDecorator
from sqlmodel import Field

from tracker import clock, fields
from tracker.fields import Range
from tracker.vocabulary import Arm, Side


class InstantText(TypeDecorator[datetime]):
    """An aware datetime as ISO 8601 text with its own offset."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """To the column."""
        return None if value is None else clock.iso(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """From the column."""
        return None if value is None else datetime.fromisoformat(value)


class DayText(TypeDecorator[date]):
    """A date as `YYYY-MM-DD`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """To the column."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, _dialect: Dialect) -> date | None:
        """From the column."""
        return None if value is None else date.fromisoformat(value)


class YesNo(TypeDecorator[bool]):
    """A truth value as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, _dialect: Dialect) -> int | None:
        """To the column."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> bool | None:
        """From the column."""
        return None if value is None else bool(value)


class JsonText(TypeDecorator[Any]):
    """A list or an object as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """To the column."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """From the column."""
        return None if value is None else json.loads(value)


def _limits(limits: Range, column: type[Any]) -> Any:
    return Field(ge=limits.low, le=limits.high, sa_type=column)


def _text(length: int) -> Any:
    return Field(min_length=1, max_length=length, sa_type=Text)


Instant = Annotated[AwareDatetime, Field(sa_type=InstantText)]
MaybeInstant = Annotated[AwareDatetime | None, Field(sa_type=InstantText)]
DayOf = Annotated[date, Field(sa_type=DayText)]
MaybeDay = Annotated[date | None, Field(sa_type=DayText)]
Name = Annotated[str, _text(fields.NAME_LENGTH)]
MaybeName = Annotated[str | None, _text(fields.NAME_LENGTH)]
MaybeText = Annotated[str | None, _text(fields.TEXT_LENGTH)]
MaybeYesNo = Annotated[bool | None, Field(sa_type=YesNo)]
MaybeRating = Annotated[int | None, _limits(fields.RATING, Integer)]
CaffeineMg = Annotated[float, _limits(fields.CAFFEINE_MG, REAL)]
AlcoholGrams = Annotated[float, _limits(fields.ALCOHOL_GRAMS, REAL)]
MaybeServings = Annotated[float | None, _limits(fields.SERVINGS, REAL)]
MaybeSleepHours = Annotated[float | None, _limits(fields.SLEEP_HOURS, REAL)]
MaybeAwakenings = Annotated[int | None, _limits(fields.AWAKENINGS, Integer)]
MaybeDose = Annotated[float | None, _limits(fields.DOSE, REAL)]
MaybeFraction = Annotated[float | None, _limits(fields.FRACTION, REAL)]
MaybeAge = Annotated[int | None, _limits(fields.AGE, Integer)]
Value = Annotated[float, _limits(fields.VALUE, REAL)]
MaybeSide = Annotated[Side | None, Field(sa_type=Text)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
MaybeClock = Annotated[ClockTime | None, Field(sa_type=Text)]
MaybeClocks = Annotated[list[ClockTime] | None, Field(min_length=1, sa_type=JsonText)]
MaybeBeliefs = Annotated[dict[str, str] | None, Field(sa_type=JsonText)]
MaybeArms = Annotated[list[dict[str, str | Arm]] | None, Field(sa_type=JsonText)]
