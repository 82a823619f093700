"""Caffeine in the body over a whole diary: any number of instants and stretches at once.

The one-compartment model of `caffeine` is linear, so that after the intakes i = 1 ... m at times
t_i the amount at t is c (E - G) with c = ka / (ka - ke) and two sums that decay by themselves,

    E = sum of mg_i exp(-ke (t - t_i)),    G = sum of mg_i exp(-ka (t - t_i)),

and the area under it from the beginning to t is c ((M - E) / ke - (M - G) / ka) with M the mg
swallowed so far. Both are exact at every t and cost a search each, however long the diary.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from tracker.analysis import caffeine

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CaffeineCurve:
    """All intakes of a diary: `times` in hours since 1970 (m), and the sums just after each (m)."""

    times: Floats
    swallowed: Floats
    slow: Floats
    fast: Floats
    absorb: float
    clear: float

    @classmethod
    def of(cls, taken: Sequence[caffeine.Intake], half_life: float) -> Self:
        """The curve of intakes in order of time; the half-life is in hours."""
        absorb, clear = caffeine.rates(half_life)
        times = [intake.at.timestamp() / 3600 for intake in taken]
        sums = np.zeros((3, len(times)))
        total = slow = fast = 0.0
        before = times[0] if times else 0.0
        for place, (at, intake) in enumerate(zip(times, taken, strict=True)):
            total += intake.mg
            slow = slow * math.exp(-clear * (at - before)) + intake.mg
            fast = fast * math.exp(-absorb * (at - before)) + intake.mg
            sums[:, place] = total, slow, fast
            before = at
        return cls(np.array(times), sums[0], sums[1], sums[2], absorb, clear)

    def area(self, at: Floats) -> Floats:
        """Mg times hours in the body from the beginning to each instant (hours since 1970)."""
        if len(self.times) == 0:
            return np.zeros_like(at)
        place = np.searchsorted(self.times, at, side="right") - 1
        taken = place >= 0
        since = np.where(taken, at - self.times[place], 0.0)
        slow = self.slow[place] * np.exp(-self.clear * since)
        fast = self.fast[place] * np.exp(-self.absorb * since)
        total = self.swallowed[place]
        area = (total - slow) / self.clear - (total - fast) / self.absorb
        scale = self.absorb / (self.absorb - self.clear)
        return np.where(taken, scale * area, 0.0)

    def hourly_mean(self, first: Floats, hours: int) -> Floats:
        """Mean mg in the body in each of `hours` hours after each instant `first` (n): (n, h)."""
        edges = first[:, None] + np.arange(hours + 1)
        means: Floats = np.maximum(np.diff(self.area(edges), axis=1), 0.0)
        return means
