"""How often the trigger analysis is wrong, and how often it finds what is there: one table.

    python benchmarks/calibration.py --quick | --full [--jobs N] [--only WORD]

Every figure comes from simulated diaries (`simulated_diaries`) that go through
`find_triggers(Diary.from_records(...))` as a person's would. Beside each stands its Monte-Carlo
standard error, and on the same diaries the usual analyses and the oracle (`rivals`).
"""

import argparse
import math
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import rivals
from simulated_diaries import FACTORS, Scenario, simulate

from tracker.analysis import Diary, find_triggers
from tracker.vocabulary import Verdict

CLAIMS = {Verdict.RAISES, Verdict.LOWERS}
SEED = 20261122
LENGTHS = (21, 42, 90, 180, 365)
CLOSE = (42, 90)
"""Lengths at which the method's share of the oracle's power is least: they get more diaries."""

PHIS = (0.0, 0.3, 0.6, 0.9)
RATES = (0.5, 2.0, 2.0, 6.0)
COLUMNS = ("method", "Pearson", "Spearman+BH", "GLM+HAC+BH", "oracle", "coverage")


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the table: how its diaries are drawn (by number), and how many it gets in full.

    `kind` is `null`, `hard` or `power`.
    """

    name: str
    kind: str
    draw: Callable[[int], Scenario]
    diaries: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one diary gave: claims of every analysis, and the intervals that hold the truth.

    `target` is the factor with an effect, None in a null diary; `covered` has one value for every
    interval; `seconds` is what `find_triggers` took.
    """

    target: str | None
    claims: frozenset[str]
    wrong_way: bool
    oracle: frozenset[str]
    pearson: frozenset[str]
    spearman: frozenset[str]
    poisson: frozenset[str]
    covered: tuple[tuple[str, bool], ...]
    seconds: float


def ordinary(days: int, number: int, **more: object) -> Scenario:
    """A scenario of that length; rate, autocorrelation and spread go by the diary's number."""
    rng = np.random.default_rng([SEED, days, number])
    phi, rate = float(rng.choice(PHIS)), float(rng.choice(RATES))
    sd, size = float(rng.uniform(0.25, 0.7)), float(rng.choice((3.0, 8.0, 30.0)))
    settings: dict[str, object] = {"rate": rate, "phi": phi, "sd": sd, "size": size, **more}
    return Scenario(days=days, **settings)  # type: ignore[arg-type]  # names are Scenario's


def with_effect(days: int, number: int, ratio: float, *, late: bool = False) -> Scenario:
    """One factor after the other has the effect; a late one at its off-prior lag."""
    some = FACTORS[:4] if late else FACTORS
    target = some[number % len(some)]
    return ordinary(days, number, effects={target: math.log(ratio)}, late=late)


def hard(number: int, **more: object) -> Scenario:
    """A hard null of 42, 90 or 180 days."""
    return ordinary((42, 90, 180)[number % 3], number, **more)


HARD: dict[str, dict[str, object]] = {
    "random walk": {"severity": "walk"},
    "flares": {"severity": "flares"},
    "level shifts": {"severity": "shifts"},
    "double trend": {"drift": 0.5},
    "double weekday": {"weekday": 0.4},
    "double MNAR": {"mnar": 1.0, "missing": 0.2},
    "indication": {"indication": True, "phi": 0.9, "sd": 0.7},
    "bouts": {"bouts": 1.0},
    "twitching raises ratings for hours": {"reverse": 0.8},
    "... for the rest of the day": {"reverse": 0.6, "reverse_all_day": True},
}


def cells() -> list[Cell]:
    """Every row of the table."""
    found = [
        Cell(f"null, {days} days", "null", lambda n, d=days: ordinary(d, n), 1200)
        for days in LENGTHS
    ]
    found += [
        Cell(f"null: {name}", "hard", lambda n, m=more: hard(n, **m), 600)
        for name, more in HARD.items()
    ]
    found += [
        Cell(
            f"RR 2, {days} days",
            "power",
            lambda n, d=days: with_effect(d, n, 2.0),
            1200 if days in CLOSE else 600,
        )
        for days in LENGTHS
    ]
    found += [
        Cell("RR 3, 90 days", "power", lambda n: with_effect(90, n, 3.0), 600),
        Cell("RR 2, 180 days, late", "power", lambda n: with_effect(180, n, 2.0, late=True), 600),
    ]
    return found


