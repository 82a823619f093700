"""Symptoms."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import Instant, MaybeInstant, MaybeRating, MaybeSide, MaybeYesNo, Name
from tracker.vocabulary import Kind, Onset


class SymptomBase(Input):
    """A symptom at a moment; its id is of the symptom vocabulary."""

    time: Instant
    symptom: Name
    severity: MaybeRating = None
    side: MaybeSide = None
    onset: Annotated[Onset | None, Field(sa_type=Text)] = None
    onset_time: MaybeInstant = None
    resolved_time: MaybeInstant = None
    assessed: MaybeYesNo = None
    stroke_ruled_out: MaybeYesNo = None
    treated: MaybeYesNo = None
    improving: MaybeYesNo = None


class Symptom(SymptomBase, KindRow, table=True):
    """Symptoms. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.SYMPTOM), STRICT)
