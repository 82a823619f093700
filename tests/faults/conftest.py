"""The faults of `provoke/`, a few rounds each, in two processes side by side."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the tests are no package; these share one

import full
from provoke.catalogue import FAULTS


@pytest.fixture(scope="session")
def short_run(request):
    """The figures of every fault that this session asks for, by name."""
    asked = {item.callspec.id for item in request.session.items if hasattr(item, "callspec")}
    chosen = [fault for fault in FAULTS if fault.name in asked]
    halves = [half for half in (chosen[::2], chosen[1::2]) if half]
    found = {}
    with ThreadPoolExecutor() as threads:
        for figures in threads.map(lambda half: full.apart(half, short=True), halves):
            found |= figures
    return found
