"""All that a page tells but the triggers, as numbers and sentences: no entry is among them.

So a page can be drawn by another process, which need not hold the diary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from tracker.diary import Diary
from tracker.report import active, changes, days, history, hours, periods, summary, timeline
from tracker.report.active import Curve
from tracker.report.changes import Change
from tracker.report.history import History
from tracker.report.hours import Hours
from tracker.report.summary import Summary
from tracker.report.timeline import Timeline
from tracker.spans import DAY

if TYPE_CHECKING:
    from tracker.flags import Flag

MOST_ROWS: Final = 7
"""Days that each have a row of their own, with the caffeine that was active."""
MOST_DAYS: Final = 98
"""Days that each have a column of their own; more are shades by the hour."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the panels show of the days from `since` to `until`, both included.

    `course` is the period day by day, or by the hour where it is long; `curves` are those of a
    week. `flags` are the open ones with their reasons, as of `judged`, a past day, or of now.
    """

    since: date
    until: date
    now: datetime
    summary: Summary
    course: Timeline | Hours
    curves: tuple[Curve, ...]
    history: History
    flags: tuple[tuple["Flag", str], ...]
    judged: date | None
    changes: tuple[Change, ...]
    questions: tuple[str, ...]


def contents(
    diary: Diary, flags: Sequence["Flag"], *, since: date, until: date, now: datetime
) -> Contents:
    """What a page about the days from `since` to `until`, both included, shows.

    `now` is aware and tells which days are still to come; `flags` are those of the end of `until`,
    or of now. Raises UsageError when the period is empty, or longer than ten years.
    """
    periods.check(since, until)
    present, length = days.today(diary, now), (until - since) // DAY + 1
    course: Timeline | Hours
    curves: tuple[Curve, ...] = ()
    if length > MOST_DAYS:
        course = hours.hours(diary, since=since, until=until, present=present)
    else:
        course = timeline.timeline(diary, since=since, until=until, now=now)
        if length <= MOST_ROWS:
            curves = active.curves(diary, course, now)
    opened = changes.open_flags(flags)
    past = history.history(diary, since=since, until=until, present=present)
    return Contents(
        since=since,
        until=until,
        now=now,
        summary=summary.summarise(diary, since=since, until=until, now=now, spread=past.spread),
        course=course,
        curves=curves,
        history=past,
        flags=tuple((flag, changes.why(flag, since=since, until=until)) for flag in opened),
        judged=until if until < present else None,
        changes=changes.changes(diary, since=since, until=until),
        questions=changes.questions(opened),
    )
