"""Numbers that are none, or none of the diary's: refused by name and range, in SQL too."""

import json
import math
import sqlite3
from datetime import datetime

import pytest

from tracker.errors import DataError
from tracker.fields import FIELDS, Field
from tracker.store import Store
from tracker.vocabulary import Kind

NUMBERS = [(kind, f) for kind in Kind for f in FIELDS[kind] if f.limits is not None]
NAMES = [f"{kind}.{f.name}" for kind, f in NUMBERS]


def beyond(field: Field) -> list[float]:
    """What no field of numbers takes, and what lies just outside this one's range."""
    assert field.limits is not None
    step = 1 if field.form == "whole number" else 0.001
    never = [float("nan"), float("inf"), float("-inf"), 2**63, -(2**63) - 1, 10**400, 1e308]
    return [*never, field.limits.low - step, field.limits.high + step]


@pytest.mark.parametrize(("kind", "field"), NUMBERS, ids=NAMES)
def test_a_number_outside_its_field_is_refused_by_name(store, one_of_each, now, kind, field):
    record = next(r for r in one_of_each if r["kind"] == kind)
    for value in beyond(field):
        with pytest.raises(DataError) as refused:
            store.add([{**record, field.name: value}], now=now)
        assert field.name in refused.value.message
        assert refused.value.field == field.name
    assert store.entries() == []


@pytest.mark.parametrize(("kind", "field"), NUMBERS, ids=NAMES)
def test_sql_itself_refuses_it(store, one_of_each, now, kind, field):
    store.add(one_of_each, now=now)
    connection = sqlite3.connect(store.path, isolation_level=None)
    sql = f'UPDATE {kind} SET "{field.name}" = ?'  # noqa: S608  the dictionary's own names
    for value in [*beyond(field), "many", b"\x00"]:
        with pytest.raises((sqlite3.IntegrityError, OverflowError)):
            connection.execute(sql, (_bindable(field, value),))
    connection.close()
    assert Store(store.path).entries()


def _bindable(field: Field, value: object) -> object:
    """NaN reaches SQLite as NULL, which means "not recorded": where that is allowed, use text."""
    return "nan" if isinstance(value, float) and math.isnan(value) and not field.required else value


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_a_file_with_such_a_number_is_refused_whole(store, tmp_path, capsys, number, monkeypatch):
    from tracker.cli.main import main

    monkeypatch.setenv("TRACKER_NOW", datetime.now().astimezone().isoformat())
    file = tmp_path / "bad.jsonl"
    good = {"kind": "caffeine", "time": "2026-11-19T08:30:00+01:00", "mg": 90}
    bad = json.dumps({**good, "mg": 0}).replace('"mg": 0', f'"mg": {number}')
    file.write_text(f"{json.dumps(good)}\n{bad}\n")
    assert main(["--db", str(store.path), "import", str(file)]) == 65
    assert "line 2" in capsys.readouterr().err
    assert store.entries() == []
