"""Soon rules about signs that last: weakness, thinning, speech, nerve-type symptoms, rippling."""

from collections.abc import Iterable
from typing import Final

from tracker.flags.days import last_days
from tracker.flags.moments import clock_of, day_of
from tracker.flags.places import touches
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.emergency_stroke import FACIAL_WEAKNESS
from tracker.flags.rules.evidence import twitching_days
from tracker.flags.spells import State
from tracker.flags.symptoms import Report, label
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import LIP_SITES, Character, Side, Site

REPORTS_APART: Final = 7
"""Days between two reports of facial weakness before it counts as not improving (the rule's
minimum evidence)."""

ACTIVE_DAYS: Final = 2
"""Active days in the minimum evidence of `weakness_or_wasting`."""

RIPPLING_SITES: Final = LIP_SITES | {Site.CHIN, Site.CHEEK}


@check
def facial_weakness_recent(view: View, rule: Rule) -> Outcome:
    """Facial weakness that is present, assessed but not treated, for 7 dates from its onset.

    Sources: nhs_bells, nhs_bells_older; readings 13, 20. Gradual weakness that nobody has assessed
    comes here once `stroke_signs` has let it go, and stays while it is present. An eye that does
    not close counts in both cases, since `stroke_signs` does not read it.
    """
    days = rule.params["lookback_days"]
    states = [s for s in view.spells(rule.symptom_ids) if s.present(view.today) and not s.treated]
    found = [s for s in states if _face_counts(s, (view.today - s.onset_day).days, days)]
    age = min(((view.today - s.onset_day).days for s in states), default=None)
    return Outcome(
        holds=bool(found),
        tell=lambda: [_since(state) for state in found],
        measured={"lookback_days": age, "treat_hours": None if age is None else age * 24},
    )


@check
def facial_weakness_not_improving(view: View, rule: Rule) -> Outcome:
    """Facial weakness still present on day 21 or later, last said not to be getting better.

    Source: nhs_bells; readings 4, 14. Day 21 is 21 dates after the onset; two reports of the spell
    must be 7 or more dates apart.
    """
    days = rule.params["days"]
    late = [
        state
        for state in view.spells(rule.symptom_ids)
        if state.present(view.today)
        and not state.improving
        and (state.latest.day - state.onset_day).days >= days
    ]
    found = [s for s in late if (s.latest.day - s.first.day).days >= REPORTS_APART]
    apart = max(((s.latest.day - s.first.day).days for s in late), default=0)
    return Outcome(
        holds=bool(found),
        tell=lambda: [item for s in found for item in (_since(s), report_evidence(s.latest))],
        measured={"days": max(((s.latest.day - s.onset_day).days for s in late), default=None)},
        needs=f"2 reports at least {REPORTS_APART} days apart; {apart} days so far" if late else "",
    )


