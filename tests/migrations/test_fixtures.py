"""A diary of every schema there ever was, upgraded by this program: nothing is lost or changed.

For a new schema nothing is to be written here: `write_fixture.py` makes one more diary.
"""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tracker import fields, models
from tracker.errors import NotFoundError
from tracker.exchange import jsonl
from tracker.store import Store, checking, journal, schema, structure
from tracker.store.engine import write_engine
from tracker.store.surroundings import Disk
from tracker.vocabulary import Kind

FIXTURES = {int(f.stem.removeprefix("schema-")): f for f in Path(__file__).parent.rglob("*.db")}
NEWEST = FIXTURES[max(FIXTURES)]


def rows(path):
    """Every row of every table of the program, by table; each row by the names of its columns."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    names = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = {
        name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]  # noqa: S608
        for name in names
        if name != "alembic_version"
    }
    connection.close()
    return found


def said(path):
    """The records that stand beside a fixture: what it said when it was written."""
    lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()[1:]
    return [json.loads(line) for line in lines]


@pytest.fixture(params=FIXTURES.values(), ids=lambda path: path.stem)
def old(request):
    return request.param


@pytest.fixture
def upgraded(old, tmp_path):
    path = tmp_path / "data" / "diary.db"
    path.parent.mkdir(mode=0o700)
    shutil.copyfile(old, path)
    path.chmod(0o600)
    return Store.open(path)


def test_every_schema_has_its_fixture_and_every_fixture_its_schema():
    assert sorted(FIXTURES) == list(range(1, schema.SCHEMA_VERSION + 1))
    assert {n: schema.read_header(path).user_version for n, path in FIXTURES.items()} == {
        n: n for n in FIXTURES
    }


def test_the_newest_fixture_has_every_kind_and_every_field():
    found = {kind: set() for kind in Kind}
    for record in said(NEWEST):
        found[Kind(record["kind"])] |= set(record)
    for kind, own in found.items():
        assert {field.name for field in fields.FIELDS[kind]} <= own, kind
    assert all(rows(NEWEST).values()), "no table is empty"


def test_every_row_is_kept_as_it_was(old, upgraded):
    after = rows(upgraded.path)
    for table, before in rows(old).items():
        assert len(after[table]) == len(before)
        both = zip(before, after[table], strict=True)
        assert [{name: row[name] for name in was} for was, row in both] == before


def test_every_record_reads_as_it_did(old, upgraded):
    assert [json.loads(line) for line in list(jsonl.lines(upgraded.walk()))[1:]] == said(old)


def test_the_hash_of_every_entry_still_holds_and_nothing_is_found_amiss(upgraded, now):
    report = checking.check(upgraded.path, now, disk=lambda _: Disk("ext4", encrypted=True))
    about = {checking.About.FILE, checking.About.ENTRY, checking.About.JOURNAL}
    amiss = [f for f in report.findings if f.about in about and f.level is not checking.Level.OK]
    assert amiss == []
    assert report.entries == len(rows(upgraded.path)["entry"])


def test_its_tables_are_those_of_the_models(upgraded):
    connection = sqlite3.connect(upgraded.path)
    assert structure.problem(connection) is None, structure.fingerprint(connection)
    connection.close()
    with write_engine(upgraded.path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, models.metadata()) == []


def test_every_change_before_the_upgrade_can_be_taken_back(old, upgraded, now):
    changes = rows(old)["change"]
    assert len(changes) == journal.DEPTH
    for _ in changes:
        upgraded.undo(now=now)
    with pytest.raises(NotFoundError):
        upgraded.undo(now=now)
    imported = [e for e in upgraded.walk() if e.note != "as it was first written"]
    by_id = {record["id"]: record for record in said(old)[::2]}
    assert {e.id: dict(e.record) for e in imported} == by_id


def test_it_goes_on_as_a_diary(upgraded, now):
    for entry in upgraded.entries():
        upgraded.edit(entry.id, {"note": "edited after the upgrade"}, now=now)
    assert {e.note for e in upgraded.entries()} == {"edited after the upgrade"}


def test_the_backup_before_an_upgrade_holds_the_same_rows(old, upgraded):
    found = list((upgraded.path.parent / "backups").glob("*"))
    if old == NEWEST:
        assert found == []
    else:
        assert [rows(backup) for backup in found] == [rows(old)]
