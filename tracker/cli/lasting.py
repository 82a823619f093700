"""Work whose objects nearly all last to its end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Let nobody search them for cycles meanwhile: a twelfth of the time, and nothing is found."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
