"""Whether enough is known about a factor to test it, and how many more days would do."""

import math
from typing import Final

from tracker.analysis import wording
from tracker.analysis.factors import Factor
from tracker.analysis.shuffling import Comparison

MIN_DAYS: Final = 28
"""Complete days on which the exposure is known."""

MIN_EPISODES: Final = 8
"""Episodes on those days."""

MIN_SIDE: Final = 5
"""Days on either side of the cut between high and low."""

MIN_WEEKS: Final = 4
"""Weeks that hold both high and low days: with fewer, no interval can be had from them."""

MAX_STRETCH: Final = 5.0
"""The contrast may be at most this many times the difference seen; beyond, it is guesswork."""

MAX_DAYS_NEEDED: Final = 3653
"""Ten years; a longer wait is not worth stating."""


def too_little(
    factor: Factor, days: int, episodes: float, result: Comparison
) -> tuple[int | None, str]:
    """Days still needed and the reason, where a factor cannot be tested; else None and no reason.

    The days are None where more of the same would not help, or would take over ten years.
    """
    side = min(result.high_days, result.low_days)
    if days < MIN_DAYS:
        return MIN_DAYS - days, f"It is known on {days} complete days; {MIN_DAYS} are needed."
    if episodes < MIN_EPISODES:
        reason = f"There are {episodes:g} episodes on those days; {MIN_EPISODES} are needed."
        return more_days(days, episodes, MIN_EPISODES), reason
    if 0 < side < MIN_SIDE:
        reason = f"It differs on {side} of {days} days; {MIN_SIDE} are needed."
        return more_days(days, side, MIN_SIDE), reason
    return None, _no_comparison(factor, side, result)


def _no_comparison(factor: Factor, side: int, result: Comparison) -> str:
    if side == 0:
        return "It was the same on every day, so there is nothing to compare."
    if result.weeks < MIN_WEEKS:
        words = wording.COURSE_NEEDS_SWITCHES if factor.is_course else wording.DAYS_APART
        return words.format(needed=MIN_WEEKS, found=result.weeks)
    if result.difference * MAX_STRETCH < abs(factor.contrast.amount):
        return "It hardly changes from day to day, so what goes with a change cannot be seen."
    return ""


def more_days(days: int, have: float, need: float) -> int | None:
    """How many more days until there is `need` of what `days` gave `have` of, in whole weeks.

    At the pace so far; None when there is no pace, or it would take over ten years.
    """
    if have <= 0:
        return None
    more = math.ceil(days * (need - have) / have / 7) * 7
    return more if more <= MAX_DAYS_NEEDED else None
