"""Routine rules about how long twitching lasts, how often it comes, and how much it bothers."""

from collections.abc import Sequence
from typing import Any, Final

from tracker.clock import week_of
from tracker.flags.arithmetic import mean, median, permutation_p, scaled_week
from tracker.flags.days import ONE_DAY, blocks, halves, last_days
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.evidence import active_evidence
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.records import Entry

THREE_MONTHS_DAYS: Final = 90
"""The least span of `over_three_months`, first and last active day included (its condition)."""


@check
def over_two_weeks(view: View, rule: Rule) -> Outcome:
    """A run of more than two weeks, dense in both halves; or four weeks with two days each.

    Sources: nhs_twitching, mayo_eye_twitch (more than two weeks; the counts are a project choice);
    readings 6, 7, 23. `window_days` is both the stretch of dates and the least distance from the
    run's first day to its last. The four-week alternative takes its counts over its 28 days.
    """
    p = rule.params
    window = last_days(view.today, p["window_days"])
    older, newer = (view.active_days(*half) for half in halves(view.today, p["window_days"]))
    valid, run = view.valid_days(*window), view.run()
    dense = min(older, newer) >= p["each_half"] and _enough(p, valid, older + newer)
    lasting = dense and run is not None and run.apart >= p["window_days"]
    weeks = blocks(view.today, p["alt_weeks"])
    month = (weeks[0][0], view.today)
    per_week = [view.active_days(*week) for week in weeks]
    steady = min(per_week) >= p["alt_active_days_per_week"] and _enough(
        p, view.valid_days(*month), sum(per_week)
    )
    return Outcome(
        holds=lasting or steady,
        tell=lambda: active_evidence(view, *(window if lasting else month)),
        measured={
            "active_days": older + newer,
            "valid_days": valid,
            "each_half": [older, newer],
            "alt_active_days_per_week": per_week,
            "run_first_to_last_day": None if run is None else run.apart,
        },
        needs=valid_days_needed(p["valid_days"], p["window_days"], valid),
    )


@check
def over_three_months(view: View, rule: Rule) -> Outcome:
    """A chain of active days, gaps of up to 14 days allowed, that spans 90 days; nearly every week.

    Source: nice_ng127_summary; readings 6, 23. The span counts the first and the last active day.
    """
    p = rule.params
    window = last_days(view.today, p["window_days"])
    weeks = [view.active_days(*week) for week in blocks(view.today, p["window_days"] // 7)]
    active_weeks, valid = sum(count > 0 for count in weeks), view.valid_days(*window)
    chain = view.timeline.runs.current_chain(view.today)
    span = 0 if chain is None else chain.apart + 1
    words = f"twitching in {active_weeks} of the last {len(weeks)} weeks"
    return Outcome(
        holds=span >= THREE_MONTHS_DAYS
        and active_weeks >= p["weeks_active"]
        and valid >= p["valid_days"],
        tell=lambda: [
            Evidence(day, view.episodes(day, day)[0].id, text)
            for day, text in (
                ((chain.first, "it began"), (chain.last, words)) if chain is not None else ()
            )
        ],
        measured={"weeks_active": active_weeks, "valid_days": valid, "span_days": span},
        needs=valid_days_needed(p["valid_days"], p["window_days"], valid),
    )


@check
def rising_rate(view: View, rule: Rule) -> Outcome:
    """Weekly clusters in the last 4 complete weeks against the 8 before: 1.5 times, exact p.

    No clinical threshold was found; numbers and test are the rules file's `rising_rate_test`;
    readings 6, 8, 30. ISO weeks that have ended, each scaled to 7 valid days.
    """
    p = rule.params
    recent, number = p["recent_weeks"], p["recent_weeks"] + p["earlier_weeks"]
    last_sunday = week_of(view.today)[0] - ONE_DAY
    dates = blocks(last_sunday, number)
    weeks = [(view.clusters(*w), view.valid_days(*w)) for w in dates]
    known = sum(valid >= p["valid_days_per_week"] for _, valid in weeks)
    clusters = sum(total for total, _ in weeks)
    if known < number or clusters < p["clusters"]:
        needs = (
            f"{number} complete weeks with {p['valid_days_per_week']} or more valid days; {known}"
        )
        if known == number:
            needs = f"{p['clusters']} clusters in {number} weeks; {clusters}"
        return Outcome(
            holds=False,
            measured={"valid_days_per_week": [valid for _, valid in weeks], "clusters": clusters},
            needs=f"{needs} so far",
        )
    totals = [scaled_week(total, valid) for total, valid in weeks]
    now, before = mean(totals[-recent:]), mean(totals[:-recent])
    grown = now > 0 and now >= p["ratio"] * before
    p_value = permutation_p(totals, recent)
    words = f"{now / 60:.1f} clusters in 7 valid days, {before / 60:.1f} in the weeks before"
    return Outcome(
        holds=grown and p_value <= p["alpha"],
        tell=lambda: [
            Evidence(last_sunday, None, words),
            *(
                Evidence(week[0], None, f"week of {total} clusters on {valid} valid days")
                for week, (total, valid) in zip(dates, weeks, strict=True)
            ),
        ],
        measured={
            "ratio": round(now / before, 2) if before else "no clusters before",
            "alpha": round(p_value, 4),
            "valid_days_per_week": [valid for _, valid in weeks],
            "clusters": clusters,
        },
    )


@check
def high_burden(view: View, rule: Rule) -> Outcome:
    """Active days on which it was strong (the day's median) or got in the way.

    A project choice; reading 24.
    """
    p = rule.params
    active = view.timeline.active.between(*last_days(view.today, p["days"]))
    by_day = {day: view.timeline.face_on(day) for day in active}
    found = {day: text for day, some in by_day.items() if (text := _burden(some, p["intensity"]))}
    needs = f"{p['active_days']} such days in the last {p['days']}; {len(found)} so far"
    return Outcome(
        holds=len(found) >= p["active_days"],
        tell=lambda: [Evidence(day, by_day[day][0].id, text) for day, text in found.items()],
        measured={"active_days": len(found)},
        needs=needs if found else "",
    )


@check
def under_16(view: View, rule: Rule) -> Outcome:
    """The profile's age is below 16. Sources: nice_ng127_summary, efsa_4102."""
    age = view.timeline.profile.get("age")
    return Outcome(
        holds=age is not None and age < rule.params["age"],
        tell=lambda: [Evidence(view.today, None, f"age {age}, as the profile says")],
        measured={"age": age},
        needs="the age in the profile; not recorded so far" if age is None else "",
    )


def valid_days_needed(wanted: int, days: int, valid: int) -> str:
    """What a rule waits for while there are too few valid days; empty when there are enough."""
    return "" if valid >= wanted else f"{wanted} valid days in the last {days}; {valid} so far"


def _enough(params: dict[str, Any], valid: int, active: int) -> bool:
    return bool(valid >= params["valid_days"] and active >= params["active_days"])


def _burden(episodes: Sequence[Entry], intensity: int) -> str:
    """Why a day counts as a burden, or nothing."""
    if any(e.record.get("interfered") for e in episodes):
        return "it got in the way"
    rated = [e.record["intensity"] for e in episodes if e.record.get("intensity") is not None]
    strong = bool(rated) and median(rated) >= intensity
    return f"median intensity {median(rated):g} of 10" if strong else ""
