"""From comparisons to verdicts: the scale of the contrast, and the family of tests."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from tracker.analysis import exposures, factors, gate, wording
from tracker.analysis.factors import Factor
from tracker.analysis.findings import Finding
from tracker.analysis.frames import EPISODES, daily_frame
from tracker.analysis.shuffling import Comparison, compare
from tracker.diary import Diary
from tracker.vocabulary import Verdict

FEW_SIDE: Final = 10
"""Fewer days than this on one side of the cut earn a caveat."""

MAX_ERROR: Final = 0.575
"""Standard error of log RR above which an effect of 5 times could be missed: ln 5 / 2.8, where
2.8 = 1.96 + 0.84 (two-sided 5 %, power 80 %)."""

POWER_Z: Final = 2.41 + 0.84
"""Two-sided 1.6 % (the strongest of three factors under Benjamini-Hochberg), power 80 %."""

ALPHA: Final = 0.05
NEGLIGIBLE: Final = (0.8, 1.25)
"""A ratio within this is not worth knowing (the span of bioequivalence guidelines)."""

RATIO_LIMITS: Final = (0.001, 1000.0)
"""Ratios beyond are cut here: no diary measures them."""

COURSE_WEEKS: Final = 4
"""Weeks before and from a course's start whose rates are named."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One factor as it stands before the family of tests is known.

    `result` is None when the gate is shut; `reason` then says why.
    """

    factor: Factor
    days: int
    result: Comparison | None
    days_needed: int | None
    reason: str
    caveats: tuple[str, ...]


def judge(diary: Diary, since: date | None, until: date | None) -> list[Finding]:
    """Look at every factor, correct for how many were tested, and order by certainty."""
    looked_at = factors.factors(diary)
    frame = daily_frame(diary, looked_at, since, until)
    looks = [_look(diary, factor, frame) for factor in looked_at]
    tested = [look.result.p for look in looks if look.result is not None]
    adjusted = iter(benjamini_hochberg(tested))
    findings = [
        _shut(look) if look.result is None else _open(look, look.result, next(adjusted))
        for look in looks
    ]
    return sorted(findings, key=_uncertainty)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The q of each p, in their order: min over larger p of p m / rank (1995)."""
    order = sorted(range(len(p_values)), key=lambda n: p_values[n], reverse=True)
    found = [1.0] * len(p_values)
    least = 1.0
    for place, n in enumerate(order):
        least = min(least, p_values[n] * len(p_values) / (len(p_values) - place))
        found[n] = least
    return found


def _look(diary: Diary, factor: Factor, frame: pd.DataFrame) -> _Look:
    known = frame[np.isfinite(frame[factor.id])]
    days = list(known.index)
    counts = known[EPISODES].to_numpy(dtype=np.float64)
    exposure = known[factor.id].to_numpy(dtype=np.float64)
    result = compare(days, counts, exposure)
    days_needed, reason = gate.too_little(factor, len(days), float(counts.sum()), result)
    caveats = []
    if len(days) < len(frame):
        caveats.append(wording.left_out(factor, len(frame) - len(days), len(frame)))
    if factor.is_course:
        caveats += _course_rates(diary, factor, frame)
    return _Look(factor, len(days), None if reason else result, days_needed, reason, tuple(caveats))


def _shut(look: _Look) -> Finding:
    return Finding(
        look.factor.id,
        look.factor.exposure,
        look.factor.lag,
        look.factor.contrast,
        Verdict.NOT_ENOUGH_DATA,
        rate_ratio=None,
        ci95=None,
        p=None,
        q=None,
        complete_days=look.days,
        days_needed=look.days_needed,
        caveats=(look.reason, *look.caveats),
        summary=wording.not_enough(look.days_needed),
    )


