"""The estimates behind the findings: between days, caffeine also within days, alternatives."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker.analysis import cleaning, exposures, gate
from tracker.analysis.factors import CAFFEINE, Factor
from tracker.analysis.frames import ALTERNATIVE, EPISODES, filled
from tracker.analysis.model import between, design, within
from tracker.analysis.model.grid import Point
from tracker.analysis.model.laplace import Problem
from tracker.analysis.model.mixture import Mixture
from tracker.analysis.ratings import Rated
from tracker.analysis.waking import Waking
from tracker.diary import Diary

Floats = npt.NDArray[np.float64]

DISAGREEMENT_Z: Final = 1.96
"""Two estimates of one exposure differ beyond chance, two-sided 5 %."""

ALMOST_COLLINEAR: Final = 0.9
"""Share of an exposure's variance that the others explain, from which its estimate says little:
a variance inflated ten times (Marquardt 1970)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one factor; log rate ratios are for one contrast more.

    `alternative` is the off-prior exposure's, where there is enough of it. `ways` holds the
    estimates between and within days where the two disagree. `partner` is the place of the factor
    that it nearly coincides with, `alone` the standard error it would have without that.
    """

    main: Mixture
    alternative: Mixture | None
    ways: tuple[float, float] | None
    partner: int | None
    alone: float


def evidence(
    diary: Diary,
    frame: pd.DataFrame,
    tested: Sequence[Factor],
    hours: Waking,
    rated: Mapping[str, Rated],
) -> list[Evidence]:
    """The evidence on every factor that passed the first gate, all in one regression.

    `rated` is what is rated, by factor.
    """
    if not tested:
        return []
    days = list(frame.index)
    ordinals = np.array([day.toordinal() for day in days], dtype=np.int64)
    counts = frame[EPISODES].to_numpy(dtype=np.float64)
    columns = np.column_stack([_column(frame, factor.id, factor) for factor in tested])
    problem = design.problem(ordinals, counts, columns)
    points, mains = between.estimates(problem, len(tested))
    late = _alternatives(frame, tested, problem, points)
    inside = caffeine_within(diary, days, hours) if CAFFEINE in tested else None
    found = []
    for place, factor in enumerate(tested):
        main, ways = mains[place], None
        if factor is CAFFEINE and inside is not None:
            ways = _disagreement(main, inside)
            main = main.joined(inside.mean, inside.variance)
        main = main.widened(cleaning.added_variance(rated, factor, days, problem, place, points))
        explained, partner = explained_by_others(columns, place)
        alone = main.sd * math.sqrt(1 - explained)
        near = partner if explained > ALMOST_COLLINEAR else None
        found.append(Evidence(main, late.get(place), ways, near, alone))
    return found


def _alternatives(
    frame: pd.DataFrame, tested: Sequence[Factor], problem: Problem, points: Sequence[Point]
) -> dict[int, Mixture]:
    """The off-prior exposures' estimates beside all others, by their factor's place."""
    others = [place for place, factor in enumerate(tested) if _has_alternative(frame, factor)]
    if not others:
        return {}
    more = np.column_stack(
        [_column(frame, tested[place].id + ALTERNATIVE, tested[place]) for place in others]
    )
    return dict(zip(others, between.further(problem, points, more), strict=True))


def explained_by_others(columns: Floats, place: int) -> tuple[float, int | None]:
    """The share of a column's variance (n, m) that the others explain, and the nearest of them."""
    if columns.shape[1] < 2:
        return 0.0, None
    centred = columns - columns.mean(axis=0)
    scaled = centred / np.maximum(np.sqrt(np.square(centred).sum(axis=0)), 1e-300)
    others = np.delete(np.arange(columns.shape[1]), place)
    slopes = np.linalg.lstsq(scaled[:, others], scaled[:, place], rcond=1e-10)[0]
    rest = scaled[:, place] - scaled[:, others] @ slopes
    alike = np.abs(scaled[:, others].T @ scaled[:, place])
    explained = min(max(1 - float(rest @ rest), 0.0), 1.0)
    return explained, int(others[np.argmax(alike)])


def caffeine_within(diary: Diary, days: Sequence[date], hours: Waking) -> within.Estimate | None:
    """The log rate ratio for 100 mg more in the body, hours against hours of the same day."""
    wanted = set(days)
    by_hour = {
        day: some
        for day, some in exposures.caffeine_by_hour(diary, hours).items()
        if day in wanted and some
    }
    places = {day: place for place, day in enumerate(by_hour)}
    if not places:
        return None
    shape = (len(places), max(len(some) for some in by_hour.values()))
    exposure, clock, counts = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    known = np.zeros(shape, dtype=np.bool_)
    for day, some in by_hour.items():
        place, width = places[day], len(some)
        clock[place, :width] = [hour for hour, _ in some]
        exposure[place, :width] = [mg for _, mg in some]
        known[place, :width] = True
    exposure /= CAFFEINE.contrast.amount
    slots = {day: _slots(hours, day) for day in places}
    for episode in diary.episodes:
        on, at = episode.local_date, episode.at
        if on in places and at is not None:
            slot = slots[on].get(math.floor(at.timestamp() / 3600 - hours.days[on].first))
            if slot is not None:
                counts[places[on], slot] += 1
    if counts.sum() < gate.MIN_EPISODES:
        return None
    return within.estimate(within.Hours(counts, exposure, clock, known))


def _slots(hours: Waking, day: date) -> dict[int, int]:
    """The places among a day's waking hours, by the hour's number since the day began."""
    awake = (n for n, hour in enumerate(hours.days[day].clock_hours) if hour in hours.awake)
    return {number: slot for slot, number in enumerate(awake)}


def _column(frame: pd.DataFrame, name: str, factor: Factor) -> Floats:
    values = frame[name].to_numpy(dtype=np.float64)
    return filled(frame.index, values) / factor.contrast.amount


def _has_alternative(frame: pd.DataFrame, factor: Factor) -> bool:
    if factor.alternative is None:
        return False
    known = frame[factor.id + ALTERNATIVE].dropna().to_numpy(dtype=np.float64)
    return not gate.too_little(known, int(frame[EPISODES].sum()))[1]


def _disagreement(main: Mixture, inside: within.Estimate) -> tuple[float, float] | None:
    error = math.sqrt(main.sd**2 + inside.variance)
    if abs(main.mean - inside.mean) <= DISAGREEMENT_Z * error:
        return None
    return main.mean, inside.mean
