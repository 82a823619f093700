"""A backup put in the diary's place: from any state of the present file, and back again."""

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading

import pytest

from tracker.errors import (
    BusyError,
    DiaryFileError,
    NotFoundError,
    StorageError,
    TrackerError,
    UsageError,
)
from tracker.store import Store, backup, backups, engine, restoring, schema
from tracker.store.backup import new_backup
from tracker.store.backups import Reason, listed
from tracker.store.faults import translated

COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}
TEA = {"kind": "caffeine", "time": "2026-11-20T09:30:00+01:00", "mg": 40}


def dump(path):
    connection = sqlite3.connect(path)
    rows = (line for line in connection.iterdump() if 'INTO "checksum"' not in line)
    found = list(rows)  # the checksum is of the pages, and they are others
    connection.close()
    return found


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run_sql(path, sql):
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def restored(diary, source, now):
    with restoring.prepared(diary, source) as found:
        return restoring.put_in_place(diary, found, now)


@pytest.fixture
def kept(store, now):
    """A backup with one coffee; the diary has gone on since."""
    store.add([COFFEE], now=now)
    made = new_backup(store.path, Reason.ASKED, now)
    store.add([TEA], now=now)
    return made


def test_there_and_back_again(store, kept, now):
    before = dump(store.path)
    done = restored(store.path, kept, now)
    assert dump(store.path) == dump(kept)
    assert (done.entries, done.kept_is_sound) == (1, True)
    assert dump(done.kept) == before
    restored(store.path, done.kept, now)
    assert dump(store.path) == before


def test_the_restored_file_is_private_and_nothing_is_left_beside_it(store, kept, now):
    kept.chmod(0o644)
    restored(store.path, kept, now)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    left = sorted(f.name for f in store.path.parent.iterdir())
    assert left == [".diary.db.lock", "backups", "diary.db"]
    assert all(not f.name.startswith(".") for f in kept.parent.iterdir())


def test_whoever_has_the_diary_open_notices(store, kept, now):
    before = store.data_version()
    restored(store.path, kept, now)
    assert store.data_version() != before
    assert len(store.entries()) == 1
    store.add([TEA], now=now)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"my diary " * 50,
        lambda whole: whole[:50],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: bytes(16) + whole[16:],
        lambda whole: whole[:100] + bytes(8000) + whole[8100:],
        lambda whole: whole[:60] + (99).to_bytes(4, "big") + whole[64:],
    ],
    ids=["empty", "text", "short", "half", "zero magic", "zero page", "newer"],
)
def test_a_damaged_diary_is_kept_byte_for_byte_and_replaced(store, kept, now, spoil):
    store.path.write_bytes(spoil(store.path.read_bytes()))
    before = store.path.read_bytes()
    done = restored(store.path, kept, now)
    assert done.kept.read_bytes() == before
    assert stat.S_IMODE(done.kept.stat().st_mode) == 0o600
    assert dump(store.path) == dump(kept)
    assert backups.last_backup(store.path)[0] in {kept, done.kept}
    if not done.kept_is_sound:
        assert backups.last_backup(store.path)[0] == kept


def test_a_wrong_hash_makes_the_kept_file_no_backup(store, kept, now):
    run_sql(store.path, "UPDATE caffeine SET mg = 97")
    done = restored(store.path, kept, now)
    assert not done.kept_is_sound
    assert [b.reason for b in listed(store.path)] == [Reason.ASKED, Reason.DAMAGED]


