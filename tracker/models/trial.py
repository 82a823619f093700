"""Trials."""

from typing import Any, ClassVar, Self

from pydantic import model_validator

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import DayOf, MaybeArms, MaybeDay, MaybeText, Name
from tracker.vocabulary import Kind


class TrialBase(Input):
    """A trial of going without something."""

    name: Name
    factor: Name
    start_date: DayOf
    stop_date: MaybeDay = None
    arms: MaybeArms = None
    target: MaybeText = None


class TrialInput(TrialBase):
    """The same, and what its fields must be together."""

    @model_validator(mode="after")
    def _stops_after_it_starts(self) -> Self:
        if self.stop_date is not None and self.stop_date < self.start_date:
            raise ValueError("stop_date must not be before start_date")
        return self


class Trial(TrialBase, KindRow, table=True):
    """Trials. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.TRIAL), STRICT)
