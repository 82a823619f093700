"""Emergency rules about signs that are urgent by themselves or together."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from tracker.flags.moments import day_of
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
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
from tracker.flags.view import CAFFEINE, TWITCH_SYMPTOMS, TWITCHING, View
from tracker.knowledge import Rule
from tracker.vocabulary import EventName, Onset

CAFFEINE_HOURS: Final = 6
"""The span of the very large intake in `caffeine_toxicity`; its mg are in params."""

_CRAMPS: Final = ("muscle_cramp", "muscle_spasm", TWITCHING, *TWITCH_SYMPTOMS)
_HEART: Final = (("palpitations",), ("chest_pain", "fainting", "breathless_severe"), _CRAMPS)
_WEAK: Final = (("muscle_weakness",), _CRAMPS)
_TINGLING: Final = ("tingling_lips", "tingling_fingers_toes", "hand_foot_spasm")


@check
def seizure_like(view: View, rule: Rule) -> Outcome:
    """A convulsion, altered awareness, or jerking that spread to a limb, in the last 24 hours.

    Sources: cdc_seizure, unm_focal; readings 3, 19, 33. Each fires on its own, as a symptom or as
    an episode's detail. Jerking counts as rhythmic unless that was answered with no.
    """
    signs = view.signs(rule.symptom_ids, OPEN_HOURS)
    unaware = _unaware(view)
    known = {sign.entry.id for sign in unaware}
    spread = [
        sign._replace(words="Twitching that spread to an arm or leg")
        for sign in view.twitches(OPEN_HOURS)
        if sign.entry.record.get("spread_to_limb")
        and sign.entry.record.get("rhythmic") is not False
        and sign.entry.id not in known
    ]
    return _open(view, [*signs, *unaware, *spread])


@check
def head_injury_alarm(view: View, rule: Rule) -> Outcome:
    """An alarm sign at most 14 local dates after a head injury.

    Sources: barnsley_head, headinjury_alarm (14 days is a project choice); readings 3, 5, 18,
    54: altered awareness counts as a symptom and as an episode's detail.
    """
    days = rule.params["days_after_injury"]
    injuries = view.events([EventName.HEAD_INJURY])
    signs = view.signs(rule.symptom_ids, OPEN_HOURS) + _unaware(view)
    after = {
        injury.id: [s for s in signs if 0 <= (s.day - day_of(injury)).days <= days]
        for injury in injuries
    }
    found = [injury for injury in injuries if after[injury.id]]
    return Outcome(
        holds=bool(found),
        tell=lambda: [
            *(Evidence(day_of(e), e.id, "head injury") for e in found),
            *evidence_of(after[found[-1].id]),
        ],
        measured={
            "days_after_injury": (view.today - day_of(injuries[-1])).days if injuries else None
        },
    )


@check
def electrolyte_severe(view: View, rule: Rule) -> Outcome:
    """A disturbed heartbeat with a danger sign, or sudden weakness; with cramps or twitching.

    Sources: mypatient_palp, rxlist_hypok; readings 3, 21, 33. All within the same 24 hours; the
    heart and the weakness each have a stretch of their own. Weakness counts where a sudden onset is
    stated: its onset is not asked.
    """
    hours = rule.params["hours"]
    signs = view.signs(rule.symptom_ids, hours + OPEN_HOURS) + view.twitches(hours + OPEN_HOURS)
    heart = [sign for sign in signs if sign.what != "muscle_weakness"]
    weak = [sign for sign in signs if sign.what in _CRAMPS or _began_suddenly(sign)]
    found = anchored(
        heart, view.moment, hours, lambda some: groups_met(some, _HEART) == len(_HEART)
    )
    also = anchored(weak, view.moment, hours, lambda some: groups_met(some, _WEAK) == len(_WEAK))
    return _open(view, found + [sign for sign in also if sign not in found])


@check
def low_calcium_severe(view: View, rule: Rule) -> Outcome:
    """Tingling or hand spasm with trouble breathing, a fit, fainting or confusion.

    Sources: mayo_hypopara, harrison_hypoca, amgen_prolia_ie; reading 3. Within the same 24 hours.
    """
    hours, severe = rule.params["hours"], set(rule.symptom_ids) - set(_TINGLING)
    signs = view.signs(rule.symptom_ids, hours + OPEN_HOURS)
    found = anchored(
        signs, view.moment, hours, lambda some: any_of(some, _TINGLING) and any_of(some, severe)
    )
    return _open(view, found)


@check
def breathing_weakness(view: View, rule: Rule) -> Outcome:
    """Breathlessness at rest and muscle weakness, at most 7 days of 24 hours apart.

    Source: nice_ng127_weakness; readings 3, 37: open for 24 hours after the later of the two.
    """
    days = rule.params["days"]
    signs = view.signs(rule.symptom_ids, (days + 2) * 24)
    breath = [sign for sign in signs if sign.what == "breathless_rest"]
    weak = [sign for sign in signs if sign.what != "breathless_rest"]
    found: list[Sign] = []
    for one in breath:
        for other in weak:
            if recent([one, other], view.moment) and _hours_apart(one, other) <= days * 24:
                found += [sign for sign in (one, other) if sign not in found]
    return _open(view, found, "days")


@check
def caffeine_toxicity(view: View, rule: Rule) -> Outcome:
    """1,200 mg of caffeine within 6 hours; or over 400 mg with a danger sign within 24 hours.

    Sources: fda_kxly, ipc_caffeine (the 6-hour span is a project choice); readings 3, 16, 21.
    """
    p = rule.params
    taken = view.caffeine(OPEN_HOURS + OPEN_HOURS)
    signs = without_single(view.signs(rule.symptom_ids, OPEN_HOURS + OPEN_HOURS), "vomiting")
    large = anchored(taken, view.moment, CAFFEINE_HOURS, lambda some: total_mg(some) >= p["mg_6h"])
    with_sign = anchored(
        [*taken, *signs],
        view.moment,
        OPEN_HOURS,
        lambda some: total_mg(some) > p["mg_24h_with_sign"] and any_of(some, rule.symptom_ids),
    )
    found = large or with_sign
    return Outcome(
        holds=bool(found),
        tell=lambda: evidence_of(found),
        measured={
            "mg_6h": _most_mg(view, taken, CAFFEINE_HOURS),
            "mg_24h_with_sign": _most_mg(view, taken, OPEN_HOURS),
        },
    )


@check
def danger_symptom(view: View, rule: Rule) -> Outcome:
    """Chest pain, fainting, difficulty breathing or a tight throat in the last 24 hours.

    Sources: mypatient_palp, mayo_hypopara; reading 3. Open for 24 hours after the latest report.
    """
    return _open(view, view.signs(rule.symptom_ids, rule.params["hours"]))


def _began_suddenly(sign: Sign) -> bool:
    weak = sign.what == "muscle_weakness"
    return weak and sign.entry.record.get("onset") == Onset.SUDDEN


def _unaware(view: View) -> list[Sign]:
    """Episodes of the last 24 hours with altered awareness."""
    return [
        sign._replace(words="Twitching with altered awareness")
        for sign in view.twitches(OPEN_HOURS)
        if sign.entry.record.get("altered_awareness")
    ]


def _hours_apart(one: Sign, other: Sign) -> float:
    """Hours from the end of the earlier sign to the beginning of the later; 0 when they overlap."""
    gap = max(one.first - other.last, other.first - one.last)
    return max(gap / timedelta(hours=1), 0.0)


def total_mg(signs: Sequence[Sign]) -> float:
    """The caffeine of the signs, in mg."""
    return round(sum(sign.mg for sign in signs), 6)


def _most_mg(view: View, taken: Sequence[Sign], hours: int) -> float:
    """The most caffeine, in mg, in one stretch of hours that ended in the last 24."""
    stretches = [
        anchored([s for s in taken if s.first <= end.last], end.last, hours, lambda _: True)
        for end in recent(taken, view.moment)
        if end.what == CAFFEINE
    ]
    return max((total_mg(some) for some in stretches), default=0.0)


def _open(view: View, signs: Sequence[Sign], measure: str = "hours") -> Outcome:
    return Outcome(
        holds=bool(signs),
        tell=lambda: evidence_of(signs),
        measured={measure: hours_since(signs, view.moment)},
    )
