"""`check`: every kind of damage is named, nothing sound is, and no file makes it fall over."""

import random
import sqlite3
import tracemalloc
from datetime import timedelta

import pytest

from tracker.entry.accept import accept
from tracker.errors import BusyError, NotFoundError
from tracker.records import new_id
from tracker.store import Store, backups, contents, engine, structure, surroundings
from tracker.store.backup import new_backup
from tracker.store.backups import Reason
from tracker.store.checking import MOST, Level, check
from tracker.store.surroundings import Disk, mounted_on

ENCRYPTED = Disk("ext4", encrypted=True)


def looked(path, now, disk=ENCRYPTED):
    return check(path, now, disk=lambda _: disk)


def said(report, level):
    return [finding.text for finding in report.findings if finding.level is level]


def run_sql(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def filled(store, now, one_of_each):
    """One of each kind, an edit, a deletion, and a backup."""
    store.add(one_of_each, now=now)
    caffeine, sleep = one_of_each[1]["id"], one_of_each[2]["id"]
    store.edit(caffeine, {"mg": 50}, now=now + timedelta(minutes=1))
    store.delete([sleep], now=now + timedelta(minutes=2))
    new_backup(store.path, Reason.ASKED, now)
    return store


def test_a_sound_diary_is_sound_and_nothing_is_to_be_done(filled, now):
    report = looked(filled.path, now)
    assert report.sound
    assert (report.entries, report.damaged_entries) == (14, 0)
    assert {finding.level for finding in report.findings} == {Level.OK}


def test_checking_changes_nothing(filled, now):
    before = filled.path.read_bytes()
    names = sorted(f.name for f in filled.path.parent.iterdir())
    looked(filled.path, now)
    assert filled.path.read_bytes() == before
    assert sorted(f.name for f in filled.path.parent.iterdir()) == names


def test_the_definitions_that_are_known_are_those_of_a_new_diary(store):
    connection = sqlite3.connect(store.path)
    assert structure.fingerprint(connection) in structure.KNOWN
    assert structure.problem(connection) is None
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE caffeine SET mg = 51",
        "UPDATE caffeine SET item = NULL",
        "UPDATE entry SET note = 'other' WHERE kind = 'caffeine'",
        "UPDATE entry SET tz = 'Europe/Paris' WHERE kind = 'caffeine'",
        "UPDATE entry SET local_date = '2026-11-18' WHERE kind = 'caffeine'",
        "UPDATE entry SET at_utc = '2026-11-19T07:31:00.000000Z' WHERE kind = 'caffeine'",
        "UPDATE entry SET utc_offset_min = 120 WHERE kind = 'caffeine'",
        "UPDATE entry SET utc_offset_min = 9999999999999 WHERE kind = 'caffeine'",
        "UPDATE entry SET entered_utc = 'soon' WHERE kind = 'caffeine'",
        "UPDATE entry SET content_hash = 'x' || substr(content_hash, 2) WHERE kind = 'caffeine'",
        "DELETE FROM caffeine",
        "PRAGMA ignore_check_constraints=ON; UPDATE entry SET kind = 'dream' WHERE kind='caffeine'",
        "PRAGMA ignore_check_constraints=ON; UPDATE caffeine SET time = 'noon'",
        (
            "PRAGMA ignore_check_constraints=ON; UPDATE entry SET tz = x'' || 'Mars/X' "
            "WHERE kind = 'caffeine'"
        ),
    ],
)
def test_a_changed_entry_is_named(filled, now, one_of_each, statement):
    run_sql(filled.path, *statement.split("; "))
    report = looked(filled.path, now)
    assert not report.sound
    assert report.damaged_entries == 1
    assert one_of_each[1]["id"] in {finding.entry for finding in report.findings}


