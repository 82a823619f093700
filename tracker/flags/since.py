"""Since when a rule's condition has held: the date in `Flag.fired_on`.

It is the earliest local date such that the condition held at the end of that day and of every day
since, judged with all that is known today; it is today when the condition did not hold at the end
of yesterday. The last 100 days are looked at one by one. Before them only the last day of each
month is, and the first month whose end fails is again looked at day by day: an interruption inside
an older month is not seen.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from tracker.flags.days import ONE_DAY
from tracker.flags.view import View

EXACT_DAYS: Final = 100


def fired_on(view: View, holds: Callable[[View], bool]) -> date:
    """The local date since which a condition that holds in `view` has held."""
    first, day = view.timeline.first_day(), view.today

    def held(earlier: date) -> bool:
        return earlier >= first and holds(view.at_end_of(earlier))

    while (view.today - day).days < EXACT_DAYS:
        if not held(day - ONE_DAY):
            return day
        day -= ONE_DAY
    while held(month_end := day.replace(day=1) - ONE_DAY):
        day = month_end
    while held(day - ONE_DAY):
        day -= ONE_DAY
    return day
