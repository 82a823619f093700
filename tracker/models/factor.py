"""The person's own factors."""

from typing import Any, ClassVar

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import Instant, MaybeName, Name, Value
from tracker.vocabulary import Kind


class FactorBase(Input):
    """Anything else the person wants to try."""

    time: Instant
    name: Name
    value: Value
    unit: MaybeName = None


class Factor(FactorBase, KindRow, table=True):
    """The person's own factors. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.FACTOR), STRICT)
