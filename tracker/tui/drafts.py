"""What was typed and not saved yet: kept in a small private file, whatever ends the program.

The file lies beside the diary; where that disk is full or read-only, in the person's runtime
folder. It holds texts that are nowhere else, so a damaged one is put aside and never deleted.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from tracker.errors import TrackerError
from tracker.paths import private_folder

MOST: Final = 40
"""How many dialogs' texts are kept; the oldest go first."""

LARGEST: Final = 4 * 1_048_576
"""Bytes of all texts together; a single note has at most one megabyte."""

PATIENCE: Final = 2.0
"""Seconds to wait for another program that writes drafts; it takes some milliseconds."""

_PAUSE: Final = 0.002
_FORMAT: Final = "tracker-drafts"

Texts = Mapping[str, str]
"""What stands in the lines of a dialog, by the line's name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one dialog; `at` is when they were typed, in seconds since 1970."""

    texts: Texts
    at: float


@dataclass
class Drafts:
    """Texts by the dialog they were typed into. `write` blocks; the rest does not.

    The first of `places` that takes the file has it. `damaged` names a file that was put aside.
    """

    places: tuple[Path, ...] = ()
    damaged: Path | None = None
    kept: dict[str, Draft] = field(default_factory=dict)
    _touched: set[str] = field(default_factory=set)
    _writing: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def read(cls, places: Iterable[Path]) -> Self:
        """What an earlier program left; of two texts of one dialog the newer."""
        drafts = cls(tuple(places))
        for place in drafts.places:
            drafts.damaged = _put_aside(place) or drafts.damaged
        drafts.kept = drafts._there()
        return drafts

    def take(self, earlier: "Drafts") -> None:
        """Take over what an earlier program left and where it is; what was typed here stands."""
        self.places, self.damaged = earlier.places, earlier.damaged
        self.kept = earlier.kept | self.kept

    def of(self, name: str) -> Texts:
        """What was typed into a dialog and not saved; empty when there is nothing."""
        return self.kept[name].texts if name in self.kept else {}

    def keep(self, name: str, texts: Texts) -> None:
        """Remember what stands in a dialog; nothing but blank lines is nothing."""
        if any(text.strip() for text in texts.values()):
            self.kept.pop(name, None)
            self.kept[name] = Draft(dict(texts), time.time())
            self._touched.add(name)
        else:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Forget what stood in a dialog: it was saved, or is not wanted."""
        if self.kept.pop(name, None) is not None:
            self._touched.add(name)

    @property
    def is_due(self) -> bool:
        """Whether the file does not say what is known here."""
        return bool(self._touched)

    def write(self) -> str:
        """Bring the file up to date; a sentence when no place takes it. What is kept stays here.

        What another program has typed into other dialogs meanwhile stays in the file.
        """
        with self._writing, _alone(self.places):
            touched, self._touched = self._touched, set()
            if not touched or not self.places:
                return ""
            there = self._there()
            whole = {name: draft for name, draft in there.items() if name not in touched}
            whole |= {name: self.kept[name] for name in touched if name in self.kept}
            complaint = ""
            for place in self.places:
                try:
                    _write(place, whole)
                    for other in self.places:
                        if other != place:
                            other.unlink(missing_ok=True)
                except (TrackerError, OSError) as error:
                    complaint = complaint or str(getattr(error, "message", error))
                else:
                    return ""
            self._touched |= touched
            return complaint

    def _there(self) -> dict[str, Draft]:
        """The texts in the files; of two of one dialog the newer."""
        found: dict[str, Draft] = {}
        for place in self.places:
            for name, draft in _read(place).items():
                if name not in found or found[name].at < draft.at:
                    found[name] = draft
        return found


@contextmanager
def _alone(places: tuple[Path, ...]) -> Iterator[None]:
    """Wait for other programs that write drafts of the same diary; a crash lets go.

    The lock is that of a folder, which is there however full the disk is. Where no folder can be
    locked, or another holds it for `PATIENCE`, the texts are written all the same: to lose what
    two programs typed in the same millisecond is less than to lose what one typed.
    """
    with ExitStack() as stack:
        for place in places:
            with suppress(OSError):
                folder = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
                stack.callback(os.close, folder)
                _locked(folder)
        yield


def _locked(folder: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        else:
            return


def _write(place: Path, drafts: Mapping[str, Draft]) -> None:
    if not drafts:
        place.unlink(missing_ok=True)
        return
    from tracker.exchange import files  # noqa: PLC0415  after the first frame

    newest = sorted(drafts.items(), key=lambda named: named[1].at, reverse=True)[:MOST]
    while len(text := _text(newest)) > LARGEST and newest:
        newest.pop()
    private_folder(place.parent)
    files.write_private(place, [text], force=True)


def _text(drafts: list[tuple[str, Draft]]) -> str:
    import json  # noqa: PLC0415  the first frame has no drafts

    found = {name: {"at": draft.at, "texts": draft.texts} for name, draft in drafts}
    return json.dumps({"format": _FORMAT, "drafts": found})


def _read(place: Path) -> dict[str, Draft]:
    """The texts of a file; nothing when there is none, and of a damaged one."""
    try:
        return _understood(place)
    except (OSError, ValueError):
        return {}


def _understood(place: Path) -> dict[str, Draft]:
    """The texts of a file. Raises ValueError for anything that `_write` would not have written."""
    import json  # noqa: PLC0415  the same

    if place.is_symlink() or place.stat().st_size > LARGEST:
        raise ValueError(place)
    try:
        found: Any = json.loads(place.read_bytes())
        if found["format"] != _FORMAT:
            raise ValueError(place)
        return {
            str(name): Draft({str(k): _only_text(v) for k, v in d["texts"].items()}, float(d["at"]))
            for name, d in found["drafts"].items()
        }
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(place) from error


def _only_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _put_aside(place: Path) -> Path | None:
    """Rename a damaged file; where that is refused it stays and is written over in time."""
    try:
        _understood(place)
    except ValueError:
        aside = place.with_name(f"{place.name}.damaged")
        try:
            place.replace(aside)
        except OSError:
            return None
        return aside
    except OSError:
        return None
    return None
