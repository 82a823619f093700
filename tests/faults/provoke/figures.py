"""What a fault did to the diary, as numbers; and what a fault is."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random

_FIRST = 8


@dataclass(slots=True)
class Figures:
    """Counts over all rounds of one fault. Only `rounds` and `acknowledged` may be above zero.

    `lost`: acknowledged and not there afterwards. `damaged`: a diary that is not sound, or is
    neither the old nor the new state. `half_written`: files under their final name that are not
    whole, and temporary files that the next run leaves lying. `crashes`: tracebacks, deaths by
    signal, exit codes that do not belong to what happened.
    """

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    half_written: int = 0
    crashes: int = 0
    impossible: str = ""
    remark: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether the diary came through."""
        return not (self.lost or self.damaged or self.half_written or self.crashes)

    def require(self, holds: bool, counter: str, problem: str) -> None:
        """Count a problem under a name unless something holds."""
        if holds:
            return
        setattr(self, counter, getattr(self, counter) + 1)
        if len(self.problems) < _FIRST:
            self.problems.append(f"round {self.rounds}: {counter}: {problem}")

    def plus(self, other: "Figures") -> "Figures":
        """Both together."""
        both = Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))
        both.remark = "; ".join(r for r in (self.remark, other.remark) if r)
        return both


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to hurt the diary: how, and how often in a short and in the full run."""

    name: str
    promise: str
    provoke: Callable[[int, Random, Path], Figures]
    short: int
    full: int
    counted: str = "others"
    """What its rounds are, in the last line of a full run."""
    mounts: bool = False
    """Whether it mounts file systems, and so needs root and a mount namespace of its own."""
