"""What a flag rule answers: how it came out, and the evidence for it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.vocabulary import Tier

Figure = int | float | str | list[int] | None
"""A number of the diary beside a rule's own: a count, hours, a share, or a count for each part."""


class Evidence(NamedTuple):
    """One thing a flag rests on: its local day, the id of its entry (or None), and plain words."""

    day: date
    entry: str | None
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The evidence as JSON values."""
        return {"day": self.day.isoformat(), "entry": self.entry, "text": self.text}


def _nothing() -> Sequence[Evidence]:
    return ()


class Outcome(NamedTuple):
    """How one rule came out at one moment.

    `tell` writes the evidence; it is called only for rules that are shown. `measured` gives the
    diary's numbers under the names of the rule's params. `needs` is what is missing when the rule
    cannot be judged. `tier` is set where a reading changes the rule's own.
    """

    holds: bool
    tell: Callable[[], Sequence[Evidence]] = _nothing
    measured: Mapping[str, Figure] = MappingProxyType({})
    needs: str = ""
    tier: Tier | None = None
