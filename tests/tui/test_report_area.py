"""The Report area: weeks and months in words and characters, and the page as a file."""

import subprocess
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import demo
from tracker.tui.jobs import saving
from tracker.tui.views.report import month
from tracker.tui.widgets.trend import EIGHTHS, LINE, Point, band, drawn, scale_top


def fill(store, clock):
    store.import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    clock.moment = demo.NOW


async def test_the_page_is_told_in_characters(start, store, clock):
    fill(store, clock)
    async with start(size=(100, 84), keys="f5") as person:
        for part in (
            "5 of 7 days recorded; 2 still to come",
            "Episodes a day on complete days, week by week",
            "magnesium 300 mg (medicine)",
            "upper lip 10",
            "Twitching for more than two weeks",
            "Nothing recorded as begun, ended or new.",
            "Is there anything to check, given that",
        ):
            assert part in person.words or part in person.screen


async def test_m_shows_the_month_and_again_the_week_that_it_ends_in(start, store, clock):
    fill(store, clock)
    async with start(size=(100, 60), keys=("f5", "m")) as person:
        assert "Sun 1 Nov to Mon 30 Nov 2026 (30 days)" in person.screen
        await person.press("left")
        assert "Thu 1 Oct to Sat 31 Oct 2026 (31 days)" in person.screen
        await person.press("m")
        assert "Mon 26 Oct to Sun 1 Nov 2026" in person.screen
        await person.press("m", "right", "right")
        assert "Sun 1 Nov to Mon 30 Nov 2026" in person.screen


async def test_a_past_week_shows_the_flags_of_its_last_day(start, store, clock):
    fill(store, clock)
    spread, since = "Twitching has spread beyond the lips", "Since Wed 11 Nov"
    async with start(size=(100, 84), keys="f5") as person:
        assert spread in person.screen
        assert "Open flags at the end of" not in person.screen
        await person.press("left")
        assert "Open flags at the end of Sun 15 Nov" in person.screen
        assert since in person.screen
        await person.press("left")
        assert "Open flags at the end of Sun 8 Nov" in person.screen
        assert spread not in person.screen
        await person.press("right", "right")
        assert "Open flags at the end of" not in person.screen


async def test_d_saves_a_pdf_of_the_month(start, tmp_path, monkeypatch, twitch):
    monkeypatch.chdir(tmp_path)
    async with start([twitch()], keys=("f5", "m", "d")) as person:
        page = tmp_path / "tracker-2026-11.pdf"
        assert page.read_bytes().startswith(b"%PDF-")
        assert person.said[-1] == f"Saved: {page}"


async def test_o_hands_the_saved_page_to_the_viewer(start, tmp_path, monkeypatch, twitch):
    opened = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(saving, "viewer_of", lambda *_: ["viewer"])
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: opened.append(command))
    async with start([twitch()], keys=("f5", "o")) as person:
        page = tmp_path / "tracker-2026-W47.png"
        assert opened == [["viewer", str(page)]]
        assert page.read_bytes().startswith(b"\x89PNG")
        assert person.said[-1] == f"Saved: {page}"


