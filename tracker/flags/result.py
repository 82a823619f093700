"""What the flag rules answer: flags, what a rule still waits for, and how a rule came out."""

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


class Waiting(NamedTuple):
    """A rule that cannot be judged yet, and what it needs: '10 valid days …; 6 so far'."""

    rule: str
    needs: str

    def to_dict(self) -> dict[str, Any]:
        """One item of the public list of rules that are not evaluated yet."""
        return {"rule": self.rule, "needs": self.needs}


class Number(NamedTuple):
    """One number of a rule (`limit`, None when it sets none) beside the diary's (`here`)."""

    name: str
    limit: Any
    here: Figure

    def to_dict(self) -> dict[str, Any]:
        """The pair as JSON values."""
        return {"name": self.name, "rule": self.limit, "diary": self.here}


class Explanation(NamedTuple):
    """One rule in full: its texts and numbers, this diary's numbers beside them, its sources.

    `readings` say how its wording is read where that leaves a choice. `holds` says whether it fires
    now; `needs` is empty unless it cannot be judged yet. `ends` says what makes it go away, and
    `ends_on` the local day on which it would, if nothing more were logged: None when it does not
    hold, or still held after 60 days.
    """

    rule: str
    title: str
    tier: Tier
    condition: str
    window: str
    minimum_evidence: str
    basis: str
    confidence: str
    note: str
    readings: tuple[str, ...]
    ends: str
    holds: bool
    ends_on: date | None
    needs: str
    numbers: tuple[Number, ...]
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON values."""
        return {
            "rule": self.rule,
            "title": self.title,
            "tier": self.tier.value,
            "condition": self.condition,
            "window": self.window,
            "minimum_evidence": self.minimum_evidence,
            "basis": self.basis,
            "confidence": self.confidence,
            "note": self.note,
            "readings": list(self.readings),
            "ends": self.ends,
            "holds": self.holds,
            "ends_on": None if self.ends_on is None else self.ends_on.isoformat(),
            "needs": self.needs,
            "numbers": [number.to_dict() for number in self.numbers],
            "evidence": [item.to_dict() for item in self.evidence],
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
