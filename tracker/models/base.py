"""What every table shares: strictness, names of constraints, and the `entry` table itself.

`entry` holds identity, place in time and life; a kind's table holds its fields under the same id.
"""

from typing import Annotated, Any, ClassVar, Final

from sqlalchemy import Index, Integer, MetaData, Text
from sqlmodel import Field, SQLModel

from tracker.models import checks
from tracker.vocabulary import Kind

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA: Final[MetaData] = SQLModel.metadata
STRICT: Final = {"sqlite_strict": True}

RequiredText = Annotated[str, Field(sa_type=Text)]
OptionalText = Annotated[str | None, Field(sa_type=Text)]


class Input(SQLModel):
    """What every model refuses: unknown fields, NaN and infinity, also by assignment.

    An input model's values are those of the record format; None is "not recorded". It raises
    pydantic's ValidationError; the sentences people read come from `tracker.entry.accept`, which
    runs first.
    """

    model_config = {"validate_assignment": True, "extra": "forbid", "allow_inf_nan": False}


class EntryRow(Input, table=True):
    """What all entries share.

    `at_utc` orders entries (UTC text of one width), `local_date` is the day it belongs to, frozen
    when it was entered; both are NULL for the profile alone. `content_hash` is the SHA-256 of the
    record, so that damage that SQLite cannot see is found. `version` grows with every edit.
    """

    __tablename__: ClassVar[Any] = "entry"
    __table_args__: ClassVar[Any] = (
        checks.one_of("kind", list(Kind)),
        checks.shaped("at_utc", checks.UTC_GLOB),
        checks.shaped("local_date", checks.DAY_GLOB),
        checks.note(),
        Index("ix_entry_local_date", "local_date"),
        Index("ix_entry_at_utc_id", "at_utc", "id"),
        Index("ix_entry_kind_at_utc", "kind", "at_utc"),
        Index("ix_entry_batch_id", "batch_id"),
        STRICT,
    )

    id: Annotated[str, Field(primary_key=True, sa_type=Text)]
    kind: Annotated[Kind, Field(sa_type=Text)]
    at_utc: OptionalText = None
    utc_offset_min: Annotated[int | None, Field(ge=-1440, le=1440, sa_type=Integer)] = None
    tz: OptionalText = None
    local_date: OptionalText = None
    note: OptionalText = None
    version: Annotated[int, Field(ge=1, sa_type=Integer)] = 1
    content_hash: RequiredText
    entered_utc: RequiredText
    changed_utc: RequiredText
    deleted_utc: OptionalText = None
    batch_id: Annotated[int | None, Field(sa_type=Integer)] = None


class KindRow(Input):
    """What every kind's table begins with: the id of its entry."""

    entry_id: Annotated[
        str,
        Field(primary_key=True, sa_type=Text, foreign_key="entry.id", ondelete="CASCADE"),
    ]
