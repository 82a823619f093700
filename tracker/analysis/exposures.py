"""What a person was exposed to on each complete day. Pure: a diary in, values by day out.

A day that is absent from a result has an unknown exposure. A complete day without an entry of a
drink is a day without that drink; any other day without one is unknown, never zero.
"""

import math
from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from typing import Final

from tracker import clock, records
from tracker.analysis import caffeine, waking
from tracker.analysis.factors import COURSE_PREFIX, Factor
from tracker.diary import Diary
from tracker.records import Entry
from tracker.vocabulary import CourseChange, Kind

ALCOHOL_HOURS: Final = (12, 48)
"""From how long to how long before an hour a drink counts for it."""

CARRY_OVER_HALF_LIVES: Final = 3
"""A day before is needed where more than an eighth of its caffeine is left a whole day later."""

Exposure = dict[date, float]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def episodes_per_day(diary: Diary) -> dict[date, int]:
    """The outcome: how many episodes began on each complete day; 0 where there were none."""
    counts = dict.fromkeys(sorted(diary.complete_days), 0)
    for episode in diary.episodes:
        if episode.local_date in counts:
            counts[episode.local_date] += 1
    return counts


def exposure_of(diary: Diary, factor: Factor) -> Exposure:
    """The exposure to one factor on each complete day on which it is known."""
    if factor.is_course:
        return course_on(diary, factor.id.removeprefix(COURSE_PREFIX))
    found = {"caffeine": caffeine_mg, "sleep": sleep_hours, "stress": stress, "alcohol": alcohol_g}
    return found[factor.id](diary)


def caffeine_mg(diary: Diary) -> Exposure:
    """Mg of caffeine in the body: mean over the day's waking hours, weighted by time of day.

    Each hour's mean is exact (closed form); hours at which the person's episodes usually begin
    count more. With a half-life that carries more than an eighth over a whole day, as many days
    before must be complete, too.
    """
    half_life = caffeine.half_life_hours(diary.profile)
    weights = waking.hour_weights(diary, waking.waking_hours(diary))
    taken = [(_hours(intake.at), intake.mg) for intake in caffeine.intakes(diary)]
    times = [at for at, _ in taken]
    reach = caffeine.FORGOTTEN_AFTER_HALF_LIVES * half_life
    days_before = math.floor(CARRY_OVER_HALF_LIVES * half_life / 24)
    days = _known_days(diary, Kind.CAFFEINE, "mg", days_before)
    found: Exposure = {}
    for day, hours in waking.day_hours(diary, days).items():
        total = weight_sum = 0.0
        first, last = _hours(hours[0][0]), _hours(hours[-1][0]) + 1
        near = taken[bisect_left(times, first - reach) : bisect_left(times, last)]
        for start, clock_hour in hours:
            weight = weights.get(clock_hour)
            if weight is None:
                continue
            begin = _hours(start)
            weight_sum += weight
            total += weight * sum(
                caffeine.mean_remaining_mg(mg, begin - at, begin + 1 - at, half_life)
                for at, mg in near
            )
        if weight_sum:
            found[day] = total / weight_sum
    return found


def sleep_hours(diary: Diary) -> Exposure:
    """Hours slept in the night that ended on the day; unknown without a record of it."""
    found: Exposure = {}
    for day, entry in waking.nights(diary).items():
        hours = records.sleep_hours(entry.record)
        if day in diary.complete_days and hours is not None:
            found[day] = hours
    return found


def stress(diary: Diary) -> Exposure:
    """Mean of the day's stress ratings, 0 to 10; unknown without a rating."""
    ratings: dict[date, list[float]] = {}
    for entry in diary.of(Kind.STRESS):
        rating = entry.record.get("stress")
        if rating is not None and entry.local_date in diary.complete_days:
            ratings.setdefault(entry.local_date, []).append(float(rating))
    return {day: math.fsum(some) / len(some) for day, some in ratings.items()}


def alcohol_g(diary: Diary) -> Exposure:
    """Grams of alcohol drunk 12 to 48 hours before, mean over the day's waking hours.

    Known only where the two days before are complete, too: the window reaches back to them.
    """
    awake = waking.waking_hours(diary)
    drunk = [
        (_hours(entry.at), float(entry.record["grams"]))
        for entry in diary.of(Kind.ALCOHOL)
        if entry.at is not None and entry.record.get("grams") is not None
    ]
    times = [at for at, _ in drunk]
    nearest, furthest = ALCOHOL_HOURS
    found: Exposure = {}
    days = _known_days(diary, Kind.ALCOHOL, "grams", days_before=2)
    for day, hours in waking.day_hours(diary, days).items():
        middles = [_hours(start) + 0.5 for start, hour in hours if hour in awake]
        sums = [
            sum(
                grams
                for _, grams in drunk[
                    bisect_left(times, middle - furthest) : bisect_right(times, middle - nearest)
                ]
            )
            for middle in middles
        ]
        if sums:
            found[day] = math.fsum(sums) / len(sums)
    return found


def course_on(diary: Diary, name: str) -> Exposure:
    """1 on days within a course of that medicine, 0 on days outside all of them.

    A dose that is changed leaves the course on, a cut by all of it ends it. When the first entry
    of the medicine is a change of dose, what was before that day is unknown.
    """
    entries = sorted(
        (e for e in diary.of(Kind.MEDICATION) if _is_named(e, name)),
        key=lambda e: str(e.local_date),
    )
    if not entries:
        return {}
    changed = entries[0].record.get("change", CourseChange.STARTED) != CourseChange.STARTED
    unknown_before = entries[0].local_date if changed else None
    spans = _course_spans(entries)
    return {
        day: float(any(start <= day <= stop for start, stop in spans))
        for day in sorted(diary.complete_days)
        if unknown_before is None or day >= unknown_before
    }


def course_starts(diary: Diary, name: str) -> list[date]:
    """The days on which courses of that medicine were started, oldest first."""
    return sorted(
        entry.local_date
        for entry in diary.of(Kind.MEDICATION)
        if _is_named(entry, name)
        and entry.local_date is not None
        and entry.record.get("change", CourseChange.STARTED) == CourseChange.STARTED
    )


def _is_named(entry: Entry, name: str) -> bool:
    return str(entry.record["name"]).strip().casefold() == name.strip().casefold()


def _course_spans(entries: list[Entry]) -> list[tuple[date, date]]:
    """First and last day of every stretch.

    One without a last day ends before the next entry of the medicine, which takes over from it.
    """
    placed = [(e.local_date, e.record) for e in entries if e.local_date is not None]
    spans = []
    for place, (start, record) in enumerate(placed):
        if record.get("fraction_cut") == 1:
            continue
        later = placed[place + 1 :]
        ends = [day for day, other in later if other.get("fraction_cut") == 1]
        if record.get("stop_date"):
            stop = clock.parse_day(record["stop_date"])
        else:
            stop, ends = date.max, ends + [day for day, _ in later[:1]]
        spans.append((start, min([stop, *(day - timedelta(days=1) for day in ends)])))
    return spans


def _known_days(diary: Diary, kind: Kind, amount: str, days_before: int) -> list[date]:
    """The complete days whose entries of a kind, and those of the days before, are all known."""
    vague = {e.local_date for e in diary.of(kind) if e.record.get(amount) is None}
    sure = diary.complete_days - vague
    reach = [timedelta(days=n) for n in range(1, days_before + 1)]
    return sorted(day for day in sure if all(day - n in sure for n in reach))


def _hours(moment: datetime) -> float:
    return (moment - _EPOCH) / timedelta(hours=1)
