"""Every rule's function by the rule's id, and how a rule came out in a view.

A rule is one small pure function of a view and its entry in the rules file. It is named as the
rule is, and `@check` puts it here; its numbers come from the entry's `params`.
"""

from collections.abc import Callable
from typing import Final

from tracker.flags import rules
from tracker.flags.result import Outcome
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import Tier

Check = Callable[[View, Rule], Outcome]

CHECKS: Final[dict[str, Check]] = {}


def check(function: Check) -> Check:
    """Register a function as the check of the rule that it is named after."""
    CHECKS[function.__name__] = function
    return function


def outcome(view: View, rule_id: str) -> Outcome:
    """How a rule comes out in a view; worked out once for each view."""
    if rule_id not in view.outcomes:
        rule = view.timeline.rules[rule_id]
        if rule_id not in CHECKS:
            _load(rule)
        view.outcomes[rule_id] = CHECKS[rule_id](view, rule)
    return view.outcomes[rule_id]


def _load(rule: Rule) -> None:
    """Import the modules of a rule's tier, in their order, until one holds the rule."""
    for module in rules.MODULES[Tier(rule.tier)]:
        rules.load(module)
        if rule.id in CHECKS:
            return


def holds(view: View, rule_id: str) -> bool:
    """Whether a rule's condition holds in a view."""
    return outcome(view, rule_id).holds
