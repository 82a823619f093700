"""One page about a stretch of the diary: the panels, each in its place."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from tracker.diary import Diary
from tracker.report import active, changes, forest, history, hours, periods, summary, timeline
from tracker.report import days as known_days
from tracker.report.drawing import style, text
from tracker.report.drawing.sheet import Sheet
from tracker.report.layout import Places, places
from tracker.report.panels import days, face, heading, talk, triggers, week
from tracker.report.panels import flags as open_flags
from tracker.report.panels import history as over_time
from tracker.report.panels import hours as by_hour
from tracker.report.paper import PAPERS, PaperName
from tracker.report.periods import DAY

if TYPE_CHECKING:
    from tracker.analysis.findings import Finding
    from tracker.flags import Flag

MOST_ROWS: Final = 7
"""Days that each have a row of their own."""
MOST_DAYS: Final = 98
"""Days that each have a column of their own."""


def page(  # noqa: PLR0913  each is one thing that the page shows
    diary: Diary,
    *,
    since: date,
    until: date,
    findings: Callable[[], Sequence["Finding"]],
    flags: Sequence["Flag"],
    now: datetime,
    paper: PaperName = PaperName.A4,
    limited: bool = False,
) -> Sheet:
    """One sheet on its long side about the days from `since` to `until`, both included.

    `now` is aware and tells which days are still to come; `findings` is asked last, so that it may
    be computed meanwhile; `flags` are those of the end of `until`, or of now; `limited` says that
    the findings rest on the last year alone. Raises UsageError when the period is empty, or longer
    than ten years.
    """
    periods.check(since, until)
    present = known_days.today(diary, now)
    with style.settings():
        sheet, where = Sheet(PAPERS[paper]), places(PAPERS[paper])
        _about_the_period(sheet, where, diary, since, until, now)
        past = history.history(diary, since=since, until=until, present=present)
        over_time.history(sheet, where.history, past, since)
        opened = changes.open_flags(flags)
        reasoned = [(flag, changes.why(flag, since=since, until=until)) for flag in opened]
        open_flags.flags(sheet, where.flags, reasoned, until if until < present else None)
        changed = changes.changes(diary, since=since, until=until)
        asked = changes.questions(opened)
        talk.talk(sheet, where.talk, changed, asked, (since, until))
        triggers.triggers(sheet, where.triggers, forest.forest(findings()), limited=limited)
        heading.footer(sheet, where.foot, now, boxes=_has_boxes(sheet))
    return sheet


def _about_the_period(
    sheet: Sheet, where: Places, diary: Diary, since: date, until: date, now: datetime
) -> None:
    numbers = summary.summarise(diary, since=since, until=until, now=now)
    heading.heading(sheet, where.head, numbers)
    heading.in_words(sheet, where.words, numbers)
    face.face(sheet, where.where, numbers)
    length, noun = (until - since) // DAY + 1, periods.noun(since, until)
    if length > MOST_DAYS:
        present = known_days.today(diary, now)
        shades = hours.hours(diary, since=since, until=until, present=present)
        by_hour.hours(sheet, where.course, shades, noun)
        return
    shown = timeline.timeline(diary, since=since, until=until, now=now)
    if length > MOST_ROWS:
        days.days(sheet, where.course, shown, noun)
    else:
        week.week(sheet, where.course, shown, active.curves(diary, shown, now))


def _has_boxes(sheet: Sheet) -> bool:
    return any(text.MISSING in line.text for line in sheet.writing.lines)
