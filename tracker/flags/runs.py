"""Runs of twitching: when the present one began, and when it has ended."""

from datetime import date
from typing import Final, NamedTuple

from tracker.flags.days import Days

RUN_BREAK_DAYS: Final = 4
"""A run ends after this many valid days in a row without an episode (definition `run`)."""

CHAIN_APART_DAYS: Final = 15
"""Dates between two active days of one chain at most: a gap of up to 14 days (reading 23)."""


class Run(NamedTuple):
    """The first and the last active day of a run."""

    first: date
    last: date

    @property
    def apart(self) -> int:
        """Dates from the first active day to the last: 0 when there is only one."""
        return (self.last - self.first).days


class Runs(NamedTuple):
    """Where each active day's run, and each active day's chain, began.

    Missing days are skipped: they neither break nor extend the row of valid days without an
    episode (reading 7). A chain allows any gap of up to 14 days, valid or missing.
    """

    active: Days
    valid: Days
    run_starts: tuple[date, ...]
    chain_starts: tuple[date, ...]

    def current(self, today: date) -> Run | None:
        """The run that has not ended by a day, or None."""
        index = self.active.until(today) - 1
        if index < 0:
            return None
        last = self.active.dates[index]
        if self.valid.until(today) - self.valid.until(last) >= RUN_BREAK_DAYS:
            return None
        return Run(self.run_starts[index], last)

    def current_chain(self, today: date) -> Run | None:
        """The chain that an active day on that day would still continue, or None."""
        index = self.active.until(today) - 1
        if index < 0 or (today - self.active.dates[index]).days > CHAIN_APART_DAYS:
            return None
        return Run(self.chain_starts[index], self.active.dates[index])


def runs_of(active: Days, valid: Days) -> Runs:
    """The runs and chains of a diary's active days among its valid days."""
    run_starts: list[date] = []
    chain_starts: list[date] = []
    previous: date | None = None
    for day in active.dates:
        if previous is None:
            run_starts.append(day)
            chain_starts.append(day)
        else:
            clear = valid.until(day) - valid.until(previous) - 1
            run_starts.append(day if clear >= RUN_BREAK_DAYS else run_starts[-1])
            apart = (day - previous).days
            chain_starts.append(day if apart > CHAIN_APART_DAYS else chain_starts[-1])
        previous = day
    return Runs(active, valid, tuple(run_starts), tuple(chain_starts))
