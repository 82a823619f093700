"""What the flag rules answer: flags with their evidence, and how a rule came out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker import knowledge
from tracker.knowledge import Source
from tracker.vocabulary import FlagStatus, Tier

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


class Flag(NamedTuple):
    """A rule whose condition holds, with its reasons.

    `message` is the knowledge file's, word for word. `fired_on` is the local date since which the
    condition has held, see `tracker.flags.since`. `causes` are ids of the causes file.
    """

    rule: str
    tier: Tier
    title: str
    message: str
    fired_on: date
    status: FlagStatus
    evidence: tuple[Evidence, ...]
    causes: tuple[str, ...]
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        """One item of the public list of flags."""
        return {
            "rule": self.rule,
            "tier": self.tier.value,
            "title": self.title,
            "message": self.message,
            "fired_on": self.fired_on.isoformat(),
            "status": self.status.value,
            "evidence": [item.to_dict() for item in self.evidence],
            "causes": list(self.causes),
            "sources": source_dicts(self.sources),
        }


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


def sources_of(ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources of those ids; a literal such as 'general medical knowledge' is its own title."""
    known = knowledge.sources()
    return tuple(known.get(key) or Source("", key, "") for key in ids)


def source_dicts(sources: Sequence[Source]) -> list[dict[str, str]]:
    """Sources as the public format shows them: title and address."""
    return [{"title": source.title, "address": source.address} for source in sources]
