"""What stands behind one finding: observed days, what was adjusted for, what would settle it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from tracker.analysis import waking
from tracker.analysis.bands import Band, bands
from tracker.analysis.factors import Factor, factors
from tracker.analysis.findings import Finding
from tracker.analysis.frames import ALTERNATIVE, EPISODES, daily_frame
from tracker.analysis.over_time import OverTime, over_time
from tracker.analysis.settling import settles
from tracker.analysis.stability import Held, as_it_stood
from tracker.diary import Diary

ALWAYS_ADJUSTED: Final = (
    "the day of the week",
    "slow drifts over weeks",
    "bad spells, in which days resemble their neighbours",
)


@dataclass(frozen=True, slots=True)
class ObservedDay:
    """A complete day: its exposure in the unit of the contrast, None if unknown; its episodes."""

    day: date
    exposure: float | None
    episodes: int

    def to_dict(self) -> dict[str, Any]:
        """The day as JSON has it."""
        return {
            "date": self.day.isoformat(),
            "exposure": self.exposure,
            "episodes": self.episodes,
        }


@dataclass(frozen=True, slots=True)
class Detail:
    """What stands behind one finding.

    `bands` are the observed dose-response; `days` every complete day, oldest first; `over_time` the
    same days by week or longer; `adjusted_for` what else was in the regression, empty where there
    was none; `missing` what the diary lacks; `settles` what would make the answer sure.
    """

    factor: str
    unit: str
    bands: tuple[Band, ...]
    days: tuple[ObservedDay, ...]
    over_time: OverTime
    adjusted_for: tuple[str, ...]
    missing: tuple[str, ...]
    settles: str

    def to_dict(self) -> dict[str, Any]:
        """The `detail` of `tracker triggers FACTOR --json`; its days say what is over time."""
        return {
            "unit": self.unit,
            "bands": [band.to_dict() for band in self.bands],
            "days": [day.to_dict() for day in self.days],
            "adjusted_for": list(self.adjusted_for),
            "missing": list(self.missing),
            "settles": self.settles,
        }


def details(diary: Diary, held: Sequence[Held], since: date | None = None) -> dict[str, Detail]:
    """The detail of every finding by factor, each from the days that its finding is made of."""
    found = {}
    looked_at = factors(diary)
    by_id = {factor.id: factor for factor in looked_at}
    tested = [one.finding for one in held if one.finding.rate_ratio is not None]
    for until in sorted({one.until for one in held}):
        stood = as_it_stood(diary, until)
        frame = daily_frame(stood, looked_at, waking.waking(stood), since, until)
        for one in held:
            if one.until == until:
                factor = by_id[one.finding.factor]
                found[factor.id] = _detail(stood, frame, factor, one, tested)
    return found


def _detail(
    diary: Diary, frame: pd.DataFrame, factor: Factor, held: Held, tested: Sequence[Finding]
) -> Detail:
    finding = held.finding
    late = factor.alternative is not None and finding.lag == factor.alternative.lag
    column = frame[factor.id + ALTERNATIVE if late else factor.id]
    exposure = np.array([float(f"{value:.4g}") for value in column.tolist()])
    episodes = frame[EPISODES].to_numpy(dtype=np.int64)
    known = np.isfinite(exposure)
    unit = factor.contrast.unit
    days = tuple(
        ObservedDay(day, value if is_known else None, count)
        for day, value, is_known, count in zip(
            frame.index, exposure.tolist(), known.tolist(), episodes.tolist(), strict=True
        )
    )
    return Detail(
        factor=factor.id,
        unit=unit,
        bands=bands(exposure[known], episodes[known], unit),
        days=days,
        over_time=over_time(days, held.until),
        adjusted_for=tuple(_adjusted(finding, tested)),
        missing=tuple(_missing(diary, frame, factor, int((~known).sum()))),
        settles=settles(finding, is_course=factor.is_course),
    )


def _adjusted(finding: Finding, tested: Sequence[Finding]) -> Iterable[str]:
    if finding.rate_ratio is None:
        return
    yield from (one.exposure for one in tested if one.factor != finding.factor)
    yield from ALWAYS_ADJUSTED
    if finding.factor == "caffeine":
        yield "the time of day"


def _missing(diary: Diary, frame: pd.DataFrame, factor: Factor, unknown: int) -> Iterable[str]:
    if unknown:
        yield f"{unknown:,} of {len(frame):,} complete days: {factor.unknown}."
    if len(frame) == 0:
        yield "No day is complete yet."
        return
    first, last = frame.index[0], frame.index[-1]
    valid = sum(first <= day <= last for day in diary.valid_days)
    silent = (last - first).days + 1 - valid
    if valid > len(frame):
        yield f"{_days(valid - len(frame))} with twitches, but not marked complete: left out."
    if silent:
        yield f"{_days(silent)} of which nothing is known: left out, not taken for days without."


def _days(count: int) -> str:
    return f"{count:,} {'day' if count == 1 else 'days'}"
