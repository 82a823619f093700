"""Other substances."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import Instant, MaybeFraction, Name
from tracker.vocabulary import Kind, SubstanceClass, SubstanceEvent


class SubstanceBase(Input):
    """Another substance: used, stopped or cut down."""

    time: Instant
    name: Name
    drug_class: Annotated[SubstanceClass | None, Field(sa_type=Text)] = None
    event: Annotated[SubstanceEvent | None, Field(sa_type=Text)] = None
    fraction_cut: MaybeFraction = None


class Substance(SubstanceBase, KindRow, table=True):
    """Other substances. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.SUBSTANCE), STRICT)
