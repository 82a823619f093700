"""The sentences of a finding: plain, calm and exact; "goes with", never "causes"."""

from typing import Final

from tracker.analysis.factors import Factor

NOT_ADJUSTED: Final = "Other factors are not adjusted for in this version."

STRESS_MAY_FOLLOW: Final = (
    "Twitching may itself raise a stress rating; this version cannot tell which came first."
)

COURSE_NEEDS_SWITCHES: Final = (
    "Days are compared with others of their week, so a medicine needs {needed} weeks in which it "
    "was started or stopped part-way; there are {found}."
)

DAYS_APART: Final = (
    "Days are compared with others of their week, so {needed} weeks must hold days with more and "
    "with less of it; there are {found}."
)


def times(ratio: float) -> str:
    """A ratio in two significant digits, in more where two would hide which side of 1 it is on."""
    if ratio >= 100:
        return "100 or more"
    if ratio < 0.01:
        return "less than 0.01"
    for digits in (2, 3):
        text = f"{ratio:.{digits}g}"
        if (float(text) > 1) == (ratio > 1) and (float(text) < 1) == (ratio < 1):
            break
    return text


def claim(factor: Factor, ratio: float, interval: tuple[float, float], days: int) -> str:
    """The sentence of a factor that goes with more or fewer episodes."""
    return f"{times(ratio)} times as many episodes for {factor.more} {_rest(interval, days)}."


def no_association(factor: Factor, interval: tuple[float, float], days: int) -> str:
    """The sentence of a factor with no association worth knowing."""
    return f"No association: about as many episodes for {factor.more} {_rest(interval, days)}."


def unclear(factor: Factor, ratio: float, interval: tuple[float, float], days: int) -> str:
    """The sentence of a factor that may or may not go with the episodes."""
    estimate = f"{times(ratio)} times as many episodes for {factor.more}"
    return f"Unclear: {estimate}, and too uncertain to tell {_rest(interval, days)}."


def not_enough(days_needed: int | None, reason: str) -> str:
    """The sentence of a factor with too little behind it; the reason is a whole sentence."""
    if days_needed is None:
        return f"Cannot be told yet. {reason}"
    plural = "" if days_needed == 1 else "s"
    return f"Not enough days yet: about {days_needed:,} more complete day{plural}. {reason}"


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


def _rest(interval: tuple[float, float], days: int) -> str:
    low, high = interval
    return f"(95 % interval {times(low)} to {times(high)}; {days:,} days)"
