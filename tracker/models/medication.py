"""Courses of medicines."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator
from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import (
    DayOf,
    MaybeClocks,
    MaybeDay,
    MaybeDose,
    MaybeFraction,
    MaybeName,
    MaybeText,
    MaybeYesNo,
    Name,
)
from tracker.vocabulary import CourseChange, Kind


class MedicationBase(Input):
    """A course of a medicine, or a change of its dose."""

    name: Name
    drug_class: MaybeName = None
    dose: MaybeDose = None
    unit: MaybeName = None
    as_needed: MaybeYesNo = None
    start_date: DayOf
    stop_date: MaybeDay = None
    change: Annotated[CourseChange | None, Field(sa_type=Text)] = None
    fraction_cut: MaybeFraction = None
    suspected: MaybeYesNo = None
    reason: MaybeText = None
    schedule: MaybeClocks = None


class MedicationInput(MedicationBase):
    """The same, and what its fields must be together."""

    @model_validator(mode="after")
    def _stops_after_it_starts(self) -> Self:
        if self.stop_date is not None and self.stop_date < self.start_date:
            raise ValueError("stop_date must not be before start_date")
        return self


class Medication(MedicationBase, KindRow, table=True):
    """Courses of medicines. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.MEDICATION), STRICT)
