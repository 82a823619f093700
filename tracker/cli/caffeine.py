"""Caffeine in the body, in plain lines."""

import argparse
from datetime import datetime, time

from tracker import clock, knowledge
from tracker.analysis import caffeine_now as body
from tracker.analysis.caffeine_now import CaffeineNow
from tracker.cli.output import diary_of, moment_in_words, print_json
from tracker.entry.phrase import lasted
from tracker.entry.printable import plain_number


def caffeine(options: argparse.Namespace) -> int:
    """Caffeine in the body now and until the usual bedtime."""
    store = diary_of(options)
    now = clock.now()
    profile = store.profile()
    today = clock.local_day(now, time.fromisoformat(profile.get("day_starts_at", "00:00")))
    entries = store.entries(kinds=body.KINDS, since=body.first_day(profile, today))
    found = body.caffeine_now(entries, profile, now)
    values = body.half_life_values(profile)
    cited = knowledge.reference_sources()
    sources = list(dict.fromkeys(source for value in values for source in cited[value]))
    if options.json:
        print_json(_caffeine_json(found, now, values, sources))
        return 0
    if found is None:
        print("Caffeine: none logged in the last days, so nothing is known of it.")
        return 0
    _tell_caffeine(found)
    titles = "; ".join(knowledge.sources()[source].title for source in sources)
    print(f"Half-life {plain_number(round(found.half_life, 1))} h. Sources: {titles}.")
    return 0


def _tell_caffeine(found: CaffeineNow) -> None:
    drunk = "" if found.today_mg is None else f", of {found.today_mg:.0f} mg logged today"
    ago = lasted((found.at - found.last.at).total_seconds() // 60 * 60)
    print(f"About {found.mg:.0f} mg now{drunk}; the last {ago} ago.")
    if found.until is None:
        print("No usual bedtime yet: it takes three nights logged with their times.")
    else:
        nights = found.bedtime.nights if found.bedtime else 0
        print(
            f"About {found.bedtime_mg:.0f} mg at the usual bedtime, {moment_in_words(found.until)} "
            f"(from {nights} nights)."
        )
    for moment, mg in found.curve[4:-1:4]:
        print(f"{moment:%H:%M}  {mg:.0f} mg")


def _caffeine_json(
    found: CaffeineNow | None, now: datetime, values: tuple[str, ...], sources: list[str]
) -> dict[str, object]:
    if found is None:
        return {"as_of": clock.iso(now), "caffeine": None}
    return {
        "as_of": clock.iso(now),
        "caffeine": {
            "mg": round(found.mg, 1),
            "today_mg": found.today_mg,
            "last": clock.iso(found.last.at),
            "half_life_h": found.half_life,
            "half_life_from": [*values],
            "sources": sources,
            "bedtime": None if found.until is None else clock.iso(found.until),
            "bedtime_nights": found.bedtime.nights if found.bedtime else 0,
            "bedtime_mg": None if found.bedtime_mg is None else round(found.bedtime_mg, 1),
            "curve": [[clock.iso(moment), round(mg, 1)] for moment, mg in found.curve],
        },
    }
