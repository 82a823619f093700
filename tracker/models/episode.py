"""Twitch episodes."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator
from sqlalchemy import Text
from sqlmodel import Field

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import (
    Instant,
    JsonText,
    MaybeInstant,
    MaybeRating,
    MaybeSide,
    MaybeYesNo,
)
from tracker.vocabulary import Character, Kind, Site


class EpisodeBase(Input):
    """A twitch episode."""

    start: Instant
    end: MaybeInstant = None
    ongoing: MaybeYesNo = None
    intensity: MaybeRating = None
    side: MaybeSide = None
    sites: Annotated[list[Site] | None, Field(min_length=1, sa_type=JsonText)] = None
    character: Annotated[Character | None, Field(sa_type=Text)] = None
    asleep: MaybeYesNo = None
    closed_eye: MaybeYesNo = None
    rhythmic: MaybeYesNo = None
    at_rest: MaybeYesNo = None
    eases_with_use: MaybeYesNo = None
    urge: MaybeYesNo = None
    suppressible: MaybeYesNo = None
    altered_awareness: MaybeYesNo = None
    spread_to_limb: MaybeYesNo = None
    interfered: MaybeYesNo = None
    most_of_day: MaybeYesNo = None


class EpisodeInput(EpisodeBase):
    """The same, and what its fields must be together."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError("end must not be before start")
        return self


class Episode(EpisodeBase, KindRow, table=True):
    """Twitch episodes. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.EPISODE), STRICT)
