"""Nights."""

from typing import Any, ClassVar, Self

from pydantic import model_validator

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import (
    DayOf,
    MaybeAwakenings,
    MaybeInstant,
    MaybeRating,
    MaybeSleepHours,
)
from tracker.vocabulary import Kind


class SleepBase(Input):
    """One night, on the day of waking: hours slept, or when it began and ended, or both."""

    date: DayOf
    hours: MaybeSleepHours = None
    start: MaybeInstant = None
    end: MaybeInstant = None
    quality: MaybeRating = None
    awakenings: MaybeAwakenings = None


class SleepInput(SleepBase):
    """The same, and what its fields must be together."""

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.hours is None and (self.start is None or self.end is None):
            raise ValueError("hours, or start and end, must be given")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("end must not be before start")
        return self


class Sleep(SleepBase, KindRow, table=True):
    """Nights. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.SLEEP), STRICT)
