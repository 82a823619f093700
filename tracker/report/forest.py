"""The factors that were looked at, as rows of a forest plot: labels, words and what is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.analysis import wording
from tracker.analysis.factors import COURSE_PREFIX
from tracker.vocabulary import Verdict

if TYPE_CHECKING:
    from tracker.analysis.findings import Finding

MOST_ROWS: Final = 8
NARROWEST: Final = 4.0
WIDEST: Final = 16.0
"""The axis reaches from 1/4 to 4 times, and no further than from 1/16 to 16 times."""

LARGEST: Final = 100
"""Ratios from here on are said to be over it."""

VERDICTS: Final = {
    Verdict.RAISES: "goes with more",
    Verdict.LOWERS: "goes with fewer",
    Verdict.NO_ASSOCIATION: "no association",
    Verdict.UNCLEAR: "unclear",
    Verdict.NOT_ENOUGH_DATA: "not enough days",
}

_SHORT: Final = {
    "caffeine": "caffeine in the body",
    "sleep": "sleep, night before",
    "stress": "stress",
    "fatigue": "tiredness",
    "alcohol": "alcohol, 12-48 h before",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One factor. `ratio`, `low` and `high` are None where nothing was estimated.

    Names may be long: the place they are drawn in cuts them, never their `contrast`.
    """

    name: str
    contrast: str
    verdict: Verdict
    words: str
    figures: str
    ratio: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Forest:
    """The rows that are shown, most certain first, how many more there are, and the axis's reach.

    The axis runs from 1 divided by `reach` to `reach` times as many episodes.
    """

    rows: tuple[Row, ...]
    left_out: int
    reach: float


def forest(findings: Sequence["Finding"]) -> Forest:
    """The findings in their order; those beyond the room of the page are counted."""
    rows = tuple(_row(finding) for finding in findings[:MOST_ROWS])
    far = [max(row.high, 1 / row.low) for row in rows if row.low and row.high]
    reach = NARROWEST
    while reach < min(max(far, default=1.0), WIDEST):
        reach *= 2
    return Forest(rows, len(findings) - len(rows), reach)


def _row(finding: "Finding") -> Row:
    verdict = Verdict(finding.verdict)
    low, high = finding.ci95 or (None, None)
    return Row(
        name=_name(finding),
        contrast=_contrast(finding),
        verdict=verdict,
        words=VERDICTS[verdict],
        figures=_figures(finding, verdict),
        ratio=finding.rate_ratio,
        low=low,
        high=high,
    )


def _name(finding: "Finding") -> str:
    if finding.factor.startswith(COURSE_PREFIX):
        return finding.factor.removeprefix(COURSE_PREFIX)
    return _SHORT.get(finding.factor, finding.factor.replace("_", " "))


def _contrast(finding: "Finding") -> str:
    if finding.factor.startswith(COURSE_PREFIX):
        return "on it"
    sign = "\N{MINUS SIGN}" if finding.contrast.amount < 0 else "+"
    return f"{sign}{abs(finding.contrast.amount):g} {finding.contrast.unit}".rstrip()


def _figures(finding: "Finding", verdict: Verdict) -> str:
    if verdict is Verdict.NOT_ENOUGH_DATA:
        return "" if finding.days_needed is None else _more_days(finding.days_needed)
    if finding.rate_ratio is None or finding.ci95 is None:
        return ""
    low, high = finding.ci95
    return f"{_times(finding.rate_ratio)} ({_times(low)} to {_times(high)})"


def _times(ratio: float) -> str:
    if ratio >= LARGEST:
        return f">{LARGEST}"
    return wording.times(ratio).replace("less than ", "<")


def _more_days(days: int) -> str:
    if days < 100:
        return f"about {days} more {'day' if days == 1 else 'days'}"
    weeks = round(days / 7)
    return f"about {weeks} more weeks" if weeks < 104 else f"about {days / 365:.0f} more years"
