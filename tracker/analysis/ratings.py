"""Stress and fatigue: the day's ratings, cleaned of what twitching before a rating added to them.

Someone who has just twitched may rate the next stress higher: then episodes raise the rating, and
not the other way round. Within a day that can be seen, because the day's own level cancels. With
r the ratings of a day, n4 the episodes in the 4 h before each, ne those earlier that day, and h
the hour of the rating, all less their mean over the day,

    r = a min(n4, m) + b min(ne, m) + c h + error

is fitted by least squares over all days with two ratings or more; standard errors are clustered
by day (Liang and Zeger 1986). m, the episodes that count at the most, is the one of two numbers
that fits better: a scale has an end, and for many the first twitches of a day are what counts. The
positive part of a and of b, shrunk by 1 - 1 / t^2 (the positive part of James and Stein 1961:
nothing is left of what is below its own error), times the episodes, is taken off each rating.
Stress that comes first cannot make a or b positive: a high early rating followed by episodes makes
the later rating look low beside it.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.diary import Diary
from tracker.vocabulary import Kind

HOURS_BEFORE: Final = 4.0
MOST_EPISODES: Final = (2, 8)
"""More episodes than these before a rating count as these; which of the two, the ratings say."""

MIN_DAYS: Final = 10
"""Days with two ratings or more from which the link is read."""

SIGNIFICANT: Final = 1.645
"""One-sided 5 %."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating: its hour since 1970, its value, and the episodes of its day before it.

    `just_before` counts those in the 4 hours before it, `earlier` the others.
    """

    day: date
    at: float
    value: float
    just_before: int
    earlier: int


@dataclass(frozen=True, slots=True)
class Link:
    """What an episode before a rating adds to it, in points: shrunk, never negative.

    Of each, `most` episodes count. `significant` says whether either of the two is above chance,
    one-sided at 5 %; `covariance` is that of the two as they were estimated: its variances and, in
    the middle, what they share.
    """

    just_before: float
    earlier: float
    significant: bool
    most: int = MOST_EPISODES[-1]
    covariance: tuple[float, float, float] = (0.0, 0.0, 0.0)


NO_LINK: Final = Link(0.0, 0.0, significant=False)


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of one scale, oldest first, and what episodes add to the next of them."""

    ratings: list[Rating]
    link: Link

    def daily(self) -> dict[date, float]:
        """Mean of a complete day's cleaned ratings; unknown without any."""
        return means(self.ratings, self.link)

    def of_days(self, days: Collection[date]) -> "Rated":
        """The ratings of some days alone, with the link that these show."""
        found = [one for one in self.ratings if one.day in days]
        return self if len(found) == len(self.ratings) else Rated(found, link(found))


def rated(diary: Diary, name: str) -> Rated:
    """The ratings of `stress` or `fatigue` of complete days."""
    found = ratings(diary, name)
    return Rated(found, link(found))


def means(found: list[Rating], slopes: Link) -> dict[date, float]:
    """The mean of each day's ratings, cleaned with the slopes of a link."""
    cleaned: defaultdict[date, list[float]] = defaultdict(list)
    for one in found:
        cleaned[one.day].append(clean(one, slopes))
    return {day: math.fsum(some) / len(some) for day, some in cleaned.items()}


def clean(rating: Rating, slopes: Link) -> float:
    """A rating less what the episodes before it added."""
    just_before, earlier = (min(n, slopes.most) for n in (rating.just_before, rating.earlier))
    return rating.value - slopes.just_before * just_before - slopes.earlier * earlier


def ratings(diary: Diary, name: str) -> list[Rating]:
    """The ratings of complete days, oldest first, with the episodes before each."""
    starts = [e.at.timestamp() / 3600 for e in diary.episodes if e.at is not None]
    days = [e.local_date for e in diary.episodes if e.at is not None]
    first_of: dict[date | None, int] = {}
    for place, day in enumerate(days):
        first_of.setdefault(day, place)
    found = []
    for entry in diary.of(Kind.STRESS):
        value, day = entry.record.get(name), entry.local_date
        if value is None or day is None or entry.at is None or day not in diary.complete_days:
            continue
        at = entry.at.timestamp() / 3600
        end = bisect_left(starts, at)
        near = bisect_left(starts, at - HOURS_BEFORE)
        begin = min(first_of.get(day, end), end)
        found.append(Rating(day, at, float(value), end - near, max(near - begin, 0)))
    return found


