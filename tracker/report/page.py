"""One page about a stretch of the diary: the panels, each in its place."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.report import forest, periods
from tracker.report.contents import MOST_ROWS, Contents
from tracker.report.drawing import style, text
from tracker.report.drawing.sheet import Sheet
from tracker.report.hours import Hours
from tracker.report.layout import Places, places
from tracker.report.panels import days, face, flags, heading, history, hours, talk, triggers, week
from tracker.report.paper import PAPERS, PaperName

if TYPE_CHECKING:
    from tracker.analysis.findings import Finding


def page(
    shown: Contents,
    findings: Callable[[], Sequence["Finding"]],
    *,
    paper: PaperName = PaperName.A4,
    limited: bool = False,
) -> Sheet:
    """One sheet on its long side.

    `findings` is asked last, so that it may be computed meanwhile; `limited` says that the
    findings rest on the last year alone.
    """
    with style.settings():
        sheet, where = Sheet(PAPERS[paper]), places(PAPERS[paper])
        heading.heading(sheet, where.head, shown.summary)
        heading.in_words(sheet, where.words, shown.summary)
        face.face(sheet, where.where, shown.summary)
        _course(sheet, where, shown)
        history.history(sheet, where.history, shown.history, shown.since)
        flags.flags(sheet, where.flags, shown.flags, shown.judged)
        period = (shown.since, shown.until)
        talk.talk(sheet, where.talk, shown.changes, shown.questions, period)
        triggers.triggers(sheet, where.triggers, forest.forest(findings()), limited=limited)
        heading.footer(sheet, where.foot, shown.now, boxes=_has_boxes(sheet))
    return sheet


def _course(sheet: Sheet, where: Places, shown: Contents) -> None:
    noun = periods.noun(shown.since, shown.until)
    if isinstance(shown.course, Hours):
        hours.hours(sheet, where.course, shown.course, noun)
    elif len(shown.course.rows) > MOST_ROWS:
        days.days(sheet, where.course, shown.course, noun)
    else:
        week.week(sheet, where.course, shown.course, shown.curves)


def _has_boxes(sheet: Sheet) -> bool:
    return any(text.MISSING in line.text for line in sheet.writing.lines)
