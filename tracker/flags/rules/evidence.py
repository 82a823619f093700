"""The days with twitching that a flag rests on, in words."""

from datetime import date

from tracker.flags.result import Evidence
from tracker.flags.view import View
from tracker.vocabulary import Kind


def active_evidence(view: View, first: date, last: date) -> list[Evidence]:
    """The day on which the present run began, and every active day of a stretch of dates."""
    run = view.run()
    found = twitching_days(view, first, last)
    if run is not None and run.first < first:
        words = "the present run of twitching began"
        found.insert(0, Evidence(run.first, view.first_on(run.first), words))
    return found


def twitching_days(
    view: View, first: date, last: date, *, anywhere: bool = False
) -> list[Evidence]:
    """Every active day of a stretch of dates; `anywhere` also those with arm, hand or leg alone."""
    by_day = view.timeline.by_day(Kind.EPISODE)
    days = view.timeline.active.between(first, last)
    if anywhere:
        days = tuple(sorted(day for day in by_day if first <= day <= last))
    found = []
    for day in days:
        episodes = by_day[day] if anywhere else view.timeline.face_on(day)
        count = len(episodes)
        found.append(Evidence(day, episodes[0].id, f"{count} episode{'s' * (count != 1)}"))
    return found
