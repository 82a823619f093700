"""Emergency rules about signs after a medicine or substance was changed, or while on lithium."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tracker.flags.places import EYE_SITES, touches
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.sedating import ALCOHOL, OTHER_SEDATIVES, SLEEPING_DRUGS
from tracker.flags.signs import (
    OPEN_HOURS,
    Sign,
    anchored,
    any_of,
    evidence_of,
    groups_met,
    hours_since,
    recent,
    without_single,
)
from tracker.flags.view import TWITCH_SYMPTOMS, TWITCHING, View
from tracker.knowledge import Rule
from tracker.vocabulary import Character, Site

if TYPE_CHECKING:
    from tracker.flags.courses import Change

TREMORS: Final = ("tremor", "severe_shaking", "limb_rest_tremor", "lower_lip_tremor")
"""Symptoms that count as tremor or shaking beside twitching (reading 21: any tremor is coarse)."""

JERKING: Final = (TWITCHING, *TWITCH_SYMPTOMS, *TREMORS)

SEROTONIN_SIGNS: Final = (
    ("agitation", "confusion"),
    ("fever",),
    ("sweating",),
    ("palpitations",),
    ("stiffness",),
    ("vomiting", "diarrhoea"),
)
"""The signs of `serotonin_like`; what stands between commas is one sign (reading 21)."""

LITHIUM: Final = ("lithium",)
LITHIUM_DOSE_DAYS: Final = 7
"""A dose of lithium taken this recently makes it current where no course is recorded."""

_PULLED_SITES: Final = EYE_SITES | {Site.JAW, Site.TONGUE, Site.NECK}


@check
def withdrawal_severe(view: View, rule: Rule) -> Outcome:
    """A severe sign after alcohol or a sedative was stopped or cut by half or more.

    Sources: alcoholchange, drinkaware, rightdecisions_benzo, droracle_alcohol; readings 3, 5, 12,
    21. 21 local dates after benzodiazepines and z-drugs, 7 after alcohol and other sedatives.
    """
    p = rule.params
    signs = view.signs(rule.symptom_ids, OPEN_HOURS + OPEN_HOURS)
    signs = without_single(signs, "vomiting")
    found = []
    for change in view.cuts(max(p["alcohol_days"], p["benzo_days"]) + 1) if signs else ():
        days = p["benzo_days"] if change.is_one_of(SLEEPING_DRUGS) else p["alcohol_days"]
        sedating = change.is_one_of((*ALCOHOL, *SLEEPING_DRUGS, *OTHER_SEDATIVES))
        if sedating and change.cut_by(p["cut_fraction"]):
            after = [sign for sign in signs if change.before(sign, days=days)]
            found.append((change, recent(after, view.moment)))
    return _after_changes(view, found, "alcohol_days")


@check
def serotonin_like(view: View, rule: Rule) -> Outcome:
    """Twitching or tremor with two further signs within 72 hours of a serotonergic change.

    Sources: msd_serotonin, hllo_sertraline (72 h is a cautious margin; the further names are
    general medical knowledge, unsourced); readings 3, 5, 21. A change is a course that was started
    or increased, a first dose, or a substance that was used.
    """
    p = rule.params
    wanted = (*p["serotonergic_classes"], *p["serotonergic_names_unsourced"])
    hours = p["hours"] + OPEN_HOURS + OPEN_HOURS
    signs = [*view.signs((*rule.symptom_ids, *TREMORS), hours), *view.twitches(hours)]

    def complete(some: Sequence[Sign]) -> bool:
        return any_of(some, JERKING) and groups_met(some, SEROTONIN_SIGNS) >= p["signs"]

    found = []
    for change in view.starts(hours // 24) if complete(signs) else ():
        if change.is_one_of(wanted):
            after = [sign for sign in signs if change.before_by_hours(sign, 0, p["hours"])]
            found.append((change, anchored(after, view.moment, hours, complete)))
    return _after_changes(view, found, "hours")


@check
def lithium_toxicity(view: View, rule: Rule) -> Outcome:
    """Twitching or tremor with a further sign within 24 hours, while lithium is taken.

    Sources: insiderx_lithium, eskalith_label; readings 3, 21. Lithium is current on the days of a
    course, and for 7 days after a dose that was taken.
    """
    hours = rule.params["hours"]
    both = hours + OPEN_HOURS
    signs = [*view.signs((*rule.symptom_ids, *TREMORS), both), *view.twitches(both)]
    found = anchored(
        signs,
        view.moment,
        hours,
        lambda some: any_of(some, JERKING) and any_of(some, rule.symptom_ids),
    )
    lithium = _lithium(view, found) if found else []
    return Outcome(
        holds=bool(found and lithium),
        tell=lambda: [*lithium[-1:], *evidence_of(found)],
        measured={"hours": hours_since(found, view.moment)},
    )


@check
def dystonia_breathing(view: View, rule: Rule) -> Outcome:
    """Sustained pulling with trouble breathing or swallowing, 7 dates after a dopamine blocker.

    Sources: general medical knowledge, unsourced; droracle_td; readings 3, 5. A pulling episode of
    jaw, tongue, neck or eyes counts as sustained pulling.
    """
    p = rule.params
    hours = (p["days"] + 2) * 24
    pulls = [s for s in view.twitches(hours) if _pulls(s)]
    signs = [*view.signs(rule.symptom_ids, hours), *pulls]
    trouble = ("breathless_severe", "swallowing_trouble")

    def complete(some: Sequence[Sign]) -> bool:
        return any_of(some, ("sustained_pulling", TWITCHING)) and any_of(some, trouble)

    found = []
    for change in view.starts(p["days"] + 1) if complete(signs) else ():
        if change.is_one_of(p["dopamine_blocking_classes"]):
            after = [sign for sign in signs if change.before(sign, days=p["days"])]
            found.append((change, anchored(after, view.moment, hours, complete)))
    return _after_changes(view, found, "days")


def _after_changes(
    view: View, found: "Collection[tuple[Change, Sequence[Sign]]]", measure: str
) -> Outcome:
    """The outcome of a rule that wants signs after a change: the changes that have them."""
    met = [(change, signs) for change, signs in found if signs]
    latest = met[-1][1] if met else ()
    return Outcome(
        holds=bool(met),
        tell=lambda: [*(change.evidence() for change, _ in met), *evidence_of(latest)],
        measured={
            measure: (view.today - met[-1][0].day).days if met else None,
            "hours_since_latest_sign": hours_since(latest, view.moment),
        },
    )


def _lithium(view: View, signs: Sequence[Sign]) -> list[Evidence]:
    first, last = min(sign.day for sign in signs), max(sign.day for sign in signs)
    courses = [c for c in view.courses() if c.overlaps(first, last) and c.is_one_of(LITHIUM)]
    doses = view.doses(last - timedelta(days=LITHIUM_DOSE_DAYS), last)
    return [
        *(Evidence(c.first, c.entry.id, f"{c.name} {c.change.value}") for c in courses),
        *(Evidence(d.first, d.entry.id, f"{d.name} taken") for d in doses if d.is_one_of(LITHIUM)),
    ]


def _pulls(sign: Sign) -> bool:
    pulling = sign.entry.record.get("character") == Character.PULL
    return sign.what == TWITCHING and pulling and touches(sign.entry, _PULLED_SITES)
