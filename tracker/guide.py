"""The guide to the article's twelve causes: what is known of each, and what this diary says of it.

It shows results that were worked out elsewhere (trigger findings, flags, waiting rules) beside the
knowledge files' texts. It weighs and concludes nothing: no cause is ever said to be the one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from tracker import knowledge
from tracker.diary import Diary
from tracker.errors import NotFoundError
from tracker.flags import Flag, Waiting
from tracker.flags.flag import source_dicts, sources_of
from tracker.knowledge import Source
from tracker.needs import is_logged, marks
from tracker.vocabulary import Tier

if TYPE_CHECKING:
    from tracker.analysis import Finding

NOT_A_DIAGNOSIS: Final = (
    "This is a guide to what an article names as causes of a twitching lip. It is not a diagnosis: "
    "no diary can tell which of them it is, or whether it is any of them."
)

_FACTORS: Final[Mapping[str, tuple[str, ...]]] = {
    "caffeine": ("caffeine",),
    "medications": ("medication:",),
    "stress_fatigue": ("stress", "sleep"),
    "alcohol_drugs": ("alcohol",),
}
"""The trigger analysis' factors that belong to a cause; one that ends in a colon is a prefix."""

_IN_BRACKETS: Final = re.compile(r" ?\(([a-z0-9_]+)\)")


class RuleState(StrEnum):
    """Where a rule stands: its condition holds, does not hold, or cannot be judged yet."""

    FIRING = "firing"
    NOT_FIRING = "not_firing"
    WAITING = "waiting"


_STATES: Final = {
    RuleState.FIRING: "in the diary now",
    RuleState.NOT_FIRING: "not in the diary",
    RuleState.WAITING: "cannot be judged yet",
}
UNREVIEWED: Final = "No clinician has reviewed this guide yet."


@dataclass(frozen=True, slots=True)
class LinkedRule:
    """A flag rule that watches for a cause's pattern; `needs` is empty unless it waits."""

    rule: str
    title: str
    tier: Tier
    state: RuleState
    needs: str

    def to_dict(self) -> dict[str, str]:
        """The rule as JSON values."""
        return {
            "rule": self.rule,
            "title": self.title,
            "tier": self.tier.value,
            "state": self.state.value,
            "needs": self.needs,
        }


@dataclass(frozen=True, slots=True)
class Care:
    """How soon to see a doctor, as a tier's label and action, and the patterns that ask for it."""

    tier: Tier
    label: str
    action: str
    patterns: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The advice as JSON values."""
        return {
            "tier": self.tier.value,
            "label": self.label,
            "action": self.action,
            "patterns": list(self.patterns),
        }


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of the article beside a diary.

    `tested` says whether the trigger analysis looks at it at all; `findings` is empty until a day
    is complete. `missing` are the things worth logging of which nothing is in the diary yet. A
    symptom is its id and its label.
    """

    id: str
    name: str
    tested: bool
    findings: "tuple[Finding, ...]"
    rules: tuple[LinkedRule, ...]
    missing: tuple[str, ...]
    symptoms: tuple[tuple[str, str], ...]
    helps: str
    tests: str
    care: tuple[Care, ...]
    caution: str
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        """The cause as JSON values."""
        return {
            "id": self.id,
            "name": self.name,
            "tested": self.tested,
            "findings": [finding.to_dict() for finding in self.findings],
            "rules": [rule.to_dict() for rule in self.rules],
            "not_logged_yet": list(self.missing),
            "symptoms": [{"symptom": key, "label": label} for key, label in self.symptoms],
            "helps": self.helps,
            "tests": self.tests,
            "see_a_doctor": [care.to_dict() for care in self.care],
            "caution": self.caution,
            "sources": source_dicts(self.sources),
        }


def require_cause(cause_id: str) -> str:
    """The id itself. Raises NotFoundError, with near ids, when there is no such cause."""
    known = knowledge.causes()
    if cause_id in known:
        return cause_id
    near = knowledge.near(cause_id, known)
    raise NotFoundError(
        f"there is no cause {cause_id!r}.",
        hint=knowledge.did_you_mean(near) or f"Causes: {', '.join(known)}.",
        safe="",
    )


