"""The checksum of the whole file: no byte changes unseen, and what is sound is called sound."""

import random
import sqlite3
from contextlib import closing, suppress
from datetime import timedelta

import pytest

from tracker.errors import NotFoundError
from tracker.records import content_id
from tracker.store import Store, checksum, purging, restoring
from tracker.store.backup import back_up
from tracker.store.checking import Level, check
from tracker.store.checksum import Standing
from tracker.store.salvaging import salvage
from tracker.store.surroundings import Disk

PAGE = 4096


def coffee(number):
    record = {
        "kind": "caffeine",
        "time": f"2026-11-19T08:{number % 60:02}:00+01:00",
        "mg": number / 20,
    }
    return record | {"id": content_id(record)}


def verdict(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return checksum.look(connection)


def is_sound(path, now):
    return check(path, now, disk=lambda _: Disk("ext4", encrypted=True)).sound


def flip(path, at, bit=0):
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)


def run_sql(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def lived(store, now):
    """Pages of every sort: free ones, rows that overflow, room where rows were."""
    many = [coffee(n) for n in range(300)]
    store.import_records(many, source="a.csv", format_name="csv", now=now)
    store.undo(now=now)
    store.import_records(many[:60], source="b.csv", format_name="csv", now=now)
    store.edit(coffee(1)["id"], {"note": "long " * 3000}, now=now)
    store.delete([coffee(2)["id"]], now=now)
    store.acknowledge("over_two_weeks", note="seen", now=now)
    return store


def test_a_flipped_bit_in_any_page_is_found_wherever_it_falls(lived, now):
    rng = random.Random(7)  # noqa: S311
    whole = lived.path.read_bytes()
    assert int.from_bytes(whole[36:40], "big") > 3, "there are free pages"
    for page in range(len(whole) // PAGE):
        flip(lived.path, page * PAGE + rng.randrange(PAGE), rng.randrange(8))
        assert not is_sound(lived.path, now), page + 1
        lived.path.write_bytes(whole)
    assert is_sound(lived.path, now)


def test_every_byte_of_the_header_and_of_the_checksums_own_page_is_watched(lived, now):
    with closing(sqlite3.connect(lived.path)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'checksum'"
        start = PAGE * (connection.execute(sql).fetchone()[0] - 1)
    watched = {*range(100)} - {*range(24, 28), *range(40, 44), *range(92, 96)}
    for at in [*watched, *range(start, start + 12), *range(start + PAGE - 42, start + PAGE)]:
        flip(lived.path, at)
        assert not is_sound(lived.path, now), at
        flip(lived.path, at)


def test_it_holds_through_everything_that_a_diary_goes_through(store, now, tmp_path):
    rng = random.Random(3)  # noqa: S311
    copies = []

    def restore(n):
        with restoring.prepared(store.path, copies[-1]) as found:
            restoring.put_in_place(store.path, found, now + timedelta(minutes=n))

    def imported(n):
        many = [coffee(1000 * n + m) for m in range(rng.choice([1, 40, 400]))]
        store.import_records(many, source="a", format_name="b", now=now)

    def edit(n):
        note = "é" * rng.choice([1, 900, 50_000])
        store.edit(rng.choice(store.entries()).id, {"note": f"{n} {note}"}, now=now)

    deeds = [
        lambda n: store.add([coffee(n)], now=now),
        edit,
        lambda _: store.delete([rng.choice(store.entries()).id], now=now),
        lambda _: store.undo(now=now),
        imported,
        lambda _: store.undo_import(rng.randrange(1, 9), now=now),
        lambda _: purging.purge(store.path),
        lambda n: copies.append(back_up(store.path, tmp_path / f"{n}.db")),
        restore,
    ]
    imported(0)
    copies.append(back_up(store.path, tmp_path / "first.db"))
    for n in range(1, 90):
        with suppress(NotFoundError, IndexError):
            rng.choice(deeds)(n)
        assert verdict(store.path).standing is Standing.HOLDS, n
    assert {verdict(path).standing for path in copies} == {Standing.HOLDS}


@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE entry SET note = 'by hand'"],
        ["VACUUM"],
        ["PRAGMA journal_mode=WAL", "UPDATE entry SET note = 'by hand'"],
        ["PRAGMA secure_delete=OFF", "DELETE FROM entry"],
    ],
)
def test_what_another_program_wrote_is_no_damage_to_the_file(lived, now, statements):
    run_sql(lived.path, *statements)
    assert verdict(lived.path).standing is Standing.UNKNOWN
    report = check(lived.path, now, disk=lambda _: Disk("ext4", encrypted=True))
    assert "no checksum" in " ".join(f.text for f in report.findings if f.level is Level.NOTE)
    run_sql(lived.path, "PRAGMA journal_mode=DELETE")
    lived.add([coffee(500)], now=now)
    assert verdict(lived.path).standing is Standing.HOLDS


@pytest.mark.parametrize("way", ["VACUUM INTO", "backup"])
def test_a_copy_that_another_program_made_is_no_damaged_one(store, now, tmp_path, way):
    copy = tmp_path / "copy.db"
    for n in range(3):
        store.add([coffee(n)], now=now)
        with closing(sqlite3.connect(store.path)) as connection:
            if way == "backup":
                with closing(sqlite3.connect(copy)) as target:
                    connection.backup(target)
            else:
                connection.execute("VACUUM INTO ?", (str(copy),))
        assert verdict(copy).standing is not Standing.BROKEN
        copy.unlink()


def test_damage_stays_noted_through_later_writes_and_backups(lived, now, tmp_path):
    whole = lived.path.read_bytes()
    free = next(at for at in range(len(whole) - PAGE, 0, -PAGE) if not any(whole[at : at + PAGE]))
    flip(lived.path, free + 77)
    for n in range(3):
        lived.add([coffee(500 + n)], now=now)
        found = verdict(lived.path)
        assert (found.standing, found.noticed) == (Standing.BROKEN, now.timestamp())
    back_up(lived.path, tmp_path / "copy.db")
    assert verdict(tmp_path / "copy.db").standing is Standing.BROKEN
    report = check(lived.path, now, disk=lambda _: Disk("ext4", encrypted=True))
    words = [f.text for f in report.findings if f.level is Level.DAMAGE]
    assert words == ["bytes of it are not what was written: noticed on 2026-11-20"]
    salvage(lived.path, tmp_path / "new.db", now)
    assert is_sound(tmp_path / "new.db", now)


def test_a_page_that_a_killed_write_left_behind_is_no_damage(lived):
    whole = lived.path.read_bytes()
    free = next(at for at in range(len(whole) - PAGE, 0, -PAGE) if not any(whole[at : at + PAGE]))
    lived.path.write_bytes(whole[:free] + whole[PAGE * 3 : PAGE * 4] + whole[free + PAGE :])
    assert verdict(lived.path).standing is Standing.HOLDS


def test_a_large_file_has_it_of_imports_and_backups_alone(lived, now, monkeypatch, tmp_path):
    monkeypatch.setattr(checksum, "QUICK", 0)
    lived.add([coffee(500)], now=now)
    assert verdict(lived.path).standing is Standing.UNKNOWN
    assert verdict(back_up(lived.path, tmp_path / "copy.db")).standing is Standing.HOLDS
    lived.import_records([coffee(501)], source="c", format_name="csv", now=now)
    assert verdict(lived.path).standing is Standing.HOLDS


def test_a_change_that_changes_nothing_writes_nothing(lived, now):
    before = lived.path.read_bytes()
    lived.edit(coffee(3)["id"], {"mg": 0.15}, now=now)
    assert lived.path.read_bytes() == before


def test_it_is_in_a_new_diary_before_anything_is_written(tmp_path):
    assert verdict(Store.open(tmp_path / "data" / "new.db").path).standing is Standing.HOLDS
