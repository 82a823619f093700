"""What is around the diary: its backups, who may read it, what lies beside it, its disk."""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.store import backups

_MOUNTS: Final = Path("/proc/self/mountinfo")
_DEVICES: Final = Path("/sys/dev/block")
_OTHERS: Final = 0o077
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")

NETWORK: Final = re.compile(
    r"9p|afs|beegfs|ceph|cifs|coda|glusterfs|lustre|ncpfs|nfs4?|smb3|smbfs"
    r"|fuse\.(ceph|davfs2?|glusterfs|rclone|s3fs|sshfs)"
)
"""File systems that are served over a network, by the names Linux gives them."""

CLOUD: Final = re.compile(
    r"dropbox|google ?drive|onedrive|icloud|mobile documents|nextcloud|owncloud|pcloud|syncthing",
    re.IGNORECASE,
)
"""Names of folders that a program copies to other machines."""


class Level(StrEnum):
    """How much a finding matters. A warning is no damage."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    DAMAGE = "damage"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about the surroundings, and what to type, if there is something."""

    level: Level
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk a file is on: its file system's name, and whether it is encrypted.

    None where it cannot be told. A drive that encrypts itself, or the host of a virtual machine,
    does not show from here.
    """

    file_system: str | None = None
    encrypted: bool | None = None


def remarks(diary: Path, now: datetime, disk: Disk) -> Iterator[Remark]:
    """What there is to say, the most useful first."""
    yield _of_backups(diary, now)
    yield from _of_permissions(diary)
    yield from _of_leftovers(diary)
    yield from _of_place(diary, disk)


def _of_backups(diary: Path, now: datetime) -> Remark:
    newest = backups.last_backup(diary)
    if newest is None:
        return Remark(Level.WARNING, "there is no backup", "Make one: tracker backup")
    path, made = newest
    age = f"the newest backup is {_age((now - made).total_seconds())}: {path}"
    if backups.is_covered(diary):
        return Remark(Level.OK, f"{age}; nothing was written since")
    if now - made > backups.STALE:
        return Remark(Level.WARNING, age, "Make one: tracker backup")
    return Remark(Level.OK, age)


def _of_permissions(diary: Path) -> Iterator[Remark]:
    folder = backups.folder_of(diary)
    open_backups = [backup.path for backup in backups.listed(diary) if _mode(backup.path) & _OTHERS]
    loose = [(path, "600") for path in (diary, *open_backups) if _mode(path) & _OTHERS]
    # a folder that others may pass through shows them no more than the names in it
    loose += [(path, "700") for path in (diary.parent, folder) if _mode(path) & _OTHERS]
    for path, mode in loose:
        text = f"others may look into {path} (mode {_mode(path):o})"
        yield Remark(Level.WARNING, text, f"Try: chmod {mode} '{path}'")
    if not loose:
        yield Remark(Level.OK, "nobody but you (and root) may read the diary and its backups")


def _of_leftovers(diary: Path) -> Iterator[Remark]:
    for ending, meaning in (
        ("-journal", "a change was interrupted and was, or will be, rolled back"),
        ("-wal", "another program has opened the diary with settings of its own; keep this file"),
    ):
        beside = diary.with_name(diary.name + ending)
        if beside.exists() and beside.stat().st_size:
            yield Remark(Level.NOTE, f"{beside.name} lies beside the diary: {meaning}")


def _of_place(diary: Path, disk: Disk) -> Iterator[Remark]:
    if NETWORK.fullmatch(disk.file_system or ""):
        yield Remark(
            Level.WARNING,
            f"the diary is on a network drive ({disk.file_system}), where locks may not hold",
            "Use it on one machine at a time, or move it: tracker --db FILE …",
        )
    cloud = CLOUD.search(str(diary.parent.resolve()))
    if cloud:
        yield Remark(
            Level.WARNING,
            f"the diary is in a folder that is copied elsewhere ({cloud[0]}), perhaps half-written",
            "Move it, and put encrypted backups there: tracker backup --encrypt -o FILE",
        )
    if disk.encrypted:
        yield Remark(Level.OK, "the disk is encrypted")
    elif disk.encrypted is None:
        yield Remark(Level.NOTE, "whether the disk is encrypted cannot be told from here")
    else:
        yield Remark(
            Level.NOTE,
            "no encryption of the disk is to be seen from here; the drive itself may still do it",
        )


def asked_of_linux(path: Path) -> Disk:
    """What Linux says of the disk a file is on; nothing is known elsewhere."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Disk()
    file_system, device = mounted_on(path.resolve(), mounts)
    return Disk(file_system, None if device is None else _is_encrypted(_DEVICES / device))


def mounted_on(path: Path, mounts: str) -> tuple[str | None, str | None]:
    """The file system's name and the device's number (major:minor) of a path.

    `mounts` is the text of Linux's mountinfo, described in proc_pid_mountinfo(5). The device is
    None for one that is no block device.
    """
    found: tuple[int, str | None, str | None] = (-1, None, None)
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        words, kinds = before.split(), after.split()
        if len(words) < 5 or not kinds:
            continue
        place = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), words[4])
        depth = len(Path(place).parts)
        if path.is_relative_to(place) and depth >= found[0]:
            device = None if words[2].startswith("0:") else words[2]
            found = (depth, kinds[0], device)
    return found[1], found[2]


def _is_encrypted(device: Path) -> bool | None:
    """Whether a block device or one that it is made of is an encrypted mapping; None: unknown."""
    try:
        if (device / "dm" / "uuid").exists():
            if (device / "dm" / "uuid").read_text(encoding="utf-8").startswith("CRYPT-"):
                return True
            below = [_is_encrypted(slave) for slave in (device / "slaves").iterdir()]
            return all(below) if below and None not in below else None
        return False if device.exists() else None
    except OSError:
        return None


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return paths.PRIVATE_FILE


def _age(seconds: float) -> str:
    if seconds < 0:
        return "dated in the future"
    hours = int(seconds // 3600)
    if hours < 48:
        return "less than an hour old" if hours < 1 else f"{hours} h old"
    return f"{hours // 24} days old"
