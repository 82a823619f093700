"""Entries in and out of a real file: what is saved, changed, deleted and taken back."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from threading import Thread

import pytest

from tracker.errors import DataError, InternalError, NotFoundError, UsageError
from tracker.records import new_id
from tracker.store import Store, journal
from tracker.store.checking import check
from tracker.store.engine import write_engine
from tracker.store.faults import translated
from tracker.store.surroundings import Disk
from tracker.vocabulary import Kind

COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}
TWITCH = {"kind": "episode", "start": "2026-11-20T09:00:00+01:00", "intensity": 3}


def rows_of(store: Store) -> list[str]:
    """Every row of the entries' tables, as text, to compare a file with itself later."""
    connection = sqlite3.connect(store.path)
    tables = ["entry", *Kind]
    found = [str(r) for t in tables for r in connection.execute(f"SELECT * FROM {t} ORDER BY 1")]  # noqa: S608
    connection.close()
    return found


def test_every_kind_with_every_field_is_read_back_as_it_was_saved(store, one_of_each, now):
    store.add(one_of_each, now=now)
    read = {e.kind: dict(e.record) for e in store.entries()}
    assert read == {Kind(r["kind"]): r for r in one_of_each}
    assert [list(read[Kind(r["kind"])]) for r in one_of_each] == [list(r) for r in one_of_each]


def test_what_was_not_recorded_stays_absent(store, now):
    saved = store.add([TWITCH], now=now).entries[0]
    assert dict(saved.record) == {"kind": "episode", "id": saved.id, **TWITCH}


def test_saved_entries_come_back_in_the_order_they_were_given(store, now):
    saved = store.add(
        [TWITCH, COFFEE, {"kind": "day", "date": "2026-11-18", "status": "clear"}], now=now
    )
    assert [e.kind for e in saved.entries] == ["episode", "caffeine", "day"]


def test_one_bad_record_saves_none_of_them(store, now):
    with pytest.raises(DataError, match="intensity"):
        store.add([COFFEE, {**TWITCH, "intensity": 11}], now=now)
    assert store.entries() == []


def test_an_id_that_is_taken_is_refused(store, now):
    entry = store.add([COFFEE], now=now).entries[0]
    with pytest.raises(DataError, match=entry.id):
        store.add([{**COFFEE, "id": entry.id}], now=now)


def test_the_local_day_is_the_day_of_the_entrys_own_offset(store, now):
    late = {**TWITCH, "start": "2026-11-19T23:50:00-10:00"}
    assert store.add([late], now=now).entries[0].local_date == date(2026, 11, 19)


def test_a_day_that_starts_at_four_keeps_its_night_and_is_frozen(store, now):
    store.add([{"kind": "profile", "day_starts_at": "04:00"}], now=now)
    night = store.add([{**TWITCH, "start": "2026-11-20T02:00:00+01:00"}], now=now).entries[0]
    assert night.local_date == date(2026, 11, 19)
    assert night.record["local_date"] == "2026-11-19"
    store.add([{"kind": "profile", "day_starts_at": "00:00"}], now=now)
    assert store.find(night.id).local_date == date(2026, 11, 19)


def test_a_snapshot_reads_what_is_asked_in_one_moment(store, now):
    sign = {"kind": "symptom", "time": "2026-11-19T09:00:00+01:00"}
    store.add([COFFEE, sign | {"symptom": "fatigue"}, sign | {"symptom": "fever"}], now=now)
    with store.snapshot() as read:
        assert [e.kind for e in read.entries(Kind.CAFFEINE)] == ["caffeine"]
        assert read.entries(Kind.SYMPTOM, date(2026, 11, 20)) == []
        found = read.reports({"fever", "chest_pain"})
        assert [e.record["symptom"] for e in found] == ["fever"]
        assert read.named([found[0].id, "none"]) == found
        assert read.acknowledgements() == []
    store.acknowledge("danger_symptom", note=None, now=now)
    with store.snapshot() as read:
        assert [each.rule for each in read.acknowledgements()] == ["danger_symptom"]


def test_a_snapshot_shows_the_fields_of_deleted_reports_too(store, now):
    sign = {"kind": "symptom", "time": "2026-11-19T09:00:00+01:00", "symptom": "fever"}
    entry = store.add([sign | {"severity": 4, "assessed": True}], now=now).entries[0]
    store.delete([entry.id], now=now)
    with store.snapshot() as read:
        (fields,) = read.reported_fields({"fever", "chest_pain"})
        assert (fields["id"], fields["severity"], fields["side"]) == (entry.id, 4, None)
        assert fields["assessed"]
        assert read.named([entry.id]) == []
        assert read.reported_fields({"chest_pain"}) == []


