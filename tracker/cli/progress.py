"""Progress of long work, on stderr: quiet for a second, then a count that a person can watch.

On a terminal one line is written over; elsewhere a plain line now and then, so that a log stays
readable.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

Thing = TypeVar("Thing")

QUIET_SECONDS: Final = 1.0
"""How long work may take before anything is said."""

_BETWEEN_TERMINAL: Final = 0.2
_BETWEEN_LINES: Final = 5.0
_EVERY: Final = 200
"""Entries between two looks at the clock."""
_CLEAR: Final = "\r\x1b[K"


def watched(
    things: Iterable[Thing], verb: str, clock: Callable[[], float] = time.monotonic
) -> Iterator[Thing]:
    """The same things; once they take over a second, how many there were so far, on stderr."""
    terminal = sys.stderr.isatty()
    due = clock() + QUIET_SECONDS
    said = False
    try:
        for count, thing in enumerate(things, 1):
            yield thing
            if count % _EVERY == 0 and (now := clock()) >= due:
                due = now + (_BETWEEN_TERMINAL if terminal else _BETWEEN_LINES)
                said = True
                line = f"{verb} {count:,} entries so far"
                print(
                    f"\r{line}" if terminal else line, end="" if terminal else "\n", file=sys.stderr
                )
                sys.stderr.flush()
    finally:
        if said and terminal:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
