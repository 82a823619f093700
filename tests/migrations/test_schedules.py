"""From schema 1 to 2: medicines get schedules, and nothing that was there changes."""

import json
import sqlite3
from contextlib import closing

import pytest
from alembic import command

from tracker.store import Store, schema, structure, upgrade
from tracker.store.checking import Level, check
from tracker.store.salvaging import salvage
from tracker.store.surroundings import Disk

LITHIUM = {
    "kind": "medication",
    "id": "00000000-0000-4000-8000-000000000001",
    "name": "lithium",
    "dose": 300,
    "unit": "mg",
    "start_date": "2026-11-01",
}


def as_schema_1(path):
    """Take all but the first revision back: rows and images lose the field, nothing a checksum."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE checksum;"
        "ALTER TABLE medication DROP COLUMN schedule;"
        "UPDATE changed_entry SET before = json_remove(before, '$.fields.schedule')"
        " WHERE before IS NOT NULL;"
        "UPDATE alembic_version SET version_num = '0001';"
        "PRAGMA user_version = 1;"
    )
    connection.close()


@pytest.fixture
def of_schema_1(store, now):
    """A diary of schema 1 with a course, changed once."""
    store.add([LITHIUM], now=now)
    store.edit(LITHIUM["id"], {"dose": 600}, now=now)
    as_schema_1(store.path)
    return store.path


def test_schema_1_made_here_is_the_one_that_its_revision_made(of_schema_1, tmp_path, monkeypatch):
    to = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, _head: to(config, "0001"))
    other = tmp_path / "first.db"
    sqlite3.connect(other).close()
    upgrade.run_revisions(other)
    found = set()
    for path in (of_schema_1, other):
        with closing(sqlite3.connect(path)) as connection:
            found.add(structure.fingerprint(connection))
    assert len(found) == 1


def test_courses_survive_and_may_have_a_schedule_afterwards(of_schema_1, now):
    store = Store.open(of_schema_1)
    assert schema.check(of_schema_1) == schema.SCHEMA_VERSION
    (course,) = store.entries()
    assert course.record == {**LITHIUM, "dose": 600}
    store.edit(course.id, {"schedule": ["08:00", "20:00"]}, now=now)
    assert store.find(course.id).record["schedule"] == ["08:00", "20:00"]


def test_a_change_from_before_can_still_be_taken_back(of_schema_1, now):
    store = Store.open(of_schema_1)
    store.undo(now=now)
    assert store.entries()[0].record == LITHIUM


def test_check_and_salvage_know_the_old_rows(of_schema_1, now, tmp_path):
    Store.open(of_schema_1)
    found = check(of_schema_1, now, disk=lambda _: Disk("ext4", encrypted=True))
    assert [f for f in found.findings if f.level is Level.DAMAGE] == []
    salvage(of_schema_1, tmp_path / "saved.db", now)
    (course,) = Store.open(tmp_path / "saved.db").entries()
    assert course.record == {**LITHIUM, "dose": 600}


def test_a_schedule_that_is_no_list_is_refused_by_the_database_too(of_schema_1):
    Store.open(of_schema_1)
    connection = sqlite3.connect(of_schema_1)
    with pytest.raises(sqlite3.IntegrityError, match="ck_medication_schedule"):
        connection.execute("UPDATE medication SET schedule = '\"08:00\"'")
    connection.execute("UPDATE medication SET schedule = ?", (json.dumps(["08:00"]),))
    connection.close()
