"""The undo journal: what each change found before it."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import Integer, Text
from sqlmodel import Field

from tracker.models.base import STRICT, Input, OptionalText, RequiredText


class Change(Input, table=True):
    """One change that can be taken back; the greatest id is the newest.

    `acknowledgement_id` is the acknowledgement that the change made, where it made one.
    """

    __table_args__: ClassVar[Any] = (STRICT,)

    id: Annotated[int | None, Field(primary_key=True, sa_type=Integer)] = None
    changed_utc: RequiredText
    action: RequiredText
    acknowledgement_id: Annotated[int | None, Field(sa_type=Integer)] = None


class ChangedEntry(Input, table=True):
    """What an entry was before a change, as the JSON of its rows; NULL when it was not there."""

    __tablename__: ClassVar[Any] = "changed_entry"
    __table_args__: ClassVar[Any] = (STRICT,)

    change_id: Annotated[
        int,
        Field(primary_key=True, sa_type=Integer, foreign_key="change.id", ondelete="CASCADE"),
    ]
    entry_id: Annotated[str, Field(primary_key=True, sa_type=Text)]
    before: OptionalText = None
