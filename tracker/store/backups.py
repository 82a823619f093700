"""The folder of backups: what is in it, and how a new one is named."""

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

STALE: Final = timedelta(days=7)
"""A diary with changes and no backup for longer than this is worth a warning."""

OPENED: Final = "opened-"
"""How the name of an encrypted backup begins while it lies opened beside the diary."""

_STAMP: Final = "%Y%m%dT%H%M%S.%f%z"
_NAME: Final = re.compile(
    r"-(\d{8}T\d{6}\.\d{6}[+-]\d{4,6})-schema(\d+)-([a-z]+(?:-[a-z]+)?)\.db(?:\.age)?"
)


class Reason(StrEnum):
    """Why a backup was made; it stands in the file's name."""

    DAILY = "daily"
    ASKED = "asked"
    UPGRADE = "before-upgrade"
    RESTORE = "before-restore"
    DAMAGED = "damaged"
    """Not a backup: a damaged diary that a restore put aside, byte for byte."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One file of the folder. `made` is aware; `state` is the diary's time of change, in ns."""

    path: Path
    made: datetime
    reason: Reason
    schema: int
    state: int


def folder_of(diary: Path) -> Path:
    """Where a diary's backups are."""
    return diary.parent / "backups"


def listed(diary: Path) -> list[Backup]:
    """Every backup of this diary in its folder, oldest first; other files are not looked at."""
    try:
        with os.scandir(folder_of(diary)) as files:
            found = [_told(file, stem(diary)) for file in files]
    except (FileNotFoundError, NotADirectoryError):
        return []
    known = [backup for backup in found if backup is not None]
    return sorted(known, key=lambda backup: (backup.made, backup.path))


def last_backup(diary: Path) -> tuple[Path, datetime] | None:
    """The newest verified backup and when it was made; None when there is none.

    Costs a look into one folder. A backup has its name only after it was verified.
    """
    good = [backup for backup in listed(diary) if backup.reason is not Reason.DAMAGED]
    return (good[-1].path, good[-1].made) if good else None


def is_covered(diary: Path, known: list[Backup] | None = None) -> bool:
    """Whether a backup holds the diary as it is now: nobody has written to it since."""
    state = diary.stat().st_mtime_ns
    backups = listed(diary) if known is None else known
    return any(b.state == state for b in backups if b.reason is not Reason.DAMAGED)


def free_name(diary: Path, reason: Reason, now: datetime, version: int) -> Path:
    """A file name that no backup bears yet: the moment to the microsecond, schema, reason."""
    moment = now
    while True:
        stamp = moment.strftime(_STAMP)
        path = folder_of(diary) / f"{stem(diary)}-{stamp}-schema{version}-{reason}.db"
        if not path.exists():
            return path
        moment += timedelta(microseconds=1)


def _told(file: "os.DirEntry[str]", beginning: str) -> Backup | None:
    """What a file's name says; None for a file that is no backup of this diary."""
    match = _NAME.fullmatch(file.name, len(beginning)) if file.name.startswith(beginning) else None
    try:
        if match is None:
            return None
        made, reason = datetime.fromisoformat(match[1]), Reason(match[3])
    except ValueError:
        return None
    return Backup(Path(file.path), made, reason, int(match[2]), file.stat().st_mtime_ns)


def stem(diary: Path) -> str:
    """How the names of a diary's backups begin."""
    return diary.stem if diary.suffix == ".db" else diary.name
