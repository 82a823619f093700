"""What a person was exposed to on each complete day. Pure: a diary in, values by day out.

A day that is absent from a result has an unknown exposure. A complete day without an entry of a
drink is a day without that drink; any other day without one is unknown, never zero.
"""

import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tracker.analysis import caffeine, ratings, waking
from tracker.analysis.courses import course_level
from tracker.analysis.drinking import alcohol_g
from tracker.analysis.factors import COURSE_PREFIX, Factor, Way
from tracker.analysis.waking import Waking
from tracker.diary import Diary
from tracker.vocabulary import Kind

CARRY_OVER_HALF_LIVES: Final = 3
"""A day before is needed where more than an eighth of its caffeine is left a whole day later."""

LATE_ALCOHOL_HOURS: Final = (48, 84)
"""Alcohol's alternative: drunk two to three days before."""

Exposure = dict[date, float]
_DAY: Final = timedelta(days=1)


def episodes_per_day(diary: Diary) -> dict[date, int]:
    """The outcome: how many episodes began on each complete day; 0 where there were none."""
    counts = dict.fromkeys(sorted(diary.complete_days), 0)
    for episode in diary.episodes:
        if episode.local_date in counts:
            counts[episode.local_date] += 1
    return counts


def exposure_of(diary: Diary, factor: Factor, hours: Waking) -> Exposure:
    """The exposure to one factor on each complete day on which it is known."""
    if factor.is_course:
        return course_level(diary, factor.id.removeprefix(COURSE_PREFIX))
    if factor.way is not Way.BUILT_IN:
        return free_factor(diary, factor.name, factor.way)
    return _BUILT_IN[factor.id](diary, hours)


def alternative_of(diary: Diary, factor: Factor, hours: Waking, usual: Exposure) -> Exposure:
    """The factor's one off-prior exposure, on each complete day on which it is known."""
    if factor.id == "alcohol":
        return alcohol_g(diary, hours, LATE_ALCOHOL_HOURS)
    if factor.id == "sleep":
        return _day_later(diary, _night_hours(diary))
    return _day_later(diary, usual)


def caffeine_mg(diary: Diary, hours: Waking) -> Exposure:
    """Mg of caffeine in the body: mean over the day's waking hours, weighted by time of day.

    Each hour's mean is exact (closed form); hours at which the person's episodes usually begin
    count more. With a half-life that carries more than an eighth over a whole day, as many days
    before must be complete, too.
    """
    return {
        day: math.fsum(hours.weights[h] * mg for h, mg in by_hour) / weight
        for day, by_hour in caffeine_by_hour(diary, hours).items()
        if (weight := math.fsum(hours.weights[h] for h, _ in by_hour))
    }


def caffeine_by_hour(diary: Diary, hours: Waking) -> dict[date, list[tuple[int, float]]]:
    """Mean mg in the body in each waking hour of each day on which it is known.

    Each hour is its clock hour (8 is 08:00 to 09:00) and the mg; the days are complete.
    """
    import numpy as np  # noqa: PLC0415  a third of the start of a quick entry

    from tracker.analysis.caffeine_curve import CaffeineCurve  # noqa: PLC0415  loads numpy

    half_life = caffeine.half_life_hours(diary.profile)
    days = [
        day
        for day in _known_days(diary, math.floor(CARRY_OVER_HALF_LIVES * half_life / 24))
        if day in hours.days
    ]
    if not days:
        return {}
    curve = CaffeineCurve.of(caffeine.intakes(diary), half_life)
    longest = max(len(hours.days[day].clock_hours) for day in days)
    means = curve.hourly_mean(np.array([hours.days[day].first for day in days]), longest).tolist()
    return {
        day: [
            (h, mg)
            for h, mg in zip(hours.days[day].clock_hours, row, strict=False)
            if h in hours.awake
        ]
        for day, row in zip(days, means, strict=True)
    }


def sleep_hours(diary: Diary) -> Exposure:
    """Hours slept in the night that ended on the day; unknown without a record of it."""
    return {day: h for day, h in _night_hours(diary).items() if day in diary.complete_days}


def free_factor(diary: Diary, name: str, way: Way) -> Exposure:
    """The day's sum or mean of a factor of the person's own; unknown without an entry."""
    values: dict[date, list[float]] = {}
    for entry in diary.of(Kind.FACTOR):
        same = str(entry.record["name"]).strip().casefold() == name.casefold()
        if same and entry.local_date is not None and entry.local_date in diary.complete_days:
            values.setdefault(entry.local_date, []).append(float(entry.record["value"]))
    return {
        day: math.fsum(some) / (len(some) if way is Way.MEAN else 1)
        for day, some in sorted(values.items())
    }


def _stress(diary: Diary, _: Waking) -> Exposure:
    return ratings.rated(diary, "stress").daily()


def _fatigue(diary: Diary, _: Waking) -> Exposure:
    return ratings.rated(diary, "fatigue").daily()


def _sleep(diary: Diary, _: Waking) -> Exposure:
    return sleep_hours(diary)


_BUILT_IN: Final[dict[str, Callable[[Diary, Waking], Exposure]]] = {
    "caffeine": caffeine_mg,
    "sleep": _sleep,
    "stress": _stress,
    "fatigue": _fatigue,
    "alcohol": alcohol_g,
}


def _night_hours(diary: Diary) -> Exposure:
    return {day: night.hours for day, night in waking.nights(diary).items()}


def _day_later(diary: Diary, exposure: Exposure) -> Exposure:
    return {
        day + _DAY: value
        for day, value in exposure.items()
        if day < date.max and day + _DAY in diary.complete_days
    }


def _known_days(diary: Diary, days_before: int) -> list[date]:
    """The complete days on which caffeine is known, and on as many days before them."""
    vague = {e.local_date for e in diary.of(Kind.CAFFEINE) if e.record.get("mg") is None}
    sure = diary.complete_days - vague
    reach = [timedelta(days=n) for n in range(1, days_before + 1)]
    return sorted(
        day
        for day in sure
        if (day - date.min).days >= days_before and all(day - n in sure for n in reach)
    )
