"""One factor on its way to a verdict: what is known of it, and whether the gate is open."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tracker.analysis import gate, wording
from tracker.analysis.evidence import Evidence
from tracker.analysis.factors import Contrast, Factor, Way, free
from tracker.analysis.frames import EPISODES


@dataclass(frozen=True, slots=True)
class Look:
    """One factor before the family of tests is known.

    `exposed` and `unexposed` split the complete days on which it is known. `reason` says why the
    gate is shut, empty where it is open; `days_needed` how many more days would open it. `notes`
    are its caveats. `may_claim` is False where a guard forbids a claim.
    """

    factor: Factor
    exposed: int
    unexposed: int
    days_needed: int | None
    reason: str
    notes: tuple[str, ...] = ()
    may_claim: bool = True

    @property
    def days(self) -> int:
        """The complete days on which the exposure is known."""
        return self.exposed + self.unexposed

    @property
    def is_open(self) -> bool:
        """Whether the factor may be tested."""
        return not self.reason


def look(factor: Factor, frame: pd.DataFrame) -> Look:
    """A factor with its contrast, and the gate of days, episodes and exposed days."""
    column = frame[factor.id].dropna()
    known = column.to_numpy(dtype=np.float64)
    days_needed, reason = gate.too_little(known, int(frame[EPISODES].sum()))
    return Look(with_contrast(factor, column), *gate.sides(known), days_needed, reason)


def with_contrast(factor: Factor, known: pd.Series) -> Factor:
    """A free factor with its own inter-quartile range as contrast, to two digits.

    Where half the days or more are alike the range is 0, and the whole range is taken instead.
    """
    if factor.way is Way.BUILT_IN or known.empty:
        return factor
    amount = float(known.quantile(0.75) - known.quantile(0.25)) or float(known.max() - known.min())
    if amount <= 0 or not math.isfinite(amount):
        return factor
    return free(factor.name, factor.way, Contrast(float(f"{amount:.2g}"), factor.contrast.unit))


def after_estimate(one: Look, found: Evidence, names: list[str]) -> Look:
    """The gate of the standard error, and the factors that cannot be told apart.

    `names` are the tested factors' in their order.
    """
    uncertain = found.main.sd > gate.MAX_ERROR
    if found.partner is not None:
        notes = (wording.together(names[found.partner]), *one.notes)
        one = replace(one, notes=notes, may_claim=not uncertain)
        uncertain = found.alone > gate.MAX_ERROR
    if not uncertain:
        return one
    needed = gate.days_for_power(one.days, found.main.sd)
    return replace(one, reason=wording.TOO_UNCERTAIN, days_needed=needed)