def days_with_several(found: list[Rating]) -> int:
    """How many days have two ratings or more."""
    return len(_several(found))


def link(found: list[Rating]) -> Link:
    """What episodes add to the next ratings, from the days with several ratings."""
    several = _several(found)
    if len(several) < MIN_DAYS:
        return NO_LINK
    fits = [_fitted(several, most) for most in MOST_EPISODES]
    return min(fits, key=lambda fit: fit[0])[1]


def _fitted(several: list[list[Rating]], most: int) -> tuple[float, Link]:
    """The sum of squares that is left, and the link, where at most so many episodes count."""
    table, starts = _differenced(several, most)
    columns = table[:, 1:]
    if not columns[:, :2].any():
        return math.inf, NO_LINK
    inverse = np.asarray(np.linalg.pinv(columns.T @ columns), dtype=np.float64)
    slopes: Floats = inverse @ columns.T @ table[:, 0]
    left = table[:, 0] - columns @ slopes
    covariance = _clustered_covariance(np.add.reduceat(columns * left[:, None], starts), inverse)
    errors = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    t = [float(slopes[n] / errors[n]) if errors[n] > 0 else 0.0 for n in (0, 1)]
    shrunk = [_shrunk(float(slopes[n]), t[n]) for n in (0, 1)]
    shared = (float(covariance[0, 0]), float(covariance[0, 1]), float(covariance[1, 1]))
    return float(left @ left), Link(shrunk[0], shrunk[1], max(t) > SIGNIFICANT, most, shared)


def _shrunk(slope: float, t: float) -> float:
    return max(slope, 0.0) * max(1 - 1 / max(t, 1.0) ** 2, 0.0)


def _several(found: list[Rating]) -> list[list[Rating]]:
    by_day: defaultdict[date, list[Rating]] = defaultdict(list)
    for one in found:
        by_day[one.day].append(one)
    return [some for some in by_day.values() if len(some) > 1]


def _differenced(several: list[list[Rating]], most: int) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Value, just before, earlier and hour (r, 4) less their day's mean; each day's first row."""
    table = np.array(
        [
            (one.value, min(one.just_before, most), min(one.earlier, most), one.at)
            for some in several
            for one in some
        ]
    )
    sizes = np.array([len(some) for some in several])
    starts = np.cumsum(sizes) - sizes
    means = np.add.reduceat(table, starts) / sizes[:, None]
    centred: Floats = table - np.repeat(means, sizes, axis=0)
    return centred, starts


def _clustered_covariance(scores: Floats, inverse: Floats) -> Floats:
    """The sandwich from the scores of each day (n, 3)."""
    correction = len(scores) / max(len(scores) - len(inverse), 1)
    covariance: Floats = inverse @ (scores.T @ scores) @ inverse * correction
    return covariance


def short_nights_follow_bad_days(diary: Diary, nights: dict[date, float]) -> bool:
    """Whether nights after days with many episodes are shorter than others, beyond chance.

    `nights` holds hours by the day of waking. Days count as bad above their own median; the two
    means are compared by Welch's t at one-sided 2.5 %, with at least 8 nights on either side.
    """
    counts = dict.fromkeys(diary.complete_days, 0)
    for episode in diary.episodes:
        if episode.local_date in counts:
            counts[episode.local_date] += 1
    pairs = [
        (counts[before], nights[day])
        for day in sorted(nights)
        if (before := day - timedelta(days=1)) in counts
    ]
    if len(pairs) < 2 * _MIN_NIGHTS:
        return False
    table = np.array(pairs, dtype=np.float64)
    bad = table[:, 0] > np.median(table[:, 0])
    after_bad, others = table[bad, 1], table[~bad, 1]
    if min(len(after_bad), len(others)) < _MIN_NIGHTS:
        return False
    error = math.sqrt(after_bad.var(ddof=1) / len(after_bad) + others.var(ddof=1) / len(others))
    return float(others.mean() - after_bad.mean()) > 1.96 * error > 0


_MIN_NIGHTS: Final = 8
