"""A made-up newer program: its next revision rebuilds the parent of all tables, with rows."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provoke import diaries
from provoke.figures import Figures
from tracker.errors import TrackerError
from tracker.store import Store, schema, upgrade

_REVISION = '''"""A made-up next schema: a parent rebuilt, a column and a table added."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("entry", recreate="always") as batch:
        batch.add_column(sa.Column("place_id", sa.Integer(), nullable=True))
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO place (name) SELECT DISTINCT tz FROM entry WHERE tz IS NOT NULL")
    op.execute("UPDATE entry SET place_id = (SELECT id FROM place WHERE name = tz)")
    with op.batch_alter_table("caffeine", recreate="always") as batch:
        batch.add_column(sa.Column("cups", sa.REAL(), nullable=True))
'''
OLD, NEW = schema.SCHEMA_VERSION, schema.SCHEMA_VERSION + 1
"""The schemas of this program and of the made-up one."""

_SHARED = "id, kind, at_utc, utc_offset_min, tz, local_date, note, version, content_hash"


@contextmanager
def program(folder: Path) -> Iterator[None]:
    """While it lasts this program is one schema newer."""
    if not folder.exists():
        shutil.copytree(upgrade.script_location(), folder)
        (folder / "versions" / "9999_made_up.py").write_text(_REVISION.format(before=f"{OLD:04d}"))
    diaries.template(60)  # made by the older program
    before = schema.SCHEMA_VERSION, upgrade.script_location
    schema.SCHEMA_VERSION = NEW  # type: ignore[misc]  that is what a newer program differs in
    upgrade.script_location = lambda: folder
    try:
        yield
    finally:
        schema.SCHEMA_VERSION, upgrade.script_location = before  # type: ignore[misc]


@contextmanager
def same() -> Iterator[None]:
    """This program as it is."""
    yield


def judge(figures: Figures, path: Path, old: bytes, *, acknowledged: bool) -> None:
    """Wholly old or wholly new now, and new with every row after one more start."""
    other = path.with_name("old.db")
    other.write_bytes(old)
    wanted = _rows(other)
    if _state(other) != OLD:
        raise AssertionError("the diary to upgrade was not an old one")
    version = _state(path)
    figures.require(version in {OLD, NEW}, "damaged", f"between the schemas: {version}")
    figures.require(version == NEW or not acknowledged, "lost", "the upgrade was undone")
    figures.require(_rows(path) == wanted, "damaged", "rows differ after the fault")
    try:
        Store.open(path)
    except TrackerError as error:
        figures.require(False, "crashes", f"the next start failed: {error}")
    else:
        figures.require(_state(path) == NEW, "damaged", "the next start did not finish the upgrade")
        figures.require(_rows(path) == wanted, "damaged", "rows differ after the next start")
    for backup in (path.parent / "backups").glob("*.db"):
        schemas = {OLD} if "before-upgrade" in backup.name else {OLD, NEW}
        same = _state(backup) in schemas and _rows(backup) == wanted
        figures.require(same, "half_written", f"the backup {backup.name} is not the diary")
    left = [f.name for f in path.parent.rglob(".*") if not f.name.endswith(".lock")]
    figures.require(not left, "half_written", f"left lying: {left}")
    shutil.rmtree(path.parent)


def _state(path: Path) -> int | str:
    """OLD or NEW for a database that is wholly of that schema, else what does not fit."""
    connection = sqlite3.connect(path)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        tables = {r[0] for r in connection.execute("SELECT name FROM sqlite_master")}
        columns = {r[1] for r in connection.execute("PRAGMA table_info(entry)")}
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        checks = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'entry'"
        ).fetchone()[0]
        signs = {
            version == NEW,
            revision == "9999",
            "place" in tables,
            "place_id" in columns,
            any(r[1] == "cups" for r in connection.execute("PRAGMA table_info(caffeine)")),
        }
        half = {name for name in tables if name.startswith("_alembic_tmp")}
        kept = checks.count("CONSTRAINT ck_") == 4 and "STRICT" in checks
        indexes = sum(name.startswith("ix_") for name in tables)
        if sound != "ok" or orphans or half or len(signs) != 1 or not kept or indexes != 4:
            return f"{version=} {revision=} {sound=} {half=} {signs=} {kept=} {indexes=}"
        return int(version)
    finally:
        connection.close()


def _rows(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute(f"SELECT {_SHARED} FROM entry ORDER BY id").fetchall()  # noqa: S608
        for kind in ("episode", "sleep", "stress", "day"):
            found += connection.execute(f"SELECT * FROM {kind} ORDER BY 1").fetchall()  # noqa: S608
        sql = "SELECT entry_id, time, mg, item, servings FROM caffeine ORDER BY 1"
        return found + connection.execute(sql).fetchall()
    finally:
        connection.close()
