"""All rules on one diary at one moment: what fires, and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tracker import knowledge
from tracker.diary import Diary
from tracker.errors import DataError
from tracker.flags import registry
from tracker.flags.reach import may_be_a_sign
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import FlagStatus, Kind, Tier

if TYPE_CHECKING:
    from tracker.flags.flag import Flag

WITHOUT_SYMPTOM: Final = frozenset({"seizure_like", "head_injury_alarm", "caffeine_toxicity"})
"""The emergency rules that can hold without a symptom: by an episode's details, or by caffeine."""

PRESET_RULE: Final = "over_two_weeks"
"""The rule whose numbers a persistence preset replaces: the only one that has all of them."""


def evaluate(diary: Diary, now: datetime, *, preset: str = "default") -> "list[Flag]":
    """The flags whose condition holds at `now`, the most urgent first, all with status open.

    `now` must carry an offset; entries later than it are ignored. `preset` is one of the
    persistence presets of the rules file: strict, default or sensitive. Raises DataError otherwise.
    """
    view = View.of(diary, now, rules_for(preset))
    found = _flags(view, view.timeline.rules)
    view.forget()
    return found


def emergencies(diary: Diary, now: datetime) -> "list[Flag]":
    """The emergency flags alone, for right after an entry.

    A part of the diary is enough: see `tracker.flags.reach`.
    """
    view = View.of(diary, now, knowledge.rules())
    return [flag for flag in _flags(view, _urgent(view)) if flag.tier is Tier.EMERGENCY]


def urgent_rules(diary: Diary, now: datetime) -> list[Rule]:
    """The rules of the `emergencies`, in their order, without working out their reasons."""
    view = View.of(diary, now, knowledge.rules())
    outcomes = {key: registry.outcome(view, key) for key in _urgent(view)}
    urgent = (key for key, o in outcomes.items() if o.holds and o.tier in {None, Tier.EMERGENCY})
    return [view.timeline.rules[key] for key in urgent]


def flag_at(
    rule_id: str, diary: Diary, moment: datetime, *, preset: str = "default"
) -> "Flag | None":
    """One rule's flag as it was at a moment; None when its condition did not hold then."""
    view = View.of(diary, moment, rules_for(preset))
    return _flag(view, view.timeline.rules[rule_id]) if registry.holds(view, rule_id) else None


def rules_for(preset: str) -> dict[str, Rule]:
    """The rules with the numbers of a persistence preset, and the words that state them.

    Raises DataError for an unknown one.
    """
    rules = knowledge.rules()
    if preset == "default":
        return rules
    lasting = knowledge.flag_texts()["persistent_pattern"]
    presets = lasting["presets"]
    if preset not in presets:
        raise DataError(
            f"preset must be one of {', '.join(presets)}, not {preset!r}.", safe="", field="preset"
        )
    rule = rules[PRESET_RULE]
    stated = lasting["preset_texts"][preset]
    return rules | {PRESET_RULE: rule._replace(params=rule.params | presets[preset], **stated)}


def _urgent(view: View) -> list[str]:
    """The emergency rules that can hold at all, in the rules file's order."""
    reported = {
        entry.record["symptom"]
        for entry in view.timeline.known(Kind.SYMPTOM)
        if may_be_a_sign(entry, view.today)
    }
    return [
        key
        for key, rule in view.timeline.rules.items()
        if rule.tier == Tier.EMERGENCY
        and (key in WITHOUT_SYMPTOM or not reported.isdisjoint(rule.symptom_ids))
    ]


def _flags(view: View, rule_ids: Iterable[str]) -> "list[Flag]":
    rules = view.timeline.rules
    firing = {key for key in rule_ids if registry.holds(view, key)}
    found = [_flag(view, rule) for key, rule in rules.items() if key in firing]
    tiers = list(Tier)
    return sorted(found, key=lambda flag: tiers.index(flag.tier))


def _flag(view: View, rule: Rule) -> "Flag":
    from tracker.flags.flag import Flag, sources_of  # noqa: PLC0415  not after most entries
    from tracker.flags.since import fired_on  # noqa: PLC0415  as above

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
