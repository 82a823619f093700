"""Routine rules about where it twitches, and what it does to the eye."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.flags.days import ONE_DAY, last_days
from tracker.flags.moments import clock_of, day_of, utc
from tracker.flags.places import EYE_SITES, LOWER_FACE_SITES, beyond_lip, touches
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.soon_signs import report_evidence
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import Character, Side

RED_DAYS: Final = 2
"""Days with a red or swollen eye that `eye_closure` wants (reading 30)."""

NOON: Final = 12

FEATURES_SHOWN: Final = 5
"""How many of the features of `one_sided_pattern`, the last ones, are shown as evidence."""


@check
def spread_beyond_lip(view: View, rule: Rule) -> Outcome:
    """Episodes beyond the lips on several days, after a stretch in which only the lips twitched.

    Sources: nhs_twitching (more than one place), hfs_spread_2014; reading 25. The stretch of
    lip-only days may lie at any time before; see `places.lip_stretch`.
    """
    p = rule.params
    first, last = last_days(view.today, p["days"])
    ready = view.timeline.lip_stretch_end
    beyond: list[Entry] = []
    if ready is not None:
        some = view.episodes_anywhere(max(first, ready + timedelta(days=1)), last)
        beyond = [e for e in some if beyond_lip(e)]
    days = len({e.local_date for e in beyond})
    reached = len(beyond) >= p["episodes"] and days >= p["days_with"]
    needs = (
        f"{p['episodes']} episodes beyond the lips on {p['days_with']} days in the last "
        f"{p['days']}; {len(beyond)} on {days} so far"
    )
    return Outcome(
        holds=reached,
        tell=lambda: [
            *([Evidence(ready, None, "only the lips until then")] if ready else ()),
            *(place_evidence(e) for e in beyond),
        ],
        measured={"episodes": len(beyond), "days_with": days},
        needs=needs if beyond else "",
    )


@check
def one_sided_pattern(view: View, rule: Rule) -> Outcome:
    """Nearly always one side, the eye area and the lower face, and one further feature.

    Sources: weill_hfs, cambridge_hfs, hfs_spread_2014, wiki_hfs, nice_ng127_summary; reading 26.
    The feature: an eye closed or a mouth pulled, twitching in sleep, or the two areas first seen,
    ever, three or more dates apart.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    sided = [e for e in view.episodes(*window) if e.record.get("side")]
    side, share = main_side([e.record["side"] for e in sided])
    days = [day_of(e) for e in sided]
    span, active = (days[-1] - days[0]).days + 1 if days else 0, len(set(days))
    enough = len(sided) >= p["episodes"] and span >= p["span_days"] and active >= p["active_days"]
    mine = [e for e in sided if e.record["side"] == side]
    areas = all(any(touches(e, sites) for e in mine) for sites in (EYE_SITES, LOWER_FACE_SITES))
    features = _one_sided_features(view, rule, mine, side) if enough and areas else []
    needs = (
        f"{p['episodes']} episodes with a side over {p['span_days']} days, on {p['active_days']} "
        f"active days, in the last {p['days']}; {len(sided)} over {span} on {active} so far"
    )
    return Outcome(
        holds=enough and share >= p["same_side"] and areas and bool(features),
        tell=lambda: [
            Evidence(days[-1], None, f"{len(mine)} of {len(sided)} episodes on the {side} side"),
            *(place_evidence(_latest_at(mine, area)) for area in (EYE_SITES, LOWER_FACE_SITES)),
            *features[-FEATURES_SHOWN:],
        ],
        measured={
            "same_side": round(share, 2),
            "episodes": len(sided),
            "span_days": span,
            "active_days": active,
        },
        needs=needs if sided and not enough else "",
    )


