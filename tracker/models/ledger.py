"""Tables beside the entries: what came by import, and which flags the person has seen."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Integer
from sqlmodel import Field

from tracker.models.base import STRICT, Input, OptionalText, RequiredText


class Batch(Input, table=True):
    """One import: when, in which format, from which file."""

    __table_args__: ClassVar[Any] = (STRICT,)

    id: Annotated[int | None, Field(primary_key=True, sa_type=Integer)] = None
    imported_utc: RequiredText
    format: RequiredText
    source: RequiredText


class Acknowledgement(Input, table=True):
    """A flag that the person has seen."""

    __table_args__: ClassVar[Any] = (STRICT,)

    id: Annotated[int | None, Field(primary_key=True, sa_type=Integer)] = None
    rule: RequiredText
    acknowledged_utc: RequiredText
    note: OptionalText = None
