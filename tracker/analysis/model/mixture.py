"""An estimate as a mixture of normal distributions: its mean, interval, and tail probabilities."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mixture:
    """Normal distributions with `means`, `sds` and `weights` (k each; the weights sum to 1)."""

    means: Floats
    sds: Floats
    weights: Floats

    @property
    def mean(self) -> float:
        """The mixture's mean: the estimate."""
        return float(self.weights @ self.means)

    @property
    def sd(self) -> float:
        """The mixture's standard deviation: the standard error."""
        spread = self.sds**2 + (self.means - self.mean) ** 2
        return float(np.sqrt(self.weights @ spread))

    def below(self, value: float) -> float:
        """The probability below a value."""
        return float(self.weights @ ndtr((value - self.means) / self.sds))

    def quantile(self, probability: float) -> float:
        """The value with that probability below it, by bisection between the components' own."""
        reach = 40.0
        low = float((self.means - reach * self.sds).min())
        high = float((self.means + reach * self.sds).max())
        for _ in range(80):
            middle = (low + high) / 2
            if self.below(middle) < probability:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def interval(self) -> tuple[float, float]:
        """The 2.5 % and 97.5 % points."""
        return self.quantile(0.025), self.quantile(0.975)

    def joined(self, mean: float, variance: float) -> "Mixture":
        """Every component combined with an independent estimate, by inverse variance."""
        own = 1 / self.sds**2
        total = own + 1 / variance
        return Mixture(
            (self.means * own + mean / variance) / total, np.sqrt(1 / total), self.weights
        )

    def widened(self, variance: float) -> "Mixture":
        """The mixture of the quantity plus an independent error of mean 0."""
        return Mixture(self.means, np.sqrt(self.sds**2 + variance), self.weights)
