"""Routine rules about how long twitching has lasted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.flags.days import blocks, halves, last_days
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.view import View
from tracker.knowledge import Rule


@check
def over_two_weeks(view: View, rule: Rule) -> Outcome:
    """A run of more than two weeks, dense in both halves; or four weeks with two days each.

    Sources: nhs_twitching, mayo_eye_twitch (more than two weeks; the counts are a project choice);
    readings 6, 7, 23. `window_days` is both the stretch of dates and the least distance from the
    run's first day to its last. The four-week alternative takes its counts over its 28 days.
    """
    p = rule.params
    window = last_days(view.today, p["window_days"])
    older, newer = (view.active_days(*half) for half in halves(view.today, p["window_days"]))
    valid, run = view.valid_days(*window), view.run()
    dense = min(older, newer) >= p["each_half"] and _enough(p, valid, older + newer)
    lasting = dense and run is not None and run.apart >= p["window_days"]
    weeks = blocks(view.today, p["alt_weeks"])
    month = (weeks[0][0], view.today)
    per_week = [view.active_days(*week) for week in weeks]
    steady = min(per_week) >= p["alt_active_days_per_week"] and _enough(
        p, view.valid_days(*month), sum(per_week)
    )
    needs = f"{p['valid_days']} valid days in the last {p['window_days']}; {valid} so far"
    return Outcome(
        holds=lasting or steady,
        tell=lambda: active_evidence(view, *(window if lasting else month)),
        measured={
            "active_days": older + newer,
            "valid_days": valid,
            "each_half": [older, newer],
            "alt_active_days_per_week": per_week,
            "run_first_to_last_day": None if run is None else run.apart,
        },
        needs=needs if valid < p["valid_days"] else "",
    )


def active_evidence(view: View, first: date, last: date) -> Sequence[Evidence]:
    """The day on which the present run began, and every active day of a stretch of dates."""
    run = view.run()
    found = []
    if run is not None and run.first < first:
        begin = view.episodes(run.first, run.first)[0]
        found.append(Evidence(run.first, begin.id, "the present run of twitching began"))
    days = view.timeline.face_by_day
    for day in view.timeline.active.between(first, last):
        count = len(days[day])
        found.append(Evidence(day, days[day][0].id, f"{count} episode{'s' * (count != 1)}"))
    return found


def _enough(params: dict[str, Any], valid: int, active: int) -> bool:
    return bool(valid >= params["valid_days"] and active >= params["active_days"])
