"""Emergency rules about sudden signs: while they are there, and after they have passed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from tracker.flags.moments import clock_of
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.spells import State
from tracker.flags.symptoms import Report, label
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import Tier

FACIAL_WEAKNESS: Final = "facial_weakness"

PASSED_SOON_DAYS: Final = 30
"""A passed sign that nobody has assessed stays a reason, tier soon, until this old (reading 20)."""


@check
def stroke_signs(view: View, rule: Rule) -> Outcome:
    """Sudden signs in the first 24 hours or still present; new facial weakness for 7 days.

    Sources: nhs_fast, cdc_stroke, nhs_bells, nice_ng127_weakness; readings 3, 4, 13, 17, 18. In the
    first 24 hours after a sudden onset nothing ends it; later it ends when the sign is assessed,
    gone, or no longer reported. Facial weakness of any speed counts for 7 local dates from its
    onset, gone or not, until assessed.
    """
    hours, days = rule.params["lookback_hours"], rule.params["facial_weakness_days"]
    found = [
        state
        for state in view.spells(rule.symptom_ids)
        if (state.sudden is not None and _still_sudden(view, state, hours))
        or (_new_facial_weakness(view, state, days) and not state.assessed)
    ]
    return Outcome(
        holds=bool(found),
        tell=lambda: [e for state in found for e in sudden_evidence(state)],
        measured={
            "lookback_hours": _youngest_hours(view, found),
            "facial_weakness_days": _youngest_days(view, found),
        },
    )


@check
def passed_stroke_signs(view: View, rule: Rule) -> Outcome:
    """A sudden sign that nobody has assessed and that is no longer there.

    Sources: cdc_stroke, nhs_fast; readings 3, 18, 20. It reads all symptoms of `stroke_signs`. A
    sign that was never said to be gone has passed when it is no longer present, so that none drops
    between the two rules. Emergency until 7 local dates after it was last there, soon until 30.
    """
    stroke = view.timeline.rules["stroke_signs"]
    hours = stroke.params["lookback_hours"]
    found = [
        state
        for state in view.spells(stroke.symptom_ids)
        if state.sudden is not None
        and not state.assessed
        and not _still_sudden(view, state, hours)
        and (view.today - state.last_there()).days <= PASSED_SOON_DAYS
    ]
    youngest = min(((view.today - s.last_there()).days for s in found), default=None)
    late = youngest is not None and youngest > rule.params["lookback_days"]
    return Outcome(
        holds=bool(found),
        tell=lambda: [e for state in found for e in sudden_evidence(state)],
        measured={"lookback_days": youngest},
        tier=Tier.SOON if late else None,
    )


def sudden_evidence(state: State) -> Sequence[Evidence]:
    """The report that makes a spell sudden, and the latest one when that is another."""
    reports = [state.sudden or state.first]
    if state.latest is not reports[0]:
        reports.append(state.latest)
    return [_report_evidence(report) for report in reports]


def _report_evidence(report: Report) -> Evidence:
    record = report.entry.record
    parts = [f"{label(report.symptom)} at {clock_of(report.entry)}"]
    if report.sudden:
        stated = record.get("onset") is not None
        parts.append("began suddenly" if stated else "onset not stated, which counts as sudden")
    if report.began is not None:
        parts.append(f"since {report.began:%Y-%m-%d %H:%M}")
    if record.get("resolved_time"):
        parts.append("since passed")
    return Evidence(report.day, report.entry.id, ", ".join(parts))


def _still_sudden(view: View, state: State, hours: float) -> bool:
    recent = view.moment - timedelta(hours=hours)
    if state.onset >= recent or (state.fresh_onset is not None and state.fresh_onset >= recent):
        return True
    return state.present(view.today) and not state.assessed


def _new_facial_weakness(view: View, state: State, days: int) -> bool:
    return state.symptom == FACIAL_WEAKNESS and (view.today - state.onset_day).days <= days


def _youngest_hours(view: View, states: Sequence[State]) -> float | None:
    ages = [(view.moment - state.onset) / timedelta(hours=1) for state in states]
    return round(min(ages), 1) if ages else None


def _youngest_days(view: View, states: Sequence[State]) -> int | None:
    ages = [(view.today - s.onset_day).days for s in states if s.symptom == FACIAL_WEAKNESS]
    return min(ages, default=None)
