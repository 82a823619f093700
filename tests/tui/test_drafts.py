"""What was typed and not saved outlives the program, whatever ends it."""

import json
import os
import signal
import stat
import subprocess
from threading import Thread

import pytest
from textual.widgets import Input

from tracker import paths
from tracker.errors import StorageError
from tracker.exchange import files
from tracker.tui.drafts import LARGEST, MOST, Drafts
from tracker.tui.guarding import DRAFT_SECONDS
from tracker.vocabulary import Kind


@pytest.fixture
def place(tmp_path):
    return tmp_path / ".diary.db.drafts"


def kept(place):
    return Drafts.read([place]).of("In words").get("")


def test_a_draft_is_private_and_gone_once_it_is_saved(place):
    drafts = Drafts.read([place])
    drafts.keep("In words", {"": "coffee \ud800 [/]"})
    assert drafts.write() == ""
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert kept(place) == "coffee \ud800 [/]"
    drafts.drop("In words")
    drafts.write()
    assert list(place.parent.iterdir()) == []


def test_two_programs_keep_each_what_was_typed_there(place):
    one, other = Drafts.read([place]), Drafts.read([place])
    one.keep("In words", {"": "coffee"})
    one.write()
    other.keep("Last night", {"": "2310-0640"})
    other.write()
    found = Drafts.read([place])
    assert (found.of("In words"), found.of("Last night")) == ({"": "coffee"}, {"": "2310-0640"})


def test_two_programs_that_write_in_the_same_moment_lose_nothing(place):
    rounds = 60

    def typed(name):
        program = Drafts.read([place])
        for number in range(rounds):
            program.keep(f"{name} {number % 12}", {"": f"{number}"})
            assert program.write() == ""

    threads = [Thread(target=typed, args=(name,)) for name in ("one", "other", "third")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = Drafts.read([place])
    assert {name: found.of(name)[""] for name in found.kept} == {
        f"{name} {number % 12}": f"{number}"
        for name in ("one", "other", "third")
        for number in range(rounds - 12, rounds)
    }


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", "null", "\xff", "[" * 100_000, " " * (LARGEST + 1)),
        '{"format": "other", "drafts": {}}',
        '{"format": "tracker-drafts"}',
        '{"format": "tracker-drafts", "drafts": {"a": {"at": 1, "texts": {"b": 2}}}}',
    ],
    ids=lambda text: text[:12],
)
def test_a_damaged_file_is_put_aside(place, content):
    place.write_bytes(content.encode("latin-1"))
    drafts = Drafts.read([place])
    assert drafts.of("In words") == {}
    assert drafts.damaged.read_bytes() == content.encode("latin-1")
    drafts.keep("In words", {"": "tea"})
    drafts.write()
    assert kept(place) == "tea"


def test_only_so_much_is_kept_and_the_newest_last_longest(place):
    drafts = Drafts.read([place])
    for number in range(MOST + 5):
        drafts.keep(f"entry {number}", {"note": "x"})
    drafts.keep("huge", {"note": "x" * LARGEST})
    drafts.keep("In words", {"": "coffee"})
    drafts.write()
    assert place.stat().st_size <= LARGEST
    assert len(json.loads(place.read_text())["drafts"]) <= MOST
    assert kept(place) == "coffee"


def test_where_the_disk_is_full_the_second_place_takes_it(tmp_path, monkeypatch):
    full, free = tmp_path / "full" / "d", tmp_path / "run" / "d"
    Drafts.read([full]).write()
    earlier = Drafts.read([full])
    earlier.keep("Last night", {"": "2310-0640"})
    earlier.write()
    write = files.write_private

    def refuses(path, chunks, *, force):
        if path == full:
            raise StorageError("the disk is full.")
        write(path, chunks, force=force)

    monkeypatch.setattr(files, "write_private", refuses)
    drafts = Drafts.read([full, free])
    drafts.keep("In words", {"": "coffee"})
    assert drafts.write() == ""
    assert not full.exists()
    found = Drafts.read([full, free])
    assert (found.of("In words"), found.of("Last night")) == ({"": "coffee"}, {"": "2310-0640"})


def test_where_no_place_takes_it_that_is_said_and_it_is_tried_again(place, monkeypatch):
    def refuses(path, chunks, *, force):
        raise StorageError("the disk is full.")

    drafts = Drafts.read([place])
    drafts.keep("In words", {"": "coffee"})
    with monkeypatch.context() as patch:
        patch.setattr(files, "write_private", refuses)
        assert drafts.write() == "the disk is full."
        assert drafts.of("In words") == {"": "coffee"}
    assert drafts.is_due
    assert drafts.write() == ""
    assert kept(place) == "coffee"


