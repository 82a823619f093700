"""Dose-response as it was observed: episodes a day by bands of exposure, with intervals.

The days of a band had y episodes on n days. With D the Pearson dispersion within the bands (never
below 1; McCullagh and Nelder 1989, section 6.2), y / D is taken for a Poisson count, whose exact
95 % limits (Garwood 1936) are gamma quantiles:

    low = D G^-1(0.025; y / D) / n,    high = D G^-1(0.975; y / D + 1) / n.

Nothing is adjusted for, and days are taken as independent: the model's interval is what counts.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

MOST_BANDS: Final = 4
"""Bands of what is above the least value, or of all."""

LEAST_DAYS: Final = 5
"""Days that a band should have; ties may leave it fewer."""

COMMON: Final = 0.2
"""From this share of days on the least value, none for most factors, is a band of its own."""

COURSE: Final = "course"
"""The unit of a medicine's level."""

COURSE_WORDS: Final = ("off", "rising or fading", "on")


@dataclass(frozen=True, slots=True)
class Band:
    """Days of like exposure, from `low` to `high`: episodes a day and its 95 % interval."""

    low: float
    high: float
    label: str
    days: int
    episodes: int
    per_day: float
    ci95: tuple[float, float]

    def to_dict(self) -> dict[str, Any]:
        """One band of the `detail` of `tracker triggers FACTOR --json`."""
        return {
            "from": self.low,
            "to": self.high,
            "label": self.label,
            "days": self.days,
            "episodes": self.episodes,
            "per_day": self.per_day,
            "ci95": list(self.ci95),
        }


def bands(exposure: Floats, episodes: Counts, unit: str) -> tuple[Band, ...]:
    """The bands of observed days (n exposures, n counts), from the least exposure to the greatest.

    A medicine has three: off, rising or fading, on. Otherwise the days are cut into parts of about
    equal size; the least value stands alone where a fifth of the days have it.
    """
    if len(exposure) == 0:
        return ()
    places = _course(exposure) if unit == COURSE else _parts(exposure)
    kept = [places == place for place in np.unique(places)]
    spread = dispersion([episodes[band] for band in kept])
    found = []
    for band in kept:
        low, high = float(exposure[band].min()), float(exposure[band].max())
        days, count = int(band.sum()), int(episodes[band].sum())
        word = COURSE_WORDS[int(places[band][0])] if unit == COURSE else label(low, high, unit)
        ends = interval(count, days, spread)
        found.append(Band(low, high, word, days, count, round(count / days, 4), ends))
    return tuple(found)


def interval(episodes: int, days: int, spread: float) -> tuple[float, float]:
    """The 95 % interval of episodes a day."""
    count = episodes / spread
    low = float(gammaincinv(count, 0.025)) if episodes else 0.0
    high = float(gammaincinv(count + 1, 0.975))
    return round(low * spread / days, 4), round(high * spread / days, 4)


def dispersion(groups: list[Counts]) -> float:
    """How much more counts vary within groups than chance alone would have it: 1 or more."""
    some = [group for group in groups if group.sum() > 0]
    freedom = sum(len(group) for group in some) - len(some)
    if freedom < LEAST_DAYS:
        return 1.0
    pearson = sum(float(np.square(g - g.mean()).sum() / g.mean()) for g in some)
    return max(1.0, pearson / freedom)


def label(low: float, high: float, unit: str) -> str:
    """A band in words: `38 to 90 mg`, `0 mg`."""
    first, last = short(low), short(high)
    text = first if first == last else f"{first} to {last}"
    return f"{text} {unit}".strip()


def short(value: float) -> str:
    """A number as people write it: whole from 10 on, else one decimal, or two digits below 1."""
    if abs(value) >= 10:
        return f"{value:,.0f}"
    return f"{round(value, 1):g}" if abs(value) >= 1 else f"{value + 0.0:.2g}"


def amount(exposure: float | None, unit: str) -> str:
    """The exposure of one day in words; of a medicine, whether it was on."""
    if exposure is None:
        return "not known"
    if unit != COURSE:
        return label(exposure, exposure, unit)
    return {0.0: "off", 1.0: "on"}.get(exposure, f"{100 * exposure:.0f} % on")


def _course(level: Floats) -> Counts:
    places: Counts = np.where(level <= 0, 0, np.where(level < 1, 1, 2)).astype(np.int64)
    return places


def _parts(exposure: Floats) -> Counts:
    least = exposure == exposure.min()
    places = np.zeros(len(exposure), dtype=np.int64)
    alone = least.sum() >= max(COMMON * len(exposure), LEAST_DAYS)
    rest = ~least if alone else np.ones(len(exposure), dtype=np.bool_)
    count = min(MOST_BANDS, max(int(rest.sum()) // LEAST_DAYS, 1))
    if rest.any():
        cuts = np.quantile(exposure[rest], np.arange(1, count) / count, method="inverted_cdf")
        places[rest] = 1 + np.searchsorted(cuts, exposure[rest], side="left")
    return places
