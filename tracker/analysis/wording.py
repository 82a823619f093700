"""The sentences of a finding: plain, calm and exact; "goes with", never "causes"."""

import math
from datetime import date
from typing import Final

from tracker.analysis.factors import Alternative, Factor
from tracker.vocabulary import Verdict

NOTHING_TO_COMPARE: Final = "It was the same on every day, so there is nothing to compare."

TOO_UNCERTAIN: Final = "The estimate is so uncertain that an effect of five times could be missed."

MAY_FOLLOW: Final = (
    "Twitching may itself raise a rating. With two ratings a day on {needed} days or more, what "
    "came first can be told apart; there are {found}."
)

CLEANED: Final = (
    "Ratings were higher after twitches (by about {points:.1g} points each); that part was taken "
    "off before the comparison."
)

NOT_FOLLOWED: Final = (
    "Ratings were higher after twitches, but twitches were not clearly more frequent after high "
    "ratings. Which of the two comes first cannot be told."
)

SHORT_NIGHTS: Final = (
    "Nights after days with many twitches were shorter than others, so that twitching may cost "
    "sleep, and not only the other way round."
)

TOGETHER: Final = "It moved together with"

CHANGES_EVERY_WEEK: Final = "The verdict has changed from week to week, so none is given yet."


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
    verdict: Verdict, more: str, ratio: float, interval: tuple[float, float], days: int
) -> str:
    """The sentence of a factor that was tested, with its interval and its days.

    `more` is its contrast in words, as the end of "times as many episodes for ...".
    """
    low, high = interval
    rest = f"(95 % interval {times(low)} to {times(high)}; {days:,} days)"
    if verdict is Verdict.NO_ASSOCIATION:
        return f"No association: about as many episodes for {more} {rest}."
    estimate = f"{times(ratio)} times as many episodes for {more}"
    if verdict is Verdict.UNCLEAR:
        return f"Unclear: {estimate}, too uncertain to tell {rest}."
    return f"{estimate} {rest}."


def not_enough(days_needed: int | None) -> str:
    """The sentence of a factor with too little behind it; the reason stands in its caveats."""
    if days_needed is None:
        return "Cannot be told yet."
    return f"Not enough days yet: {wait(days_needed)} of complete days."


def wait(days: int) -> str:
    """A number of days in whole weeks, a quarter to either side; beyond two years in years."""
    low, high = days * 0.75 / 7, days * 1.25 / 7
    if low > 104:
        return _range(round(low / 52), round(high / 52), "year")
    return _range(max(math.floor(low), 1), max(math.ceil(high), 1), "week")


def _range(low: int, high: int, unit: str) -> str:
    if low >= high:
        return f"about {high} more {unit}{'' if high == 1 else 's'}"
    return f"about {low} to {high} more {unit}s"


def few_known(days: int, needed: int) -> str:
    """That the exposure is known on too few days."""
    return f"It is known on {days} complete {_plural('day', days)}; {needed} are needed."


def few_episodes(episodes: int, needed: int) -> str:
    """That there are too few episodes."""
    there = "is 1 episode" if episodes == 1 else f"are {episodes} episodes"
    return f"There {there} on complete days; {needed} are needed."


def few_sides(side: int, days: int, needed: int) -> str:
    """That the exposure hardly ever differs."""
    return f"It differs on {side} of {days} days; {needed} are needed."


def filled_in(factor: Factor, unknown: int, complete: int) -> str:
    """How many complete days take a typical exposure, and why."""
    share = round(100 * unknown / complete)
    return (
        f"{unknown:,} of {complete:,} complete days ({share} %) are taken as typical for their "
        f"part of the week: {factor.unknown}."
    )


def few_days(exposed: int, unexposed: int) -> str:
    """That one side of the comparison is thin."""
    return f"Rests on few days: {exposed:,} with more of it, {unexposed:,} with less."


def together(partner: str) -> str:
    """That two factors cannot be told apart."""
    return (
        f"{TOGETHER} {partner} so closely that the diary cannot tell which of the two goes "
        "with the twitching."
    )


def disagree(between: float, within: float) -> str:
    """That two estimates of one exposure, as log rate ratios, do not fit together."""
    days, hours = (times(math.exp(min(max(one, -9.0), 9.0))) for one in (between, within))
    return (
        f"The two ways of looking disagree: {days} times between days, {hours} times between the "
        "hours of a day."
    )


def other_lag(factor: Factor, alternative: Alternative) -> str:
    """That a finding rests on the off-prior exposure."""
    return f"The link is with another time than expected: {alternative.lag}, not {factor.lag}."


def started_in_bad_times(name: str, before: float, after: float, weeks: int) -> str:
    """The rates around a course's start, against taking a passing spell for an effect."""
    return (
        f"In the {weeks} weeks before {name} was started there were {before:.1f} episodes a day, "
        f"in the {weeks} weeks from then on {after:.1f}. A medicine is often started in a bad "
        "spell, and a bad spell often passes by itself."
    )


def stands(day: date, latest: Verdict) -> str:
    """That a finding is that of an earlier week end."""
    said = latest.value.replace("_", " ")
    return (
        f"Stands as of {day.isoformat()}. The last look said: {said}. A verdict changes once it "
        "has held for two weeks."
    )


def first_look(end: date) -> str:
    """That a result is of the present week, which is not over."""
    return (
        f"A first look, before the week is over: the verdict counts from its end, "
        f"{end.isoformat()}, on."
    )


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word + "s"