async def test_without_a_viewer_the_page_is_saved_and_that_is_said(
    start, tmp_path, monkeypatch, twitch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(saving, "viewer_of", lambda *_: None)
    async with start([twitch()], keys=("f5", "o")) as person:
        assert "No viewer for pictures was found" in person.said[-1]


async def test_a_file_that_is_there_is_never_replaced(start, tmp_path, monkeypatch, twitch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tracker-2026-W47.pdf").write_text("mine")
    async with start([twitch()], keys=("f5", "d")) as person:
        page = tmp_path / "tracker-2026-W47-2.pdf"
        assert person.said[-1] == f"Saved: {page}"
        assert page.read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "tracker-2026-W47.pdf").read_text() == "mine"


EXPORTS = (
    (".csv", b"date,time,"),
    ("-days.csv", b"date,status,"),
    (".zip", b"PK"),
    (".json", b'{"resourceType": "Bundle"'),
    (".jsonl", b'{"format": "tracker-diary"'),
)


@pytest.mark.parametrize("chosen", range(len(EXPORTS)))
async def test_v_hands_the_diary_over_in_the_form_that_is_chosen(
    start, tmp_path, monkeypatch, twitch, chosen
):
    ending, begins = EXPORTS[chosen]
    monkeypatch.chdir(tmp_path)
    keys = ("f5", "v", *["down"] * chosen, "enter")
    async with start([twitch(note="a note")], keys=keys) as person:
        saved = tmp_path / f"tracker-2026-11-20{ending}"
        assert person.said[-1] == f"Saved: {saved}"
        content = saved.read_bytes()
    assert content.startswith(begins)
    if ending == ".zip":
        with zipfile.ZipFile(saved) as bundle:
            assert {"clinician.csv", "daily.csv", "report.png"} <= set(bundle.namelist())


def test_a_viewer_needs_a_window_to_open_in(tmp_path):
    opener = tmp_path / "xdg-open"
    opener.touch(mode=0o755)
    with_window = {"DISPLAY": ":0", "PATH": str(tmp_path)}
    assert saving.viewer_of("linux", with_window) == [str(opener)]
    assert saving.viewer_of("linux", {"PATH": str(tmp_path)}) is None
    assert saving.viewer_of("linux", {"DISPLAY": ":0", "PATH": ""}) is None
    assert saving.viewer_of("darwin", {}) == ["open"]


@pytest.mark.parametrize(
    ("back", "first"), [(0, (2026, 11, 1)), (1, (2026, 10, 1)), (12, (2025, 11, 1))]
)
def test_months_are_walked_by_the_calendar(back, first):
    since, until = month(date(2026, 11, 30), back)
    assert since == date(*first)
    assert (until + timedelta(days=1)).day == 1


def bars(*rates, width=60, height=8):
    return drawn([Point(f"{n}", rate) for n, rate in enumerate(rates)], width, height)


def test_unknown_stretches_are_blank_and_none_is_a_foot_with_its_zero():
    *plot, numbers, _ = bars(None, 0.0)
    assert numbers.split() == ["\N{EN DASH}", "0.0"]
    unknown, none = ([line.ljust(60)[6 + n * 9 : 13 + n * 9] for line in plot] for n in (0, 1))
    assert not "".join(unknown).strip()
    assert "".join(none).strip() == EIGHTHS[1] * 7


def test_a_bar_is_as_high_as_its_rate_and_the_interval_reaches_over_it():
    lines = drawn([Point("a", 2.0, 4.0)], 40, 6)
    assert [line[9] for line in lines[:4]] == [LINE, LINE, "█", "█"]


def test_the_latest_that_fit_are_shown():
    labels = bars(*[1.0] * 40, width=38)[-1].split()
    assert labels == [str(n) for n in range(32, 40)]


def test_a_label_without_room_is_its_first_word():
    assert drawn([Point("16 Nov", 1.0)] * 20, 60, 6)[-1].split()[-1] == "16"
    assert drawn([Point("16 Nov", 1.0)] * 3, 60, 6)[-1].split()[-2:] == ["16", "Nov"]


@pytest.mark.parametrize("size", [(0, 8), (5, 8), (60, 0), (60, 2)])
def test_without_room_nothing_is_drawn(size):
    assert bars(1.0, width=size[0], height=size[1]) == []


@given(
    st.lists(st.none() | st.floats(0, 500), min_size=1, max_size=30),
    st.integers(12, 120),
    st.integers(3, 12),
)
def test_any_rates_fit_into_any_size(rates, width, height):
    lines = bars(*rates, width=width, height=height)
    assert len(lines) == height
    assert all(len(line) <= width for line in lines)
    assert scale_top([Point("", rate) for rate in rates]) >= max(r or 0 for r in rates)


def test_a_band_stands_under_the_bars_of_its_time():
    assert band([(1, 2, "-")], 4, 42) == " " * 15 + "-" * 9
    assert band([(3.5, 9, "-")], 4, 42) == " " * 37 + "-" * 5
