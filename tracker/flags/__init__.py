"""Patterns worth a doctor visit: the diary at a moment → flags, each with its reasons.

The rules never diagnose. Their texts, numbers and sources are data (`tracker.knowledge`); this
package holds one small function for each rule, by tier, on definitions that stand here once:

- `days`, `runs`, `clusters`: valid and active days, runs, clusters, stretches of dates
- `symptoms`, `spells`, `signs`: sudden and gradual, present and gone, the 24 hours after an entry
- `medicines`, `courses`: which medicine is meant, and what was started, stopped or cut
- `places`: face, lip, beyond
- `timeline`, `view`: the diary up to a moment; a rule looks at nothing else
- `rules`: the rules themselves; `registry`, `evaluation`, `since`, `explanation`: how they are run;
  `result`, `flag`: what they answer

`evaluate` finds the flags, `emergencies` only the urgent ones (of as much of a diary as `reach`
and `repeats` say), `not_evaluated` what rules wait for; `explain` shows one rule beside the diary's
numbers.
Each name is loaded when it is first used: most entries ask for none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tracker.flags.evaluation import emergencies, evaluate
    from tracker.flags.explanation import (
        Explanation,
        Number,
        Waiting,
        explain,
        not_evaluated,
        require_rule,
    )
    from tracker.flags.flag import Flag
    from tracker.flags.result import Evidence

_MODULES: Final = {
    "evaluation": ("emergencies", "evaluate"),
    "explanation": ("Explanation", "Number", "Waiting", "explain", "not_evaluated", "require_rule"),
    "flag": ("Flag",),
    "result": ("Evidence",),
}

__all__ = [
    "Evidence",
    "Explanation",
    "Flag",
    "Number",
    "Waiting",
    "emergencies",
    "evaluate",
    "explain",
    "not_evaluated",
    "require_rule",
]


def __getattr__(name: str) -> Any:
    """One of the public names, from the module that holds it."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