def _open(look: _Look, result: Comparison, q: float) -> Finding:
    """The verdict on a factor that was tested; it is made of the numbers that are shown."""
    factor, stretch = look.factor, look.factor.contrast.amount / result.difference
    half_width = result.critical * result.error
    ratio = _ratio(stretch * result.log_ratio)
    ends = sorted(_ratio(stretch * (result.log_ratio + sign * half_width)) for sign in (-1, 1))
    interval = (ends[0], ends[1])
    p, q = round(result.p, 4), round(q, 4)
    error = abs(stretch) * result.error
    verdict = _verdict(ratio, interval, q, error)
    caveats = (*_caveats(factor, result), *look.caveats)
    days_needed = None
    if verdict is Verdict.NOT_ENOUGH_DATA:
        days_needed = _for_power(look.days, error)
        caveats = (wording.TOO_UNCERTAIN, *caveats)
        summary = wording.not_enough(days_needed)
    else:
        summary = wording.result(verdict, factor, ratio, interval, look.days)
    return Finding(
        factor.id,
        factor.exposure,
        factor.lag,
        factor.contrast,
        verdict,
        rate_ratio=ratio,
        ci95=interval,
        p=p,
        q=q,
        complete_days=look.days,
        days_needed=days_needed,
        caveats=caveats,
        summary=summary,
    )


def _verdict(ratio: float, interval: tuple[float, float], q: float, error: float) -> Verdict:
    low, high = interval
    if q < ALPHA and not low <= 1 <= high:
        return Verdict.RAISES if ratio > 1 else Verdict.LOWERS
    if NEGLIGIBLE[0] <= low and high <= NEGLIGIBLE[1]:
        return Verdict.NO_ASSOCIATION
    return Verdict.NOT_ENOUGH_DATA if error > MAX_ERROR else Verdict.UNCLEAR


def _ratio(log_ratio: float) -> float:
    """The ratio in three significant digits, within the limits of what a diary can measure."""
    low, high = RATIO_LIMITS
    ratio = math.exp(min(max(log_ratio, math.log(low)), math.log(high)))
    return float(f"{ratio:.3g}")


def _for_power(days: int, error: float) -> int | None:
    """More days for 80 % power to see a doubling: the error shrinks as the root of the days."""
    return gate.more_days(days, 1, (error * POWER_Z / math.log(2)) ** 2)


def _caveats(factor: Factor, result: Comparison) -> tuple[str, ...]:
    found = [wording.NOT_ADJUSTED]
    if min(result.high_days, result.low_days) < FEW_SIDE:
        found.append(wording.few_days(result.high_days, result.low_days))
    if factor.id == "stress":
        found.append(wording.STRESS_MAY_FOLLOW)
    return tuple(found)


def _course_rates(diary: Diary, factor: Factor, frame: pd.DataFrame) -> list[str]:
    """What the episodes were like before and from the latest start that has days on both sides."""
    name = factor.id.removeprefix(factors.COURSE_PREFIX)
    stretch = COURSE_WEEKS * 7
    for start in reversed(exposures.course_starts(diary, name)):
        after_start = np.array([(day - start).days for day in frame.index], dtype=np.int64)
        before = frame[EPISODES][(after_start >= -stretch) & (after_start < 0)]
        after = frame[EPISODES][(after_start >= 0) & (after_start < stretch)]
        if len(before) and len(after):
            rates = float(before.mean()), float(after.mean())
            return [wording.started_in_bad_times(name, *rates, COURSE_WEEKS)]
    return []


def _uncertainty(finding: Finding) -> tuple[int, float, float, str]:
    """Sorting key: claims by their p, then no association, unclear, and the rest by days needed."""
    rank = {
        Verdict.RAISES: 0,
        Verdict.LOWERS: 0,
        Verdict.NO_ASSOCIATION: 1,
        Verdict.UNCLEAR: 2,
        Verdict.NOT_ENOUGH_DATA: 3,
    }[finding.verdict]
    needed = math.inf if finding.days_needed is None else float(finding.days_needed)
    return rank, 1.0 if finding.p is None else finding.p, needed, finding.factor