def test_text_that_is_no_utf8_is_damage_and_not_a_crash(filled, now):
    whole = filled.path.read_bytes()
    assert whole.count(b"plain") > 14
    filled.path.write_bytes(whole.replace(b"plain", b"pl\xffin"))
    report = looked(filled.path, now)
    assert report.damaged_entries == 14


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE changed_entry SET before = replace(before, '"mg": 192', '"mg": 193')""",
        "UPDATE changed_entry SET before = substr(before, 2) WHERE before IS NOT NULL",
        "UPDATE changed_entry SET before = '[]' WHERE before IS NOT NULL",
        (
            "UPDATE changed_entry SET entry_id = upper(replace(entry_id, '0', 'a')) "
            "WHERE before IS NULL AND entry_id LIKE '%4'"
        ),
    ],
)
def test_an_undo_journal_that_could_not_be_put_back_is_damage(filled, now, statement):
    before = filled.path.read_bytes()
    run_sql(filled.path, statement)
    assert filled.path.read_bytes() != before
    report = looked(filled.path, now)
    assert next(f.about for f in report.findings if f.level is Level.DAMAGE) == "undo journal"


def test_a_changed_definition_is_damage(filled, now):
    run_sql(
        filled.path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, '5000', '9000') WHERE name = 'caffeine'",
    )
    report = looked(filled.path, now)
    (words,) = said(report, Level.DAMAGE)
    assert words == "the definitions of its tables are not those of this program"


def test_a_persons_own_index_is_no_damage(filled, now):
    run_sql(filled.path, "CREATE INDEX mine ON caffeine (mg)")
    assert looked(filled.path, now).sound


def test_a_value_that_this_version_refuses_is_a_warning(filled, now, monkeypatch):
    def stricter(record):
        if record["kind"] == "stress":
            return accept({**record, "stress": 11})
        return accept(record)

    monkeypatch.setattr(contents, "accept", stricter)
    report = looked(filled.path, now)
    assert report.sound
    assert len(said(report, Level.WARNING)) == 1
    assert "stress must be" in said(report, Level.WARNING)[0]


BROKEN = {
    "empty": lambda _: b"",
    "one byte": lambda whole: whole[:1],
    "99 bytes": lambda whole: whole[:99],
    "100 bytes": lambda whole: whole[:100],
    "one page": lambda whole: whole[:4096],
    "half": lambda whole: whole[: len(whole) // 2],
    "a page less": lambda whole: whole[:-4096],
    "text": lambda _: b"my diary\n" * 500,
    "zeroes": lambda whole: bytes(len(whole)),
    "zero magic": lambda whole: bytes(16) + whole[16:],
    "no application id": lambda whole: whole[:68] + bytes(4) + whole[72:],
    "newer": lambda whole: whole[:60] + (99).to_bytes(4, "big") + whole[64:],
    "no definitions": lambda whole: whole[:100] + bytes(3996) + whole[4096:],
    "random": lambda whole: whole[:100] + random.Random(1).randbytes(len(whole) - 100),  # noqa: S311
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_broken_file_is_damaged_in_words(filled, now, name):
    broken = BROKEN[name](filled.path.read_bytes())
    filled.path.write_bytes(broken)
    report = looked(filled.path, now)
    assert not report.sound
    assert len(said(report, Level.DAMAGE)) == len(set(said(report, Level.DAMAGE))) > 0
    assert filled.path.read_bytes() == broken


def test_one_flipped_bit_anywhere_is_found_wherever_it_changes_a_row(store, now):
    records = [
        {
            "kind": "episode",
            "start": f"2026-11-{day:02}T{hour:02}:30:00+01:00",
            "intensity": hour % 11,
            "note": "as ever " * 20,
        }
        for day in range(1, 20)
        for hour in range(24)
    ]
    store.add(records, now=now)
    whole, wanted = store.path.read_bytes(), dump(store.path)
    bits, missed, meant = random.Random(7), [], 0  # noqa: S311
    for page in range(0, len(whole) // 4096, 3):
        at = page * 4096 + bits.randrange(4096)
        flipped = bytearray(whole)
        flipped[at] ^= 1 << bits.randrange(8)
        store.path.write_bytes(flipped)
        report = looked(store.path, now)
        changed = dump(store.path) != wanted
        meant += changed
        if changed and report.sound:
            missed.append((page, at % 4096))
    assert meant > 10
    assert missed == []


def dump(path):
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def test_a_thousand_damaged_entries_are_counted_and_the_first_named(store, now):
    records = [
        {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": n} for n in range(300)
    ]
    store.add(records, now=now)
    run_sql(store.path, "UPDATE caffeine SET mg = mg + 1")
    report = looked(store.path, now)
    assert report.damaged_entries == 300
    assert len([f for f in report.findings if f.entry]) == MOST
    assert "100 more entries are damaged" in said(report, Level.DAMAGE)


def test_memory_grows_by_no_more_than_the_file(store, now):
    def peak():
        tracemalloc.start()
        looked(store.path, now)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    def fill(count):
        store.import_records(
            [
                {
                    "kind": "caffeine",
                    "time": "2026-11-20T08:30:00+01:00",
                    "mg": n % 900,
                    "id": new_id(),
                }
                for n in range(count)
            ],
            source="many",
            format_name="jsonl",
            now=now,
        )

    fill(1500)
    looked(store.path, now)  # what is loaded and cached once is not counted
    small, size = peak(), store.path.stat().st_size
    fill(4500)
    grown = store.path.stat().st_size - size
    assert peak() < 2 * small + grown  # four times the entries; the checksum is of the whole file


def test_no_diary_and_a_busy_one_are_no_damage(diary_path, store, now, tmp_path, monkeypatch):
    with pytest.raises(NotFoundError):
        looked(tmp_path / "none.db", now)
    with pytest.raises(NotFoundError):
        looked(tmp_path, now)
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError):
        looked(store.path, now)
    other.close()


def test_an_older_schema_is_a_note(filled, now):
    run_sql(filled.path, "PRAGMA user_version = 0")
    report = looked(filled.path, now)
    assert report.sound
    assert "the next start upgrades it" in said(report, Level.NOTE)[0]


def test_what_others_may_read_is_a_warning_with_what_to_type(filled, now):
    (kept,) = backups.listed(filled.path)
    filled.path.chmod(0o640)
    kept.path.chmod(0o604)
    filled.path.parent.chmod(0o711)
    report = looked(filled.path, now)
    hints = [f.hint for f in report.findings if f.level is Level.WARNING]
    assert report.sound
    assert hints == [
        f"Try: chmod 600 '{filled.path}'",
        f"Try: chmod 600 '{kept.path}'",
        f"Try: chmod 700 '{filled.path.parent}'",
    ]


def test_a_backup_older_than_a_week_is_a_warning_only_if_something_was_written_since(filled, now):
    later = now + timedelta(days=8)
    assert said(looked(filled.path, later), Level.WARNING) == []
    filled.add([{"kind": "day", "date": "2026-11-20", "status": "complete"}], now=now)
    assert said(looked(filled.path, now + timedelta(days=7)), Level.WARNING) == []
    (words,) = said(looked(filled.path, later), Level.WARNING)
    assert words.startswith("the newest backup is 8 days old")


def test_no_backup_is_a_warning(store, now):
    assert said(looked(store.path, now), Level.WARNING) == ["there is no backup"]


@pytest.mark.parametrize(
    ("disk", "level", "words"),
    [
        (Disk("nfs4", encrypted=True), Level.WARNING, "network drive (nfs4)"),
        (Disk("fuse.sshfs", encrypted=None), Level.WARNING, "network drive (fuse.sshfs)"),
        (Disk("ext4", encrypted=None), Level.NOTE, "cannot be told"),
        (Disk("ext4", encrypted=False), Level.NOTE, "may still do it"),
        (Disk("ext4", encrypted=True), Level.OK, "the disk is encrypted"),
    ],
)
def test_the_disk_is_told_as_far_as_it_can_be(filled, now, disk, level, words):
    report = looked(filled.path, now, disk)
    assert report.sound
    assert any(words in text for text in said(report, level))


def test_a_folder_that_is_copied_elsewhere_is_a_warning(tmp_path, now):
    diary = Store.open(tmp_path / "Dropbox" / "diary.db").path
    assert any("(Dropbox)" in text for text in said(looked(diary, now), Level.WARNING))


def test_what_lies_beside_the_diary_is_named(filled, now):
    filled.path.with_name("diary.db-wal").write_bytes(b"x")
    notes = said(looked(filled.path, now), Level.NOTE)
    assert [text.split(" ")[0] for text in notes] == ["diary.db-wal"]


MOUNTS = """\
22 27 0:21 / /proc rw - proc proc rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
90 27 253:0 / /home rw,relatime shared:40 - btrfs /dev/mapper/home rw
95 90 0:50 / /home/a/My\\040Share rw shared:99 - cifs //host/share rw
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/var/diary.db", ("ext4", "259:2")),
        ("/home/a/diary.db", ("btrfs", "253:0")),
        ("/home/a/My Share/diary.db", ("cifs", None)),
        ("/homely/diary.db", ("ext4", "259:2")),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(tmp_path, path, found):
    assert mounted_on(tmp_path.__class__(path), MOUNTS) == found


def test_encryption_is_seen_through_what_a_volume_is_made_of(tmp_path, monkeypatch):
    volume, crypt, plain = (tmp_path / name for name in ("253:1", "253:0", "259:2"))
    for device in (volume, crypt):
        (device / "dm").mkdir(parents=True)
    plain.mkdir()
    (volume / "dm" / "uuid").write_text("LVM-x")
    (crypt / "dm" / "uuid").write_text("CRYPT-LUKS2-x")
    (volume / "slaves").mkdir()
    (volume / "slaves" / "dm-0").symlink_to(crypt)
    assert surroundings._is_encrypted(volume) is True
    assert surroundings._is_encrypted(plain) is False
    assert surroundings._is_encrypted(tmp_path / "none") is None
    monkeypatch.setattr(surroundings, "_MOUNTS", tmp_path / "none")
    assert surroundings.asked_of_linux(tmp_path) == Disk(None, encrypted=None)