def test_the_second_place_is_the_persons_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    first, second = paths.draft_files(tmp_path / "diary.db")
    assert first == tmp_path / ".diary.db.drafts"
    assert second.parent == tmp_path / "tracker"
    monkeypatch.setenv("XDG_RUNTIME_DIR", "not/absolute")
    assert paths.draft_files(tmp_path / "diary.db") == (first,)


def test_a_key_is_kept_within_a_second():
    assert DRAFT_SECONDS < 1


def note_of(person):
    return next(line for line in person.app.screen.query(Input) if line.name == "note")


async def test_a_form_comes_back_as_it_was_left_and_says_so(start):
    async with start([{"kind": "stress", "time": "2026-11-20T09:00:00+01:00", "stress": 3}]) as one:
        await one.press("f2", "enter")
        note_of(one).value = "after the call"
        await one.settle()
        one.app.drafts.write()
    async with start() as two:
        await two.press("f2", "enter")
        assert "after the call" in two.screen
        assert two.said == ["Brought back: what you had typed here and not saved."]
        await two.press("enter")
        assert two.records(Kind.STRESS)[0]["note"] == "after the call"
        await two.press("enter")
        assert len(two.said) == 2


async def test_a_form_that_was_begun_again_does_not_come_back(start, twitch):
    async with start([twitch()], keys=("f2", "enter")) as person:
        note_of(person).value = "no"
        await person.settle()
        await person.press("escape")
        assert next(iter(person.app.drafts.kept.values())).texts == {"note": "no"}
        await person.press("enter", "ctrl+r", "escape")
        assert person.app.drafts.kept == {}


def typed(store):
    return any(
        b"coffee 8:15" in p.read_bytes() for p in paths.draft_files(store.path) if p.exists()
    )


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_line_comes_back_after_the_program_was_ended(store, in_terminal, read_until, number):
    process, end = in_terminal(store.path)
    read_until(end, b"Nothing yet today.")
    os.write(end, b"/")
    read_until(end, b"In words")
    os.write(end, b"coffee 8:15 xyz")
    if number == signal.SIGKILL:  # a signal that can be heard needs no moment's grace
        read_until(end, lambda: typed(store), limit=5)
    else:
        read_until(end, b"xyz")
    process.send_signal(number)
    assert process.wait(timeout=30) in {-9, 143, 129}
    assert typed(store)
    _, end = in_terminal(store.path)
    read_until(end, b"Nothing yet today.")
    os.write(end, b"/")
    shown = read_until(end, b"Brought back")
    assert b"Brought back" in shown
    assert b"xyz" in shown


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a file system of its own that holds little."""
    place = tmp_path / "small"
    place.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=512k,mode=0700", "none", str(place)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("mounting is for root")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_on_a_full_disk_the_line_is_not_saved_and_not_lost(
    small_disk, tmp_path, in_terminal, read_until
):
    from tracker.store import Store

    diary = Store.open(small_disk / "diary.db")
    fill = ["dd", "if=/dev/zero", f"of={small_disk / 'filler'}", "bs=4096"]
    assert subprocess.run(fill, capture_output=True, check=False).returncode
    process, end = in_terminal(diary.path, XDG_RUNTIME_DIR=str(tmp_path / "run"))
    (tmp_path / "run").mkdir(mode=0o700)
    read_until(end, b"Nothing yet today.")
    os.write(end, b"/")
    read_until(end, b"In words")
    os.write(end, b"coffee -20m\r")
    assert b"full" in read_until(end, b"full")
    folder = tmp_path / "run" / "tracker"
    typed = b"coffee -20m"
    read_until(end, lambda: any(typed in each.read_bytes() for each in folder.glob("*.drafts")))
    (kept_in,) = folder.glob("*.drafts")
    assert typed in kept_in.read_bytes()
    process.kill()
    process.wait()
    (small_disk / "filler").unlink()
    _, end = in_terminal(diary.path, XDG_RUNTIME_DIR=str(tmp_path / "run"))
    read_until(end, b"Nothing yet today.")
    os.write(end, b"/")
    read_until(end, b"Brought back")
    os.write(end, b"\r")
    read_until(end, lambda: bool(diary.entries()))
    assert [entry.kind for entry in diary.entries()] == [Kind.CAFFEINE]
    read_until(end, lambda: not kept_in.exists())
    assert not kept_in.exists()
