"""Rows read straight from the pages of a damaged SQLite file, without the tree above them.

Every page of a table's rows says so in its first byte and holds its rows whole, so the rows of one
page can be read whatever became of the others. The format: sqlite.org/fileformat2.html.
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_MAGIC: Final = b"SQLite format 3\0"
_USUAL_SIZE: Final = 4096
_SIZES: Final = frozenset(1 << n for n in range(9, 17))
_TABLE_LEAF: Final = 13
_LONGEST: Final = 1 << 24
"""Bytes: more than any row of a diary; a length beyond is damage."""

Place = tuple[int, int]
"""Where a row is: its page, counted from 1, and its number in the page."""

_DAMAGE: Final = (IndexError, ValueError, struct.error, OverflowError)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of some table: where it is, its rowid, and its columns' values in their order.

    Text that is not UTF-8 holds replacement characters; a rowid's own column is None.
    """

    place: Place
    rowid: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of an open file."""

    content: mmap.mmap | bytes
    size: int
    reserved: int
    free: frozenset[int] = field(default_factory=frozenset)

    def rows(self) -> Iterator[Row]:
        """Every row of every page that is in use and can be read."""
        for page in range(1, -(-len(self.content) // self.size) + 1):
            if page not in self.free:
                for number in range(self._count(page)):
                    row = self.row((page, number))
                    if row is not None:
                        yield row

    def row(self, place: Place) -> Row | None:
        """The row at a place, or None where it cannot be read."""
        page, number = place
        try:
            data = self._page(page)
            pointers = 8 if page > 1 else 108
            (at,) = struct.unpack_from(">H", data, pointers + 2 * number)
            length, at = _varint(data, at)
            rowid, at = _varint(data, at)
            values = _values(self._payload(data, at, length))
        except _DAMAGE:
            return None
        return Row(place, rowid, values)

    def _page(self, page: int) -> bytes:
        data = self.content[(page - 1) * self.size : page * self.size]
        return data.ljust(self.size, b"\0")  # the last page of a file that was cut short

    def _count(self, page: int) -> int:
        data = self._page(page)
        at = 0 if page > 1 else 100
        if data[at] != _TABLE_LEAF:
            return 0
        count = int.from_bytes(data[at + 3 : at + 5], "big")
        return min(count, self.size // 4)

    def _payload(self, data: bytes, at: int, length: int) -> bytes:
        """A row's bytes: those in its page, and those in the pages that it overflows into."""
        if not 0 < length <= _LONGEST:
            raise ValueError("no row is that long")
        usable = self.size - self.reserved
        most, least = usable - 35, (usable - 12) * 32 // 255 - 23
        here = length
        if length > most:
            here = least + (length - least) % (usable - 4)
            here = here if here <= most else least
        found = bytearray(data[at : at + here])
        (following,) = struct.unpack_from(">I", data, at + here) if length > here else (0,)
        while len(found) < length:
            if not 0 < following <= len(self.content) // self.size:
                raise ValueError("the rest of the row is gone")
            more = self._page(following)
            found += more[4 : min(usable, 4 + length - len(found))]
            following = int.from_bytes(more[:4], "big")
        return bytes(found)


@contextmanager
def opened(path: Path) -> Iterator[Pages]:
    """The pages of a file, which is only read. A file without SQLite's header has the usual size.

    Pages on the list of free ones hold what was deleted, and are left out.
    """
    with path.open("rb") as file:
        empty = path.stat().st_size == 0
        content = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            yield _described(content)
        finally:
            if isinstance(content, mmap.mmap):
                content.close()


def _described(content: mmap.mmap | bytes) -> Pages:
    head = content[:100]
    if len(head) < 100 or not head.startswith(_MAGIC):
        return Pages(content, _USUAL_SIZE, 0)
    size = int.from_bytes(head[16:18], "big")
    size = 1 << 16 if size == 1 else size
    if size not in _SIZES:
        size = _USUAL_SIZE
    reserved = head[20] if head[20] <= 32 else 0
    pages = Pages(content, size, reserved)
    return Pages(content, size, reserved, _free(pages, int.from_bytes(head[32:36], "big")))


def _free(pages: Pages, trunk: int) -> frozenset[int]:
    found: set[int] = set()
    while 0 < trunk <= len(pages.content) // pages.size and trunk not in found:
        found.add(trunk)
        data = pages._page(trunk)  # noqa: SLF001  this module's own
        trunk, count = struct.unpack_from(">II", data)
        count = min(count, pages.size // 4 - 2)
        found |= set(struct.unpack_from(f">{count}I", data, 8))
    return frozenset(found)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _values(payload: bytes) -> tuple[Any, ...]:
    length, at = _varint(payload, 0)
    if not 0 < length <= len(payload):
        raise ValueError("a row without a header")
    found = []
    position = length
    while at < length:
        kind, at = _varint(payload, at)
        value, position = _value(payload, kind, position)
        found.append(value)
    return tuple(found)


def _value(payload: bytes, kind: int, at: int) -> tuple[Any, int]:
    if kind in {0, 8, 9}:
        return {0: None, 8: 0, 9: 1}[kind], at
    size = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}.get(kind, (kind - 12) // 2)
    raw = payload[at : at + size]
    if kind in {10, 11} or len(raw) != size:
        raise ValueError("a value that is cut off")
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True), at + size
    if kind == 7:
        return struct.unpack(">d", raw)[0], at + size
    return raw.decode("utf-8", "replace") if kind % 2 else raw, at + size
