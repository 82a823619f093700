"""Report, and the files that are saved from there."""

import errno
import os

from tracker import demo


def fill(store, clock):
    store.import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    clock.moment = demo.NOW


async def test_the_week_is_told_in_words_and_by_days(start, store, clock):
    fill(store, clock)
    async with start(size=(100, 36), keys="f5") as person:
        assert "Mon 16 Nov to Sun 22 Nov 2026" in person.screen
        assert "5 of 7 days recorded; 2 still to come" in person.screen
        await person.press("left")
        assert "Mon 9 Nov to Sun 15 Nov 2026" in person.screen
        await person.press("right", "right")
        assert "Mon 16 Nov to Sun 22 Nov 2026" in person.screen


async def test_an_empty_week_says_that_nothing_was_recorded(start):
    async with start(keys="f5") as person:
        assert "Nothing was recorded this week" in person.words


async def test_p_saves_the_page_into_the_current_folder(start, tmp_path, monkeypatch, twitch):
    monkeypatch.chdir(tmp_path)
    async with start([twitch()], keys=("f5", "p")) as person:
        page = tmp_path / "tracker-2026-W47.png"
        assert page.read_bytes().startswith(b"\x89PNG")
        assert person.said[-1] == f"Saved: {page}"


async def test_a_disk_that_takes_no_file_is_told(start, tmp_path, monkeypatch, twitch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.chdir(tmp_path)
    async with start([twitch()], keys=("f5", "v")) as person:
        monkeypatch.setattr(os, "fsync", full)
        await person.press("enter")
        assert "no space left on device" in person.said[-1]
        assert not list(tmp_path.glob("*.csv"))