@check
def eye_closure(view: View, rule: Rule) -> Outcome:
    """The eye closed in two episodes; a lid that droops, not suddenly; a red eye on two days.

    Sources: mayo_eye_twitch, aao_eyesmart; reading 30.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    closed = [place_evidence(e) for e in view.episodes(*window) if e.record.get("closed_eye")]
    closed += [report_evidence(r) for r in view.reports(("eye_pulled_shut",), *window)]
    droop = [r for r in view.reports(("eyelid_droop",), *window) if r.gradual]
    red = view.reports(("eye_red_swollen",), *window)
    red_days = len({r.day for r in red})
    enough = len(closed) >= p["episodes"] or bool(droop) or red_days >= RED_DAYS
    needs = (
        f"{p['episodes']} episodes that close the eye, or {RED_DAYS} days with a red eye, in the "
        f"last {p['days']}; {len(closed)} and {red_days} so far"
    )
    return Outcome(
        holds=enough,
        tell=lambda: [*closed, *(report_evidence(r) for r in (*droop, *red))],
        measured={"episodes": len(closed), "droops": len(droop), "red_eye_days": red_days},
        needs=needs if (closed or red) and not enough else "",
    )


@check
def in_sleep(view: View, rule: Rule) -> Outcome:
    """Twitching in sleep on three nights, nearly always on one side.

    Sources: weill_hfs, hattiesburg_hfs, cambridge_hfs; reading 27. Only what has a recorded side
    speaks for or against one side; `twitch_in_sleep` counts once a night.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    asleep = [e for e in view.episodes(*window) if e.record.get("asleep")]
    noticed = {_night(r.entry): r.entry for r in view.reports(rule.symptom_ids, *window)}
    entries = [*asleep, *noticed.values()]
    nights = len({_night(e) for e in entries})
    _, share = main_side([e.record["side"] for e in entries if e.record.get("side")])
    needs = f"{p['nights']} nights in the last {p['days']} days; {nights} so far"
    return Outcome(
        holds=nights >= p["nights"] and share >= p["same_side"],
        tell=lambda: [
            Evidence(_night(e), e.id, f"twitching in sleep at {clock_of(e)}") for e in entries
        ],
        measured={"nights": nights, "same_side": round(share, 2)},
        needs=needs if nights and nights < p["nights"] else "",
    )


def main_side(sides: Sequence[str]) -> tuple[str, float]:
    """The side that is named more often, left or right, and its share of all named sides.

    Both and midline are named sides, and not the same side (reading 26). The share of none is 0.
    """
    side = max((Side.LEFT, Side.RIGHT), key=sides.count)
    return side, sides.count(side) / len(sides) if sides else 0.0


def place_evidence(episode: Entry) -> Evidence:
    """An episode with its time, side and sites."""
    record = episode.record
    sites = ", ".join(site.replace("_", " ") for site in record.get("sites") or ())
    side = f" ({record['side']})" if record.get("side") else ""
    words = f"{sites or 'twitching'}{side} at {clock_of(episode)}"
    return Evidence(day_of(episode), episode.id, words)


def _one_sided_features(view: View, rule: Rule, mine: list[Entry], side: str) -> list[Evidence]:
    found = [
        Evidence(day_of(e), e.id, "it closed the eye" if closed else "it pulled the mouth")
        for e in mine
        if (closed := e.record.get("closed_eye")) or _pulled_mouth(e)
    ]
    found += [Evidence(day_of(e), e.id, "noticed in sleep") for e in mine if e.record.get("asleep")]
    reports = view.reports(rule.symptom_ids, *last_days(view.today, rule.params["days"]))
    found += [report_evidence(r) for r in reports if r.entry.record.get("side") in {None, side}]
    eye, mouth = (
        view.timeline.first_seen(side, EYE_SITES),
        view.timeline.first_seen(side, LOWER_FACE_SITES),
    )
    if eye and mouth and abs((eye - mouth).days) >= rule.params["gap_days"]:
        first = min(eye, mouth)
        words = f"eye area first seen on {eye}, lower face on {mouth}"
        found.append(Evidence(first, None, words))
    return found


def _latest_at(episodes: Sequence[Entry], sites: Collection[str]) -> Entry:
    return next(e for e in reversed(episodes) if touches(e, sites))


def _pulled_mouth(episode: Entry) -> bool:
    pulled = episode.record.get("character") == Character.PULL
    return pulled and touches(episode, LOWER_FACE_SITES)


def _night(entry: Entry) -> date:
    """The night of an entry by its own clock: before noon it is the night before (reading 27)."""
    when = entry.at or utc(entry)
    return when.date() - ONE_DAY if when.hour < NOON else when.date()