@check
def weakness_or_wasting(view: View, rule: Rule) -> Outcome:
    """Weakness, thinning or stiffness, not sudden, on several days and not gone; with twitching.

    Sources: nhs_twitching, nice_ng127_summary, nice_ng127_weakness, medlineplus_twitch; readings
    18, 22. Facial weakness counts once its onset is over 7 dates ago. Since the rule speaks of
    limbs, twitching of any site counts.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    states = [s for s in view.spells(rule.symptom_ids) if _not_new_face(view, s)]
    reports = [
        r
        for r in view.reports(rule.symptom_ids, *window)
        if r.gradual and any(_belongs(r, state) for state in states)
    ]
    days, active = _days(reports), len({day_of(e) for e in view.episodes_anywhere(*window)})
    still = any(s.ended is None and any(_belongs(r, s) for r in reports) for s in states)
    enough = days >= p["symptom_days"] and active >= ACTIVE_DAYS
    needs = (
        f"{p['symptom_days']} days with the symptom and {ACTIVE_DAYS} with twitching in the last "
        f"{p['days']}; {days} and {active} so far"
    )
    return Outcome(
        holds=enough and still,
        tell=lambda: [
            *(report_evidence(r) for r in reports),
            *twitching_days(view, *window, anywhere=True),
        ],
        measured={"symptom_days": days, "active_days": active},
        needs=needs if days and still and not enough else "",
    )


@check
def speech_swallow_gradual(view: View, rule: Rule) -> Outcome:
    """Slurred speech or trouble swallowing, not sudden, on several days.

    Sources: nhs_mnd_news, nice_ng127_weakness, seed; reading 22.
    """
    return _gradual(view, rule, active_days=0)


@check
def neuro_companion(view: View, rule: Rule) -> Outcome:
    """A nerve-type symptom of one side, not sudden, on two days, with facial twitching on two.

    Sources: weill_hfs, droracle_myokymia, medscape_myokymia; readings 20, 22.
    """
    return _gradual(view, rule, active_days=rule.params["active_days"])


@check
def rippling_one_side(view: View, rule: Rule) -> Outcome:
    """Rippling for most of the day around the mouth, on three days, always on the same side.

    Sources: ms_cfm_2021, pontine_cfm, nanos_myokymia; reading 55. The site must be recorded.
    """
    p = rule.params
    rippling = [
        e
        for e in view.episodes(*last_days(view.today, p["days"]))
        if e.record.get("character") == Character.RIPPLE
        and e.record.get("most_of_day")
        and touches(e, RIPPLING_SITES)
    ]
    by_side = {
        side: [e for e in rippling if e.record.get("side") == side]
        for side in (Side.LEFT, Side.RIGHT)
    }
    found = max(by_side.values(), key=lambda some: len({day_of(e) for e in some}))
    days = len({day_of(e) for e in found})
    return Outcome(
        holds=days >= p["symptom_days"],
        tell=lambda: [
            Evidence(day_of(e), e.id, f"rippling ({e.record['side']}) at {clock_of(e)}")
            for e in found
        ],
        measured={"symptom_days": days},
        needs=f"{p['symptom_days']} such days in the last {p['days']}; {days} so far" * bool(days),
    )


def report_evidence(report: Report) -> Evidence:
    """A report of a symptom and its time."""
    words = f"{label(report.symptom)} at {clock_of(report.entry)}"
    return Evidence(report.day, report.entry.id, words)


def _gradual(view: View, rule: Rule, active_days: int) -> Outcome:
    p = rule.params
    window = last_days(view.today, p["days"])
    reports = [r for r in view.reports(rule.symptom_ids, *window) if r.gradual]
    days, active = _days(reports), view.active_days(*window)
    enough = days >= p["symptom_days"] and active >= active_days
    twitching = f" and {active_days} with twitching" if active_days else ""
    so_far = f"{days} and {active}" if active_days else f"{days}"
    needs = f"{p['symptom_days']} days with the symptom{twitching} in the last {p['days']}"
    return Outcome(
        holds=enough,
        tell=lambda: [
            *(report_evidence(r) for r in reports),
            *(twitching_days(view, *window) if active_days else ()),
        ],
        measured={"symptom_days": days, "active_days": active},
        needs=f"{needs}; {so_far} so far" if days and not enough else "",
    )


def _face_counts(state: State, age: int, days: int) -> bool:
    if state.symptom != FACIAL_WEAKNESS:
        return age <= days or not state.assessed
    if state.assessed:
        return age <= days
    return state.sudden is None and age > days


def _not_new_face(view: View, state: State) -> bool:
    face = view.timeline.rules["stroke_signs"].params["facial_weakness_days"]
    return state.symptom != FACIAL_WEAKNESS or (view.today - state.onset_day).days > face


def _belongs(report: Report, state: State) -> bool:
    return (
        report.symptom == state.symptom
        and report.entry.record.get("side") == state.first.entry.record.get("side")
        and state.first.at <= report.at <= state.latest.at
    )


def _days(reports: Iterable[Report]) -> int:
    return len({report.day for report in reports})


def _since(state: State) -> Evidence:
    words = f"{label(state.symptom)}, since {state.onset_day}"
    return Evidence(state.first.day, state.first.entry.id, words)
