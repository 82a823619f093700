"""The weekly report: where on the page each panel stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from tracker.diary import Diary
from tracker.errors import UsageError
from tracker.report import active, changes, forest, history, summary, timeline
from tracker.report.drawing import style, text
from tracker.report.drawing.style import Box
from tracker.report.panels import face, heading, talk, triggers, week
from tracker.report.panels import flags as open_flags
from tracker.report.panels import history as twelve_weeks

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tracker.analysis.findings import Finding
    from tracker.flags import Flag

LONGEST: Final = 84
"""Days a report may cover: the twelve weeks that its history shows."""

HEAD: Final = Box(0.40, 7.42, 10.89, 0.55)
WORDS: Final = Box(0.40, 4.66, 2.95, 2.66)
WEEK: Final = Box(3.55, 4.66, 7.74, 2.66)
HISTORY: Final = Box(0.40, 2.54, 5.45, 1.98)
TRIGGERS: Final = Box(6.05, 2.54, 5.24, 1.98)
WHERE: Final = Box(0.40, 0.36, 3.15, 2.04)
FLAGS: Final = Box(3.75, 0.36, 4.05, 2.04)
TALK: Final = Box(8.00, 0.36, 3.29, 2.04)
FOOT: Final = Box(0.40, 0.16, 10.89, 0.12)


def weekly(
    diary: Diary,
    *,
    since: date,
    until: date,
    findings: Sequence["Finding"],
    flags: Sequence["Flag"],
    now: datetime,
) -> "Figure":
    """One landscape A4 page about the days from `since` to `until`, both included.

    `now` is aware and tells which days are still to come. Raises UsageError when the period is
    empty, or longer than twelve weeks.
    """
    length = (until - since).days + 1
    if not 1 <= length <= LONGEST:
        raise UsageError(
            f"a report covers 1 to {LONGEST} days, not {length}.",
            hint="Try: tracker report --since 2026-11-16 --until 2026-11-22",
        )
    with style.settings():
        figure = style.blank_page()
        _about_the_period(figure, diary, since, until, now)
        _about_the_past(figure, diary, since, until, findings)
        opened = changes.open_flags(flags)
        changed = changes.changes(diary, since=since, until=until)
        reasoned = [(flag, changes.why(flag, since=since, until=until)) for flag in opened]
        open_flags.flags(figure, FLAGS, reasoned)
        talk.talk(figure, TALK, changed, changes.questions(opened), week=length == 7)
        heading.footer(figure, FOOT, now, boxes=_has_boxes(figure))
    return figure


def _about_the_period(
    figure: "Figure", diary: Diary, since: date, until: date, now: datetime
) -> None:
    numbers = summary.summarise(diary, since=since, until=until, now=now)
    shown = timeline.timeline(diary, since=since, until=until, now=now)
    heading.heading(figure, HEAD, numbers)
    heading.in_words(figure, WORDS, numbers)
    week.week(figure, WEEK, shown, active.curves(diary, shown, now))
    face.face(figure, WHERE, numbers)


def _about_the_past(
    figure: "Figure", diary: Diary, since: date, until: date, findings: Sequence["Finding"]
) -> None:
    twelve_weeks.history(figure, HISTORY, history.history(diary, until=until), since)
    triggers.triggers(figure, TRIGGERS, forest.forest(findings))


def _has_boxes(figure: "Figure") -> bool:
    return any(text.MISSING in words.get_text() for words in figure.texts)
