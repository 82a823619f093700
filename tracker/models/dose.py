"""Doses taken and skipped."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import Instant, MaybeDose, MaybeInstant, MaybeName, Name
from tracker.vocabulary import DoseStatus, Kind


class DoseBase(Input):
    """One dose, taken or skipped."""

    time: Instant
    name: Name
    dose: MaybeDose = None
    unit: MaybeName = None
    status: Annotated[DoseStatus | None, Field(sa_type=Text)] = None
    scheduled: MaybeInstant = None


class Dose(DoseBase, KindRow, table=True):
    """Doses taken and skipped. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.DOSE), STRICT)
