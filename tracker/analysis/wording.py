"""The sentences of a finding: plain, calm and exact; "goes with", never "causes"."""

import math
from typing import Final

from tracker.analysis.factors import Factor
from tracker.vocabulary import Verdict

NOT_ADJUSTED: Final = "Other factors are not adjusted for in this version."

STRESS_MAY_FOLLOW: Final = (
    "Twitching may itself raise a stress rating; this version cannot tell which came first."
)

COURSE_NEEDS_SWITCHES: Final = (
    "Days are compared with others of their week, so a medicine needs {needed} weeks in which it "
    "was started or stopped part-way; there are {found}."
)

TOO_UNCERTAIN: Final = "The estimate is so uncertain that an effect of five times could be missed."

DAYS_APART: Final = (
    "Days are compared with others of their week, so {needed} weeks must hold days with more and "
    "with less of it; there are {found}."
)


def times(ratio: float) -> str:
    """A ratio in two significant digits, in three where two would round it to 1."""
    if ratio >= 100:
        return "100 or more"
    if ratio < 0.01:
        return "less than 0.01"
    shown = max(1 - math.floor(math.log10(ratio)), 0)
    text = f"{ratio:.{shown}f}"
    return f"{ratio:.3g}" if float(text) == 1 else text


def result(
    verdict: Verdict, factor: Factor, ratio: float, interval: tuple[float, float], days: int
) -> str:
    """The sentence of a factor that was tested, with its interval and its days."""
    low, high = interval
    rest = f"(95 % interval {times(low)} to {times(high)}; {days:,} days)"
    if verdict is Verdict.NO_ASSOCIATION:
        return f"No association: about as many episodes for {factor.more} {rest}."
    estimate = f"{times(ratio)} times as many episodes for {factor.more}"
    if verdict is Verdict.UNCLEAR:
        return f"Unclear: {estimate}, too uncertain to tell {rest}."
    return f"{estimate} {rest}."


def not_enough(days_needed: int | None) -> str:
    """The sentence of a factor with too little behind it; the reason stands in its caveats."""
    if days_needed is None:
        return "Cannot be told yet."
    return f"Not enough days yet: about {days_needed:,} more."


def left_out(factor: Factor, unknown: int, complete: int) -> str:
    """How many complete days a factor has no exposure for, and why."""
    share = round(100 * unknown / complete)
    return f"{unknown:,} of {complete:,} complete days ({share} %) are left out: {factor.unknown}."


def few_days(high: int, low: int) -> str:
    """That one side of the comparison is thin."""
    return f"Rests on few days: {high:,} with more of it, {low:,} with less."


def started_in_bad_times(name: str, before: float, after: float, weeks: int) -> str:
    """The rates around a course's start, against taking a passing spell for an effect."""
    return (
        f"In the {weeks} weeks before {name} was started there were {before:.1f} episodes a day, "
        f"in the {weeks} weeks from then on {after:.1f}. A medicine is often started in a bad "
        "spell, and a bad spell often passes by itself."
    )
