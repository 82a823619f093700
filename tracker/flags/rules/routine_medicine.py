"""The routine rule about twitching that began or grew after a medicine change."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from tracker.flags.arithmetic import permutation_p, scaled_week
from tracker.flags.courses import Course
from tracker.flags.days import ONE_DAY, blocks
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Figure, Outcome
from tracker.flags.runs import Run
from tracker.flags.view import View
from tracker.knowledge import Rule

WEEKS: Final = 4
"""Weeks before and weeks after the change that are compared (the rule's condition)."""

ACTIVE_AFTER: Final = 2
VALID_BEFORE: Final = 7
"""The rule's minimum evidence: active days after the change, and valid days before it."""


class _Trace(NamedTuple):
    """What followed one change. `weeks` are 4 + 4 scaled weekly totals, or none if not all known.

    `run_after` is how many dates after the change the present run began.
    """

    course: Course
    run_after: int | None
    weeks: tuple[int, ...]
    active_after: int
    valid_before: int

    def holds(self, days: int, ratio: float, alpha: float) -> bool:
        if self.active_after < ACTIVE_AFTER or self.valid_before < VALID_BEFORE:
            return False
        if self.run_after is not None and 0 <= self.run_after <= days:
            return True
        known_run = self.run_after is not None or self.course.known().listed
        return known_run and self.grew(ratio) and permutation_p(self.weeks, WEEKS) <= alpha

    def grew(self, ratio: float) -> bool:
        """Whether the totals after are that many times those before, of which 0 is any (30)."""
        before, after = self.totals()
        return after > 0 and after >= ratio * before

    def totals(self) -> tuple[int, int]:
        return sum(self.weeks[:WEEKS]), sum(self.weeks[WEEKS:])

    def needs(self) -> str:
        change = f"{self.course.name} {self.course.change.value} on {self.course.first}"
        if self.valid_before < VALID_BEFORE:
            return f"{VALID_BEFORE} valid days before {change}; {self.valid_before} so far"
        if self.active_after < ACTIVE_AFTER:
            return f"{ACTIVE_AFTER} active days after {change}; {self.active_after} so far"
        return ""

    def measured(self) -> dict[str, Figure]:
        before, after = self.totals()
        return {
            "days": self.run_after,
            "ratio": round(after / before, 2) if before else "no clusters before" * (after > 0),
            "alpha": round(permutation_p(self.weeks, WEEKS), 3) if self.weeks else None,
            "active_days_after": self.active_after,
            "valid_days_before": self.valid_before,
        }

    def evidence(self, view: View, run: Run | None) -> list[Evidence]:
        course = self.course
        found = [Evidence(course.first, course.entry.id, f"{course.name} {course.change.value}")]
        if run is not None and self.run_after is not None and self.run_after >= 0:
            words = f"the present run of twitching began {self.run_after} days later"
            found.append(Evidence(run.first, view.first_on(run.first), words))
        before, after = self.totals()
        if after:
            words = (
                f"clusters a week, of 7 valid days: {_rate(before)} before, {_rate(after)} after"
            )
            found.append(Evidence(course.first, None, words))
        return found


@check
def new_medicine(view: View, rule: Rule) -> Outcome:
    """The run began, or weekly clusters doubled, after a medicine was started or changed.

    Sources: nhs_twitching, rissardo_pgb_2020, rissardo_gbp_2023; readings 5, 6, 8, 30, 31. The
    weeks are 7-day blocks from the start date on, each scaled to 7 valid days; they are compared
    once all eight are over and each has a valid day, and while the change is at most 42 days ago.
    A medicine that is only suspected needs a run.
    """
    p, run = rule.params, view.run()
    traces = [_trace(view, course, run, p["days"]) for course in _changed(view, run, p["days"])]
    found = [trace for trace in traces if trace.holds(p["days"], p["ratio"], p["alpha"])]
    shown = (found or traces)[-1:]
    return Outcome(
        holds=bool(found),
        tell=lambda: [item for trace in found for item in trace.evidence(view, run)],
        measured=shown[0].measured() if shown else {},
        needs=next((needs for trace in traces if (needs := trace.needs())), ""),
    )


def _changed(view: View, run: Run | None, days: int) -> Sequence[Course]:
    """Listed or suspected courses begun at most so long ago, or so long before the run began."""
    oldest = view.today - timedelta(days=days)
    courses = list(view.courses_begun(oldest, view.today))
    if run is not None and run.first < view.today:
        before = min(run.first, oldest - ONE_DAY)
        courses = [*view.courses_begun(run.first - timedelta(days=days), before), *courses]
    return [c for c in courses if c.suspected or c.known().listed]


def _trace(view: View, course: Course, run: Run | None, days: int) -> _Trace:
    first, window_end = course.first, course.first + timedelta(days=days)
    over = first + timedelta(days=7 * WEEKS)
    return _Trace(
        course=course,
        run_after=None if run is None else (run.first - first).days,
        weeks=_weekly(view, course) if over <= view.today <= window_end else (),
        active_after=view.active_days(first, view.today),
        valid_before=view.timeline.valid.until(first - ONE_DAY),
    )


def _weekly(view: View, course: Course) -> tuple[int, ...]:
    last = course.first + timedelta(days=7 * WEEKS - 1)
    weeks = [(view.clusters(*w), view.valid_days(*w)) for w in blocks(last, 2 * WEEKS)]
    if not all(valid for _, valid in weeks):
        return ()
    return tuple(scaled_week(total, valid) for total, valid in weeks)


def _rate(total: int) -> str:
    return f"{total / 60 / WEEKS:.1f}"
