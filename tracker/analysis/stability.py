"""Verdicts that do not flicker: looked at once a week, changed once they have held for two.

Whoever looks every day gives chance a new chance every day. Here the diary is looked at as it
stood at the end of each ISO week, and a verdict counts from the second week end in a row that gives
it. The one exception is the first verdict after "not enough data", which counts at once; until the
week that opened a factor's gate is over, a look at the present day stands in and is marked as one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from tracker import clock
from tracker.analysis import wording
from tracker.analysis.findings import Finding, uncertainty
from tracker.analysis.triggers import find_triggers
from tracker.diary import Diary
from tracker.vocabulary import Verdict

MOST_WEEKS: Final = 4
"""Weeks that are looked back on. Where the verdict changed in each of them, it is unclear."""

WEEK: Final = timedelta(days=7)

Progress = Callable[[date], None]
"""Told the last day of the diary before each look at it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A finding with the last day of the diary that it is made of."""

    finding: Finding
    until: date


def stable_findings(diary: Diary, now: datetime) -> list[Finding]:
    """The findings of `held_findings`, without their days."""
    return [one.finding for one in held_findings(diary, now)]


def held_findings(diary: Diary, now: datetime, progress: Progress = lambda _: None) -> list[Held]:
    """Every factor with the verdict that has held, as of the last week end, most certain first.

    Where the latest verdict has not held for two week ends, the finding is that of the last one
    that had, numbers included, and a caveat names its day, unless both say the same. A factor that
    could not be tested at the week end for want of days or episodes is looked at as of `now`. Costs
    two plain looks, one more for every further week that has to be looked back on, five at most,
    and one for today.
    """
    looks = _Looks(diary, week_end(diary, now), progress)
    held = {factor: _held(finding, looks) for factor, finding in looks(0).items()}
    waiting = {factor for factor, one in held.items() if _waits(one.finding)}
    waiting |= _names(diary) - _names(as_it_stood(diary, looks.last_end))
    if waiting:
        today = max(clock.local_day(now, diary.day_starts_at), (diary.span() or (date.min,) * 2)[1])
        present = looks.at(today)
        for factor in waiting & present.keys():
            held[factor] = Held(_peek(present[factor], looks.last_end + WEEK), today)
    return sorted(held.values(), key=lambda one: uncertainty(one.finding))


def week_end(diary: Diary, now: datetime) -> date:
    """The last day, a Sunday, of the last ISO week that is over."""
    today = clock.local_day(now, diary.day_starts_at)
    return clock.week_of(today)[0] - timedelta(days=1)


def as_it_stood(diary: Diary, until: date) -> Diary:
    """The diary with the entries up to a day alone, the profile included."""
    return Diary(
        {
            kind: tuple(one for one in some if one.local_date is None or one.local_date <= until)
            for kind, some in diary.by_kind.items()
        },
        diary.profile,
        frozenset(day for day in diary.complete_days if day <= until),
        frozenset(day for day in diary.valid_days if day <= until),
    )


class _Looks:
    """The findings by factor at each week end, counted backwards.

    Each is computed once; so are those of week ends between which nothing was entered.
    """

    def __init__(self, diary: Diary, last_end: date, progress: Progress) -> None:
        self.diary = diary
        self.last_end = last_end
        self.progress = progress
        self.found: dict[int, dict[str, Finding]] = {}
        self.by_day: dict[date, dict[str, Finding]] = {}

    def end(self, weeks_ago: int) -> date:
        return self.last_end - weeks_ago * WEEK

    def __call__(self, weeks_ago: int) -> dict[str, Finding]:
        return self.at(self.end(weeks_ago))

    def at(self, until: date) -> dict[str, Finding]:
        if until not in self.by_day:
            stood = as_it_stood(self.diary, until)
            entries = sum(len(some) for some in stood.by_kind.values())
            if entries not in self.found:
                self.progress(until)
                self.found[entries] = {one.factor: one for one in find_triggers(stood)}
            self.by_day[until] = self.found[entries]
        return self.by_day[until]


def _names(diary: Diary) -> set[str]:
    from tracker.analysis.factors import factors  # noqa: PLC0415  only where it is asked for

    return {factor.id for factor in factors(diary)}


def _waits(finding: Finding) -> bool:
    """Whether a factor waits for days or episodes, not for a smaller error or for a difference."""
    others = {wording.TOO_UNCERTAIN, wording.NOTHING_TO_COMPARE}
    return finding.verdict is Verdict.NOT_ENOUGH_DATA and not others & set(finding.caveats)


def _peek(finding: Finding, end: date) -> Finding:
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return finding
    return replace(finding, caveats=(wording.first_look(end), *finding.caveats))


def _held(latest: Finding, looks: _Looks) -> Held:
    """The latest finding of a factor whose verdict stood at two week ends, or was the first."""
    for weeks_ago in range(MOST_WEEKS):
        finding = looks(weeks_ago).get(latest.factor)
        if finding is None:
            break
        before = looks(weeks_ago + 1).get(latest.factor)
        is_first = before is None or before.verdict is Verdict.NOT_ENOUGH_DATA
        if is_first or (before is not None and before.verdict is finding.verdict):
            end = looks.end(weeks_ago)
            if finding.verdict is latest.verdict:
                return Held(latest, looks.end(0))
            stands = wording.stands(end, latest.verdict)
            return Held(replace(finding, caveats=(stands, *finding.caveats)), end)
    return Held(_unclear(latest), looks.end(0))


def _unclear(latest: Finding) -> Finding:
    """A finding whose verdict held at no two week ends in a row."""
    if latest.verdict is Verdict.NOT_ENOUGH_DATA:
        return latest
    caveats = (wording.CHANGES_EVERY_WEEK, *latest.caveats)
    summary = latest.summary if latest.verdict is Verdict.UNCLEAR else f"Unclear: {latest.summary}"
    return replace(latest, verdict=Verdict.UNCLEAR, caveats=caveats, summary=summary)
