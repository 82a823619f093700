"""All rules on one diary at one moment: what fires, what waits, and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from tracker import knowledge
from tracker.diary import Diary
from tracker.errors import DataError, NotFoundError
from tracker.flags import registry
from tracker.flags.result import Explanation, Flag, Number, Waiting, sources_of
from tracker.flags.since import ends_on, fired_on
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import FlagStatus, Tier

PRESET_RULE: Final = "over_two_weeks"
"""The rule whose numbers a persistence preset replaces: the only one that has all of them."""


def evaluate(diary: Diary, now: datetime, *, preset: str = "default") -> list[Flag]:
    """The flags whose condition holds at `now`, the most urgent first, all with status open.

    `now` must carry an offset; entries later than it are ignored. `preset` is one of the
    persistence presets of the rules file: strict, default or sensitive. Raises DataError otherwise.
    """
    view = View.of(diary, now, rules_for(preset))
    return _flags(view, view.timeline.rules)


def emergencies(diary: Diary, now: datetime) -> list[Flag]:
    """The emergency flags alone, for right after an entry.

    A part of the diary is enough: see `tracker.flags.reach`.
    """
    view = View.of(diary, now, knowledge.rules())
    urgent = [key for key, rule in knowledge.rules().items() if rule.tier == Tier.EMERGENCY]
    return [flag for flag in _flags(view, urgent) if flag.tier is Tier.EMERGENCY]


def flag_at(
    rule_id: str, diary: Diary, moment: datetime, *, preset: str = "default"
) -> Flag | None:
    """One rule's flag as it was at a moment; None when its condition did not hold then."""
    view = View.of(diary, moment, rules_for(preset))
    return _flag(view, view.timeline.rules[rule_id]) if registry.holds(view, rule_id) else None


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
        hint=f"Did you mean: {', '.join(near)}?" if near else f"Rules: {', '.join(known)}.",
        safe="",
    )


def rules_for(preset: str) -> dict[str, Rule]:
    """The rules with the numbers of a persistence preset. Raises DataError for an unknown one."""
    rules = knowledge.rules()
    if preset == "default":
        return rules
    presets = knowledge.flag_texts()["persistent_pattern"]["presets"]
    if preset not in presets:
        raise DataError(
            f"preset must be one of {', '.join(presets)}, not {preset!r}.", safe="", field="preset"
        )
    rule = rules[PRESET_RULE]
    return rules | {PRESET_RULE: rule._replace(params=rule.params | presets[preset])}


def _readings(rule: Rule) -> tuple[str, ...]:
    """How a rule's wording is read, in the numbered sentences of the rules file."""
    known = {reading["n"]: reading["text"] for reading in knowledge.flag_texts()["readings"]}
    return tuple(f"{n}. {known[n]}" for n in rule.readings)


def _flags(view: View, rule_ids: Iterable[str]) -> list[Flag]:
    rules = view.timeline.rules
    firing = {key for key in rule_ids if registry.holds(view, key)}
    found = [_flag(view, rule) for key, rule in rules.items() if key in firing]
    tiers = list(Tier)
    return sorted(found, key=lambda flag: tiers.index(flag.tier))


def _flag(view: View, rule: Rule) -> Flag:
    found = registry.outcome(view, rule.id)
    return Flag(
        rule=rule.id,
        tier=found.tier or Tier(rule.tier),
        title=rule.title,
        message=rule.message,
        fired_on=fired_on(view, lambda earlier: registry.holds(earlier, rule.id)),
        status=FlagStatus.OPEN,
        evidence=tuple(found.tell()),
        causes=rule.causes,
        sources=sources_of(rule.sources),
    )
