"""Routine rules about what twitching comes along with: other symptoms, sounds, tremor, injuries."""

from datetime import date
from functools import cache
from typing import Final

from tracker import knowledge
from tracker.flags.days import Stretch, blocks, last_days
from tracker.flags.moments import clock_of, day_of
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.evidence import active_evidence
from tracker.flags.rules.soon_signs import report_evidence
from tracker.flags.symptoms import Report, label
from tracker.flags.view import TWITCH_SYMPTOMS, View
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import Character, EventName

LIP_TREMOR: Final = "lower_lip_tremor"

PAST_INJURIES: Final = (
    EventName.HEAD_INJURY,
    EventName.FACE_INJURY,
    EventName.FACE_OR_NECK_SURGERY,
    EventName.PAST_FACIAL_PALSY,
)
"""Reading 32."""


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
        symptom: _on_active_days(view, symptom, window)
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


@check
def rest_tremor(view: View, rule: Rule) -> Outcome:
    """Rhythmic movement at rest that eases with use: on three days with a companion, or for weeks.

    Sources: seed, devon_pd, nice_ng71, nice_ng127_summary; reading 33. A tremor is rhythmic unless
    that was answered with no; `lower_lip_tremor` counts as such a movement.
    """
    p = rule.params
    recent = last_days(view.today, p["days"])
    month = blocks(view.today, p["alone_days"] // 7)
    days = {day for day, _ in _tremors(view, *recent)}
    companions = view.reports(set(rule.symptom_ids) - {LIP_TREMOR}, *recent)
    per_week = [len({day for day, _ in _tremors(view, *week)}) for week in month]
    with_companion = len(days) >= p["symptom_days"] and bool(companions)
    alone = min(per_week) >= p["symptom_days"]
    needs = f"{p['symptom_days']} days in the last {p['days']}; {len(days)} so far"
    return Outcome(
        holds=with_companion or alone,
        tell=lambda: [
            *(item for _, item in _tremors(view, month[0][0], view.today)),
            *(report_evidence(r) for r in companions),
        ],
        measured={"symptom_days": len(days), "alone_days": per_week},
        needs=needs if days and len(days) < p["symptom_days"] else "",
    )


@check
def motor_and_vocal_tics(view: View, rule: Rule) -> Outcome:
    """Two different movements and a sound, each on three days, with an urge or held back briefly.

    Sources: cdc_tics, nice_ng127_summary, seed. A movement is an episode with an urge or that can
    be held back, by its sites; `motor_tics` speaks of movements in the plural, and is two.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    episodes = [e for e in view.episodes_anywhere(*window) if _tic_like(e)]
    motor, vocal = (view.reports((s,), *window) for s in ("motor_tics", "vocal_tics"))
    urges = view.reports(("urge_before_movement",), *window)
    kinds = len({frozenset(e.record.get("sites") or ()) for e in episodes})
    kinds += p["motor"] if motor else 0
    moved = len({day_of(e) for e in episodes} | {r.day for r in motor})
    sounded = len({r.day for r in vocal})
    enough = moved >= p["symptom_days"] and sounded >= p["symptom_days"]
    needs = f"{p['symptom_days']} days for movements and for sounds; {moved} and {sounded} so far"
    return Outcome(
        holds=enough and kinds >= p["motor"] and bool(episodes or urges),
        tell=lambda: [
            *(
                Evidence(day_of(e), e.id, f"movement with an urge at {clock_of(e)}")
                for e in episodes
            ),
            *(report_evidence(r) for r in (*motor, *vocal, *urges)),
        ],
        measured={"motor": kinds, "symptom_days": [moved, sounded]},
        needs=needs if moved and sounded and not enough else "",
    )


@check
def injury_past(view: View, rule: Rule) -> Outcome:
    """A run that began more than 30 dates after an injury of head or face, or a facial palsy.

    Sources: seed, synkinesis_2022, stvincent_facial, hattiesburg_hfs; readings 7, 32. The 30 dates
    are those of `injury_recent`, which speaks about newer ones.
    """
    p, run = rule.params, view.run()
    if run is None:
        return Outcome(holds=False)
    recent = view.timeline.rules["injury_recent"].params["days"]
    found = [e for e in view.events(PAST_INJURIES) if (run.first - day_of(e)).days > recent]
    active = view.active_days(*last_days(view.today, p["days"]))
    enough = active >= p["active_days"]
    needs = f"{p['active_days']} active days in the last {p['days']}; {active} so far"
    return Outcome(
        holds=bool(found) and enough,
        tell=lambda: [
            *(Evidence(day_of(e), e.id, e.record["event"].replace("_", " ")) for e in found),
            *active_evidence(view, *last_days(view.today, p["days"])),
        ],
        measured={"active_days": active},
        needs=needs if found and not enough else "",
    )


@cache
def _read_elsewhere() -> frozenset[str]:
    """Every symptom that some rule reads."""
    return frozenset().union(*(rule.symptom_ids for rule in knowledge.rules().values()))


def _on_active_days(view: View, symptom: str, window: Stretch) -> dict[date, Report]:
    active = set(view.timeline.active.between(*window))
    return {r.day: r for r in view.reports((symptom,), *window) if r.day in active}


def _evidence(reports: dict[date, Report]) -> list[Evidence]:
    return [
        Evidence(day, report.entry.id, f"{label(report.symptom)}, on a day with twitching")
        for day, report in sorted(reports.items())
    ]


def _tremors(view: View, first: date, last: date) -> list[tuple[date, Evidence]]:
    """Rhythmic movements at rest on some local days, each with its day."""
    found = [
        (day_of(e), Evidence(day_of(e), e.id, f"rhythmic at rest at {clock_of(e)}"))
        for e in view.episodes(first, last)
        if _rhythmic(e) and e.record.get("at_rest") and e.record.get("eases_with_use")
    ]
    return found + [(r.day, report_evidence(r)) for r in view.reports((LIP_TREMOR,), first, last)]


def _rhythmic(episode: Entry) -> bool:
    stated = episode.record.get("rhythmic")
    return bool(episode.record.get("character") == Character.TREMOR if stated is None else stated)


def _tic_like(episode: Entry) -> bool:
    return bool(episode.record.get("urge") or episode.record.get("suppressible"))
