"""Backups: when one is made, that it is whole, which old ones go, and that nothing else does."""

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import DiaryFileError, OutputError, StorageError
from tracker.store import Store, backup, backups, schema
from tracker.store.backup import back_up, new_backup
from tracker.store.backups import Backup, Reason, is_covered, last_backup, listed
from tracker.store.daily import back_up_daily
from tracker.store.thinning import superfluous

COFFEE = {"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 96}
DAY = timedelta(days=1)


def spoil(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    rows = (line for line in connection.iterdump() if 'INTO "checksum"' not in line)
    found = list(rows)  # the checksum is of the pages, and they are others
    connection.close()
    return found


@pytest.fixture
def filled(store, now):
    store.add([COFFEE], now=now)
    return store


def test_the_first_use_of_a_day_with_something_new_makes_one_backup(filled, now):
    assert back_up_daily(filled.path, now) == ""
    filled.add([COFFEE], now=now)
    assert back_up_daily(filled.path, now + timedelta(hours=5)) == ""
    (only,) = listed(filled.path)
    assert only.reason is Reason.DAILY
    assert only.made == now
    assert only.schema == schema.SCHEMA_VERSION
    assert back_up_daily(filled.path, now + DAY) == ""
    assert [len(Store(b.path).entries()) for b in listed(filled.path)] == [1, 2]


def test_a_day_without_a_change_makes_no_backup(filled, now):
    back_up_daily(filled.path, now)
    filled.entries()
    back_up_daily(filled.path, now + DAY)
    assert len(listed(filled.path)) == 1
    assert is_covered(filled.path)
    filled.add([COFFEE], now=now)
    assert not is_covered(filled.path)


def test_an_empty_diary_makes_no_backup(store, now):
    assert back_up_daily(store.path, now) == ""
    assert listed(store.path) == []


def test_a_missing_diary_makes_no_backup_and_no_complaint(diary_path, now):
    assert back_up_daily(diary_path, now) == ""
    assert not diary_path.parent.exists()


def test_a_day_that_is_not_due_opens_nothing(filled, now, monkeypatch):
    back_up_daily(filled.path, now)
    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: pytest.fail("the file was opened"))
    assert back_up_daily(filled.path, now) == ""


def test_a_backup_that_fails_is_a_sentence_and_not_an_error(filled, now):
    backups.folder_of(filled.path).write_text("a file in its way")
    words = back_up_daily(filled.path, now)
    assert words.startswith("The daily backup was not made: ")
    assert "What you logged is saved." in words


def test_a_damaged_diary_makes_no_backup_and_pushes_none_out(filled, now):
    back_up_daily(filled.path, now)
    spoil(filled.path, "UPDATE caffeine SET mg = 97")
    words = back_up_daily(filled.path, now + DAY)
    assert "damaged" in words
    assert len(listed(filled.path)) == 1
    with pytest.raises(DiaryFileError, match="not what was saved"):
        new_backup(filled.path, Reason.ASKED, now)


def test_backups_are_private_whatever_the_umask(filled, now):
    before = os.umask(0)
    try:
        made = new_backup(filled.path, Reason.ASKED, now)
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_a_backup_holds_every_row(filled, now):
    entry = filled.entries()[0]
    filled.edit(entry.id, {"mg": 50}, now=now)
    made = new_backup(filled.path, Reason.ASKED, now)
    assert dump(made) == dump(filled.path)


def test_backups_of_one_moment_do_not_overwrite_each_other(filled, now):
    made = {new_backup(filled.path, Reason.ASKED, now) for _ in range(3)}
    assert len(made) == 3
    assert all(path.exists() for path in made)


def test_two_diaries_in_one_folder_do_not_mix_their_backups(filled, now):
    other = Store.open(filled.path.with_name("diary-2.db"))
    other.add([COFFEE, {**COFFEE, "mg": 1}], now=now)
    for diary in (filled, other):
        back_up_daily(diary.path, now)
    assert [b.path.name[:9] for b in listed(filled.path)] == ["diary-202"]
    assert [b.path.name[:9] for b in listed(other.path)] == ["diary-2-2"]


def test_the_last_backup_is_the_newest_one_that_is_good(filled, now):
    assert last_backup(filled.path) is None
    first = new_backup(filled.path, Reason.ASKED, now)
    for name in ("diary-20991399T000000.000000+0000-schema1-daily.db", "diary-x.db", "notes.txt"):
        (first.parent / name).touch()
    damaged = backups.free_name(filled.path, Reason.DAMAGED, now + DAY, 1)
    damaged.touch()
    assert last_backup(filled.path) == (first, now)


def test_a_backup_never_overwrites_and_leaves_nothing_of_a_failed_one(filled, tmp_path):
    target = tmp_path / "a.db"
    target.write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        back_up(filled.path, target)
    assert target.read_text() == "mine"
    assert back_up(filled.path, target, replace=True) == target
    assert Store(target).entries() == filled.entries()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a.db", "data"]


def test_a_file_system_without_hard_links_is_no_obstacle(filled, tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    target = back_up(filled.path, tmp_path / "a.db")
    assert Store(target).entries() == filled.entries()
    with pytest.raises(OutputError, match="exists already"):
        back_up(filled.path, target)


def test_a_copy_that_is_not_the_same_is_no_backup(filled, tmp_path, monkeypatch):
    counts = iter([{"entry": 1}, {"entry": 0}])
    monkeypatch.setattr(backup, "_counts", lambda _: next(counts))
    with pytest.raises(StorageError, match="not a faithful copy"):
        back_up(filled.path, tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()


def test_someone_writing_meanwhile_is_no_damage(filled, now, tmp_path, monkeypatch):
    real, late = backup._counts, []

    def counts(connection):
        if not late:
            late.append(True)
            filled.add([COFFEE], now=now)  # between the copy and the comparison
        return real(connection)

    monkeypatch.setattr(backup, "_counts", counts)
    assert len(Store(back_up(filled.path, tmp_path / "a.db")).entries()) == 2


def test_what_a_killed_backup_left_goes_and_what_a_living_one_writes_stays(filled, now):
    folder = backups.folder_of(filled.path)
    folder.mkdir(mode=0o700)
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    name = "diary-20261119T100000.000000+0100-schema1-daily.db"
    dead = folder / f".{name}.{gone.pid}.part"
    alive = folder / f".{name}.{os.getppid()}.part"
    foreign = folder / f".other.{gone.pid}.part"
    opened = filled.path.with_name(f".opened-diary.db.{gone.pid}.part")
    for file in (dead, alive, foreign, opened):
        file.touch()
    back_up_daily(filled.path, now)
    left = [file.exists() for file in (dead, alive, foreign, opened)]
    assert left == [False, True, True, False]


def at(moment: datetime, reason: Reason = Reason.DAILY) -> Backup:
    return Backup(Path(f"{moment:%Y%m%dT%H%M%S%f}-{reason}"), moment, reason, 1, 0)


def years(count: int, end: datetime) -> list[Backup]:
    return [at(end - DAY * back) for back in reversed(range(count * 365))]


def test_seven_days_five_weeks_and_twelve_months_stay(now):
    known = years(2, now)  # now is Friday, 20 November 2026
    gone, remark = superfluous(known, now)
    assert remark == ""
    kept = [b.made.date().isoformat() for b in known if b not in gone]
    assert kept == [
        "2025-12-31",
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
        "2026-07-31",
        "2026-08-31",
        "2026-09-30",
        "2026-10-25",  # Sundays of weeks
        "2026-10-31",
        "2026-11-01",
        "2026-11-08",
        "2026-11-14",  # seven days
        "2026-11-15",
        "2026-11-16",
        "2026-11-17",
        "2026-11-18",
        "2026-11-19",
        "2026-11-20",
    ]


def test_thinning_every_day_for_a_year_keeps_what_thinning_once_keeps(now):
    known: list[Backup] = []
    for backup_of_day in years(2, now):
        known.append(backup_of_day)
        gone, _ = superfluous(known, backup_of_day.made)
        known = [b for b in known if b not in gone]
    at_once, _ = superfluous(years(2, now), now)
    assert known == [b for b in years(2, now) if b not in at_once]


def test_what_the_person_asked_for_and_what_is_damaged_always_stays(now):
    old = [at(now - DAY * 900, reason) for reason in (Reason.ASKED, Reason.DAMAGED) for _ in "ab"]
    gone, _ = superfluous([*old, *years(2, now)], now)
    assert not set(old) & set(gone)


def test_the_newest_from_before_an_upgrade_stays_for_ever_and_older_ones_for_a_month(now):
    ages = (900, 800, 20, 10)
    upgrades = [at(now - DAY * age + timedelta(hours=1), Reason.UPGRADE) for age in ages[:2]]
    gone, _ = superfluous([*upgrades, *years(1, now)], now)
    assert [b in gone for b in upgrades] == [True, False]
    young = [at(now - DAY * age, Reason.RESTORE) for age in ages[2:] for _ in "ab"]
    gone, _ = superfluous(sorted([*years(1, now), *young], key=lambda b: b.made), now)
    assert not set(young) & set(gone)


@pytest.mark.parametrize("jump", [timedelta(days=-730), timedelta(days=-2), timedelta(hours=-3)])
def test_a_clock_that_went_back_thins_out_nothing_and_says_so(now, jump):
    known = years(2, now)
    gone, remark = superfluous(known, now + jump)
    assert gone == []
    assert known[-1].path.name in remark
    assert "dated in the future" in remark


def test_a_clock_that_went_forward_thins_out_nothing(now):
    known = [*years(2, now), at(now + DAY * 730)]
    assert superfluous(known, now + DAY * 730) == ([], "")


@given(
    days=st.lists(st.integers(0, 3000), min_size=1, max_size=60),
    reasons=st.lists(st.sampled_from(Reason), min_size=60, max_size=60),
    drift=st.integers(-3000, 3000),
)
def test_the_newest_good_backup_is_never_thinned_out(days, reasons, drift):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    known = [
        at(start + DAY * day, reason)
        for day, reason in zip(sorted(set(days)), reasons, strict=False)
    ]
    gone, _ = superfluous(known, known[-1].made + DAY * drift)
    good = [b for b in known if b.reason is not Reason.DAMAGED]
    assert not good or good[-1] not in gone
    assert all(b.reason not in {Reason.ASKED, Reason.DAMAGED} for b in gone)


def test_the_days_backup_thins_out_and_reports_a_wrong_clock(filled, now):
    folder = backups.folder_of(filled.path)
    for back in range(1, 40):
        new_backup(filled.path, Reason.DAILY, now - DAY * back)
    filled.add([COFFEE], now=now)
    assert back_up_daily(filled.path, now) == ""
    assert len(listed(filled.path)) == 11
    filled.add([COFFEE], now=now)
    assert "dated in the future" in back_up_daily(filled.path, now - DAY * 400)
    assert len(list(folder.iterdir())) == 12
