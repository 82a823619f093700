"""The diary as a frame: one row a complete day."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from tracker.analysis.exposures import episodes_per_day, exposure_of
from tracker.analysis.factors import Factor
from tracker.diary import Diary

EPISODES = "episodes"


def daily_frame(
    diary: Diary, factors: Iterable[Factor], since: date | None = None, until: date | None = None
) -> pd.DataFrame:
    """Complete days from `since` to `until`, both included, oldest first.

    The index `day` holds dates; `episodes` (int64) counts the episodes of the day; then one
    float64 column a factor, in the unit of its contrast, NaN where the exposure is unknown.
    Exposures reach back to before `since` where the diary does.
    """
    outcome = {
        day: count
        for day, count in episodes_per_day(diary).items()
        if (since is None or day >= since) and (until is None or day <= until)
    }
    index = pd.Index(list(outcome), name="day", dtype="object")
    frame = pd.DataFrame({EPISODES: list(outcome.values())}, index=index, dtype="int64")
    for factor in factors:
        exposure = exposure_of(diary, factor)
        values = [exposure.get(day) for day in outcome]
        frame[factor.id] = pd.Series(values, index=index, dtype="float64")
    return frame
