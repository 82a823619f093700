"""Statements about whole days."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import DayOf
from tracker.vocabulary import DayStatus, Kind


class DayBase(Input):
    """What the person states about a whole day."""

    date: DayOf
    status: Annotated[DayStatus, Field(sa_type=Text)]


class Day(DayBase, KindRow, table=True):
    """Statements about whole days. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.DAY), STRICT)
