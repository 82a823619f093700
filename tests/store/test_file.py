"""The diary's file: who may read it, what is refused untouched, and how errors read."""

import os
import sqlite3
import stat
import subprocess
import sys

import pytest

from tracker.errors import AccessError, BusyError, DiaryFileError, NewerDiaryError
from tracker.store import Store, engine, schema
from tracker.store.backup import back_up

COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}


def pragma(path, name):
    connection = sqlite3.connect(path)
    value = connection.execute(f"PRAGMA {name}").fetchone()[0]
    connection.close()
    return value


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_file_and_folder_are_private_whatever_the_umask(diary_path, umask):
    before = os.umask(umask)
    try:
        Store.open(diary_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(diary_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(diary_path.parent.stat().st_mode) == 0o700


def test_a_diary_says_what_it_is_and_how_old(store):
    assert pragma(store.path, "application_id") == schema.APPLICATION_ID
    assert pragma(store.path, "user_version") == schema.SCHEMA_VERSION
    assert pragma(store.path, "journal_mode") == "delete"


def test_a_write_runs_with_the_settings_that_lose_nothing(store):
    with engine.write_engine(store.path).begin() as connection:
        ask = connection.exec_driver_sql
        assert ask("PRAGMA synchronous").scalar() == 3
        assert ask("PRAGMA foreign_keys").scalar() == 1
        assert ask("PRAGMA journal_mode").scalar() == "delete"
        other = sqlite3.connect(store.path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def empty(path):
    path.write_bytes(b"")


def text(path):
    path.write_text("my diary " * 50)


def too_short(path):
    path.write_bytes(path.read_bytes()[:50])


def one_byte_short(path):
    path.write_bytes(path.read_bytes()[:-1])


def zero_magic(path):
    path.write_bytes(bytes(16) + path.read_bytes()[16:])


def another_program(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def newer(path):
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (empty, "empty file"),
        (text, "not a diary"),
        (too_short, "not a diary"),
        (one_byte_short, "its last 1 bytes are missing"),
        (zero_magic, "not a diary"),
        (another_program, "another program"),
        (
            newer,
            f"schema {schema.SCHEMA_VERSION + 1}; this program knows up to {schema.SCHEMA_VERSION}",
        ),
    ],
)
def test_what_is_not_a_diary_of_this_program_is_refused_untouched(store, spoil, words):
    spoil(store.path)
    before = store.path.read_bytes()
    with pytest.raises(DiaryFileError, match=words):
        Store.open(store.path)
    assert store.path.read_bytes() == before


def test_an_upgrade_underneath_stops_reading_and_writing(store, now):
    newer(store.path)
    words = f"has schema {schema.SCHEMA_VERSION + 1}"
    with pytest.raises(NewerDiaryError, match=words):
        store.entries()
    with pytest.raises(NewerDiaryError, match=words):
        store.add([COFFEE], now=now)


def test_a_truncated_diary_is_an_error_and_not_a_crash(store, now):
    store.add([COFFEE], now=now)
    store.path.write_bytes(store.path.read_bytes()[: store.path.stat().st_size // 2])
    with pytest.raises(DiaryFileError, match="damaged"):
        store.entries()


def test_a_busy_diary_is_waited_for_and_then_named(store, now, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError, match="another tracker is writing"):
        store.add([COFFEE], now=now)
    other.close()
    store.add([COFFEE], now=now)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody who may not write")
def test_somebody_who_may_only_read_can_read_and_is_told_about_writing(store, now, tmp_path):
    store.add([COFFEE], now=now)
    for folder in (store.path.parent, *store.path.parent.parents):
        if str(folder) in {"/", "/tmp"}:  # noqa: S108  the system's own
            break
        folder.chmod(0o755)
    store.path.chmod(0o644)
    other = Store.open(tmp_path / "other.db")
    script = (
        "import os, datetime; from pathlib import Path; from tracker.store import Store\n"
        "from tracker.errors import AccessError\n"
        f"now = datetime.datetime.fromisoformat({now.isoformat()!r})\n"
        f"Store({other.path!r}).add([{COFFEE!r}], now=now)\n"  # loads what a write needs
        "os.setgid(65534); os.setuid(65534)\n"
        f"store = Store.open({store.path!r}); print(len(store.entries()))\n"
        f"try: store.add([{COFFEE!r}], now=now)\n"
        "except AccessError as error: print(error.exit_code)\n"
    ).replace("PosixPath", "Path")
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["1", str(AccessError.exit_code)], done.stderr


def test_a_backup_is_a_private_verified_copy_that_replaces_nothing(store, now, tmp_path):
    store.add([COFFEE], now=now)
    target = back_up(store.path, tmp_path / "kept" / "a.db")
    assert Store.open(target).entries() == store.entries()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [f.name for f in target.parent.iterdir()] == ["a.db"]
    with pytest.raises(Exception, match="exists already"):
        back_up(store.path, target)


def test_a_text_that_is_no_text_is_damage_and_not_a_fault_of_the_program(store, now):
    store.add([COFFEE | {"note": "x" * 40}], now=now)
    store.path.write_bytes(store.path.read_bytes().replace(b"x" * 40, b"x" * 20 + b"\xff" * 20))
    with pytest.raises(DiaryFileError, match="damaged"):
        store.entries()


@pytest.mark.parametrize("kind", [b"caffeine", "caffeinf", 5])
def test_a_damaged_kind_names_the_entry(store, now, kind):
    entry = store.add([COFFEE], now=now).entries[0]
    connection = sqlite3.connect(store.path)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '')")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.commit()
    connection.close()
    connection = sqlite3.connect(store.path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute("UPDATE entry SET kind = ?", (kind,))
    connection.commit()
    connection.close()
    with pytest.raises(DiaryFileError, match=entry.id):
        store.entries()
