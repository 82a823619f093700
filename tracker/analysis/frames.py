"""The diary as a frame: one row a complete day."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker.analysis.exposures import Exposure, alternative_of, episodes_per_day, exposure_of
from tracker.analysis.factors import Factor
from tracker.analysis.waking import Waking
from tracker.diary import Diary

Floats = npt.NDArray[np.float64]

EPISODES = "episodes"
ALTERNATIVE = " (alternative)"
"""What a factor's id is followed by in the name of the column of its off-prior exposure."""


def daily_frame(
    diary: Diary,
    factors: Iterable[Factor],
    hours: Waking,
    since: date | None = None,
    until: date | None = None,
    known: Mapping[str, Exposure] = MappingProxyType({}),
) -> pd.DataFrame:
    """Complete days from `since` to `until`, both included, oldest first.

    The index `day` holds dates; `episodes` (int64) counts the episodes of the day; then for each
    factor one float64 column, in the unit of its contrast, and one of its alternative where it has
    one; NaN where the exposure is unknown. Exposures reach back to before `since` where the diary
    does; those in `known`, by factor, are not computed again.
    """
    outcome = {
        day: count
        for day, count in episodes_per_day(diary).items()
        if (since is None or day >= since) and (until is None or day <= until)
    }
    exposures = {}
    for factor in factors:
        usual = known.get(factor.id)
        exposures[factor.id] = exposure_of(diary, factor, hours) if usual is None else usual
        if factor.alternative is not None:
            other = alternative_of(diary, factor, hours, exposures[factor.id])
            exposures[factor.id + ALTERNATIVE] = other
    index = pd.Index(list(outcome), name="day", dtype="object")
    columns = {
        name: pd.Series([found.get(day) for day in outcome], index=index, dtype="float64")
        for name, found in exposures.items()
    }
    counts = pd.Series(list(outcome.values()), index=index, dtype="int64")
    return pd.DataFrame({EPISODES: counts, **columns}, index=index)


def filled(days: Iterable[date], values: Floats) -> Floats:
    """Exposures (n) of days with the unknown ones filled by the mean of their weekday group.

    The groups are working days and the weekend; a group without any known day takes the mean of
    all. Without any known day, all are 0.
    """
    weekend = np.array([day.weekday() >= 5 for day in days], dtype=np.bool_)
    known = np.isfinite(values)
    result = values.copy()
    for group in (weekend, ~weekend):
        some = values[group & known] if (group & known).any() else values[known]
        result[group & ~known] = some.mean() if len(some) else 0.0
    return result
