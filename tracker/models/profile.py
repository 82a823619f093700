"""The person."""

from typing import Any, ClassVar

from tracker.models import checks
from tracker.models.base import STRICT, Input, KindRow
from tracker.models.columns import MaybeAge, MaybeBeliefs, MaybeClock, MaybeName, MaybeYesNo
from tracker.vocabulary import Kind


class ProfileBase(Input):
    """The person: one profile a diary."""

    age: MaybeAge = None
    pregnant: MaybeYesNo = None
    smoker: MaybeYesNo = None
    oral_contraceptive: MaybeYesNo = None
    fluvoxamine: MaybeYesNo = None
    parathyroid_disease: MaybeYesNo = None
    emergency_number: MaybeName = None
    day_starts_at: MaybeClock = None
    beliefs: MaybeBeliefs = None


class Profile(ProfileBase, KindRow, table=True):
    """The person. The table."""

    __table_args__: ClassVar[Any] = (*checks.of_kind(Kind.PROFILE), STRICT)
