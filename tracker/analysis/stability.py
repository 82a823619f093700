"""Verdicts that do not flicker: looked at once a week, changed once they have held for two.

Whoever looks every day gives chance a new chance every day. Here the diary is looked at as it
stood at the end of each ISO week, and a verdict counts from the second week end in a row that gives
it. The one exception is the first verdict after "not enough data", which counts at once.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from tracker import clock
from tracker.analysis import wording
from tracker.analysis.findings import Finding, find_triggers
from tracker.diary import Diary
from tracker.vocabulary import Verdict

MOST_WEEKS: Final = 9
"""Week ends that are looked back on. A verdict that held at none of them in a row is unclear."""

WEEK: Final = timedelta(days=7)


def stable_findings(diary: Diary, now: datetime) -> list[Finding]:
    """The findings of the last week end, each with the verdict that has held.

    Where the latest verdict has not held for two week ends, the finding is that of the last one
    that had, numbers included, and a caveat names its day. Costs two plain looks, and one more for
    every further week that has to be looked back on, nine at most.
    """
    today = clock.local_day(now, diary.day_starts_at)
    last_end = clock.week_of(today)[0] - timedelta(days=1)
    looks = _Looks(diary, last_end)
    return [_held(finding, looks) for finding in looks(0).values()]


def as_it_stood(diary: Diary, until: date) -> Diary:
    """The diary with the entries up to a day alone, the profile included."""
    return Diary.from_entries(
        entry
        for some in diary.by_kind.values()
        for entry in some
        if entry.local_date is None or entry.local_date <= until
    )


class _Looks:
    """The findings by factor at each week end, counted backwards; each is computed once."""

    def __init__(self, diary: Diary, last_end: date) -> None:
        self.diary = diary
        self.last_end = last_end
        self.found: dict[int, dict[str, Finding]] = {}

    def end(self, weeks_ago: int) -> date:
        return self.last_end - weeks_ago * WEEK

    def __call__(self, weeks_ago: int) -> dict[str, Finding]:
        if weeks_ago not in self.found:
            stood = as_it_stood(self.diary, self.end(weeks_ago))
            self.found[weeks_ago] = {one.factor: one for one in find_triggers(stood)}
        return self.found[weeks_ago]


def _held(latest: Finding, looks: _Looks) -> Finding:
    """The latest finding of a factor whose verdict stood at two week ends, or was the first."""
    for weeks_ago in range(MOST_WEEKS):
        finding = looks(weeks_ago).get(latest.factor)
        if finding is None:
            break
        before = looks(weeks_ago + 1).get(latest.factor)
        is_first = before is None or before.verdict is Verdict.NOT_ENOUGH_DATA
        if is_first or (before is not None and before.verdict is finding.verdict):
            if weeks_ago == 0:
                return finding
            stands = wording.stands(looks.end(weeks_ago), latest.verdict)
            return replace(finding, caveats=(stands, *finding.caveats))
    return _unclear(latest)


def _unclear(latest: Finding) -> Finding:
    """A finding whose verdict held at no two week ends in a row."""
    if latest.verdict is Verdict.NOT_ENOUGH_DATA:
        return latest
    caveats = (wording.CHANGES_EVERY_WEEK, *latest.caveats)
    summary = latest.summary if latest.verdict is Verdict.UNCLEAR else f"Unclear: {latest.summary}"
    return replace(latest, verdict=Verdict.UNCLEAR, caveats=caveats, summary=summary)
