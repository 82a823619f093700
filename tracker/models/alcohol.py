"""Alcoholic drinks."""

from typing import Any, ClassVar

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import AlcoholGrams, Instant, MaybeName, MaybeServings
from tracker.vocabulary import Kind


class AlcoholBase(Input):
    """An alcoholic drink; `grams` is the total of pure alcohol."""

    time: Instant
    grams: AlcoholGrams
    item: MaybeName = None
    servings: MaybeServings = None


class Alcohol(AlcoholBase, KindRow, table=True):
    """Alcoholic drinks. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.ALCOHOL), STRICT)
