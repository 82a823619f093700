"""Salvage: what can be read is saved, what is not certain says so, the damaged file stays."""

import random
import sqlite3

import pytest

from tracker.errors import DiaryFileError, OutputError
from tracker.fields import FIELDS
from tracker.store import Store, piecing
from tracker.store.checking import check
from tracker.store.piecing import MARK
from tracker.store.salvaging import salvage
from tracker.vocabulary import Kind

PAGE = 4096


_MADE: list[bytes] = []


@pytest.fixture
def filled(store, now, one_of_each):
    """A few hundred entries over many pages, one of each kind, some deleted, one long note."""
    if not _MADE:
        fill(store, now, one_of_each)
        _MADE.append(store.path.read_bytes())
    store.path.write_bytes(_MADE[0])
    return store


def fill(store, now, one_of_each):
    store.add(one_of_each, now=now)
    many = [
        {
            "kind": kind,
            main: f"2026-10-{day:02}T{hour:02}:00:00+01:00",
            amount: hour % 11,
            "note": f"note {day} {hour} " * 9,
            "tz": "Europe/Berlin",
        }
        for day in range(1, 10)
        for hour in range(24)
        for kind, main, amount in (("episode", "start", "intensity"), ("caffeine", "time", "mg"))
    ]
    ids = [entry.id for entry in store.add(many, now=now).entries]
    store.delete(ids[:3], now=now)
    store.edit(ids[5], {"note": "long " * 40_000}, now=now)
    store.acknowledge("over_two_weeks", note="seen", now=now)


def entries(path):
    return {entry.id: entry for entry in Store(path).entries()}


def test_the_order_of_columns_is_the_files(store):
    connection = sqlite3.connect(store.path)
    names = lambda table: [r[1] for r in connection.execute(f"PRAGMA table_info({table})")]  # noqa: E731
    assert names("entry") == list(piecing.COLUMNS)
    for kind in Kind:
        assert names(kind.value) == ["entry_id", *(f.name for f in FIELDS[kind])]
    connection.close()


def cut(whole, page, content):
    return whole[: (page - 1) * PAGE] + content + whole[page * PAGE :]


UNHURT = {
    "sound": lambda whole: whole,
    "zero magic": lambda whole: bytes(16) + whole[16:],
    "no header": lambda whole: bytes(100) + whole[100:],
    "no first page": lambda whole: cut(whole, 1, bytes(PAGE)),
    "half a definition": lambda whole: cut(whole, 2, bytes(PAGE)),
    "a longer file": lambda whole: whole + b"rubbish" * 999,
}


@pytest.mark.parametrize("name", UNHURT)
def test_damage_beside_the_entries_loses_none(filled, now, tmp_path, name):
    wanted = entries(filled.path)
    seen = filled.acknowledgements()
    broken = UNHURT[name](filled.path.read_bytes())
    filled.path.write_bytes(broken)
    done = salvage(filled.path, tmp_path / "out.db", now)
    assert (done.saved, done.doubtful, done.lost) == (len(wanted) + 3, (), ())
    assert entries(tmp_path / "out.db") == wanted
    assert Store(tmp_path / "out.db").acknowledgements() == seen
    assert filled.path.read_bytes() == broken


@pytest.mark.parametrize("seed", range(6))
def test_what_is_saved_is_right_and_the_rest_says_so(filled, now, tmp_path, seed):
    wanted, whole = entries(filled.path), bytearray(filled.path.read_bytes())
    dice = random.Random(seed)  # noqa: S311
    for _ in range(6):
        page = dice.randrange(len(whole) // PAGE)
        whole[page * PAGE : (page + 1) * PAGE] = dice.choice([bytes(PAGE), dice.randbytes(PAGE)])
    for _ in range(40):
        whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
    filled.path.write_bytes(whole)
    out = tmp_path / "out.db"
    done = salvage(filled.path, out, now)
    assert filled.path.read_bytes() == whole
    got = entries(out)
    marked = {i for i, e in got.items() if (e.note or "").startswith(MARK)}
    assert marked <= {odd.entry_id for odd in done.doubtful}
    assert {i: e for i, e in got.items() if i not in marked}.items() <= wanted.items()
    assert len(got) - len(marked) > len(wanted) // 3
    assert check(out, now).sound


def test_a_changed_entry_is_kept_and_marked(filled, now, tmp_path, one_of_each):
    connection = sqlite3.connect(filled.path)
    connection.execute("UPDATE stress SET stress = 4")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute("UPDATE symptom SET severity = 99")
    connection.commit()
    connection.close()
    done = salvage(filled.path, tmp_path / "out.db", now)
    why = {odd.kind: odd.why for odd in done.doubtful}
    assert why == {
        "stress": "it is not what was saved",
        "symptom": "it is not what was saved; severity could not be read",
    }
    got = entries(tmp_path / "out.db")
    stress, symptom = (got[one_of_each[n]["id"]].record for n in (3, 8))
    assert (stress["stress"], stress["note"]) == (4, f"{MARK} plain")
    assert "severity" not in symptom
    assert symptom["symptom"] == "palpitations"


def test_a_deleted_entry_stays_deleted_and_a_wiped_one_stays_away(filled, now, tmp_path):
    before = entries(filled.path)
    undone = filled.add([{"kind": "day", "date": "2026-11-01", "status": "complete"}], now=now)
    filled.undo(now=now)
    salvage(filled.path, tmp_path / "out.db", now)
    assert entries(tmp_path / "out.db").keys() == before.keys()
    assert undone.entries[0].id not in before


def test_entries_without_their_fields_are_named_as_lost(filled, now, tmp_path, one_of_each):
    connection = sqlite3.connect(filled.path)
    connection.execute("DELETE FROM dose")
    connection.commit()
    connection.close()
    (lost,) = salvage(filled.path, tmp_path / "out.db", now).lost
    assert (lost.entry_id, lost.kind, lost.day) == (one_of_each[5]["id"], "dose", "2026-11-19")


def test_fields_without_their_entry_are_kept_by_the_kind_of_their_page(filled, now, tmp_path):
    (one,) = filled.entries(kinds={Kind.CAFFEINE}, limit=1)
    connection = sqlite3.connect(filled.path)
    connection.execute("DELETE FROM entry WHERE id = ?", (one.id,))  # its fields stay: no cascade
    connection.commit()
    connection.close()
    (odd,) = salvage(filled.path, tmp_path / "out.db", now).doubtful
    assert (odd.entry_id, odd.kind) == (one.id, "caffeine")
    kept = entries(tmp_path / "out.db")[one.id].record
    assert (kept["time"], kept["mg"]) == (one.record["time"], one.record["mg"])


@pytest.mark.parametrize("content", [b"", b"x", b"text " * 5000, bytes(40960)])
def test_where_nothing_can_be_read_no_file_is_made(tmp_path, now, content):
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(content)
    with pytest.raises(DiaryFileError, match="nothing can be read"):
        salvage(damaged, tmp_path / "out.db", now)
    assert [f.name for f in tmp_path.iterdir()] == ["damaged.db"]


def test_a_file_that_is_there_is_not_overwritten(filled, now, tmp_path):
    (tmp_path / "out.db").write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        salvage(filled.path, tmp_path / "out.db", now)
    assert (tmp_path / "out.db").read_text() == "mine"
