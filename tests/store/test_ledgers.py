"""What stands beside the entries, and the story of each: damage is found, and no life is damage."""

import sqlite3
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import DataError, NotFoundError
from tracker.records import content_id
from tracker.store import Store, checking
from tracker.store.checking import About, Level
from tracker.store.purging import purge
from tracker.store.salvaging import salvage
from tracker.store.surroundings import Disk


def found(path, now):
    """What is amiss with the diary itself, by what it is about."""
    report = checking.check(path, now, disk=lambda _: Disk("ext4", encrypted=True))
    return {f.about: f.text for f in report.findings if f.level is not Level.OK} | {
        About.SURROUNDINGS: ""
    }


def coffee(number):
    record = {"kind": "caffeine", "time": f"2026-11-19T08:{number:02}:00+01:00", "mg": 90}
    return record | {"id": content_id(record)}


@pytest.fixture
def lived(store, now):
    """Imports, edits, a deletion, acknowledgements, and changes before the journal's oldest."""
    store.import_records([coffee(n) for n in range(6)], source="a.csv", format_name="csv", now=now)
    for n in range(32):
        later = now + timedelta(minutes=n)
        store.edit(coffee(0)["id"], {"mg": n}, now=later)
    store.edit(coffee(1)["id"], {"mg": 5}, now=later)
    store.delete([coffee(2)["id"]], now=later)
    store.acknowledge("over_two_weeks", note="seen", now=later + timedelta(minutes=1))
    return store


ONE = coffee(1)["id"]
DAMAGE = {
    About.LEDGER: """
        UPDATE batch SET imported_utc = '2026-11-20T09:00:01.000000Z'
        UPDATE batch SET imported_utc = 'soon'
        UPDATE batch SET source = CAST(x'612e6373f6' AS TEXT)
        DELETE FROM batch
        UPDATE entry SET batch_id = 2 WHERE id = :one
        UPDATE entry SET entered_utc = '2026-11-20T08:00:00.000000Z' WHERE id = :one
        UPDATE acknowledgement SET rule = 'over_two_wecks'
        UPDATE acknowledgement SET acknowledged_utc = replace(acknowledged_utc, '0', '1')
        UPDATE acknowledgement SET note = CAST(x'73e5656e' AS TEXT)
        DELETE FROM acknowledgement
    """,
    About.JOURNAL: """
        UPDATE entry SET changed_utc = '2026-11-21T09:00:00.000000Z' WHERE id = :one
        UPDATE entry SET version = 1, changed_utc = entered_utc WHERE id = :one
        UPDATE entry SET changed_utc = entered_utc, deleted_utc = NULL WHERE deleted_utc > ''
        UPDATE change SET changed_utc = '2026-11-21T09:00:00.000000Z' WHERE id = 20
        UPDATE changed_entry SET before = replace(before, '"version": 20', '"version": 28')
    """,
}
STATEMENTS = [(about, line.strip()) for about, sql in DAMAGE.items() for line in sql.split("\n")]


@pytest.mark.parametrize(("about", "statement"), [each for each in STATEMENTS if each[1]])
def test_a_changed_row_beside_the_entries_is_found(lived, now, about, statement):
    assert set(found(lived.path, now)) == {About.SURROUNDINGS}
    connection = sqlite3.connect(lived.path)
    assert connection.execute(statement, {"one": ONE} if ":one" in statement else {}).rowcount > 0
    connection.commit()
    connection.close()
    assert about in found(lived.path, now)


CLEAR = {"kind": "day", "date": "2026-11-18", "status": "clear"}
DEEDS = {
    "add": lambda store, n, now: store.add([coffee(n)], now=now),
    "edit": lambda store, n, now: store.edit(coffee(n)["id"], {"mg": now.minute}, now=now),
    "delete": lambda store, n, now: store.delete([coffee(n)["id"]], now=now),
    "undo": lambda store, _, now: store.undo(now=now),
    "import": lambda store, n, now: store.import_records(
        [*map(coffee, range(n)), CLEAR | {"id": coffee(50)["id"]}],
        source="a",
        format_name="jsonl",
        now=now,
    ),
    "take out": lambda store, n, now: store.undo_import(n, now=now),
    "see": lambda store, _, now: store.acknowledge("over_two_weeks", note=None, now=now),
    "clear": lambda store, _, now: store.add([CLEAR], now=now),
    "twitch": lambda store, n, now: store.add(
        [{"kind": "episode", "start": f"2026-11-18T1{n}:00:00+01:00"}], now=now
    ),
    "purge": lambda store, _n, _now: purge(store.path),
}


@settings(max_examples=25)
@given(deeds=st.lists(st.tuples(st.sampled_from(list(DEEDS)), st.integers(0, 5)), max_size=45))
def test_no_life_of_a_diary_is_damage(deeds, now, tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("life") / "diary.db")
    for minute, (deed, number) in enumerate(deeds):
        with suppress(DataError, NotFoundError):
            DEEDS[deed](store, number, now + timedelta(minutes=minute))
    assert set(found(store.path, now)) == {About.SURROUNDINGS}, deeds


def test_what_is_salvaged_without_its_import_is_sound(lived, now, tmp_path):
    connection = sqlite3.connect(lived.path)
    connection.execute("DELETE FROM batch")
    connection.commit()
    connection.close()
    salvage(lived.path, tmp_path / "saved.db", now)
    assert set(found(tmp_path / "saved.db", now)) == {About.SURROUNDINGS}
