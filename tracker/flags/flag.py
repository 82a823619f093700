"""A flag: a rule whose condition holds, with its reasons and its sources."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker import knowledge
from tracker.flags.result import Evidence
from tracker.knowledge import Source
from tracker.vocabulary import FlagStatus, Tier


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


def sources_of(ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources of those ids; a literal such as 'general medical knowledge' is its own title."""
    known = knowledge.sources()
    return tuple(known.get(key) or Source("", key, "") for key in ids)


def source_dicts(sources: Sequence[Source]) -> list[dict[str, str]]:
    """Sources as the public format shows them: title and address."""
    return [{"title": source.title, "address": source.address} for source in sources]