def test_a_snapshot_reads_the_courses_that_lasted_to_a_day(store, now):
    for name, stop in (("lithium", None), ("zinc", "2026-11-02"), ("iron", "2026-11-01")):
        course = {"kind": "medication", "name": name, "start_date": "2026-10-01"}
        store.add([course | ({"stop_date": stop} if stop else {})], now=now)
    with store.snapshot() as read:
        found = read.courses(date(2026, 11, 2))
        assert {entry.record["name"] for entry in found} == {"lithium", "zinc"}


def test_entries_can_be_chosen_by_kind_day_and_number(store, one_of_each, now):
    store.add([*one_of_each, COFFEE], now=now)
    assert len(store.entries(kinds={Kind.CAFFEINE})) == 2
    assert {e.kind for e in store.entries(since=date(2026, 11, 20))} == {"caffeine"}
    assert [e.kind for e in store.entries(limit=1)] == ["caffeine"]
    assert {e.kind for e in store.entries(until=date(2026, 11, 1))} == {"medication", "trial"}
    assert [e.id for e in store.walk()] == [e.id for e in reversed(store.entries())]


def test_an_entry_is_found_by_the_beginning_of_its_id(store, one_of_each, now):
    store.add(one_of_each[:3], now=now)
    assert store.find(one_of_each[0]["id"]).kind == "episode"
    with pytest.raises(UsageError, match="several"):
        store.find("0000")
    for wrong in ("ffff", "", "x' OR 1"):
        with pytest.raises(NotFoundError):
            store.find(wrong)


def test_an_edit_changes_and_clears_fields_and_counts_the_version(store, now):
    entry = store.add([{**COFFEE, "note": "hot"}], now=now).entries[0]
    edited = store.edit(entry.id, {"mg": 50.5, "note": None}, now=now).entries[0]
    assert dict(edited.record) == {"kind": "caffeine", "id": entry.id, **COFFEE, "mg": 50.5}
    assert edited.version == 2


def test_an_edit_that_moves_the_time_moves_the_day(store, now):
    entry = store.add([TWITCH], now=now).entries[0]
    moved = store.edit(entry.id, {"start": "2026-11-18T09:00:00+01:00"}, now=now).entries[0]
    assert moved.local_date == date(2026, 11, 18)


def test_the_second_of_two_edits_of_one_version_is_a_conflict(store, now):
    entry = store.add([COFFEE], now=now).entries[0]
    store.edit(entry.id, {"mg": 50}, now=now, version=entry.version)
    with pytest.raises(DataError, match="changed elsewhere"):
        store.edit(entry.id, {"mg": 60}, now=now, version=entry.version)
    assert store.find(entry.id).record["mg"] == 50


def test_a_bad_edit_leaves_the_entry_as_it_was(store, now):
    entry = store.add([COFFEE], now=now).entries[0]
    before = rows_of(store)
    with pytest.raises(DataError, match="mg must be a number from 0 to 5,000 mg"):
        store.edit(entry.id, {"mg": 99999}, now=now)
    assert rows_of(store) == before


def test_undo_restores_every_row_exactly_in_reverse_order(store, one_of_each, now):
    store.add(one_of_each, now=now)
    states = [rows_of(store)]
    twitch, coffee = one_of_each[0]["id"], one_of_each[1]["id"]
    later = now + timedelta(minutes=1)
    store.edit(coffee, {"mg": 50, "item": None, "note": "less"}, now=later)
    states.append(rows_of(store))
    store.delete([twitch, coffee], now=later)
    states.append(rows_of(store))
    store.add([COFFEE], now=later)
    for state in reversed(states):
        Store(store.path).undo(now=later)
        assert rows_of(store) == state
    store.undo(now=later)
    assert rows_of(store) == []
    with pytest.raises(NotFoundError, match="nothing to take back"):
        store.undo(now=later)


