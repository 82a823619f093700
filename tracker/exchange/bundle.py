"""The bundle: a ZIP that explains itself. The same content gives the same bytes.

Both tables, the report's page, the data dictionary, a Table Schema and a README. No file in it has
a time or an owner of its own.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Final

from tracker import clock
from tracker.exchange import clinician, daily, datapackage, dictionary, readme
from tracker.exchange.datapackage import Table
from tracker.exchange.incoming import CLINICIAN
from tracker.exchange.readme import About
from tracker.exchange.table import Column, Dialect, Row, lines

REPORT: Final = "report.png"

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can name."""
_UNIX: Final = 3
_PRIVATE: Final = 0o100600 << 16
_BLOCK: Final = 2**16
_TOGETHER: Final = 200
"""Rows that are packed at a time."""


def packed(
    about: About, days: Iterable[Row], page: Callable[[], bytes | None], dialect: Dialect
) -> Iterator[bytes]:
    """The ZIP of these entries and days, and of the page where there is one, in blocks.

    `page` is asked after the tables, so that it may be drawn meanwhile.
    """
    entries = clinician.rows(about.entries, notes=about.notes)
    contents: tuple[tuple[str, str, Sequence[Column], Iterable[Row], str], ...] = (
        (CLINICIAN, "Every entry", clinician.COLUMNS, entries, "entry_id"),
        ("daily.csv", "Every calendar day", daily.COLUMNS, days, "date"),
        ("data_dictionary.csv", "What it all means", dictionary.COLUMNS, dictionary.rows(), ""),
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        tables = []
        for path, title, columns, rows, key in contents:
            size, sha256 = _add(bundle, path, lines(columns, rows, dialect))
            tables.append(Table(path, title, columns, key, size, sha256))
        if (report := page()) is not None:
            _add(bundle, REPORT, [report], zipfile.ZIP_STORED)  # a PNG is packed already
        created = clock.iso(about.now)
        schema = datapackage.described(tables, dialect, version=about.version, created=created)
        _add(bundle, "datapackage.json", [schema])
        _add(bundle, "README.txt", [readme.text(about, bundle.namelist(), dialect)])
    file.seek(0)
    while block := file.read(_BLOCK):
        yield block


def _add(
    bundle: zipfile.ZipFile,
    path: str,
    chunks: Iterable[str | bytes],
    packing: int = zipfile.ZIP_DEFLATED,
) -> tuple[int, str]:
    """Write one file into the ZIP; return its size in bytes and its SHA-256."""
    info = zipfile.ZipInfo(path, _EPOCH)
    info.compress_type, info.create_system, info.external_attr = packing, _UNIX, _PRIVATE
    size, digest, some = 0, hashlib.sha256(), iter(chunks)
    with bundle.open(info, "w") as member:
        while block := b"".join(_bytes(chunk) for chunk in islice(some, _TOGETHER)):
            member.write(block)
            size += len(block)
            digest.update(block)
    return size, digest.hexdigest()


def _bytes(chunk: str | bytes) -> bytes:
    return chunk.encode() if isinstance(chunk, str) else chunk