def test_a_journal_beside_a_damaged_diary_is_kept_and_does_not_reach_the_restored(store, kept, now):
    store.path.write_bytes(b"no database " * 1000)
    journal = store.path.with_name("diary.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    done = restored(store.path, kept, now)
    assert not journal.exists()
    assert done.kept.with_name(f"{done.kept.name}-journal").exists()
    assert dump(store.path) == dump(kept)


def test_a_diary_that_is_gone_comes_back(store, kept, now):
    store.path.unlink()
    done = restored(store.path, kept, now)
    assert done.kept is None
    assert len(store.entries()) == 1


def test_on_a_new_machine_the_folder_is_made(kept, now, tmp_path):
    diary = tmp_path / "new" / "home" / "diary.db"
    restored(diary, kept, now)
    assert len(Store.open(diary).entries()) == 1
    assert stat.S_IMODE(diary.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _: b"", "empty file"),
        (lambda _: b"text" * 100, "not a diary"),
        (lambda whole: whole[: len(whole) // 2], "damaged"),
        (lambda whole: whole[:68] + bytes(4) + whole[72:], "another program"),
        (lambda whole: whole[:60] + (99).to_bytes(4, "big") + whole[64:], "schema 99"),
        (lambda whole: whole.replace(b"T08:30:00+01:00", b"T08:31:00+01:00"), "not what was"),
    ],
    ids=["empty", "text", "half", "foreign", "newer", "one entry changed"],
)
def test_what_is_no_sound_backup_is_refused_before_anything_is_touched(
    store, kept, now, spoil, words
):
    kept.write_bytes(spoil(kept.read_bytes()))
    before = sha(store.path)
    with pytest.raises(DiaryFileError, match=words) as caught:
        restored(store.path, kept, now)
    assert "Your diary was not touched." in str(caught.value)
    assert sha(store.path) == before
    assert [b.path for b in listed(store.path)] == [kept]


def test_no_file_and_the_diary_itself_are_no_backups(store, kept, now, tmp_path):
    with pytest.raises(NotFoundError):
        restored(store.path, tmp_path / "none.db", now)
    with pytest.raises(UsageError, match="the diary itself"):
        restored(store.path, store.path, now)


def test_an_older_backup_is_upgraded_in_the_copy_alone(store, kept, now):
    run_sql(kept, "PRAGMA user_version = 0")
    before = sha(kept)
    restored(store.path, kept, now)
    assert sha(kept) == before
    assert schema.check(store.path) == schema.SCHEMA_VERSION
    assert len(store.entries()) == 1


def test_a_diary_in_use_is_waited_for_and_left_alone(store, kept, now, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    before = sha(store.path)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError):
        restored(store.path, kept, now)
    other.close()
    assert sha(store.path) == before
    assert len(listed(store.path)) == 1


def test_who_waited_to_write_to_the_old_file_is_refused_and_nothing_is_lost(store, kept, now):
    waiting = engine.connect(store.path)
    assert waiting.execute("SELECT count(*) FROM entry").fetchone() == (2,)
    restored(store.path, kept, now)
    with pytest.raises(BusyError, match="replaced"), translated(store.path):
        waiting.execute("DELETE FROM entry")
    waiting.close()
    assert len(store.entries()) == 1


def test_a_writer_that_waits_through_the_restore_saves_into_the_restored_diary_or_not_at_all(
    store, kept, now
):
    outcome = []

    def write():
        try:
            outcome.append(store.add([TEA], now=now).entries[0].id)
        except TrackerError as error:
            outcome.append(error)

    with restoring.prepared(store.path, kept) as found:
        writer = threading.Thread(target=write)
        writer.start()
        restoring.put_in_place(store.path, found, now)
        writer.join()
    saved = {e.id for e in store.entries()} | {
        e.id for b in listed(store.path) for e in Store(b.path).entries()
    }
    assert isinstance(outcome[0], TrackerError) or outcome[0] in saved


def test_a_disk_that_fails_leaves_everything_as_it_was(store, kept, now, monkeypatch):
    def refuse(*_arguments):
        raise StorageError("no room")

    before = sha(store.path)
    monkeypatch.setattr(restoring, "_copy", refuse)
    with pytest.raises(StorageError):
        restored(store.path, kept, now)
    assert sha(store.path) == before
    assert [f.name for f in kept.parent.iterdir()] == [kept.name]
    assert not list(store.path.parent.glob("*.part"))


def test_a_kept_copy_that_is_not_the_same_stops_the_restore(store, kept, now, monkeypatch):
    before = sha(store.path)
    real = os.pread
    reads = iter(range(10))

    def flaky(fd, size, at):
        data = real(fd, size, at)
        return data[:-1] + b"!" if size > 4 and data and next(reads) else data

    monkeypatch.setattr(os, "pread", flaky)
    with pytest.raises(StorageError, match="could not be copied"):
        restored(store.path, kept, now)
    assert sha(store.path) == before


def test_the_locks_of_the_diary_hold_until_the_new_one_is_in_place(store, kept, now, monkeypatch):
    real, tried = backup.publish, []

    def publish(draft, target, *, replace=False):
        if target == store.path:
            script = (
                "import sqlite3, sys\n"
                "other = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
                "other.execute('BEGIN IMMEDIATE')"
            )
            words = [sys.executable, "-c", script, store.path]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            assert "database is locked" in done.stderr
            tried.append(True)
        real(draft, target, replace=replace)

    monkeypatch.setattr(backup, "publish", publish)
    restored(store.path, kept, now)
    assert tried


DYING = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from tracker.store import restoring
left = int(sys.argv[3])
EVENTS = {"open", "os.link", "os.rename", "os.remove", "os.truncate", "os.utime", "sqlite3.connect"}

def count(event, arguments):
    global left
    if event in EVENTS and "data" in str(arguments):
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(count)
with restoring.prepared(Path(sys.argv[1]), Path(sys.argv[2])) as found:
    restoring.put_in_place(Path(sys.argv[1]), found, datetime.now(UTC))
"""


def test_killed_before_any_step_it_leaves_the_old_diary_or_the_new(store, kept, now):
    whole, old, new = store.path.read_bytes(), dump(store.path), dump(kept)
    outcomes = []
    for steps in range(0, 200, 3):
        store.path.write_bytes(whole)
        words = [sys.executable, "-c", DYING, store.path, kept, str(steps)]
        code = subprocess.run(words, check=False).returncode
        found = dump(store.path)
        assert found in (old, new), f"killed before step {steps}"
        for backup_file in listed(store.path):
            if backup_file.path != kept:
                assert dump(backup_file.path) == old
        outcomes.append(found == new)
        if code == 0:
            break
        assert code == 9
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert len(outcomes) > 5
    assert restored(store.path, kept, now).entries == 1
    assert not list(store.path.parent.glob(".diary.db.*.part"))