def test_an_acknowledgement_is_taken_back_like_any_change(store, now):
    store.add([COFFEE], now=now)
    store.acknowledge("over_two_weeks", note="asked Dr A", now=now)
    store.acknowledge("high_burden", note=None, now=now)
    undone = store.undo(now=now)
    assert (undone.action, undone.entries, undone.rule) == ("acknowledge", (), "high_burden")
    assert undone.summary.startswith("Took back that you have seen: ")
    assert [a.rule for a in store.acknowledgements()] == ["over_two_weeks"]
    assert store.undo(now=now).rule == "over_two_weeks"
    assert store.acknowledgements() == []
    assert len(store.entries()) == 1
    assert store.undo(now=now).action == "add"
    assert store.entries() == []


def test_an_acknowledgement_older_than_the_journal_stays(store, now):
    store.acknowledge("over_two_weeks", note=None, now=now)
    for mg in range(30):
        store.add([{**COFFEE, "mg": mg}], now=now)
    for _ in range(30):
        store.undo(now=now)
    with pytest.raises(NotFoundError):
        store.undo(now=now)
    assert len(store.acknowledgements()) == 1


def test_thirty_changes_can_be_taken_back_and_no_more(store, now):
    for mg in range(40):
        store.add([{**COFFEE, "mg": mg}], now=now)
    for _ in range(30):
        store.undo(now=now)
    with pytest.raises(NotFoundError):
        store.undo(now=now)
    assert len(store.entries()) == 10


def test_a_large_change_leaves_the_journal_in_parts_and_can_no_longer_be_taken_back(store, now):
    many = [{**COFFEE, "id": new_id()} for _ in range(3 * journal.AT_ONCE)]
    store.import_records(many, source="a", format_name="b", now=now)

    def states():
        with closing(sqlite3.connect(store.path)) as connection:
            return connection.execute("SELECT count(*) FROM changed_entry").fetchone()[0]

    left = []
    for mg in range(journal.DEPTH + 4):
        store.add([{**COFFEE, "mg": mg}], now=now)
        left.append(states())
    assert max(a - b for a, b in pairwise(left)) <= journal.AT_ONCE
    assert left[-1] == journal.DEPTH
    for _ in range(journal.DEPTH):
        store.undo(now=now)
    with pytest.raises(NotFoundError):
        store.undo(now=now)
    assert len(store.entries()) == len(many) + 4


@pytest.mark.parametrize("later", [1, 2])
def test_while_parts_of_a_forgotten_change_are_left_it_is_not_taken_back(store, now, later):
    many = [{**COFFEE, "id": new_id()} for _ in range(3 * journal.AT_ONCE)]
    store.import_records(many, source="a", format_name="b", now=now)
    for mg in range(journal.DEPTH - 1 + later):
        store.add([{**COFFEE, "mg": mg}], now=now)
    for _ in range(journal.DEPTH):
        store.undo(now=now)
    with pytest.raises(NotFoundError):
        store.undo(now=now)
    assert len(store.entries()) == len(many) + later - 1
    report = check(store.path, now, disk=lambda _: Disk("ext4", encrypted=True))
    assert report.sound


def test_a_deleted_entry_is_gone_from_every_reading(store, now):
    entry = store.add([COFFEE], now=now).entries[0]
    assert store.delete([entry.id], now=now).entries == (entry,)
    assert store.entries() == []
    with pytest.raises(NotFoundError):
        store.find(entry.id)
    with pytest.raises(NotFoundError):
        store.delete([entry.id], now=now)


def test_deleting_one_unknown_entry_deletes_none(store, now):
    entry = store.add([COFFEE], now=now).entries[0]
    with pytest.raises(NotFoundError):
        store.delete([entry.id, "nothing"], now=now)
    assert store.entries() == [entry]


def test_an_episode_turns_its_clear_day_complete_and_says_so(store, now):
    store.add([{"kind": "day", "date": "2026-11-20", "status": "clear"}], now=now)
    saved = store.add([TWITCH], now=now)
    assert saved.remarks == ("2026-11-20 was marked clear; it is now complete.",)
    assert [e.record["status"] for e in store.entries(kinds={Kind.DAY})] == ["complete"]
    store.undo(now=now)
    assert [e.record["status"] for e in store.entries(kinds={Kind.DAY})] == ["clear"]


def test_a_day_with_an_episode_cannot_be_stated_clear(store, now):
    store.add([TWITCH], now=now)
    with pytest.raises(
        DataError, match="status must be complete, not clear: 2026-11-20 has 1 twitch"
    ):
        store.add([{"kind": "day", "date": "2026-11-20", "status": "clear"}], now=now)
    assert store.entries(kinds={Kind.DAY}) == []


