"""What would settle a finding: more days, two ratings a day, or a trial."""

import math
from typing import Final

from tracker.analysis import gate, wording
from tracker.analysis.findings import Finding
from tracker.analysis.judging import NEGLIGIBLE
from tracker.vocabulary import Verdict

EDGE: Final = math.log(NEGLIGIBLE[1])
"""Half the width, as a logarithm, that an interval about 1 must not exceed for no association."""

TRIAL: Final = (
    "More days make the number surer, not the reason: only changing it on purpose, in stretches "
    "with and without it, tells whether it is the reason."
)
BLOCKS: Final = (
    "Being started once is nearly the same as before and after. Stretches on and off it, agreed "
    "with whoever prescribed it, would tell more than many more days."
)
SETTLED: Final = (
    "An effect worth knowing is ruled out for the amounts that the diary has seen. Only quite "
    "different amounts could still show one."
)


def settles(finding: Finding, *, is_course: bool) -> str:
    """What would settle a finding."""
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return f"{finding.summary} {finding.caveats[0] if finding.caveats else ''}".strip()
    if finding.verdict is Verdict.NO_ASSOCIATION:
        return SETTLED
    if finding.verdict is not Verdict.UNCLEAR or finding.ci95 is None:
        return BLOCKS if is_course else TRIAL
    if wording.NOT_FOLLOWED in finding.caveats:
        return (
            "Ratings before anything has happened: one soon after waking, and one in the evening."
        )
    if any(caveat.startswith(wording.TOGETHER) for caveat in finding.caveats):
        return (
            "Days on which one of the two changes without the other; more days alike will not do."
        )
    return _more_days(finding) + (f" {BLOCKS}" if is_course else "")


def _more_days(finding: Finding) -> str:
    low, high = finding.ci95 or (1.0, 1.0)
    error, days = math.log(high / low) / (2 * gate.Z_95), finding.complete_days
    if error > gate.error_for_power():
        return f"To see a doubling, four times of five: {_wait(gate.days_for_power(days, error))}."
    text = "A doubling would most likely show by now; what is left is smaller."
    if error * gate.Z_95 <= EDGE:
        return text
    needed = gate.days_for_error(days, error, EDGE / gate.Z_95)
    return f"{text} To rule out an effect worth knowing: {_wait(needed)}."


def _wait(days: int | None) -> str:
    return (
        "over ten years at this pace" if days is None else f"{wording.wait(days)} of complete days"
    )
