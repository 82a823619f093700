"""A computation beside the caller's own work, in a process of its own where that is safe.

The trigger analysis and the drawing each load half a second of libraries that the other does not
need. On two processors they take no longer together than the longer one alone.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar

T = TypeVar("T")


def beside(job: Callable[[], T]) -> Callable[[], T]:
    """Start a job without side effects; what is returned waits for its result.

    Where a second process would not be safe or not be faster, the job runs when it is asked for.
    So it does when that process fails: its error is then raised as if the job had run here.
    """
    if not _is_safe():
        return job
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _work(job, writer)
    os.close(writer)

    def result() -> T:
        with os.fdopen(reader, "rb") as pipe:
            written = pipe.read()
        _, status = os.waitpid(child, 0)
        if status or not written:
            return job()
        found: T = pickle.loads(written)  # noqa: S301  written by this program, a moment ago
        return found

    return result


def _is_safe() -> bool:
    """A forked process may only go on from one thread; numpy starts threads of its own."""
    alone = threading.active_count() == 1 and "numpy" not in sys.modules
    return sys.platform == "linux" and alone and len(os.sched_getaffinity(0)) > 1


def _work(job: Callable[[], T], writer: int) -> NoReturn:
    """Write the result and end at once, without the caller's clean-up; any error is exit 1."""
    code = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(job(), pipe)
        code = 0
    finally:
        os._exit(code)
