"""The one row that says what every byte of the file was after the last write."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field

from tracker.models.base import STRICT, Input


class Checksum(Input, table=True):
    """What `tracker.store.checksum` writes and reads; it always has the same length."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(value) = 36", name="value"),
        CheckConstraint("id = 1", name="id"),
        STRICT,
    )

    id: Annotated[int | None, Field(primary_key=True)] = None
    value: Annotated[bytes, Field(sa_type=LargeBinary)]
