"""A computation beside the caller's own work, in a process of its own where that is safe.

The trigger analysis and the drawing each load half a second of libraries that the other does not
need. On two processors they take no longer together than the longer one alone, and neither is as
large as one process with both would be.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TypeVar

A = TypeVar("A")
T = TypeVar("T")


def ahead(prepare: Callable[[], Callable[[A], T]]) -> Callable[[A], Callable[[], T]]:
    """Start a process before there is anything for it to do, while this one is small.

    `prepare` loads what the job needs, and returns the job. What is returned takes the job's
    argument, once, and gives what waits for the result. The job has no side effects: where a
    second process would not be safe or not be faster, all of it happens when the result is asked
    for, and so it does when that process fails: its error is then raised as if it had run here.
    """
    if not _is_safe():
        return lambda argument: lambda: prepare()(argument)
    there, back = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.close(there[1])
        os.close(back[0])
        _work(prepare, there[0], back[1])
    os.close(there[0])
    os.close(back[1])

    def give(argument: A) -> Callable[[], T]:
        with suppress(BrokenPipeError), os.fdopen(there[1], "wb") as pipe:
            pickle.dump(argument, pipe)
        return lambda: result(argument)

    def result(argument: A) -> T:
        with os.fdopen(back[0], "rb") as pipe:
            written = pipe.read()
        _, status = os.waitpid(child, 0)
        if status or not written:
            return prepare()(argument)
        found: T = pickle.loads(written)  # noqa: S301  written by this program, a moment ago
        return found

    return give


def _is_safe() -> bool:
    """A forked process may only go on from one thread; numpy starts threads of its own."""
    alone = threading.active_count() == 1 and "numpy" not in sys.modules
    return sys.platform == "linux" and alone and len(os.sched_getaffinity(0)) > 1


def _work(prepare: Callable[[], Callable[[A], T]], given: int, writer: int) -> NoReturn:
    """Write the result and end at once, without the caller's clean-up; any error is exit 1."""
    code = 1
    try:
        job = prepare()
        with os.fdopen(given, "rb") as pipe:
            argument = pickle.load(pipe)  # noqa: S301  written by this program, a moment ago
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(job(argument), pipe)
        code = 0
    finally:
        os._exit(code)
