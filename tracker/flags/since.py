"""Since when a rule's condition has held: the date in `Flag.fired_on`.

It is the earliest local date such that the condition held at the end of that day and of every day
since, judged with all that is known today; it is today when the condition did not hold at the end
of yesterday. The last 60 days are looked at one by one. Before them only the last day of each month
is, and more than two years back only the last day of each year, until one fails; from there on it
is again months, then days. So an interruption inside an older month or year may not be seen.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from tracker.flags.days import ONE_DAY
from tracker.flags.view import View

ENDS_WITHIN_DAYS: Final = 60
"""How far ahead `ends_on` looks."""

Step = Callable[[date], date]


def _month_end_before(day: date) -> date:
    return day.replace(day=1) - ONE_DAY


def _year_end_before(day: date) -> date:
    return date(day.year - 1, 12, 31)


_STEPS: Final[tuple[tuple[Step, int], ...]] = (
    (lambda day: day - ONE_DAY, 60),
    (_month_end_before, 731),
    (_year_end_before, 366 * 200),
)
"""Steps back in time, and how many days before today each of them is taken."""


def fired_on(view: View, holds: Callable[[View], bool]) -> date:
    """The local date since which a condition that holds in `view` has held."""
    first, day = view.timeline.first_day(), view.today

    def held(earlier: date) -> bool:
        return earlier >= first and holds(view.at_end_of(earlier))

    for number, (step, reach) in enumerate(_STEPS):
        while (view.today - day).days < reach:
            if not held(step(day)):
                return _refined(day, held, number)
            day = step(day)
    return day


def ends_on(view: View, holds: Callable[[View], bool]) -> date | None:
    """The local day at whose end a condition would not hold any more, if nothing were logged.

    None when it does not hold in `view`, or still would 60 days later.
    """
    if not holds(view):
        return None
    days = (view.today + ONE_DAY * n for n in range(ENDS_WITHIN_DAYS + 1))
    return next((day for day in days if not holds(view.at_end_of(day))), None)


def _refined(day: date, held: Callable[[date], bool], number: int) -> date:
    """Further back by the finer steps than the one that failed, the coarsest of them first."""
    for step, _ in reversed(_STEPS[:number]):
        while held(step(day)):
            day = step(day)
    return day
