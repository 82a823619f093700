"""Backup, restore, check, purge and encryption as a person or a script uses them."""

import io
import json
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tracker.cli import sealed
from tracker.cli.main import main
from tracker.exchange import sealing
from tracker.store import Store, backups
from tracker.store.backup import new_backup

NOW = "2026-11-20T10:00:00+01:00"


class Terminal(io.StringIO):
    """Standard input that is a terminal on which something was typed."""

    def isatty(self):
        return True


@pytest.fixture
def run(diary_path, monkeypatch, capfdbinary):
    """Run one command on a diary of its own; return code, stdout, stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))
    monkeypatch.setenv("TRACKER_NOW", NOW)

    def command(*words, typed=None):
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
        code = main([str(word) for word in words])
        printed = capfdbinary.readouterr()
        return code, printed.out, printed.err.decode()

    return command


@pytest.fixture
def passphrase(monkeypatch):
    """What is typed at every question for a passphrase."""
    answers = []
    monkeypatch.setattr(sealed, "getpass", lambda _: answers.pop(0))
    return answers


def as_json(out):
    return json.loads(out)


def listed(run):
    return as_json(run("list", "--json")[1])["entries"]


def test_add_asks_in_a_terminal_and_its_output_stays_clean(run, diary_path):
    code, out, err = run("add", "--json", typed="coffee 8:30\n")
    assert code == 0
    assert as_json(out)["entries"][0]["mg"] == 96
    assert "What happened?" in err
    assert Store(diary_path).count() == 1
    assert run("add", typed="")[0] == 0
    assert Store(diary_path).count() == 1


def test_the_first_command_of_a_day_backs_up_without_a_word(run, diary_path, monkeypatch):
    assert run("add", "coffee")[2] == ""
    assert run("add", "coffee")[2] == ""
    assert len(backups.listed(diary_path)) == 1
    monkeypatch.setenv("TRACKER_NOW", "2026-11-21T10:00:00+01:00")
    assert run("list")[2] == ""
    assert [b.made.day for b in backups.listed(diary_path)] == [20, 21]


def test_a_failing_daily_backup_is_a_warning_behind_a_saved_entry(run, diary_path):
    diary_path.parent.mkdir()
    backups.folder_of(diary_path).write_text("in the way")
    code, out, err = run("add", "coffee", "--json")
    assert code == 0
    assert as_json(out)["entries"]
    assert err.startswith("The daily backup was not made: ")
    assert len(listed(run)) == 1


def test_a_command_that_failed_makes_no_backup(run, diary_path):
    run("add", "coffee 99999mg")
    assert backups.listed(diary_path) == []


def test_the_day_without_a_backup_costs_add_next_to_nothing(store, now):
    from tracker.store.daily import back_up_daily

    store.add([{"kind": "day", "date": "2026-11-20", "status": "complete"}], now=now)
    for day in range(24):
        new_backup(store.path, backups.Reason.ASKED, now.replace(day=1 + day % 20))
    started = time.perf_counter()
    for _ in range(20):
        assert back_up_daily(store.path, now) == ""
    assert time.perf_counter() - started < 20 * 0.01


def test_backup_restore_and_back_again(run, diary_path):
    run("add", "coffee")
    code, out, _ = run("backup", "--json")
    made = as_json(out)
    assert code == 0
    assert made["encrypted"] is False
    assert Path(made["backup"]).parent == backups.folder_of(diary_path)
    run("add", "tea")
    before = listed(run)
    code, out, _ = run("restore", made["backup"], "--yes", "--json")
    assert code == 0
    done = as_json(out)
    assert (done["entries"], done["kept_is_sound"]) == (1, True)
    assert len(listed(run)) == 1
    assert run("restore", done["kept"], "--yes")[0] == 0
    assert listed(run) == before


def test_restore_says_how_to_go_back(run, diary_path):
    run("add", "coffee")
    run("backup")
    (_, made) = backups.listed(diary_path)
    _, _, err = run("--db", diary_path, "restore", made.path, "--yes")
    (command,) = re.findall(r"To go back: tracker (.*)", err)
    assert command.split()[:3] == ["--db", str(diary_path), "restore"]
    assert run(*command.split(), "--yes")[0] == 0


def test_restore_asks_in_a_terminal_and_needs_yes_elsewhere(run, diary_path):
    run("add", "coffee")
    (made,) = backups.listed(diary_path)
    run("add", "tea")
    code, _, err = run("restore", made.path)
    assert (code, len(listed(run))) == (2, 2)
    assert "Add --yes" in err
    code, _, err = run("restore", made.path, typed="n\n")
    assert (code, len(listed(run))) == (2, 2)
    assert "holds 1 entry, the newest of 2026-11-20" in err
    assert run("restore", made.path, typed="y\n")[0] == 0
    assert len(listed(run)) == 1


def test_restore_without_a_name_names_the_newest(run, diary_path):
    run("add", "coffee")
    code, _, err = run("restore")
    assert code == 2
    assert str(backups.last_backup(diary_path)[0]) in err


def test_an_emptied_diary_names_the_command_that_brings_it_back(run, diary_path):
    run("add", "coffee")
    diary_path.write_bytes(b"")
    code, _, err = run("list")
    assert code == 78
    (command,) = re.findall(r"tracker (restore \S+)", err)
    code, _, err = run(*command.split(), "--yes")
    assert code == 0
    assert "kept byte for byte" in err
    assert len(listed(run)) == 1


def test_a_backup_goes_where_it_is_told_and_over_nothing(run, diary_path, tmp_path):
    run("add", "coffee")
    target = tmp_path / "usb.db"
    assert run("backup", "-o", target)[0] == 0
    assert len(Store(target).entries()) == 1
    assert run("backup", "-o", target)[0] == 73
    assert run("backup", "-o", target, "--force")[0] == 0
    assert run("backup", "-o", tmp_path / "none" / "a.db")[0] == 73
    assert run("backup", "-o", tmp_path)[0] == 73
    assert run("backup", "-o", diary_path, "--force")[0] == 2
    code, out, _ = run("backup", "-o", "-")
    assert code == 0
    (tmp_path / "stdout.db").write_bytes(out)
    assert len(Store(tmp_path / "stdout.db").entries()) == 1


def test_no_diary_is_no_backup_and_none_is_made(run, diary_path):
    for words in (("backup",), ("check",), ("purge", "--yes")):
        assert run(*words)[0] == 66
    assert not diary_path.exists()


def test_check_speaks_plainly_and_as_json(run, diary_path):
    run("add", "coffee")
    code, out, err = run("check")
    assert code == 0
    assert err == "The diary is sound.\n"
    assert b"every entry is what was saved (1)" in out
    found = as_json(run("check", "--json")[1])
    assert (found["schema"], found["sound"], found["entries"]) == (1, True, 1)
    assert set(found["findings"][0]) == {"level", "about", "text", "hint", "entry"}


def test_check_names_a_damaged_entry_and_exits_78(run, diary_path):
    run("add", "coffee")
    (entry,) = listed(run)
    connection = sqlite3.connect(diary_path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute("UPDATE caffeine SET time = 'noon\x1b[2J'")
    connection.commit()
    connection.close()
    code, out, err = run("check")
    assert code == 78
    assert err == "The diary is damaged.\n"
    assert entry["id"].encode() in out
    assert b"\x1b" not in out
    found = as_json(run("check", "--json")[1])
    assert found["damaged_entries"] == 1


def test_salvage_says_what_became_of_every_entry(run, diary_path, tmp_path):
    run("add", "coffee; tea; stress 4")
    connection = sqlite3.connect(diary_path)
    connection.execute("UPDATE stress SET stress = 5")
    connection.execute("DELETE FROM caffeine WHERE mg < 90")
    connection.commit()
    connection.close()
    code, out, err = run("check", "--salvage", tmp_path / "out.db")
    assert code == 0
    assert sorted(line.split()[0] for line in out.decode().splitlines()) == ["doubtful", "lost"]
    assert "Saved 1 entries" in err or "Saved 1 entry" in err
    code, out, _ = run("check", "--json", "--salvage", tmp_path / "2.db")
    found = as_json(out)
    assert (found["saved"], len(found["doubtful"]), len(found["lost"])) == (1, 1, 1)
    assert run("check", "--salvage", tmp_path / "out.db")[0] == 73


def test_purge_wipes_what_was_deleted_and_says_that_backups_hold_it(run, diary_path):
    run("add", 'coffee "a secret word"')
    run("add", "tea")
    (coffee,) = (entry for entry in listed(run) if "note" in entry)
    run("delete", coffee["id"])
    assert b"a secret word" in diary_path.read_bytes()
    assert run("purge")[0] == 2
    code, _, err = run("purge", typed="y\n")
    assert code == 0
    assert "1 entry that had been deleted" in err
    assert "may still hold them" in err
    assert b"a secret word" not in diary_path.read_bytes()
    assert len(listed(run)) == 1
    assert run("undo")[0] == 66
    assert run("check")[0] == 0
    found = as_json(run("purge", "--yes", "--json")[1])
    assert found["purged"] == 0
    assert len(found["backups"]) == 1


def test_purge_leaves_no_name_of_an_import_that_is_gone(run, diary_path, tmp_path):
    source = tmp_path / "private-name.jsonl"
    source.write_text('{"kind": "day", "date": "2026-11-01", "status": "clear"}\n')
    run("import", source)
    (entry,) = listed(run)
    run("delete", entry["id"])
    run("purge", "--yes")
    assert b"private-name" not in diary_path.read_bytes()


class TestSealed:
    """Encryption; skipped where its package is not installed."""

    @pytest.fixture(autouse=True)
    def installed(self):
        pytest.importorskip("pyrage")

    def test_a_sealed_backup_comes_back_with_its_passphrase(self, run, diary_path, passphrase):
        run("add", 'coffee "a secret word"')
        passphrase += ["correct horse", "correct horse"]
        code, out, _ = run("backup", "--encrypt", "--json", typed="")
        made = Path(as_json(out)["backup"])
        assert code == 0
        assert made.name.endswith(".db.age")
        assert made.stat().st_mode & 0o777 == 0o600
        assert b"a secret word" not in made.read_bytes()
        with sealing.opened(made) as file:
            assert sealing.is_sealed(file)
        assert [f.name for f in made.parent.iterdir() if f.name.startswith(".")] == []
        assert backups.last_backup(diary_path)[0].parent == made.parent
        run("add", "tea")
        passphrase += ["wrong", "correct horse"]
        code, _, err = run("restore", made, "--yes", typed="")
        assert code == 65
        assert "passphrase does not open" in err
        assert len(listed(run)) == 2
        assert run("restore", made, "--yes", typed="")[0] == 0
        assert len(listed(run)) == 1
        left = sorted(f.name for f in diary_path.parent.iterdir())
        assert left == [".diary.db.lock", "backups", "diary.db"]

    def test_a_key_seals_and_opens_without_a_terminal(self, run, tmp_path):
        import pyrage

        run("add", "coffee")
        identity = pyrage.x25519.Identity.generate()
        keys = tmp_path / "keys.txt"
        keys.write_text(f"# created\n{identity}\n")
        target = tmp_path / "a.age"
        assert run("backup", "--recipient", identity.to_public(), "-o", target)[0] == 0
        assert run("restore", target, "--yes")[0] == 2
        assert run("restore", target, "--yes", "--identity", keys)[0] == 0
        keys.write_text(f"{pyrage.x25519.Identity.generate()}\n")
        assert run("restore", target, "--yes", "--identity", keys)[0] == 65
        keys.write_text("nothing")
        assert run("restore", target, "--yes", "--identity", keys)[0] == 65
        assert run("restore", target, "--yes", "--identity", tmp_path / "none")[0] == 66
        assert run("backup", "--recipient", "age1nonsense")[0] == 2

    def test_a_damaged_sealed_backup_is_refused(self, run, tmp_path, passphrase):
        run("add", "coffee")
        passphrase += ["correct horse"] * 3
        target = tmp_path / "a.age"
        run("backup", "--encrypt", "-o", target, typed="")
        target.write_bytes(target.read_bytes()[:-1])
        assert run("restore", target, "--yes", typed="")[0] == 65

    def test_a_passphrase_is_asked_for_twice_and_must_not_be_short(self, run, passphrase):
        run("add", "coffee")
        passphrase += ["correct horse", "correct hearse"]
        code, _, err = run("backup", "--encrypt", typed="")
        assert (code, "differ" in err) == (2, True)
        passphrase += ["short", "short"]
        code, _, err = run("backup", "--encrypt", typed="")
        assert (code, "8 characters" in err) == (2, True)
        code, _, err = run("backup", "--encrypt")
        assert (code, "terminal" in err) == (2, True)

    def test_an_export_can_be_sealed(self, run, tmp_path, passphrase):
        run("add", 'coffee "a secret word"')
        plain = run("export", "--format", "jsonl")[1]
        passphrase += ["correct horse"] * 2
        target = tmp_path / "diary.jsonl.age"
        assert run("export", "--encrypt", "-o", target, typed="")[0] == 0
        key = sealing.Key("correct horse")
        assert sealing.unseal(target.read_bytes(), key) == plain


def test_without_the_package_the_command_to_type_is_named(run, monkeypatch):
    run("add", "coffee")
    monkeypatch.setitem(sys.modules, "pyrage", None)
    code, _, err = run("backup", "--encrypt", typed="")
    assert code == 2
    assert "pip install 'twitch-tracker[crypt]'" in err


def test_neither_a_daily_backup_nor_a_restore_loads_the_orm(store, now):
    store.add([{"kind": "day", "date": "2026-11-20", "status": "complete"}], now=now)
    script = (
        "import sys\n"
        "from tracker.cli.main import main\n"
        "db = ['--db', sys.argv[1]]\n"
        "main([*db, 'list'])\n"
        "from tracker.store import backups\n"
        "(made,) = backups.listed(__import__('pathlib').Path(sys.argv[1]))\n"
        "main([*db, 'restore', str(made.path), '--yes'])\n"
        "main([*db, 'check'])\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'alembic', 'pandas'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", script, store.path]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
