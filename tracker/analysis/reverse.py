"""Which came first: whether episodes follow a rating, where ratings are known to follow episodes.

The outcome is the number of episodes after a day's first rating, the exposure that rating, cleaned
of the episodes before it. Those episodes are a column of their own, since a bad day is bad before
and after the rating; the share of the waking hours that lie after it is an offset. The regression
is that of the daily counts, with its latent severity.
"""

import math
from collections import defaultdict
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker.analysis import gate, ratings
from tracker.analysis.frames import EPISODES
from tracker.analysis.model import between, design
from tracker.analysis.ratings import Link, Rating
from tracker.analysis.waking import Waking
from tracker.diary import Diary

LEAST_SHARE: Final = 0.05
"""A rating with less of the day's usual twitching after it says nothing of what follows."""

ONE_SIDED: Final = 0.05
"""Probability of no effect, or the opposite one, above which episodes do not clearly follow."""


def episodes_follow(
    diary: Diary, found: list[Rating], link: Link, frame: pd.DataFrame, hours: Waking
) -> bool:
    """Whether more episodes follow a high first rating of the day than a low one."""
    firsts: dict[date, Rating] = {}
    for one in found:
        firsts.setdefault(one.day, one)
    after = _episodes_after(diary, firsts)
    rows = []
    for day, total in zip(frame.index, frame[EPISODES].tolist(), strict=True):
        first = firsts.get(day)
        if first is None:
            continue
        share = _share_after(hours, day, first.at)
        if share >= LEAST_SHARE:
            before = math.log1p(max(total - after[day], 0))
            cleaned = ratings.clean(first, link)
            rows.append((day.toordinal(), after[day], cleaned, before, math.log(share)))
    if len(rows) < gate.MIN_DAYS:
        return False
    table: npt.NDArray[np.float64] = np.array(rows)
    if table[:, 1].sum() < gate.MIN_EPISODES or not np.ptp(table[:, 2]):
        return False
    problem = design.problem(
        table[:, 0].astype(np.int64), table[:, 1], table[:, 2:4], table[:, 4].copy()
    )
    _, (rating, _) = between.estimates(problem, 2)
    return rating.below(0.0) < ONE_SIDED


def _episodes_after(diary: Diary, firsts: dict[date, Rating]) -> dict[date, int]:
    after: defaultdict[date, int] = defaultdict(int)
    for episode in diary.episodes:
        first = firsts.get(episode.local_date) if episode.local_date else None
        if first is not None and episode.at is not None:
            after[first.day] += episode.at.timestamp() / 3600 >= first.at
    return after


def _share_after(hours: Waking, day: date, at: float) -> float:
    """The share of the day's usual twitching that lies after an instant."""
    if day not in hours.days:
        return 0.0
    first, clock_hours = hours.days[day]
    weights = [hours.weights.get(hour, 0.0) for hour in clock_hours]
    shares = [min(max(first + n + 1 - at, 0.0), 1.0) for n in range(len(weights))]
    whole = math.fsum(weights)
    return math.fsum(w * s for w, s in zip(weights, shares, strict=True)) / whole if whole else 0.0
