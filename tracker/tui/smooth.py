"""What keeps the screen moving while a thread reads a long diary.

Python's collection of cyclic garbage stops every thread. Reading 100,000 entries makes so many
objects that the oldest are gone through again and again, a second each time, and none of them is
garbage. So the oldest are gone through when that is quick: at the start, and when what was read
has been let go.
"""

import gc
from typing import Final

YOUNG: Final = 10_000
"""New objects after which the new ones are gone through: some milliseconds."""
NEVER: Final = 1_000_000_000
MOST: Final = 400_000
"""Objects above which a collection would be seen: a long diary is still held somewhere."""


def start() -> None:
    """Keep what the program itself is made of out of every later collection."""
    gc.freeze()
    gc.set_threshold(YOUNG, 2, NEVER)


def tidy() -> None:
    """Collect old garbage, unless that would take long."""
    if gc.get_threshold()[2] == NEVER and len(gc.get_objects()) < MOST:
        gc.collect()
