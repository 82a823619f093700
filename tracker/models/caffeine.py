"""Drinks and foods with caffeine."""

from typing import Any, ClassVar

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import CaffeineMg, Instant, MaybeName, MaybeServings
from tracker.vocabulary import Kind


class CaffeineBase(Input):
    """A drink or food with caffeine; `mg` is the total."""

    time: Instant
    mg: CaffeineMg
    item: MaybeName = None
    servings: MaybeServings = None


class Caffeine(CaffeineBase, KindRow, table=True):
    """Drinks and foods with caffeine. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.CAFFEINE), STRICT)
