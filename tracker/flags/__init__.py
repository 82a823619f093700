"""Patterns worth a doctor visit: the diary at a moment → flags, each with its reasons.

The rules never diagnose. Their texts, numbers and sources are data (`tracker.knowledge`); this
package holds one small function for each rule, by tier, on definitions that stand here once:

- `days`, `runs`, `clusters`: valid and active days, runs, clusters, stretches of dates
- `symptoms`, `signs`: sudden and gradual, present and gone, the 24 hours after an entry
- `medicines`, `courses`: which medicine is meant, and what was started, stopped or cut
- `places`: face, lip, beyond
- `timeline`, `view`: the diary up to a moment; a rule looks at nothing else
- `rules`: the rules themselves; `registry`, `evaluation`, `since`: how they are run

`evaluate` finds the flags, `emergencies` only the urgent ones, `not_evaluated` what rules wait
for; `explain` shows one rule beside the diary's numbers.
"""

from tracker.flags.evaluation import (
    EMERGENCY_DAYS,
    EMERGENCY_KINDS,
    emergencies,
    evaluate,
    explain,
    not_evaluated,
    require_rule,
)
from tracker.flags.result import Evidence, Explanation, Flag, Number, Waiting

__all__ = [
    "EMERGENCY_DAYS",
    "EMERGENCY_KINDS",
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
