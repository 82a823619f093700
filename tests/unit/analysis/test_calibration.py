"""A small seeded run of the calibration: few false alarms, intervals that hold the truth, power."""

import math
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tracker.analysis import Diary, find_triggers
from tracker.vocabulary import Verdict

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
CLAIMS = {Verdict.RAISES, Verdict.LOWERS}
NULLS = 100
EFFECTS = 40


@pytest.fixture(scope="module")
def calibration() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import calibration

        yield calibration
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def nulls(calibration):
    """Diaries of 21 to 180 days in which nothing matters, and what was found in them."""
    found = []
    for number in range(NULLS):
        days = (21, 42, 90, 180)[number % 4]
        scenario = calibration.ordinary(days, number)
        one = calibration.simulate(scenario, (1, days, number))
        found.append(find_triggers(Diary.from_records(one.records)))
    return found


@pytest.fixture(scope="module")
def effects(calibration):
    """Diaries of 120 days in which one daily factor doubles the rate: its id, and the findings."""
    found = []
    for number in range(EFFECTS):
        target = calibration.FACTORS[number % 4]
        scenario = calibration.ordinary(120, number, effects={target: math.log(2)}, rate=2.0)
        one = calibration.simulate(scenario, (2, number))
        found.append((target, find_triggers(Diary.from_records(one.records))))
    return found


def test_where_nothing_matters_hardly_anything_is_claimed(nulls):
    claims = sum(any(one.verdict in CLAIMS for one in found) for found in nulls)
    # at 5 % a diary, 12 or more of 100 happen in fewer than 1 of 200 runs of the seeds
    assert claims < 12


def test_intervals_hold_the_truth(nulls, effects):
    held = [
        one.ci95[0] <= 1 <= one.ci95[1] for found in nulls for one in found if one.ci95 is not None
    ]
    held += [
        one.ci95[0] <= (2 if one.factor == target else 1) <= one.ci95[1]
        for target, found in effects
        for one in found
        if one.ci95 is not None
    ]
    assert len(held) > 300
    assert 0.92 < sum(held) / len(held) < 0.985


def test_what_doubles_the_rate_is_mostly_found(effects):
    found = [
        one.verdict is Verdict.RAISES
        for target, findings in effects
        for one in findings
        if one.factor == target
    ]
    assert sum(found) > 0.6 * EFFECTS


def test_the_same_seed_gives_the_same_diary_and_the_same_findings(calibration):
    scenario = calibration.ordinary(42, 3)
    first, again = (calibration.simulate(scenario, (3, 3)).records for _ in range(2))
    assert first == again
    assert find_triggers(Diary.from_records(first)) == find_triggers(Diary.from_records(again))


def test_a_row_of_the_table_has_everyones_figures(calibration):
    cell = next(one for one in calibration.cells() if one.kind == "power")
    outcomes = [calibration.outcome(cell.draw(number), (4, number)) for number in range(5)]
    words = calibration.row(cell, outcomes).replace("(", " ").replace(")", " ").split()
    assert words[:5] == ["RR", "2,", "21", "days", "5"]
    assert len(words) == 5 + 2 * 6 + 1
