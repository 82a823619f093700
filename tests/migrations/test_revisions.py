"""Revisions: no drift from the models, whole or not at all, and rows that survive them."""

import re
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tracker import models
from tracker.errors import DiaryFileError, InternalError
from tracker.store import Store, schema, upgrade
from tracker.store.engine import write_engine

COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(upgrade.script_location()))
    return made


def structure(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return found


def test_the_newest_revision_is_the_schema_this_program_writes():
    heads = ScriptDirectory.from_config(config()).get_heads()
    assert [int(head) for head in heads] == [schema.SCHEMA_VERSION]


def test_models_and_revisions_do_not_drift(store):
    with write_engine(store.path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, models.metadata()) == []


def test_tables_made_by_revisions_are_those_the_models_would_make(store, tmp_path):
    other = tmp_path / "models.db"
    sqlite3.connect(other).close()
    with write_engine(other).begin() as connection:
        models.metadata().create_all(connection)
    made, wanted = (
        {name: squeezed(sql) for name, sql in structure(p) if sql} for p in (store.path, other)
    )
    made.pop("alembic_version")
    assert made == wanted


def squeezed(sql: str) -> list[str]:
    """A statement's parts in a fixed order: where one stands has no meaning."""
    parts = re.split(r"\n|, (?=\w+ (?:TEXT|INTEGER|REAL)\b)", sql)
    return sorted(part.strip().rstrip(",") for part in parts if part.strip(" \t,)"))


def test_every_table_is_strict_and_every_check_is_named(store):
    for name, sql in structure(store.path):
        if not sql or not sql.startswith("CREATE TABLE") or name == "alembic_version":
            continue
        assert sql.rstrip().endswith("STRICT"), name
        assert sql.count(" CHECK ") == sql.count("CONSTRAINT ck_"), name


@pytest.fixture
def older(store, now):
    """A diary that says it is one schema older, with an entry, at the revision before the head."""
    store.add([COFFEE], now=now)
    connection = sqlite3.connect(store.path)
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.close()
    return store.path


def test_an_older_diary_is_backed_up_and_upgraded_on_start(older):
    entries = Store.open(older).entries()
    assert [e.record["mg"] for e in entries] == [96]
    backups = list((older.parent / "backups").glob("diary-*-schema0-before-upgrade.db"))
    assert len(backups) == 1
    assert schema.read_header(backups[0]).user_version == 0


def test_a_revision_that_fails_leaves_the_old_diary_and_names_the_backup(older, monkeypatch):
    before = structure(older), schema.read_header(older).user_version

    def half_way(config, _revision):
        config.attributes["connection"].exec_driver_sql("CREATE TABLE half (x)")
        config.attributes["connection"].exec_driver_sql("DROP TABLE episode")
        raise RuntimeError("power cut")

    monkeypatch.setattr(command, "upgrade", half_way)
    with pytest.raises(InternalError, match=r"schema 0.*power cut.*The backup is .*\.db"):
        Store.open(older)
    assert (structure(older), schema.read_header(older).user_version) == before
    monkeypatch.undo()
    assert len(Store.open(older).entries()) == 1


def test_an_interrupted_upgrade_is_no_fault_though_its_rollback_fails(older, monkeypatch):
    before = older.read_bytes()

    def stopped(_config, _revision):
        try:
            raise KeyboardInterrupt
        finally:
            raise RuntimeError("rollback() first")

    monkeypatch.setattr(command, "upgrade", stopped)
    with pytest.raises(KeyboardInterrupt):
        Store.open(older)
    assert older.read_bytes() == before


def test_an_upgrade_that_would_orphan_rows_is_rolled_back(older, monkeypatch):
    def orphan(config, _revision):
        config.attributes["connection"].exec_driver_sql("DELETE FROM entry")

    monkeypatch.setattr(command, "upgrade", orphan)
    with pytest.raises(InternalError, match="without their entry"):
        Store.open(older)
    monkeypatch.undo()
    assert len(Store.open(older).entries()) == 1


def test_a_damaged_older_diary_is_not_upgraded(older):
    connection = sqlite3.connect(older)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM entry")
    connection.commit()
    connection.close()
    before = older.read_bytes()
    with pytest.raises(DiaryFileError, match="damaged"):
        Store.open(older)
    assert older.read_bytes() == before


def test_a_creation_that_fails_leaves_no_file(diary_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("no")

    monkeypatch.setattr(command, "upgrade", fail)
    with pytest.raises(RuntimeError):
        Store.open(diary_path)
    assert [f.name for f in diary_path.parent.iterdir()] == [f".{diary_path.name}.lock"]
