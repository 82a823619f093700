"""Sample diaries, and the question whether one is still whole."""

import atexit
import hashlib
import shutil
import sqlite3
import tempfile
import uuid
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tracker import demo, records
from tracker.entry.accept import accept
from tracker.errors import TrackerError
from tracker.store import Store, checksum
from tracker.store.checksum import Standing

NOW = demo.NOW
_NAMES = uuid.UUID("3c0a0c4e-6a8e-5b0f-8f0e-0b7a0f7f7f11")


def coffee(number: int, word: str = "coffee") -> dict[str, Any]:
    """A record with an id of its own, on a minute of its own."""
    at = NOW - timedelta(minutes=number)
    name = str(uuid.uuid5(_NAMES, f"{word} {number}"))
    return {"kind": "caffeine", "id": name, "time": at.isoformat(), "mg": number % 90 + 1}


@cache
def template(count: int) -> Path:
    """A diary with the first entries of the sample, made once a process, by this program."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-template-"))
    atexit.register(shutil.rmtree, folder)
    path = folder / "diary.db"
    store = Store.open(path)
    if count:
        given = demo.records()[:count]
        store.import_records(given, source="sample", format_name="sample", now=NOW)
    return path


def new(path: Path, count: int = 0) -> Store:
    """A private diary at a path, with so many entries of the sample."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(template(count), path)
    path.chmod(0o600)
    return Store(path)


def problems(path: Path) -> list[str]:
    """What is wrong with a diary: file, checksum, references, the words and hash of any entry."""
    try:
        Store.open(path)
        connection = sqlite3.connect(path)
        try:
            found = [r[0] for r in connection.execute("PRAGMA integrity_check") if r[0] != "ok"]
            found += [f"orphan {r}" for r in connection.execute("PRAGMA foreign_key_check")]
            if checksum.look(connection).standing is Standing.BROKEN:
                found.append("its checksum is not that of its bytes")
            hashes = dict(
                connection.execute("SELECT id, content_hash FROM entry WHERE deleted_utc IS NULL")
            )
        finally:
            connection.close()
        for entry in Store(path).walk():
            if records.content_hash(accept(entry.record)) != hashes.pop(entry.id):
                found.append(f"entry {entry.id} is not what its hash says")
    except (TrackerError, sqlite3.Error) as error:
        return [f"{type(error).__name__}: {error}"]
    return found + [f"entry {i} cannot be read" for i in hashes]


def ids(path: Path) -> set[str]:
    """The ids of all entries that stand."""
    return {entry.id for entry in Store(path).entries()}


def dump(path: Path) -> str:
    """Everything that a database says, schema and rows, as one hash; not how its pages lie."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = hashlib.sha256()
        for line in connection.iterdump():
            if 'INTO "checksum"' not in line:
                found.update(line.encode())
        return found.hexdigest()
    finally:
        connection.close()


def strays(folder: Path, keep: set[str]) -> list[str]:
    """Files in a folder, and below, that nobody asked for; whole backups are the program's own."""
    return sorted(
        str(f.relative_to(folder))
        for f in folder.rglob("*")
        if f.is_file() and f.name not in keep and not f.name.endswith(".lock") and not _kept(f)
    )


def _kept(file: Path) -> bool:
    named = file.parent.name == "backups" and not file.name.startswith(".")
    return named and not problems(file)
