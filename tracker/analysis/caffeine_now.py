"""Caffeine in the body at this moment and until bedtime; the model is that of `caffeine`."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from tracker import clock
from tracker.analysis.bedtime import NIGHTS, Usual, bedtime
from tracker.analysis.caffeine import (
    FORGOTTEN_AFTER_HALF_LIVES,
    Intake,
    active_mg,
    half_life_hours,
)
from tracker.records import Entry
from tracker.vocabulary import Kind

KINDS: Final = frozenset({Kind.CAFFEINE, Kind.SLEEP})
"""The kinds of entry that this is made of, since `first_day`."""

AHEAD: Final = timedelta(hours=12)
"""How far the curve reaches where no bedtime is known."""

_STEP: Final = timedelta(minutes=15)

_VALUES: Final = {
    "fluvoxamine": "caffeine_half_life_fluvoxamine",
    "pregnant": "caffeine_half_life_pregnancy",
    "oral_contraceptive": "caffeine_half_life_oral_contraceptive_factor",
    "smoker": "caffeine_half_life_smoking_factor",
}
USUAL: Final = "caffeine_half_life_mean"
"""The reference value of someone whose profile names nothing that changes the half-life."""


@dataclass(frozen=True, slots=True)
class CaffeineNow:
    """What is known of caffeine at a moment. All of it rests on what was logged alone.

    `mg` is in the body now, `today_mg` was drunk on this local day (None when nothing of today
    is logged). `bedtime` is the usual one (None while
    too few nights are known), `until` its next moment, `bedtime_mg` what will be left then if
    nothing more is drunk. `curve` holds (moment, mg) each quarter of an hour from now to `until`,
    or 12 hours ahead. `half_life` is in hours.
    """

    at: datetime
    mg: float
    last: Intake
    today_mg: float | None
    half_life: float
    bedtime: Usual | None
    until: datetime | None
    bedtime_mg: float | None
    curve: tuple[tuple[datetime, float], ...]


def caffeine_now(
    entries: Iterable[Entry], profile: Mapping[str, Any], now: datetime
) -> CaffeineNow | None:
    """Caffeine at a moment (aware), or None when none was logged within ten half-lives.

    Nothing logged is not the same as none drunk, so there is no curve of zeroes. `entries` reach
    back to `first_day`; what lies ahead of `now` is left out.
    """
    entries = list(entries)
    half_life = half_life_hours(profile)
    starts = time.fromisoformat(profile.get("day_starts_at", "00:00"))
    today = clock.local_day(now, starts)
    oldest = now.astimezone(UTC) - timedelta(hours=FORGOTTEN_AFTER_HALF_LIVES * half_life)
    drunk = [
        (entry.local_date, Intake(entry.at, float(entry.record["mg"])))
        for entry in entries
        if entry.kind is Kind.CAFFEINE and entry.at and oldest <= entry.at <= now
    ]
    if not drunk:
        return None
    taken = [intake for _, intake in drunk]
    of_today = [intake.mg for day, intake in drunk if day == today]
    usual = bedtime(entries, today)
    until = usual.next(now) if usual else None
    return CaffeineNow(
        at=now,
        mg=active_mg(taken, now, half_life),
        last=max(taken, key=lambda intake: intake.at),
        today_mg=sum(of_today) if of_today else None,
        half_life=half_life,
        bedtime=usual,
        until=until,
        bedtime_mg=active_mg(taken, until, half_life) if until else None,
        curve=_curve(taken, now, until, half_life),
    )


def first_day(profile: Mapping[str, Any], today: date) -> date:
    """The first local day whose caffeine and nights count today."""
    hours = FORGOTTEN_AFTER_HALF_LIVES * half_life_hours(profile)
    return today - timedelta(days=max(NIGHTS, math.ceil(hours / 24) + 1))


def half_life_values(profile: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the reference values that this profile's half-life is made of."""
    if profile.get("fluvoxamine"):
        return (_VALUES["fluvoxamine"],)
    base = "pregnant" if profile.get("pregnant") else "oral_contraceptive"
    first = (_VALUES[base],) if profile.get(base) else ()
    usual = () if profile.get("pregnant") else (USUAL,)
    return (*usual, *first, *((_VALUES["smoker"],) if profile.get("smoker") else ()))


def _curve(
    taken: list[Intake], now: datetime, until: datetime | None, half_life: float
) -> tuple[tuple[datetime, float], ...]:
    end = (until or now.astimezone(UTC) + AHEAD).astimezone(UTC)
    moments = [now.astimezone(UTC)]
    while moments[-1] + _STEP < end:
        moments.append(moments[-1] + _STEP)
    zone = now.tzinfo
    return tuple(
        (moment.astimezone(zone), active_mg(taken, moment, half_life)) for moment in [*moments, end]
    )