def guide(
    diary: Diary,
    findings: "Iterable[Finding]",
    flags: Iterable[Flag],
    waiting: Iterable[Waiting],
) -> list[Cause]:
    """The twelve causes in the article's order, beside what was found in a diary."""
    findings, logged = tuple(findings), marks(diary)
    tiers = {flag.rule: flag.tier for flag in flags}
    needs = {each.rule: each.needs for each in waiting}
    rules = {key: _linked(key, tiers.get(key), needs.get(key, "")) for key in knowledge.rules()}
    return [
        _cause(text, findings, [rules[key] for key in text["linked_rules"]], logged)
        for text in knowledge.causes().values()
    ]


def told(cause: Cause, *, complete: bool) -> Iterator[tuple[str, str]]:
    """A cause in words for people, each with a heading, in the order in which they are shown.

    `complete` says whether any day of the diary is: without one no factor can have been tested.
    """
    for finding in cause.findings:
        yield "In this diary", finding.summary
    if cause.findings:
        yield "In this diary", "What goes with the twitching is not thereby its cause."
    elif not cause.tested:
        yield "In this diary", "Not among the factors that are tested; these patterns are watched."
    elif complete:
        yield "In this diary", "Nothing of it is logged that could be tested."
    else:
        yield "In this diary", "No day is complete yet, so nothing can be said of it."
    for rule in cause.rules:
        words = f"{rule.title} ({rule.rule}): {_STATES[rule.state]}"
        yield "Patterns watched", f"{words}; it needs {rule.needs}" if rule.needs else words
    if cause.missing:
        yield "Nothing logged yet of", f"{'; '.join(cause.missing)}."
    if cause.symptoms:
        yield "May come with", f"{', '.join(label for _, label in cause.symptoms)}."
    yield "What helps, says the article", cause.helps
    yield "Tests it names", cause.tests
    for care in cause.care:
        patterns = "; ".join(care.patterns)
        yield "When to see a doctor, if one fits", f"{care.label}: {care.action}\n{patterns}"
    yield "Caution", cause.caution
    for source in cause.sources:
        yield "Source", f"{source.title} {source.address}".rstrip()


def _cause(
    text: Mapping[str, Any],
    findings: "tuple[Finding, ...]",
    rules: list[LinkedRule],
    logged: frozenset[str],
) -> Cause:
    helps, cited = _without_citations(text["helps"])
    caution, more = _without_citations(text["caution"])
    named = text["accompanying_symptoms"]
    symptoms = dict.fromkeys([*named["seed"], *(extra["id"] for extra in named["extra"])])
    factors = _FACTORS.get(text["id"], ())
    return Cause(
        id=text["id"],
        name=text["name"],
        tested=bool(factors),
        findings=tuple(f for f in findings if _is_one_of(f.factor, factors)),
        rules=tuple(rules),
        missing=tuple(item for item in text["log"] if not is_logged(item, logged)),
        symptoms=tuple((key, knowledge.symptoms()[key].label) for key in symptoms),
        helps=helps,
        tests=text["tests_in_article"],
        care=_care(rules),
        caution=caution,
        sources=sources_of(list(dict.fromkeys([*text["sources"], *cited, *more]))),
    )


def _is_one_of(factor: str, wanted: Iterable[str]) -> bool:
    return any(factor.startswith(w) if w.endswith(":") else factor == w for w in wanted)


def _linked(rule_id: str, firing: Tier | None, needs: str) -> LinkedRule:
    rule = knowledge.rules()[rule_id]
    state = RuleState.WAITING if needs else RuleState.NOT_FIRING
    if firing is not None:
        state, needs = RuleState.FIRING, ""
    return LinkedRule(rule_id, rule.title, firing or Tier(rule.tier), state, needs)


def _care(rules: Iterable[LinkedRule]) -> tuple[Care, ...]:
    """The patterns that ask for a doctor, the most urgent tier first."""
    by_tier: dict[Tier, list[str]] = {}
    for rule in rules:
        by_tier.setdefault(rule.tier, []).append(rule.title)
    texts = {tier["id"]: tier for tier in knowledge.flag_texts()["tiers"]}
    return tuple(
        Care(tier, texts[tier]["label"], texts[tier]["action"], tuple(by_tier[tier]))
        for tier in Tier
        if tier in by_tier and tier is not Tier.SELF_CARE
    )


def _without_citations(words: str) -> tuple[str, list[str]]:
    """A text without the source ids that it has in brackets, and those ids."""
    known = knowledge.sources()
    cited = [key for key in _IN_BRACKETS.findall(words) if key in known]
    plain = _IN_BRACKETS.sub(lambda m: "" if m[1] in known else m[0], words)
    return plain.replace(" (article)", ""), cited
