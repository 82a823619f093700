"""Self-care rules: everyday reasons, and the short twitch that nothing else speaks about."""

from datetime import date, timedelta
from typing import Final

from tracker.flags import registry
from tracker.flags.arithmetic import mean
from tracker.flags.days import last_days
from tracker.flags.moments import day_of, utc
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.emergency_signs import total_mg
from tracker.flags.rules.evidence import active_evidence
from tracker.flags.rules.routine_lasting import valid_days_needed
from tracker.flags.signs import OPEN_HOURS, anchored, evidence_of, groups_met
from tracker.flags.view import TWITCH_SYMPTOMS, TWITCHING, View
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import Kind, Tier

WEEK_DAYS: Final = 7
"""The window of the two rules about everyday habits."""

HIGH_CAFFEINE_ACTIVE_DAYS: Final = 2
SINGLE_INTAKE: Final = timedelta(hours=1)
"""What is taken within this time counts as a single intake (condition of `high_caffeine`)."""

STRESS_VALID_DAYS: Final = 5
"""Minimum evidence of `short_sleep_stress`."""


@check
def high_caffeine(view: View, rule: Rule) -> Outcome:
    """Caffeine above the daily or single guidance on three of seven days, with twitching on two.

    Sources: fda_beans, efsa_4102, medscape_caf_wd, seed. The daily guidance is lower in pregnancy.
    """
    p = rule.params
    window = last_days(view.today, WEEK_DAYS)
    pregnant = view.timeline.profile.get("pregnant")
    limit = p["pregnant_daily_mg"] if pregnant else p["daily_mg"]
    taken = view.on(Kind.CAFFEINE, *window)
    totals: dict[date, float] = {}
    for entry in taken:
        totals[day_of(entry)] = totals.get(day_of(entry), 0.0) + _mg(entry)
    first = {day_of(entry): entry.id for entry in reversed(taken)}
    daily = sorted(day for day, mg in totals.items() if round(mg, 6) > limit)
    single = _single_days(taken, p["single_mg"])
    high, active = max(daily, single, key=len), view.active_days(*window)
    enough = len(high) >= p["days"] and active >= HIGH_CAFFEINE_ACTIVE_DAYS
    needs = (
        f"{p['days']} high days and {HIGH_CAFFEINE_ACTIVE_DAYS} active days in the last "
        f"{WEEK_DAYS}; {len(high)} and {active} so far"
    )
    return Outcome(
        holds=enough,
        tell=lambda: [
            *(
                Evidence(day, first[day], f"{totals[day]:g} mg caffeine, from this entry on")
                for day in high
            ),
            *active_evidence(view, *window),
        ],
        measured={
            "days": len(high),
            "daily_mg": max(totals.values(), default=0.0),
            "active_days": active,
        },
        needs=needs if high and not enough else "",
    )


@check
def caffeine_cluster(view: View, rule: Rule) -> Outcome:
    """Five caffeine-type signs within 12 hours that hold over 250 mg of caffeine.

    Sources: dsm_caffeine, dsm4_caffeine, seed; readings 3, 31: open for 24 hours after the latest
    sign, silent while an emergency rule on one of the same entries is open.
    """
    p = rule.params
    groups = [(symptom,) for symptom in rule.symptom_ids] + [(TWITCHING, *TWITCH_SYMPTOMS)]
    hours = p["hours"] + OPEN_HOURS
    signs = view.signs(rule.symptom_ids, hours) + view.twitches(hours) + view.caffeine(hours)
    found = anchored(
        signs,
        view.moment,
        p["hours"],
        lambda some: total_mg(some) > p["mg"] and groups_met(some, groups) >= p["signs"],
    )
    return Outcome(
        holds=bool(found) and not _urgent_on(view, {sign.entry.id for sign in found}),
        tell=lambda: evidence_of(found),
        measured={"mg": total_mg(found), "signs": groups_met(found, groups)},
    )


@check
def short_sleep_stress(view: View, rule: Rule) -> Outcome:
    """Short sleep or high stress on average over seven days, with twitching on three of them.

    Sources: aasm_sleep, myokymia_mg_2021, nhs_twitching, seed. Nights and days without a record
    are left out of the averages; a day's ratings count as one, their mean.
    """
    p = rule.params
    window = last_days(view.today, WEEK_DAYS)
    active, valid = view.active_days(*window), view.valid_days(*window)
    sleep, stress = _mean_sleep(view), _mean_stress(view)
    short = sleep is not None and sleep < p["sleep_h"]
    tense = stress is not None and stress >= p["stress"]
    reasons = [f"{sleep:.1f} hours of sleep on average"] if short else []
    reasons += [f"stress {stress:.1f} of 10 on average"] if tense else []
    return Outcome(
        holds=bool(reasons) and active >= p["active_days"] and valid >= STRESS_VALID_DAYS,
        tell=lambda: [
            *(Evidence(view.today, None, reason) for reason in reasons),
            *active_evidence(view, *window),
        ],
        measured={
            "sleep_h": None if sleep is None else round(sleep, 2),
            "stress": None if stress is None else round(stress, 2),
            "active_days": active,
            "valid_days": valid,
        },
        needs=valid_days_needed(STRESS_VALID_DAYS, WEEK_DAYS, valid),
    )


@check
def recent_simple_twitch(view: View, rule: Rule) -> Outcome:
    """A present run of 14 days or less while no rule of a higher tier fires.

    Sources: nhs_twitching, mayo_eye_twitch, bfs_wiki; readings 9, 47: from the run's first to its
    last active day at most 13 dates, the last of them within 14 days; runs that have ended do not
    count.
    """
    run, days = view.run(), rule.params["days"]
    short = run is not None and run.apart < days and (view.today - run.last).days < days
    return Outcome(
        holds=short and not _anything_more_urgent(view),
        tell=lambda: () if run is None else active_evidence(view, run.first, run.last),
        measured={"days": None if run is None else run.apart + 1},
        needs="" if view.timeline.active.until(view.today) else "1 episode; none so far",
    )


def _anything_more_urgent(view: View) -> bool:
    return any(
        registry.holds(view, key)
        for key, rule in view.timeline.rules.items()
        if rule.tier != Tier.SELF_CARE
    )


def _urgent_on(view: View, entries: set[str]) -> bool:
    """Whether an emergency rule rests on one of those entries."""
    urgent = [key for key, rule in view.timeline.rules.items() if rule.tier == Tier.EMERGENCY]
    outcomes = [registry.outcome(view, key) for key in urgent]
    return any(item.entry in entries for o in outcomes if o.holds for item in o.tell())


def _mg(entry: Entry) -> float:
    return float(entry.record.get("mg") or 0)


def _single_days(taken: list[Entry], limit: float) -> list[date]:
    """The days on which what was taken within an hour first went above the limit."""
    days = set()
    for number, first in enumerate(taken):
        end, total = utc(first) + SINGLE_INTAKE, 0.0
        for entry in taken[number:]:
            if utc(entry) > end:
                break
            total += _mg(entry)
        if round(total, 6) > limit:
            days.add(day_of(first))
    return sorted(days)


def _mean_sleep(view: View) -> float | None:
    nights = view.slept(*last_days(view.today, WEEK_DAYS))
    return mean(nights) if nights else None


def _mean_stress(view: View) -> float | None:
    days: dict[date, list[float]] = {}
    for entry in view.on(Kind.STRESS, *last_days(view.today, WEEK_DAYS)):
        if entry.record.get("stress") is not None:
            days.setdefault(day_of(entry), []).append(entry.record["stress"])
    return mean([mean(ratings) for ratings in days.values()]) if days else None
