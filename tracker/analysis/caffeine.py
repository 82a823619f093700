"""Caffeine in the body: one compartment, first-order absorption and elimination.

After one intake of D mg the amount in the body t hours later is
D * ka / (ka - ke) * (exp(-ke t) - exp(-ka t)), the closed form of the one-compartment model
(Bateman 1910); intakes add up. Every k is ln 2 divided by its half-life.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from tracker import knowledge
from tracker.diary import Diary
from tracker.vocabulary import Kind

ABSORPTION_HALF_LIFE_HOURS: Final = 0.25
"""With a 5 h elimination it puts the peak at 1.1 h, inside the cited 0.5 to 2 h (arnaud_pk)."""

PREGNANCY_HALF_LIFE_HOURS: Final = 8.3
"""The mean reported beside the range of `caffeine_half_life_pregnancy` (preg_halflife)."""

FORGOTTEN_AFTER_HALF_LIVES: Final = 10
"""An intake is left out once less than a thousandth of it remains."""


class Intake(NamedTuple):
    """One drink, food or tablet: when, and how many mg of caffeine in all."""

    at: datetime
    mg: float


def intakes(diary: Diary) -> list[Intake]:
    """The caffeine of a diary, oldest first; entries without an amount are left out."""
    return [
        Intake(entry.at, float(entry.record["mg"]))
        for entry in diary.of(Kind.CAFFEINE)
        if entry.at is not None and entry.record.get("mg") is not None
    ]


def half_life_hours(profile: Mapping[str, Any]) -> float:
    """Elimination half-life in hours for a profile: 5 unless something in it is known to change it.

    Smoking multiplies by the middle of its cited range, an oral contraceptive by 2, pregnancy
    gives 8.3 instead. Fluvoxamine gives its own figure whatever else holds, as it blocks the
    enzyme that the others speed up or slow down. Sources: the `caffeine_half_life_*` reference
    values.
    """
    known = knowledge.reference_values()
    if profile.get("fluvoxamine"):
        return float(known["caffeine_half_life_fluvoxamine"])
    hours = float(known["caffeine_half_life_mean"])
    if profile.get("pregnant"):
        hours = PREGNANCY_HALF_LIFE_HOURS
    elif profile.get("oral_contraceptive"):
        hours *= float(known["caffeine_half_life_oral_contraceptive_factor"])
    if profile.get("smoker"):
        low, high = known["caffeine_half_life_smoking_factor"]
        hours *= (low + high) / 2
    return hours


def remaining_mg(mg: float, hours: float, half_life: float) -> float:
    """Mg in the body `hours` after one intake of `mg`; 0 before it."""
    if hours <= 0:
        return 0.0
    absorb, clear = rates(half_life)
    share = math.exp(-clear * hours) - math.exp(-absorb * hours)
    return mg * absorb / (absorb - clear) * share


def mean_remaining_mg(mg: float, start: float, end: float, half_life: float) -> float:
    """Mean mg in the body from `start` to `end`, in hours after one intake of `mg`.

    The integral of `remaining_mg` over the stretch, divided by its length; the part of the
    stretch before the intake counts with 0 mg. `end` must lie after `start`.
    """
    if end <= 0:
        return 0.0
    absorb, clear = rates(half_life)
    begin = max(start, 0.0)
    area = (math.exp(-clear * begin) - math.exp(-clear * end)) / clear
    area -= (math.exp(-absorb * begin) - math.exp(-absorb * end)) / absorb
    return mg * absorb / (absorb - clear) * area / (end - start)


def active_mg(taken: Iterable[Intake], at: datetime, half_life: float) -> float:
    """Mg of caffeine in the body at an instant, of all the intakes before it."""
    return sum(
        remaining_mg(intake.mg, (at - intake.at) / timedelta(hours=1), half_life)
        for intake in taken
    )


def rates(half_life: float) -> tuple[float, float]:
    """The constants of absorption and of elimination, per hour."""
    return math.log(2) / ABSORPTION_HALF_LIFE_HOURS, math.log(2) / half_life