def outcome(scenario: Scenario, seed: tuple[int, ...]) -> Outcome:
    """One diary, drawn and analysed by everyone."""
    one = simulate(scenario, seed)
    diary = Diary.from_records(one.records)
    begin = time.perf_counter()
    found = find_triggers(diary)
    seconds = time.perf_counter() - begin
    target = next(iter(scenario.effects), None)
    usual = {"same day", "same hours", "12 to 48 hours", "the night that ended on the day"}
    covered = []
    for finding in found:
        if finding.ci95 is None or (finding.lag in usual) == scenario.late:
            continue
        truth = math.exp(scenario.effects.get(finding.factor, 0.0))
        covered.append((finding.factor, finding.ci95[0] <= truth <= finding.ci95[1]))
    claimed = {f.factor: f.rate_ratio or 1.0 for f in found if f.verdict in CLAIMS}
    known = rivals.oracle(one)
    return Outcome(
        target=target,
        claims=frozenset(claimed),
        wrong_way=any(claimed[f] < 1 for f in claimed if f == target),
        oracle=frozenset(f for f, (b, q) in known.items() if q < 0.05 and (target != f or b > 0)),
        pearson=frozenset(rivals.claims(rivals.pearson(one))),
        spearman=frozenset(rivals.claims(rivals.spearman(one))),
        poisson=frozenset(rivals.claims(rivals.poisson_hac(one))),
        covered=tuple(covered),
        seconds=seconds,
    )


def _work(task: tuple[int, int]) -> Outcome:
    place, number = task
    return outcome(cells()[place].draw(number), (SEED, place, number))


def share(hits: Iterable[bool]) -> tuple[float, float]:
    """A share in per cent and its standard error."""
    some = list(hits)
    if not some:
        return math.nan, math.nan
    p = sum(some) / len(some)
    return 100 * p, 100 * math.sqrt(max(p * (1 - p), 0.25 / len(some)) / len(some))


def row(cell: Cell, found: list[Outcome]) -> str:
    """One line of the table; on null diaries any claim, else claims of the factor that matters."""

    def hit(claims: frozenset[str], target: str | None) -> bool:
        return bool(claims) if target is None else target in claims

    own = share(hit(o.claims, o.target) and not o.wrong_way for o in found)
    others = [
        share(hit(getattr(o, name), o.target) for o in found)
        for name in ("pearson", "spearman", "poisson", "oracle")
    ]
    covered = share(c for o in found for _, c in o.covered)
    figures = " ".join(f"{value:6.1f} ({error:.1f})" for value, error in (own, *others, covered))
    milliseconds = 1000 * float(np.median([o.seconds for o in found]))
    return f"{cell.name:38} {len(found):5} {figures} {milliseconds:5.0f}"


def of_the_oracle(found: list[Outcome]) -> str:
    """The method's power as a share of the oracle's, with the error for the same diaries."""
    own = np.array([o.target in o.claims and not o.wrong_way for o in found], dtype=float)
    known = np.array([o.target in o.oracle for o in found], dtype=float)
    if not known.any():
        return "    method / oracle: the oracle found nothing"
    ratio = own.mean() / known.mean()
    error = (own - ratio * known).std() / math.sqrt(len(found)) / known.mean()
    return f"    method / oracle {ratio:.3f} ({error:.3f})"


def by_factor(found: list[Outcome]) -> str:
    """Power and coverage of each factor over some outcomes."""
    lines = []
    for factor in FACTORS:
        power = share(factor in o.claims for o in found if o.target == factor)
        known = share(factor in o.oracle for o in found if o.target == factor)
        covered = share(c for o in found for f, c in o.covered if f == factor)
        false = share(factor in o.claims for o in found if o.target != factor)
        lines.append(
            f"    {factor:22} power {power[0]:5.1f} (oracle {known[0]:5.1f})  coverage "
            f"{covered[0]:5.1f}  claimed without effect {false[0]:4.1f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a tenth of the diaries")
    size.add_argument("--full", action="store_true", help="all of them (default)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="rows whose name holds this")
    parser.add_argument("--share", type=float, default=None, help="of the full number of diaries")
    options = parser.parse_args()
    part = options.share or (0.1 if options.quick else 1.0)
    print(
        f"{'per cent (Monte-Carlo error)':36} diaries"
        + "".join(f"{who:>13}" for who in COLUMNS)
        + f"{'ms':>6}"
    )
    everything: dict[str, list[Outcome]] = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        for place, cell in enumerate(cells()):
            if options.only not in cell.name:
                continue
            tasks = [(place, n) for n in range(max(round(cell.diaries * part), 10))]
            found = list(pool.map(_work, tasks, chunksize=10))
            everything.setdefault(cell.kind, []).extend(found)
            print(row(cell, found), flush=True)
            if cell.kind == "power":
                print(of_the_oracle(found))
                print(by_factor(found), flush=True)
    for kind, found in everything.items():
        print(row(Cell(f"all {kind}", kind, ordinary, 0), found))  # type: ignore[arg-type]
        print(by_factor(found))


if __name__ == "__main__":
    main()
