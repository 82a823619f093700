"""What keeps the screen moving, and entries saved at once, while a thread reads a long diary.

Python's collection of cyclic garbage stops every thread. Reading 100,000 entries makes so many
objects that the oldest are gone through again and again, a second each time, and none of them is
garbage. So the oldest are gone through only once what was read has been let go and that is quick.
A thread that computes lets others go on only every few milliseconds, and to save an entry takes
many such turns: they are made shorter. And a reader makes way for who saves.
"""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

YOUNG: Final = 10_000
"""New objects after which the new ones are gone through: some milliseconds."""
NEVER: Final = 1_000_000_000
MOST: Final = 40_000
"""Objects above which a collection would be seen."""
TURN: Final = 0.0005
"""Seconds that a thread goes on while others wait; Python's own 5 ms make an entry wait 0.3 s."""
PATIENCE: Final = 2.0
"""Seconds that a reader waits at most for those who save."""

_free = threading.Event()
_free.set()


@contextmanager
def first() -> Iterator[None]:
    """While an entry is saved, readers wait."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


def make_way() -> None:
    """Wait, in a thread that reads piece by piece, until nothing is being saved."""
    _free.wait(PATIENCE)


def start() -> None:
    """Keep what the program itself is made of out of every later collection; shorten turns."""
    sys.setswitchinterval(TURN)
    gc.freeze()
    gc.set_threshold(YOUNG, 2, NEVER)


def tidy() -> None:
    """Collect old garbage where that takes some milliseconds; else keep what there is out of it.

    What was loaded since the start is kept out so, once.
    """
    if gc.get_threshold()[2] != NEVER:
        return
    if len(gc.get_objects()) < MOST:
        gc.collect()
    else:
        gc.freeze()
