"""Ratings of stress and tiredness."""

from typing import Any, ClassVar, Self

from pydantic import model_validator

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import Instant, MaybeRating
from tracker.vocabulary import Kind


class StressBase(Input):
    """Stress or tiredness at a moment; at least one of the two."""

    time: Instant
    stress: MaybeRating = None
    fatigue: MaybeRating = None


class StressInput(StressBase):
    """The same, and what its fields must be together."""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if self.stress is None and self.fatigue is None:
            raise ValueError("stress or fatigue must be given")
        return self


class Stress(StressBase, KindRow, table=True):
    """Ratings of stress and tiredness. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.STRESS), STRICT)
