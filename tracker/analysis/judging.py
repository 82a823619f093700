"""From evidence to verdicts: the family of tests, and what is said of each factor."""

import math
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.analysis import caveats, family, looks, ratings, waking, wording
from tracker.analysis.cleaning import RATED
from tracker.analysis.evidence import Evidence, evidence
from tracker.analysis.factors import Alternative, Factor, factors
from tracker.analysis.findings import Finding, uncertainty
from tracker.analysis.frames import daily_frame
from tracker.analysis.looks import Look
from tracker.analysis.model.mixture import Mixture
from tracker.diary import Diary
from tracker.vocabulary import Verdict

NEGLIGIBLE: Final = (0.8, 1.25)
"""A ratio within this is not worth knowing (the span of bioequivalence guidelines)."""

RATIO_LIMITS: Final = (0.001, 1000.0)
"""Ratios beyond are cut here: no diary measures them."""


def judge(diary: Diary, since: date | None, until: date | None) -> list[Finding]:
    """Look at every factor, correct for how many were tested, and order by certainty."""
    hours = waking.waking(diary)
    looked_at = factors(diary)
    rated = {name: ratings.rated(diary, name) for name in RATED}
    known = {name: some.daily() for name, some in rated.items()}
    frame = daily_frame(diary, looked_at, hours, since, until, known)
    first = [caveats.with_notes(looks.look(factor, frame), diary, frame) for factor in looked_at]
    shut = [look for look in first if not look.is_open]
    tested = [look for look in first if look.is_open]
    found = evidence(diary, frame, [look.factor for look in tested], hours, rated)
    names = [look.factor.name for look in tested]
    pairs = [
        (looks.after_estimate(look, one, names), one)
        for look, one in zip(tested, found, strict=True)
    ]
    shut += [look for look, _ in pairs if not look.is_open]
    pairs = [(look, one) for look, one in pairs if look.is_open]
    adjusted = family.benjamini_hochberg(
        [family.weighted_p(look.factor, one) for look, one in pairs]
    )
    findings = [_shut(look) for look in shut]
    for (look, one), q in zip(pairs, adjusted, strict=True):
        tempted = q < family.ALPHA
        sure = caveats.with_order(look, diary, rated, frame, hours, tempted=tempted)
        findings.append(_open(caveats.with_disagreement(sure, one), one, q))
    return sorted(findings, key=uncertainty)


def verdict_of(ratio: float, interval: tuple[float, float], q: float) -> Verdict:
    """The verdict of a factor that was tested: `q` is at least the two-sided p."""
    low, high = interval
    if q < family.ALPHA and not low <= 1 <= high:
        return Verdict.RAISES if ratio > 1 else Verdict.LOWERS
    if NEGLIGIBLE[0] <= low and high <= NEGLIGIBLE[1]:
        return Verdict.NO_ASSOCIATION
    return Verdict.UNCLEAR


def _shut(look: Look) -> Finding:
    """The finding of a factor whose gate is shut: reasons, and no numbers."""
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
        caveats=(look.reason, *look.notes),
        summary=wording.not_enough(look.days_needed),
    )


def _open(look: Look, found: Evidence, q: float) -> Finding:
    """The finding of a factor that was tested, at its own lag or at the alternative."""
    factor, late = look.factor, found.alternative
    other = family.alternative_p(factor, found) < family.main_p(factor, found)
    if late is None or factor.alternative is None or not other or q >= family.ALPHA:
        return _tested(look, found.main, q, factor)
    notes = (wording.other_lag(factor, factor.alternative), *look.notes)
    return _tested(replace(look, notes=notes), late, q, factor.alternative)


def _tested(look: Look, mixture: Mixture, q: float, said: Factor | Alternative) -> Finding:
    """The verdict is made of the numbers that are shown, so that they cannot contradict it."""
    ratio = _ratio(mixture.mean)
    low, high = mixture.interval()
    interval = (min(_ratio(low), ratio), max(_ratio(high), ratio))
    p = _three_digits(family.two_sided_p(mixture))
    q = max(_three_digits(q), p)
    verdict = verdict_of(ratio, interval, q)
    if not look.may_claim and verdict in {Verdict.RAISES, Verdict.LOWERS}:
        verdict = Verdict.UNCLEAR
    return Finding(
        look.factor.id,
        said.exposure,
        said.lag,
        look.factor.contrast,
        verdict,
        rate_ratio=ratio,
        ci95=interval,
        p=p,
        q=q,
        complete_days=look.days,
        days_needed=None,
        caveats=look.notes,
        summary=wording.result(verdict, said.more, ratio, interval, look.days),
    )


def _ratio(log_ratio: float) -> float:
    """The ratio in three significant digits, within the limits of what a diary can measure."""
    low, high = RATIO_LIMITS
    return _three_digits(math.exp(min(max(log_ratio, math.log(low)), math.log(high))))


def _three_digits(value: float) -> float:
    return float(f"{value:.3g}")
