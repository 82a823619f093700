"""What guards the diary while the screens are open: its backups, and an upgrade underneath."""

import subprocess
import sys
from datetime import timedelta

import pytest

from tracker.store import backups, schema
from tracker.store.backup import new_backup
from tracker.tui.keeping import OUTGROWN

DAY = timedelta(days=1)


def of(store):
    return [backup.made.date() for backup in backups.listed(store.path)]


async def test_the_days_backup_is_made_and_another_when_a_day_begins(start, clock, store, twitch):
    async with start([twitch()], backs_up=True) as person:
        today = clock().date()
        assert of(store) == [today]
        await person.press("c")
        assert of(store) == [today]
        clock.pass_by(days=1)
        person.app.look()
        await person.settle()
        assert of(store) == [today, today + DAY]


async def test_the_first_day_of_a_diary_asks_for_no_backup(start, clock):
    async with start(backs_up=True, keys=("c", "t")) as person:
        assert "backup" not in person.screen
        assert person.app.safety.is_wanting


@pytest.fixture
def no_daily_backup(monkeypatch):
    monkeypatch.setattr("tracker.store.daily._is_due", lambda *_: False)


@pytest.mark.parametrize(("days", "is_told"), [(7, False), (8, True)])
@pytest.mark.usefixtures("no_daily_backup")
async def test_today_shows_an_old_backup(start, clock, twitch, days, is_told):
    async with start([twitch()]) as person:
        store = person.store
    new_backup(store.path, backups.Reason.ASKED, clock() - days * DAY)
    async with start([twitch(30)], backs_up=True) as person:
        line = f"The last backup: Thu 12 Nov 10:00, {days} days ago. F6 makes one"
        assert (line in person.words) == is_told
        await person.press("f2")
        assert "The last backup" not in person.words


async def test_an_old_backup_of_a_diary_that_did_not_change_is_good(start, clock, store, twitch):
    store.add([twitch()], now=clock())
    new_backup(store.path, backups.Reason.ASKED, clock() - 30 * DAY)
    async with start(backs_up=True) as person:
        assert person.app.safety.covered
        assert person.app.backup_warning == ""


async def test_a_backup_that_fails_is_told_and_stays_on_today(start, store, twitch, monkeypatch):
    monkeypatch.setattr(
        "tracker.store.daily.back_up_daily", lambda *_: "The daily backup was not made: full."
    )
    async with start([twitch()], backs_up=True) as person:
        assert person.said == ["The daily backup was not made: full."]
        assert "There is no backup of the diary." in person.words


BUMP = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as diary:
    diary.execute("ALTER TABLE entry ADD COLUMN mood TEXT")
    diary.execute(f"PRAGMA user_version = {sys.argv[2]}")
diary.close()
"""


def upgrade(store):
    """Another program brings the file to a schema of the future."""
    newer = str(schema.SCHEMA_VERSION + 1)
    subprocess.run([sys.executable, "-c", BUMP, str(store.path), newer], check=True)


async def test_an_upgrade_underneath_leaves_what_was_read_and_refuses_what_is_new(
    start, store, twitch
):
    async with start([twitch(note="seen before")]) as person:
        before = len(person.entries())
        upgrade(store)
        content = store.path.read_bytes()
        person.app.look(at_once=True)
        await person.settle()
        assert OUTGROWN in person.words
        assert "seen before" in person.screen
        assert person.said == []
        await person.press("t", "u")
        assert set(person.said) == {f"{OUTGROWN} Nothing was saved."}
        for key in ("f2", "f3", "f4", "f5", "f1"):
            await person.press(key)
            assert person.app.is_running
        assert set(person.said) == {f"{OUTGROWN} Nothing was saved."}
        assert store.path.read_bytes() == content
        assert before == 1


async def test_a_line_typed_meanwhile_is_kept(start, store):
    async with start(keys="/") as person:
        await person.type("coffee 8:15")
        upgrade(store)
        await person.press("enter")
        assert "upgraded by a newer tracker" in person.words
        assert person.app.drafts.of("In words") == {"": "coffee 8:15"}
        await person.press("escape")
        assert person.app.outgrown == OUTGROWN


async def test_a_write_that_meets_the_new_schema_is_refused(start, store, twitch):
    async with start([twitch()], keys=("f2", "enter")) as person:
        upgrade(store)
        person.app.screen.query_one("Input").value = "2026-11-20 08:00"
        await person.press("enter")
        assert "upgraded by a newer tracker" in person.words
        assert person.app.drafts.kept
