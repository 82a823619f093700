"""Whether every byte of the diary's file is what the last write left, also where nothing stands.

SQLite keeps no checksums. So each write, as its last step and in its own transaction, notes a
checksum of all pages as they are about to be committed. It holds for as long as SQLite's counter of
commits says that nobody has written since: what another program changed is not damage.

Left out are what the commit itself still changes (the counter, the checksum) and pages that are
free: SQLite does not put their old content back after a crash. In a free page that is zero but for
one byte that byte is damage: what SQLite leaves there has more, or begins as a list does.
"""

import os
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

QUICK: Final = 1 << 23
"""Bytes of a file up to which every write notes its checksum: about 20 ms. Larger ones have it of
every import, upgrade, backup and restore."""

_ROW: Final = struct.Struct(">8sIIIIQ")
_LENGTH: Final = _ROW.size + 4
_POSSIBLE: Final = hasattr(sqlite3.Connection, "serialize")
"""A SQLite may be built without the call that gives a file's pages."""

_MARK: Final = b"checksum"
_COUNTER, _COOKIE, _AGAIN, _LIBRARY = slice(24, 28), slice(40, 44), slice(92, 96), slice(96, 100)
_WRITTEN_AT_COMMIT: Final = ((24, 28), (92, 100))
_POINTER: Final = 4
"""Bytes that begin a page of a long row: where its next page is, zero in the last one."""


class Standing(Enum):
    """What the checksum says of the file."""

    HOLDS = "every byte is what was written"
    BROKEN = "bytes are not what was written"
    UNKNOWN = "someone wrote without noting a checksum"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, and when damage was first noticed, in seconds since 1970 (0 for never)."""

    standing: Standing
    noticed: int = 0


UNSEEN: Final = Verdict(Standing.UNKNOWN)
"""Of a file that nobody looked at, or that has no checksum yet."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """The row's content: of which commit and schema it is, by which SQLite, and the checksum."""

    counter: int
    cookie: int
    library: int
    pages: int
    noticed: int

    @classmethod
    def read(cls, value: bytes) -> Self | None:
        """The content of a row, or None for anything that `written` did not make."""
        content, own = value[: _ROW.size], value[_ROW.size :]
        if len(value) != _LENGTH or own != _own(content):
            return None
        mark, *numbers = _ROW.unpack(content)
        return cls(*numbers) if mark == _MARK else None

    def written(self) -> bytes:
        """The row's content, with a checksum of its own."""
        numbers = (self.counter, self.cookie, self.library, self.pages, self.noticed)
        content = _ROW.pack(_MARK, *numbers)
        return content + _own(content)


def is_quick(connection: sqlite3.Connection) -> bool:
    """Whether the file is so small that its checksum is worth noting with every write."""
    (pages,), (size,) = (
        connection.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size")
    )
    return bool(pages * size <= QUICK)


def look(connection: sqlite3.Connection) -> Verdict:
    """What the checksum says of the file as it stands, in the connection's transaction if any.

    Raises sqlite3.Error where its row cannot be read.
    """
    if not _has_place(connection):
        return UNSEEN
    values = [row[0] for row in connection.execute("SELECT value FROM checksum")]
    value = values[0] if len(values) == 1 and isinstance(values[0], bytes) else b""
    noted = _Noted.read(value)
    if noted is None:
        return Verdict(Standing.BROKEN)
    if noted.noticed:
        return Verdict(Standing.BROKEN, noted.noticed)
    image = connection.serialize()
    if image[_COUNTER] != image[_AGAIN] or any(_strays(image)):
        return Verdict(Standing.BROKEN)
    if (noted.counter, noted.cookie) != (_number(image[_COUNTER]), _number(image[_COOKIE])):
        return Verdict(Standing.UNKNOWN)
    same = noted.pages == _checksum(image, value) and noted.library == _number(image[_LIBRARY])
    return Verdict(Standing.HOLDS if same else Standing.BROKEN)


def note(connection: sqlite3.Connection, found: Verdict, now: float) -> None:
    """Note the checksum of the file as the open transaction is about to leave it.

    `found` is what was seen before the transaction changed anything: damage stays noted.
    """
    if not _has_place(connection):
        return
    noticed = (found.noticed or int(now)) if found.standing is Standing.BROKEN else 0
    place = os.urandom(_LENGTH)
    connection.execute("INSERT OR IGNORE INTO checksum VALUES (1, ?)", (place,))
    connection.execute("UPDATE checksum SET value = ?", (place,))
    image = connection.serialize()
    made = _Noted(
        _number(image[_COUNTER]) + 1,
        _number(image[_COOKIE]),
        _library(),
        _checksum(image, place),
        noticed,
    )
    connection.execute("UPDATE checksum SET value = ?", (made.written(),))


def note_alone(connection: sqlite3.Connection, found: Verdict, now: float) -> None:
    """Note the checksum of a file in a transaction of its own."""
    connection.execute("BEGIN IMMEDIATE")
    note(connection, found, now)
    connection.execute("COMMIT")


def _has_place(connection: sqlite3.Connection) -> bool:
    """Whether there can be a checksum: the schemas before the third had none."""
    sql = "SELECT 1 FROM sqlite_master WHERE name = 'checksum'"
    return _POSSIBLE and connection.execute(sql).fetchone() is not None


def _checksum(image: bytes, value: bytes) -> int:
    """CRC-32 of a file's pages, with zeroes for what is left out: among it the row's own value."""
    at = max(image.find(value), 0)
    size = _page_size(image)
    free = ((size * (page - 1), size * page) for page in _free(image))
    found, end, view = 0, 0, memoryview(image)
    for start, stop in sorted([*_WRITTEN_AT_COMMIT, (at, at + len(value)), *free]):
        found = zlib.crc32(bytes(stop - start), zlib.crc32(view[end:start], found))
        end = stop
    return zlib.crc32(view[end:], found)


def _strays(image: bytes) -> Iterator[int]:
    """Free pages with one byte that is not zero, where SQLite leaves none."""
    size = _page_size(image)
    for page in _free(image):
        content = image[size * (page - 1) : size * page]
        if content.count(0) == size - 1 and not content[_POINTER]:
            yield page


def _free(image: bytes) -> set[int]:
    """The pages that the lists of free pages name; the lists themselves are not among them."""
    size = _page_size(image)
    last, found, seen = len(image) // size, set[int](), set[int]()
    trunk = _number(image[32:36])
    while 0 < trunk <= last and trunk not in seen:
        seen.add(trunk)
        page = image[size * (trunk - 1) : size * trunk]
        count = min(_number(page[4:8]), size // 4 - 2)
        found |= set(struct.unpack_from(f">{count}I", page, 8))
        trunk = _number(page[:4])
    return {page for page in found if 1 < page <= last} - seen


def _page_size(image: bytes) -> int:
    size = int.from_bytes(image[16:18], "big")
    return 1 << 16 if size == 1 else size


def _library() -> int:
    major, minor, patch = sqlite3.sqlite_version_info
    return 1_000_000 * major + 1000 * minor + patch


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def _own(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")
