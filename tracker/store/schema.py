"""Which diary file this program can use, told from its header alone, before anything is opened.

SQLite takes an empty file for a new database and a foreign one for its own; a diary is told by
its application id, and its age by its user version.
"""

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker.errors import AccessError, DiaryFileError, NewerDiaryError

APPLICATION_ID: Final = 0x54575443
"""'TWTC', in every diary file."""

SCHEMA_VERSION: Final = 3
"""The schema this program reads and writes: the number of the newest revision."""

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What a SQLite file says of itself in its first 100 bytes."""

    user_version: int
    application_id: int
    missing_bytes: int
    """How much shorter the file is than it says; no more than zero where it is whole."""


def read_header(path: Path) -> Header:
    """The header of an existing file.

    Only for a file on which this process holds no connection: to close the file drops SQLite's
    locks on it. Raises DiaryFileError for an empty file or one that SQLite did not write,
    AccessError when it may not be read, FileNotFoundError when there is none.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise AccessError(
            f"the diary {path} cannot be read: {error.strerror}.",
            hint="Try: tracker paths",
        ) from error
    if not head:
        raise DiaryFileError(f"the diary {path} is an empty file.", hint=_backups_hint(path))
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise DiaryFileError(
            f"the file {path} is not a diary, or its beginning is damaged.",
            hint=_backups_hint(path),
        )
    return Header(_number(head, 60), _number(head, 68), _size(head) - size)


def check(path: Path) -> int:
    """The schema version of a diary file that this program can use or upgrade.

    Raises DiaryFileError for any other file (NewerDiaryError for a newer diary), and leaves every
    file untouched.
    """
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        raise DiaryFileError(
            f"the file {path} is a database of another program, not a diary.",
            hint="Try: tracker --db FILE …",
        )
    if header.user_version > SCHEMA_VERSION:
        raise too_new(path, header.user_version)
    if header.missing_bytes > 0 and _is_cut_short(path):
        raise DiaryFileError(
            f"the diary {path} is damaged: its last {header.missing_bytes:,} bytes are missing.",
            safe="It was left as it is.",
            hint=_backups_hint(path),
        )
    return header.user_version


def too_new(path: Path, version: int) -> NewerDiaryError:
    """The error for a diary that a newer program wrote."""
    return NewerDiaryError(
        f"the diary {path} has schema {version}; this program knows up to {SCHEMA_VERSION}.",
        hint="Upgrade the program: pipx upgrade twitch-tracker",
        safe="Your entries are safe and untouched.",
    )


def _is_cut_short(path: Path) -> bool:
    """Whether bytes are missing for good: a write under way, or one to roll back, is no damage.

    SQLite itself would pad the last page with zeroes and go on.
    """
    under_way = path.with_name(f"{path.name}-journal").exists()
    return not under_way and read_header(path).missing_bytes > 0


def _size(head: bytes) -> int:
    """The bytes that a file has by its header, or 0 where the header does not say.

    Section 1.3.7 of the SQLite file format: the size counts only while two counters agree.
    """
    page = int.from_bytes(head[16:18], "big")
    return _number(head, 28) * (65536 if page == 1 else page) * (head[24:28] == head[92:96])


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")


def _backups_hint(path: Path) -> str:
    from tracker.store.backups import folder_of, last_backup  # noqa: PLC0415  it needs this module

    newest = last_backup(path)
    if newest is None:
        return f"There is no backup in {folder_of(path)}."
    return f"Restore the newest backup: tracker restore {shlex.quote(str(newest[0]))}"
