"""Which program holds a file's lock, where the system tells: Linux lists every lock it keeps.

The kernel's own list is never out of date, unlike a note that a writer would leave. Of a command
only its name is told, never what was typed after it.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LOCKS: Final = Path("/proc/locks")
_PROCESSES: Final = Path("/proc")
_OURS: Final = frozenset({"tracker", "twitch-tracker"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A program that holds a lock: its process, its name, and whether it writes or only reads."""

    pid: int
    name: str
    is_ours: bool
    writes: bool
    stopped: bool

    @property
    def who(self) -> str:
        """The program and its process, as part of a sentence."""
        return f"{self.name} (process {self.pid})"


def holder(path: Path) -> Holder | None:
    """The other program that holds a lock on a file, a writing one first; None: not known.

    The file is not opened: to close it would drop this program's own locks on it.
    """
    try:
        found = path.stat()
        lines = _LOCKS.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    held: dict[int, bool] = {}
    for line in lines:  # "1: POSIX  ADVISORY  WRITE 4711 fd:01:1234 1073741825 1073741825"
        words = line.split()
        if words[1:2] == ["POSIX"] and words[5:6] == [place] and words[4].isdigit():
            pid = int(words[4])
            if pid not in {0, os.getpid()}:
                held[pid] = held.get(pid, False) or words[3] == "WRITE"
    if not held:
        return None
    pid = max(held, key=lambda one: held[one])
    return _described(pid, writes=held[pid])


def _described(pid: int, *, writes: bool) -> Holder | None:
    """What a process is called, and whether it was stopped; None when it has gone meanwhile."""
    own = _PROCESSES / str(pid)
    try:
        words = (own / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
        comm = (own / "comm").read_text(encoding="utf-8", errors="replace").strip()
        state = (own / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return None
    ours = _command(words)
    name = ours or (comm if comm.isprintable() and comm else "a program")
    return Holder(pid, name, ours is not None, writes, state in {"T", "t"})


def _command(words: list[str]) -> str | None:
    """`tracker` with its command, when that is what was started; None for another program."""
    names = [Path(word).name for word in words[:4]]
    at = next((n for n, name in enumerate(names) if name in _OURS), None)
    if at is None:
        return None
    rest = iter(words[at + 1 :])
    for word in rest:
        if word == "--db":
            next(rest, None)
        elif not word.startswith("-"):
            return f"tracker {word}" if word.isalpha() else "tracker"
    return "tracker"