def test_a_second_statement_about_a_day_replaces_the_first(store, now):
    first = store.add([{"kind": "day", "date": "2026-11-20", "status": "clear"}], now=now)
    second = store.add([{"kind": "day", "date": "2026-11-20", "status": "complete"}], now=now)
    assert second.entries[0].id == first.entries[0].id
    assert len(store.entries(kinds={Kind.DAY})) == 1


def test_there_is_one_profile_and_what_is_added_is_merged_into_it(store, now):
    store.add([{"kind": "profile", "age": 40}], now=now)
    store.add([{"kind": "profile", "smoker": True}], now=now)
    assert store.profile() == {**store.profile(), "age": 40, "smoker": True}
    assert len(store.entries(kinds={Kind.PROFILE})) == 1


def test_anyones_writing_changes_the_data_version_and_reading_does_not(store, now):
    before = store.data_version()
    store.entries()
    assert store.data_version() == before
    Store(store.path).add([COFFEE], now=now)
    assert store.data_version() != before


def test_asking_for_the_data_version_leaves_a_write_under_way_locked(store):
    writing = sqlite3.connect(store.path, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    store.data_version()
    other = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sqlite3, sys\n"
                "other = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
                "other.execute('BEGIN IMMEDIATE')"
            ),
            store.path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    writing.close()
    assert "database is locked" in other.stderr


def test_an_open_reading_sees_one_state_and_does_not_lose_a_write(store, now):
    store.add([COFFEE], now=now)
    walking = store.walk()
    next(walking)
    writer = Thread(target=lambda: store.add([TWITCH], now=now))
    writer.start()
    assert list(walking) == []
    writer.join()
    assert len(store.entries()) == 2


def test_hostile_notes_are_kept_verbatim(store, now):
    notes = ["[/red]", "\x1b[2J\x9b31m", "=1+1", "🫦 \u202egnp.exe", "a\r\nb\tc", "x" * 1_048_576]
    store.add([{**COFFEE, "note": note} for note in notes], now=now)
    assert {e.note for e in store.entries()} == set(notes)


def test_acknowledgements_are_kept_in_order(store, now):
    store.acknowledge("over_two_weeks", note="seen", now=now)
    store.acknowledge("new_medicine", note=None, now=now)
    assert [(a.rule, a.note) for a in store.acknowledgements()] == [
        ("over_two_weeks", "seen"),
        ("new_medicine", None),
    ]
    assert store.acknowledgements()[0].at == now


def test_the_last_net_is_the_database_itself(store, now):
    entry = store.add([TWITCH], now=now).entries[0]
    with (
        pytest.raises(InternalError, match="ck_episode_intensity"),
        translated(store.path),
        write_engine(store.path).begin() as connection,
    ):
        connection.exec_driver_sql("UPDATE episode SET intensity = 11")
    assert store.find(entry.id).record["intensity"] == 3


def sleep(**fields):
    return {"kind": "sleep", "date": "2026-11-20", **fields}


NIGHT = {"start": "2026-11-19T23:10:00+01:00", "end": "2026-11-20T06:40:00+01:00"}
NAP = {"start": "2026-11-20T13:00:00+01:00", "end": "2026-11-20T13:30:00+01:00"}


@pytest.mark.parametrize(
    ("second", "remark"),
    [
        (sleep(**NIGHT), "It overlaps what is recorded already: slept 7 h 30 min"),
        (sleep(hours=7), "A sleep of 2026-11-20 is recorded already: slept 7 h 30 min"),
        (sleep(**NAP), None),
        (sleep(date="2026-11-21", hours=7), None),
    ],
)
def test_a_night_that_may_be_recorded_twice_is_told_and_kept(store, now, second, remark):
    assert store.add([sleep(**NIGHT)], now=now).remarks == ()
    saved = store.add([second], now=now)
    assert len(store.entries(kinds={Kind.SLEEP})) == 2
    assert [r.partition(" (")[0] for r in saved.remarks] == ([remark] if remark else [])


def test_two_nights_in_one_line_are_told_too(store, now):
    saved = store.add([sleep(**NIGHT), sleep(**NIGHT)], now=now)
    assert len(saved.remarks) == 2


def test_a_night_that_is_changed_into_another_one_is_told(store, now):
    store.add([sleep(**NIGHT)], now=now)
    nap = store.add([sleep(**NAP)], now=now).entries[0]
    remarks = store.edit(nap.id, NIGHT, now=now).remarks
    assert remarks[0].startswith("It overlaps what is recorded already")
