"""Who holds a diary that is busy, with real second programs; and a lock that is waited for."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import BusyError
from tracker.store import engine, holders, locking, restoring
from tracker.store.backup import back_up

COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[sys.argv.index("--db") + 1], isolation_level=None)
for statement in {statements!r}:
    connection.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""
linux = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="needs Linux's list of locks")


@pytest.fixture
def hold(store, tmp_path, monkeypatch):
    """Start a second program under a name, which holds the diary until the test ends."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    started = []

    def start(name, *statements, words=("import", "my secret.jsonl")):
        script = tmp_path / name
        script.write_text(HOLD.format(statements=statements))
        process = subprocess.Popen(
            [sys.executable, str(script), "--db", str(store.path), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def refused(deed):
    with pytest.raises(BusyError) as caught:
        deed()
    return str(caught.value)


@linux
def test_a_writing_tracker_is_named_by_command_and_process_and_by_nothing_private(store, hold, now):
    process = hold("tracker", "BEGIN IMMEDIATE")
    words = refused(lambda: store.add([COFFEE], now=now))
    assert "another tracker is writing to the diary" in words
    assert f"tracker import (process {process.pid})" in words
    assert "secret" not in words
    assert "Nothing was saved; what was saved before is safe." in words
    process.communicate(b"")
    store.add([COFFEE], now=now)


@linux
def test_another_program_is_named_and_so_is_one_that_only_reads(store, hold, now):
    store.add([COFFEE], now=now)
    process = hold("browser", "BEGIN", "SELECT count(*) FROM entry")
    words = refused(lambda: store.add([COFFEE], now=now))
    assert "another program is reading the diary" in words
    assert f"(process {process.pid})" in words
    assert "browser" not in words, "the name of the program, not what it was given"


@linux
def test_one_that_was_stopped_is_told_how_to_go_on(store, hold, now):
    process = hold("tracker", "BEGIN EXCLUSIVE")
    process.send_signal(signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)
    assert f"kill -CONT {process.pid}" in refused(store.entries)


@linux
def test_a_writer_is_named_before_a_reader(store, hold, now):
    store.add([COFFEE], now=now)
    hold("tracker", "BEGIN", "SELECT count(*) FROM entry", words=("list",))
    writer = hold("tracker", "BEGIN IMMEDIATE", words=("add", "coffee"))
    assert holders.holder(store.path).pid == writer.pid
    assert holders.holder(store.path).name == "tracker add"


@pytest.mark.parametrize("locks", ["", "1: POSIX  ADVISORY  WRITE x\n2: nonsense", None])
def test_where_the_system_does_not_tell_the_message_names_nobody(
    store, hold, now, locks, tmp_path, monkeypatch
):
    listed = tmp_path / "locks"
    if locks is not None:
        listed.write_text(locks)
    monkeypatch.setattr(holders, "_LOCKS", listed)
    hold("tracker", "BEGIN IMMEDIATE")
    words = refused(lambda: store.add([COFFEE], now=now))
    assert words.startswith("another tracker is writing to the diary and has not finished.")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["/usr/bin/tracker", "add", "coffee"], "tracker add"),
        (["/usr/bin/python3", "/home/x/bin/tracker", "--db", "add.db", "import"], "tracker import"),
        (["python3", "-m", "tracker", "--json", "edit", "3f2a"], "tracker edit"),
        (["tracker"], "tracker"),
        (["tracker", "--db", "diary.db"], "tracker"),
        (["tracker", "../note about me"], "tracker"),
        (["sqlite3", "/home/x/tracker.db"], None),
        ([], None),
    ],
)
def test_of_a_command_line_nothing_but_the_command_is_taken(words, name):
    assert holders._command(words) == name


@linux
def test_a_lock_of_the_whole_file_is_waited_for_and_its_holder_named(
    store, now, tmp_path, monkeypatch
):
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    kept = back_up(store.path, tmp_path / "kept.db")
    lock = store.path.with_name(f".{store.path.name}.lock")
    script = f"import fcntl, sys; f = open({str(lock)!r}, 'w'); fcntl.lockf(f, fcntl.LOCK_EX)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}; print('held', flush=True); sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"held\n"
        with restoring.prepared(store.path, kept) as found:
            words = refused(lambda: restoring.put_in_place(store.path, found, now))
            assert "making, upgrading or restoring the diary" in words
            assert f"(process {process.pid})" in words
            process.communicate(b"")
            assert restoring.put_in_place(store.path, found, now).kept_is_sound
