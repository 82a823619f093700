"""Routine rules about where it twitches, and what it does to the eye."""

from datetime import timedelta

from tracker.flags.days import last_days
from tracker.flags.moments import clock_of, day_of
from tracker.flags.places import beyond_lip
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.records import Entry


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
        tell=lambda: [place_evidence(e) for e in beyond],
        measured={"episodes": len(beyond), "days_with": days},
        needs=needs if beyond else "",
    )


def place_evidence(episode: Entry) -> Evidence:
    """An episode with its time, side and sites."""
    record = episode.record
    sites = ", ".join(site.replace("_", " ") for site in record.get("sites") or ())
    side = f" ({record['side']})" if record.get("side") else ""
    words = f"{sites or 'twitching'}{side} at {clock_of(episode)}"
    return Evidence(day_of(episode), episode.id, words)
