"""The estimates behind the findings: between days, caffeine also within days, alternatives."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker.analysis import exposures, gate
from tracker.analysis.factors import CAFFEINE, Factor
from tracker.analysis.frames import ALTERNATIVE, EPISODES, filled
from tracker.analysis.model import between, design, within
from tracker.analysis.model.mixture import Mixture
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
    diary: Diary, frame: pd.DataFrame, tested: Sequence[Factor], hours: Waking
) -> list[Evidence]:
    """The evidence on every factor that passed the first gate, all in one regression."""
    if not tested:
        return []
    ordinals = np.array([day.toordinal() for day in frame.index], dtype=np.int64)
    counts = frame[EPISODES].to_numpy(dtype=np.float64)
    columns = np.column_stack([_column(frame, factor.id, factor) for factor in tested])
    problem = design.problem(ordinals, counts, columns)
    points, mains = between.estimates(problem, len(tested))
    others = [place for place, factor in enumerate(tested) if _has_alternative(frame, factor)]
    late: dict[int, Mixture] = {}
    if others:
        names = [tested[place].id + ALTERNATIVE for place in others]
        more = np.column_stack(
            [_column(frame, name, tested[n]) for n, name in zip(others, names, strict=True)]
        )
        late = dict(zip(others, between.further(problem, points, more), strict=True))
    inside = caffeine_within(diary, list(frame.index), hours) if CAFFEINE in tested else None
    found = []
    for place, factor in enumerate(tested):
        main, ways = mains[place], None
        if factor is CAFFEINE and inside is not None:
            ways = _disagreement(main, inside)
            main = main.joined(inside.mean, inside.variance)
        explained, partner = explained_by_others(columns, place)
        alone = main.sd * math.sqrt(1 - explained)
        near = partner if explained > ALMOST_COLLINEAR else None
        found.append(Evidence(main, late.get(place), ways, near, alone))
    return found


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
    for episode in diary.episodes:
        if episode.local_date in places and episode.at is not None:
            row = places[episode.local_date]
            slot = _slot(hours, episode.local_date, episode.at.timestamp() / 3600)
            if slot is not None:
                counts[row, slot] += 1
    if counts.sum() < gate.MIN_EPISODES:
        return None
    return within.estimate(within.Hours(counts, exposure, clock, known))


def _slot(hours: Waking, day: date, at: float) -> int | None:
    """The place of an instant among the waking hours of its day; None outside of them."""
    first, clock_hours = hours.days[day]
    number = math.floor(at - first)
    if not 0 <= number < len(clock_hours) or clock_hours[number] not in hours.awake:
        return None
    return sum(hour in hours.awake for hour in clock_hours[:number])


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
