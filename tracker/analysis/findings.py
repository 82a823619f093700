"""What the trigger analysis found for one factor."""

import math
from dataclasses import dataclass
from typing import Any

from tracker.analysis.factors import Contrast
from tracker.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One factor that was looked at.

    `rate_ratio` is how many times as many episodes go with `contrast` more of the exposure, `ci95`
    its 95 % interval; `p` is two-sided, `q` corrected for directions, lags and the number of
    factors, and never below `p`. These four are None together, where too little is known.
    `complete_days` counts the complete days on which the exposure is known. `days_needed` is how
    many more of them are needed, None where that cannot be said or does not matter.
    """

    factor: str
    exposure: str
    lag: str
    contrast: Contrast
    verdict: Verdict
    rate_ratio: float | None
    ci95: tuple[float, float] | None
    p: float | None
    q: float | None
    complete_days: int
    days_needed: int | None
    caveats: tuple[str, ...]
    summary: str

    def to_dict(self) -> dict[str, Any]:
        """One item of the public JSON's `findings`."""
        return {
            "factor": self.factor,
            "exposure": self.exposure,
            "lag": self.lag,
            "contrast": self.contrast.to_dict(),
            "verdict": self.verdict.value,
            "rate_ratio": self.rate_ratio,
            "ci95": None if self.ci95 is None else list(self.ci95),
            "p": self.p,
            "q": self.q,
            "complete_days": self.complete_days,
            "days_needed": self.days_needed,
            "caveats": list(self.caveats),
            "summary": self.summary,
        }


def uncertainty(finding: Finding) -> tuple[int, float, float, str]:
    """Sorting key: claims by their p, then no association, unclear, and the rest by days needed."""
    rank = {
        Verdict.RAISES: 0,
        Verdict.LOWERS: 0,
        Verdict.NO_ASSOCIATION: 1,
        Verdict.UNCLEAR: 2,
        Verdict.NOT_ENOUGH_DATA: 3,
    }[finding.verdict]
    needed = math.inf if finding.days_needed is None else float(finding.days_needed)
    return rank, 1.0 if finding.p is None else finding.p, needed, finding.factor
