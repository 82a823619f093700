"""One rule beside the diary's numbers, and what the rules that cannot be judged yet wait for."""

from datetime import date, datetime
from typing import Any, NamedTuple

from tracker import knowledge
from tracker.diary import Diary
from tracker.errors import NotFoundError
from tracker.flags import registry
from tracker.flags.evaluation import rules_for
from tracker.flags.flag import source_dicts, sources_of
from tracker.flags.result import Evidence, Figure
from tracker.flags.since import ends_on
from tracker.flags.view import View
from tracker.knowledge import Rule, Source
from tracker.vocabulary import Tier


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


def not_evaluated(diary: Diary, now: datetime, *, preset: str = "default") -> list[Waiting]:
    """The rules that cannot be judged yet, with what each needs and how far that is.

    A rule waits when what it judges is in the diary but not yet enough of it: days, weeks, reports.
    A rule about a sign, a medicine or an event that was never logged does not wait for one, and
    emergency rules wait for nothing.
    """
    view = View.of(diary, now, rules_for(preset))
    outcomes = {key: registry.outcome(view, key) for key in view.timeline.rules}
    return [Waiting(key, o.needs) for key, o in outcomes.items() if o.needs and not o.holds]


def explain(rule_id: str, diary: Diary, now: datetime, *, preset: str = "default") -> Explanation:
    """One rule in full, with this diary's numbers. Raises NotFoundError for an unknown rule."""
    view = View.of(diary, now, rules_for(preset))
    rule = view.timeline.rules[require_rule(rule_id).id]
    found = registry.outcome(view, rule.id)
    limits: dict[str, Any] = dict.fromkeys(found.measured) | rule.params
    return Explanation(
        rule=rule.id,
        title=rule.title,
        tier=found.tier or Tier(rule.tier),
        condition=rule.condition,
        window=rule.window,
        minimum_evidence=rule.minimum_evidence,
        basis=rule.basis,
        confidence=rule.confidence,
        note=rule.note,
        readings=_readings(rule),
        ends=rule.ends,
        holds=found.holds,
        ends_on=ends_on(view, lambda later: registry.holds(later, rule.id)),
        needs="" if found.holds else found.needs,
        numbers=tuple(Number(n, limit, found.measured.get(n)) for n, limit in limits.items()),
        evidence=tuple(found.tell()) if found.holds else (),
        sources=sources_of(rule.sources),
    )


def require_rule(rule_id: str) -> Rule:
    """The rule of that id. Raises NotFoundError, with near ids, when there is none."""
    known = knowledge.rules()
    if rule_id in known:
        return known[rule_id]
    near = knowledge.near(rule_id, known)
    raise NotFoundError(
        f"there is no rule {rule_id!r}.",
        hint=knowledge.did_you_mean(near) or f"Rules: {', '.join(known)}.",
        safe="",
    )


def _readings(rule: Rule) -> tuple[str, ...]:
    """How a rule's wording is read, in the numbered sentences of the rules file."""
    known = {reading["n"]: reading["text"] for reading in knowledge.flag_texts()["readings"]}
    return tuple(f"{n}. {known[n]}" for n in rule.readings)
