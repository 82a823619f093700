"""Every fault of the catalogue, a few seeded rounds; `full.py` runs them in earnest."""

import pytest
from provoke.catalogue import FAULTS


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_diary_comes_through(fault, short_run):
    figures = short_run[fault.name]
    if figures.impossible:
        pytest.skip(f"{fault.name}: {figures.impossible}")
    assert figures.problems == []
    assert figures.clean
    assert figures.rounds > 0
