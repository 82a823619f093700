"""Soon rules about twitching with a bodily reason for it: minerals, calcium, injuries."""

from datetime import date
from typing import Final

from tracker.flags import registry
from tracker.flags.days import ONE_DAY, last_days
from tracker.flags.moments import day_of
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.evidence import twitching_days
from tracker.flags.rules.soon_signs import report_evidence
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import EventName

MINERAL_SIGNS: Final = (
    ("muscle_cramp", "muscle_spasm"),
    ("muscle_weakness",),
    ("tingling_lips", "tingling_fingers_toes"),
    ("constipation",),
    ("palpitations",),
)
"""The signs of `electrolyte_pattern`: cramps once, tingling once (reading 21)."""

MINERAL_EFFECTS: Final = frozenset({"hypokalaemia", "hypocalcaemia"})
MINERAL_CLASSES: Final = ("diuretic", "laxative", "corticosteroid", "beta-2 agonist")
LOSS_DAYS: Final = 2
"""Days with vomiting or diarrhoea that count as an exposure (condition of the rule)."""

CALCIUM_EVENTS: Final = (EventName.THYROID_SURGERY, EventName.FACE_OR_NECK_SURGERY)

RECENT_INJURIES: Final = (
    EventName.HEAD_INJURY,
    EventName.FACE_INJURY,
    EventName.JAW_OR_DENTAL,
    EventName.FACE_OR_NECK_SURGERY,
)
"""Reading 32."""

INJURY_ACTIVE_DAYS: Final = 2


@check
def electrolyte_pattern(view: View, rule: Rule) -> Outcome:
    """Two mineral-type signs, twitching on two days, and something that can lower minerals.

    Sources: rxlist_hypok, pmc5676816_hypok, compendium_hypok, seed; readings 21, 33. A medicine
    counts when a course overlaps the window or a dose was taken in it.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    reports = view.reports(rule.symptom_ids, *window)
    reported = {r.symptom for r in reports}
    signs = sum(not reported.isdisjoint(group) for group in MINERAL_SIGNS)
    active, exposures = view.active_days(*window), _mineral_exposures(view, *window)
    enough = signs >= p["symptoms"] and active >= p["active_days"]
    return Outcome(
        holds=enough and bool(exposures),
        tell=lambda: [
            *exposures,
            *(report_evidence(r) for r in reports),
            *twitching_days(view, *window),
        ],
        measured={"symptoms": signs, "active_days": active, "exposures": len(exposures)},
        needs=(
            f"{p['symptoms']} signs and {p['active_days']} active days in the last {p['days']}; "
            f"{signs} and {active} so far"
        )
        * (bool(signs and exposures) and not enough),
    )


@check
def low_calcium_pattern(view: View, rule: Rule) -> Outcome:
    """Tingling or hand spasms on two days with facial twitching; on one with a risk factor.

    Sources: medicinenet_hypopara, nichd_hypopara, mayo_hypopara, amgen_prolia_ie, seed;
    readings 21, 54.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    reports = view.reports(rule.symptom_ids, *window)
    days, active = len({r.day for r in reports}), view.active_days(*window)
    said = view.reports(("facial_twitching",), *window)
    risks = _calcium_risks(view, *window) if days else []
    wanted = p["symptom_days_with_risk"] if risks else p["symptom_days"]
    enough = days >= wanted and bool(active or said)
    needs = (
        f"{wanted} days with such signs and 1 active day in the last {p['days']}; "
        f"{days} and {active} so far"
    )
    return Outcome(
        holds=enough,
        tell=lambda: [
            *risks,
            *(report_evidence(r) for r in (*reports, *said)),
            *twitching_days(view, *window),
        ],
        measured={"symptom_days": days, "symptom_days_with_risk": days if risks else None},
        needs=needs if days and not enough else "",
    )


@check
def injury_recent(view: View, rule: Rule) -> Outcome:
    """The present run began at most 30 local dates after an injury or procedure.

    Sources: seed, stvincent_facial, barnsley_head (30 days is a project choice); readings 5, 7, 32,
    48. Silent while `head_injury_alarm` is open: then there is an alarm sign.
    """
    run, days = view.run(), rule.params["days"]
    if run is None:
        return Outcome(holds=False)
    found = [
        (event, (run.first - day_of(event)).days)
        for event in view.events(RECENT_INJURIES)
        if 0 <= (run.first - day_of(event)).days <= days
    ]
    active = view.active_days(run.first, run.last)
    enough = bool(found) and active >= INJURY_ACTIVE_DAYS
    return Outcome(
        holds=enough and not registry.holds(view, "head_injury_alarm"),
        tell=lambda: [
            *(Evidence(day_of(e), e.id, e.record["event"].replace("_", " ")) for e, _ in found),
            Evidence(
                run.first,
                view.first_on(run.first),
                f"the present run of twitching began {found[-1][1]} days later",
            ),
            *twitching_days(view, run.first + ONE_DAY, run.last),
        ],
        measured={"days": found[-1][1] if found else None, "active_days": active},
        needs=f"{INJURY_ACTIVE_DAYS} active days; {active} so far" * (bool(found) and not enough),
    )


def _mineral_exposures(view: View, first: date, last: date) -> list[Evidence]:
    found = [
        Evidence(max(c.first, first), c.entry.id, f"{c.name} taken")
        for c in view.taken(first, last)
        if not MINERAL_EFFECTS.isdisjoint(c.known().effects) or c.is_one_of(MINERAL_CLASSES)
    ]
    losses = view.reports(("vomiting", "diarrhoea"), first, last)
    if len({r.day for r in losses}) >= LOSS_DAYS:
        found += [report_evidence(r) for r in losses]
    return found + [report_evidence(r) for r in view.reports(("sweating",), first, last)]


def _calcium_risks(view: View, first: date, last: date) -> list[Evidence]:
    found = [
        Evidence(day_of(e), e.id, e.record["event"].replace("_", " "))
        for e in view.events(CALCIUM_EVENTS)
    ]
    found += [
        Evidence(max(c.first, first), c.entry.id, f"{c.name} taken")
        for c in view.taken(first, last)
        if "hypocalcaemia" in c.known().effects
    ]
    if view.timeline.profile.get("parathyroid_disease"):
        found.append(Evidence(view.today, None, "parathyroid disease, as the profile says"))
    return found
