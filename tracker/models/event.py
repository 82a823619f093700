"""Injuries, operations, visits."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import DayOf, MaybeSide, MaybeText
from tracker.vocabulary import EventName, Kind


class EventBase(Input):
    """An injury, an operation, a visit, on a date."""

    date: DayOf
    event: Annotated[EventName, Field(sa_type=Text)]
    side: MaybeSide = None
    outcome: MaybeText = None


class Event(EventBase, KindRow, table=True):
    """Injuries, operations, visits. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.EVENT), STRICT)
