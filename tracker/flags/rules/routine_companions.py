"""Routine rules about what twitching comes along with: other symptoms, sounds, tremor, injuries."""

from datetime import date
from functools import cache

from tracker import knowledge
from tracker.flags.days import last_days
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.symptoms import Report, label
from tracker.flags.view import TWITCH_SYMPTOMS, View
from tracker.knowledge import Rule


@check
def with_other_symptom(view: View, rule: Rule) -> Outcome:
    """One further symptom on several active days; one that no other rule reads.

    Source: seed; readings 18, 22. Days with the same symptom count, whatever its side. The
    everyday list, and symptoms that are the twitch itself, never count.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    left_out = _read_elsewhere().union(p["everyday_symptoms"], TWITCH_SYMPTOMS)
    days = {
        symptom: _on_active_days(view, symptom, *window)
        for symptom in view.timeline.symptoms
        if symptom not in left_out
    }
    found = {symptom: some for symptom, some in days.items() if len(some) >= p["symptom_days"]}
    most = max((len(some) for some in days.values()), default=0)
    needs = (
        f"{p['symptom_days']} active days with the same symptom in the last {p['days']}; "
        f"{most} so far"
    )
    return Outcome(
        holds=bool(found),
        tell=lambda: [e for some in found.values() for e in _evidence(some)],
        measured={"symptom_days": most},
        needs=needs if most else "",
    )


@cache
def _read_elsewhere() -> frozenset[str]:
    """Every symptom that some rule reads."""
    return frozenset().union(*(rule.symptom_ids for rule in knowledge.rules().values()))


def _on_active_days(view: View, symptom: str, *window: date) -> dict[date, Report]:
    active = view.timeline.face_by_day
    return {r.day: r for r in view.reports((symptom,), *window) if r.day in active}


def _evidence(reports: dict[date, Report]) -> list[Evidence]:
    return [
        Evidence(day, report.entry.id, f"{label(report.symptom)}, on a day with twitching")
        for day, report in sorted(reports.items())
    ]
