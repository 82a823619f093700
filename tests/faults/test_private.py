"""What the program writes is its owner's alone, whatever the umask."""

import os
import sqlite3
import stat

import pytest

from tracker.cli.main import main
from tracker.cli.parser import completion_parser
from tracker.store import Store

COMMANDS = completion_parser()._subparsers._group_actions[0].choices
COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}


@pytest.fixture(params=[0o000, 0o022], ids=["umask-000", "umask-022"])
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder):
    """Of every file and folder below a folder, by name."""
    return {
        str(f.relative_to(folder)): oct(stat.S_IMODE(f.lstat().st_mode)) for f in folder.rglob("*")
    }


def test_the_diary_and_all_that_is_made_of_it(umask, tmp_path, monkeypatch, now):
    monkeypatch.setenv("TRACKER_NOW", now.isoformat())
    home = tmp_path / "made" / "by" / "tracker"
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    diary = str(home / "diary.db")
    assert main(["--db", diary, "add", "coffee 8:30; twitch 3 9:00; complete"]) == 0
    for name in ("a.csv", "a.jsonl"):
        assert main(["--db", diary, "export", "-o", str(out / name)]) == 0
    assert main(["--db", diary, "report", "-o", str(out / "week.png")]) == 0
    if "backup" in COMMANDS:
        assert main(["--db", diary, "backup"]) == 0
        assert main(["--db", diary, "backup", "-o", str(out / "kept.db")]) == 0
    found = modes(tmp_path / "made") | modes(out)
    folders = {name for name in found if (tmp_path / "made" / name).is_dir()}
    assert {found.pop(name) for name in folders} == {"0o700"}
    assert set(found.values()) == {"0o600"}, found


def test_the_journal_of_a_write_under_way(umask, diary_path, now):
    store = Store.open(diary_path)
    store.add([COFFEE], now=now)
    connection = sqlite3.connect(diary_path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE entry SET note = 'mine'")
    assert modes(diary_path.parent)["diary.db-journal"] == "0o600"
    connection.close()


def test_an_export_never_writes_through_a_link_or_outside_its_name(store, now, tmp_path):
    store.add([COFFEE], now=now)
    victim, link = tmp_path / "victim", tmp_path / "link.csv"
    victim.write_text("mine")
    link.symlink_to(victim)
    diary = str(store.path)
    assert main(["--db", diary, "export", "-o", str(link)]) == 73
    assert main(["--db", diary, "export", "-o", str(link), "--force"]) == 0
    assert victim.read_text() == "mine"
    assert not link.is_symlink()
