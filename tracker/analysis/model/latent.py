"""The latent severity: an AR(1) process on the calendar, seen on some of its days.

Between two observed days that lie d days apart its correlation is phi^d, so a missing day bridges
the chain and does not break it. Such a process is Markov on the observed days alone, and its
precision matrix is tridiagonal (Rue and Held 2005, section 1.2): with r_i = phi^d_i and
v_i = 1 - r_i^2 (r_1 = 0),

    Q_ii = (1 / v_i + r_(i+1)^2 / v_(i+1)) / sd^2,    Q_(i,i+1) = -r_(i+1) / (v_(i+1) sd^2),
    log det Q = -2 n log sd - sum of log v_i.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import lapack

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tridiagonal:
    """A symmetric positive definite tridiagonal matrix: `diagonal` (n) and `beside` it (n - 1)."""

    diagonal: Floats
    beside: Floats
    log_det: float

    def quadratic(self, x: Floats) -> float:
        """The form x' Q x of a vector (n)."""
        inner = float(x @ (self.diagonal * x))
        return inner + 2 * float((x[:-1] * self.beside) @ x[1:])


@dataclass(frozen=True, slots=True)
class Factor:
    """The L D L' factorisation of a tridiagonal matrix, in LAPACK's form (`dpttrf`)."""

    pivots: Floats
    below: Floats

    @property
    def log_det(self) -> float:
        """The logarithm of the matrix's determinant."""
        return float(np.log(self.pivots).sum())

    def solve(self, right: Floats) -> Floats:
        """The matrix's inverse times `right` (n, k), in time proportional to n k."""
        if len(self.below) == 0:
            return right / self.pivots[:, None]
        solved: Floats = lapack.dpttrs(self.pivots, self.below, right)[0]
        return solved


def precision(gaps: Floats, sd: float, phi: float) -> Tridiagonal:
    """The precision of the process on n days, `gaps` (n - 1) days apart from one to the next."""
    r = phi**gaps
    v = 1 - r * r
    diagonal = np.ones(len(gaps) + 1)
    diagonal[1:] = 1 / v
    diagonal[:-1] += r * r / v
    log_det = -2 * len(diagonal) * math.log(sd) - float(np.log(v).sum())
    return Tridiagonal(diagonal / sd**2, -r / v / sd**2, log_det)


def factorise(matrix: Tridiagonal, added: Floats) -> Factor:
    """The factorisation of a matrix with `added` (n, positive) on its diagonal."""
    if len(matrix.beside) == 0:
        return Factor(matrix.diagonal + added, matrix.beside)
    pivots, below, _ = lapack.dpttrf(matrix.diagonal + added, matrix.beside)
    return Factor(pivots, below)
