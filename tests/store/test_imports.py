"""Imports: all or nothing, a second one adds nothing, and one can be taken out again."""

import sqlite3

import pytest

from tracker.errors import DataError, NotFoundError
from tracker.store import Store
from tracker.vocabulary import Kind


def imported(store, records, now, **more):
    return store.import_records(records, source="a.jsonl", format_name="jsonl", now=now, **more)


def test_a_second_import_adds_nothing(store, one_of_each, now):
    first = imported(store, one_of_each, now)
    assert (first.added, first.already, first.deleted) == (14, 0, 0)
    second = imported(store, one_of_each, now)
    assert (second.batch, second.added, second.already) == (None, 0, 14)
    assert len(store.entries()) == 14


def test_one_bad_record_imports_none(store, one_of_each, now):
    with pytest.raises(DataError, match="intensity"):
        imported(store, [*one_of_each[1:], {**one_of_each[0], "intensity": 11}], now)
    assert store.entries() == []


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(store, one_of_each, now):
    done = imported(store, one_of_each, now, dry_run=True)
    assert (done.batch, done.added) == (None, 14)
    assert store.entries() == []


def test_an_import_can_be_taken_out_and_brought_back(store, one_of_each, now):
    own = store.add([{"kind": "caffeine", "time": "2026-11-19T09:00:00+01:00", "mg": 5}], now=now)
    batch = imported(store, one_of_each, now).batch
    everything = store.entries()
    assert store.undo_import(batch, now=now) == 14
    assert store.entries() == list(own.entries)
    store.undo(now=now)
    assert store.entries() == everything
    with pytest.raises(NotFoundError):
        store.undo_import(99, now=now)


def test_after_taking_an_import_out_it_can_be_imported_again(store, one_of_each, now):
    store.undo_import(imported(store, one_of_each, now).batch, now=now)
    assert imported(store, one_of_each, now).added == 14


def test_undo_takes_back_a_whole_import(store, one_of_each, now):
    imported(store, one_of_each, now)
    assert store.undo(now=now).action == "import"
    assert store.entries() == []


def test_an_entry_that_was_deleted_here_stays_deleted(store, one_of_each, now):
    imported(store, one_of_each, now)
    store.delete([one_of_each[0]["id"]], now=now)
    done = imported(store, one_of_each, now)
    assert (done.added, done.already, done.deleted) == (0, 13, 1)


def test_a_clear_day_with_an_episode_is_imported_as_complete(store, one_of_each, now):
    day = {**one_of_each[11], "status": "clear"}
    done = imported(store, [day, one_of_each[0]], now)
    assert done.remarks == ("2026-11-19 was marked clear; it is now complete.",)
    assert [e.record["status"] for e in store.entries(kinds={Kind.DAY})] == ["complete"]


def test_an_id_that_stands_twice_in_one_file_imports_none(store, one_of_each, now):
    with pytest.raises(DataError, match="stands twice in the file"):
        imported(store, [one_of_each[1], {**one_of_each[1], "mg": 5}], now)
    assert store.entries() == []


def test_an_import_longer_than_one_statement_goes_in_and_out_whole(store, now):
    coffees = [
        {
            "kind": "caffeine",
            "id": f"00000000-0000-4000-8000-{n:012d}",
            "time": f"2026-11-{1 + n % 19:02d}T08:30:00+01:00",
            "mg": n % 90,
        }
        for n in range(1203)
    ]
    batch = imported(store, coffees, now).batch
    everything = store.entries()
    assert len(everything) == 1203
    assert store.undo_import(batch, now=now) == 1203
    assert store.entries() == []
    store.undo(now=now)
    assert store.entries() == everything
    assert len(store.undo(now=now).entries) == 1203
    assert store.entries() == []


def test_days_stated_twice_in_one_import_are_one_statement(store, one_of_each, now):
    day = one_of_each[11]
    again = {**day, "id": "00000000-0000-4000-8000-00000000ffff", "status": "clear"}
    done = imported(store, [day, again], now)
    assert done.added == 2
    assert [e.record["status"] for e in store.entries(kinds={Kind.DAY})] == ["clear"]


def test_a_statement_that_says_what_stands_here_already_adds_nothing(store, one_of_each, now):
    store.add([one_of_each[11], one_of_each[13]], now=now)
    others = [
        {**record, "id": f"00000000-0000-4000-8000-00000000fff{n}"}
        for n, record in enumerate((one_of_each[11], one_of_each[13]))
    ]
    done = imported(store, others, now)
    assert (done.batch, done.added, done.already) == (None, 0, 2)


def test_an_import_keeps_the_same_rows_as_entries_added_one_by_one(
    store, one_of_each, now, tmp_path
):
    store.add(one_of_each, now=now)
    other = Store.open(tmp_path / "other.db")
    imported(other, one_of_each, now)
    assert rows_of(other) == rows_of(store)


def rows_of(store):
    """Every row of the entries' tables, without the number of the import."""
    connection = sqlite3.connect(store.path)
    connection.row_factory = sqlite3.Row
    found = [
        {name: row[name] for name in row.keys() if name != "batch_id"}  # noqa: SIM118  a sqlite3.Row
        for table in ["entry", *Kind]
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
    ]
    connection.close()
    return found
