"""Children that are forked with everything imported, so that a round costs milliseconds.

The process that provokes has one thread and no open database, which makes forking safe.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import tracker.cli
import tracker.entry
import tracker.exchange
import tracker.store
from tracker import models
from tracker.cli.main import main

Say = Callable[[str], None]

INTERNAL = 70
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Child:
    """A running child and the pipe that it speaks into."""

    pid: int
    pipe: int

    def kill(self) -> None:
        """SIGKILL, as a power switch or the kernel's out-of-memory killer would."""
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> tuple[int, list[str]]:
        """Its exit code (negative: the signal) and the words it said, once it has ended."""
        said = _read(self.pipe).decode()
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), said.split("\n")[:-1]


@dataclass(frozen=True, slots=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def crashed(self) -> bool:
        """Whether it ended in a way that no command should, whatever is wrong with the diary."""
        return self.code < 0 or self.code in {1, INTERNAL} or "Traceback" in self.err


def start(deed: Callable[[Say], None]) -> Child:
    """Fork a child that does something and says how far it is."""
    read, write = os.pipe()
    _flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(read)
            deed(lambda word: _write(write, word))
            code = 0
        except BaseException:  # noqa: BLE001  a child tells everything and returns nowhere
            traceback.print_exc()
        finally:
            _flush()
            os._exit(code)
    os.close(write)
    return Child(pid, read)


def command(*words: str, before: Callable[[], object] = lambda: None) -> Done:
    """Run one `tracker` command in a fork, after `before` has prepared the child."""
    _load()
    out, err = os.pipe(), os.pipe()
    _flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.dup2(out[1], 1)
            os.dup2(err[1], 2)
            os.closerange(3, 64)
            before()
            code = main(list(words))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except KeyboardInterrupt:  # one that came when the command had ended
            code = INTERRUPTED
        except BaseException:  # noqa: BLE001  as above
            traceback.print_exc()
        finally:
            try:
                _flush()
            finally:
                os._exit(code)
    os.close(out[1])
    os.close(err[1])
    words_out, words_err = _read(out[0]), _read(err[0])
    _, status = os.waitpid(pid, 0)
    return Done(
        os.waitstatus_to_exitcode(status),
        words_out.decode(errors="replace"),
        words_err.decode(errors="replace"),
    )


@cache
def _load() -> None:
    """Import what commands import when they run, once for all children."""
    for package in (tracker.cli, tracker.store, tracker.entry, tracker.exchange):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    models.metadata()


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()


def _write(pipe: int, word: str) -> None:
    os.write(pipe, f"{word}\n".encode())


def _read(pipe: int) -> bytes:
    parts = []
    while part := os.read(pipe, 65536):
        parts.append(part)
    os.close(pipe)
    return b"".join(parts)
