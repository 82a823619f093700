"""What the first frame costs, and how the terminal is left."""

import os
import signal
import subprocess
import sys

import pytest
from textual.app import App

from tracker.errors import UsageError
from tracker.tui.app import TrackerApp, run
from tracker.tui.screens.opening import OpeningScreen
from tracker.vocabulary import Kind

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "pandas", "numpy", "matplotlib", "alembic", "scipy"}

FRAME = """
import asyncio, sys
from pathlib import Path
from tracker import clock
from tracker.store import Store
from tracker.tui.app import TrackerApp

calls = []
def open_store():
    calls.append(heavy())
    return Store.open(Path(sys.argv[1]))

def heavy():
    names = {names!r}
    return sorted(names & sys.modules.keys())

async def main():
    app = TrackerApp(open_store, now=clock.now)
    opened, app.open = app.open, lambda: None
    async with app.run_test() as pilot:
        await pilot.pause()
        print("frame", heavy(), calls, bool(app.screen._compositor.render_strips()))
        opened()
        while app.screen.view is None:
            await pilot.pause(0.01)
        print("data", heavy(), len(app.screen.view.rows))

asyncio.run(main())
"""


def test_first_frame_and_first_data_come_without_anything_heavy(store, now, tmp_path):
    store.add([{"kind": "stress", "time": now.isoformat(), "stress": 3}], now=now)
    script = FRAME.replace("{names!r}", repr(HEAVY))
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path)],
        capture_output=True,
        text=True,
        env={**os.environ, "TRACKER_NOW": now.isoformat()},
        check=False,
        timeout=60,
    )
    assert done.stdout.splitlines() == ["frame [] [] True", "data [] 1"], done.stderr


def test_without_a_terminal_it_says_so(store):
    with pytest.raises(UsageError, match="needs a terminal"):
        run(lambda: store)


@pytest.fixture
def terminal(in_terminal, store):
    """The program in a terminal of its own: (process, the terminal's other end)."""
    return in_terminal(store.path)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_with_the_terminal_as_it_was(terminal, read_until, number, code):
    process, end = terminal
    assert b"\x1b[?1049h" in read_until(end, b"Nothing yet today.")
    process.send_signal(number)
    rest = read_until(end, b"\x1b[?1049l")
    assert b"\x1b[?1049l" in rest
    assert process.wait(timeout=30) == code


def test_q_ends_it_with_0(terminal, read_until):
    process, end = terminal
    read_until(end, b"Nothing yet today.")
    os.write(end, b"q")
    assert b"\x1b[?1049l" in read_until(end, b"\x1b[?1049l")
    assert process.wait(timeout=30) == 0


def test_a_fault_of_the_program_is_raised_without_showing_what_the_diary_holds(
    store, monkeypatch, capfd, clock
):
    def broken(_self):
        diary = "what nobody should read"
        raise RuntimeError(f"{len(diary)} letters")

    monkeypatch.setattr("tracker.tui.screens.today.TodayScreen.show_now", broken)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.__stderr__.isatty", lambda: True, raising=False)
    monkeypatch.setattr(TrackerApp, "run", lambda app: App.run(app, headless=True))
    with pytest.raises(RuntimeError, match="23 letters"):
        run(lambda: store, now=clock)
    assert "nobody" not in "".join(capfd.readouterr())


async def test_a_key_pressed_before_the_diary_is_there_is_kept_for_it(
    store, clock, monkeypatch, settled
):
    monkeypatch.setattr("tracker.tui.app.FIRST_FRAME", 0.2)
    app = TrackerApp(lambda: store, now=clock)
    async with app.run_test() as pilot:
        assert isinstance(app.screen, OpeningScreen)
        await pilot.press("t")
        assert store.entries() == []
        for _ in range(300):
            await pilot.pause(0.01)
            if store.entries():
                break
        await settled(pilot)
        assert [entry.kind for entry in store.entries()] == [Kind.EPISODE]
