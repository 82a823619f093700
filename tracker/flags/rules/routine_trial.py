"""The routine rule about a completed trial of less caffeine that brought no relief."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from tracker.clock import parse_day
from tracker.flags.arithmetic import mean, median
from tracker.flags.days import ONE_DAY, Stretch
from tracker.flags.moments import day_of
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Figure, Outcome
from tracker.flags.view import CAFFEINE, View
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import Arm, Kind

BASELINE_DAYS: Final = 14
NO_FURTHER_CHANGE: Final = "no_further_change"
"""The target that states that no more can be changed; it stands in for the stress arm."""


class _Period(NamedTuple):
    """A time of going without: day 1, and the last day unless it goes on."""

    entry: Entry
    first: date
    stop: date | None

    def days(self, params: dict[str, Any]) -> Stretch:
        return self.first, self.first + timedelta(days=params["trial_days"] - 1)

    def settled(self, params: dict[str, Any]) -> Stretch:
        """The days after those that are ignored: 10 to 21."""
        first, last = self.days(params)
        return first + timedelta(days=params["washout_days"]), last

    def before(self) -> Stretch:
        return self.first - timedelta(days=BASELINE_DAYS), self.first - ONE_DAY


@check
def not_relieved(view: View, rule: Rule) -> Outcome:
    """A completed trial without caffeine, kept to, with ease of stress; still over 0.7 of the rate.

    Sources: seed, mayo_eye_twitch (the advice), medscape_caf_wd, welly_caf_wd (the days ignored),
    aasm_sleep; readings 8, 15, 30. The latest trial that can be judged decides, as long as a run of
    twitching goes on: otherwise it did settle.
    """
    p = rule.params
    periods = [period for period in _periods(view) if _may_count(period, p)]
    over = [period for period in periods if period.days(p)[1] < view.today]
    kept = [period for period in over if _kept_to(view, period, p) and _eased(view, period, p)]
    judged = [period for period in kept if not _days_needed(view, period, p)]
    waiting = "" if judged else _needs(view, periods, over, kept, p)
    if not judged:
        return Outcome(holds=False, needs=waiting)
    period = judged[-1]
    before, after = _rate(view, period.before()), _rate(view, period.settled(p))
    words = f"{after:.1f} clusters a valid day on days 10 to 21, {before:.1f} before"
    measured: dict[str, Figure] = {
        "ratio": round(after / before, 2),
        "adherence": round(_adherence(view, period, p), 2),
        "valid_days": [view.valid_days(*period.before()), view.valid_days(*period.settled(p))],
        "baseline_clusters": view.clusters(*period.before()),
    }
    return Outcome(
        holds=round(after / before, 9) > p["ratio"] and view.run() is not None,
        tell=lambda: [
            Evidence(period.first, period.entry.id, f"{period.entry.record['name']}: day 1"),
            Evidence(period.days(p)[1], None, words),
        ],
        measured=measured,
    )


def _periods(view: View) -> list[_Period]:
    """The times of going without caffeine that have begun, oldest first."""
    found = []
    for entry in view.timeline.known(Kind.TRIAL):
        record = entry.record
        if record["factor"].strip().casefold() != CAFFEINE:
            continue
        arms = record.get("arms") or [
            {"arm": Arm.WITHOUT, "start_date": record["start_date"], **_stop(record)}
        ]
        found += [
            _Period(entry, parse_day(arm["start_date"]), _day(arm.get("stop_date")))
            for arm in arms
            if arm["arm"] == Arm.WITHOUT
        ]
    begun = [period for period in found if period.first <= view.today]
    return sorted(begun, key=lambda period: period.first)


def _stop(record: Any) -> dict[str, str]:
    return {"stop_date": record["stop_date"]} if record.get("stop_date") else {}


def _day(text: str | None) -> date | None:
    return parse_day(text) if text else None


def _may_count(period: _Period, params: dict[str, Any]) -> bool:
    return period.stop is None or period.stop >= period.days(params)[1]


def _adherence(view: View, period: _Period, params: dict[str, Any]) -> float:
    """The share of all days of the trial that are known to be low in caffeine."""
    usual, taken = _caffeine(view, period.before()), _caffeine(view, period.days(params))
    limit: float = params["caffeine_max_mg"]
    if usual:
        limit = max(limit, mean(usual) * (1 - params["caffeine_cut_fraction"]))
    trial_days: int = params["trial_days"]
    return sum(mg <= limit for mg in taken) / trial_days


def _caffeine(view: View, days: Stretch) -> list[float]:
    """The mg of caffeine of each known day; one without entries is 0 only when it is complete."""
    totals = dict.fromkeys(view.timeline.complete.between(*days), 0.0)
    for entry in view.on(Kind.CAFFEINE, *days):
        totals[day_of(entry)] = totals.get(day_of(entry), 0.0) + float(entry.record.get("mg") or 0)
    return list(totals.values())


def _kept_to(view: View, period: _Period, params: dict[str, Any]) -> bool:
    return bool(_adherence(view, period, params) >= params["adherence"])


def _eased(view: View, period: _Period, params: dict[str, Any]) -> bool:
    """Whether stress was low or down and sleep long enough, or no more could be changed."""
    target = period.entry.record.get("target") or ""
    if target.strip().casefold().replace(" ", "_") == NO_FURTHER_CHANGE:
        return True
    stress, baseline = _stress(view, period.days(params)), _stress(view, period.before())
    low = bool(stress) and median(stress) <= params["stress_max"]
    down = bool(stress and baseline) and (
        median(stress) <= median(baseline) - params["stress_drop"]
    )
    nights = view.slept(*period.days(params))
    long = sum(hours >= params["sleep_h"] for hours in nights) / params["trial_days"]
    return bool((low or down) and long >= params["sleep_nights"])


def _stress(view: View, days: Stretch) -> list[float]:
    entries = view.on(Kind.STRESS, *days)
    return [e.record["stress"] for e in entries if e.record.get("stress") is not None]


def _rate(view: View, days: Stretch) -> float:
    return view.clusters(*days) / view.valid_days(*days)


def _days_needed(view: View, period: _Period, params: dict[str, Any]) -> str:
    wanted, clusters = params["valid_days"], view.clusters(*period.before())
    before, after = view.valid_days(*period.before()), view.valid_days(*period.settled(params))
    if min(before, after) < wanted:
        return (
            f"{wanted} valid days before the trial and on its days 10 to 21; {before} and {after}"
        )
    if clusters < params["baseline_clusters"]:
        return f"{params['baseline_clusters']} clusters in the 14 days before the trial; {clusters}"
    return ""


def _needs(
    view: View,
    periods: Sequence[_Period],
    over: Sequence[_Period],
    kept: Sequence[_Period],
    params: dict[str, Any],
) -> str:
    if kept:
        return f"{_days_needed(view, kept[-1], params)} so far"
    if len(periods) > len(over):
        days = (view.today - periods[-1].first).days
        return f"{params['trial_days']} full days of the trial; {days} so far"
    return ""
