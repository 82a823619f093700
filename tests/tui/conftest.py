"""The app on a real diary file, with a clock that stands still until a test moves it."""

import os
import pty
import select
import subprocess
import sys
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tracker import settings
from tracker.records import Entry
from tracker.store import Store
from tracker.tui import keeping
from tracker.tui.app import TrackerApp
from tracker.vocabulary import Kind


@dataclass
class Clock:
    """Shows one moment."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


async def settle(pilot: Pilot[Any]) -> None:
    """Until no worker runs and no message waits: one answer may ask the next question."""
    calm = 0
    while calm < 3:
        await pilot.pause()
        working = [worker for worker in pilot.app.workers if not worker.is_finished]
        calm = 0 if working or pilot.app.mark is None else calm + 1
        with suppress(WorkerCancelled):  # a newer look at the diary makes an older one void
            await pilot.app.workers.wait_for_complete()


@dataclass
class Session:
    """A person in front of the app: what they press, and what they can see."""

    app: TrackerApp
    pilot: Pilot[Any]
    store: Store

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await self.settle()

    async def settle(self) -> None:
        await settle(self.pilot)

    async def until(self, words: str) -> None:
        """Wait for words to be on the screen, through a pause in typing for instance."""
        for _ in range(300):
            if words in self.screen:
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{words!r} never appeared in:\n{self.screen}")

    @property
    def screen(self) -> str:
        """Everything on the screen as lines of text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def words(self) -> str:
        """The same as words with single spaces, as if nothing had been wrapped or framed."""
        return " ".join(self.screen.translate(dict.fromkeys(range(0x2500, 0x25A0), " ")).split())

    @property
    def said(self) -> list[str]:
        """The toasts so far, oldest first."""
        return [notification.message for notification in self.app._notifications]

    def entries(self, kind: Kind | None = None) -> list[Entry]:
        """What is in the diary file, newest first."""
        return self.store.entries(kinds=None if kind is None else {kind})

    def records(self, kind: Kind) -> list[dict[str, Any]]:
        """The same as records without ids and zone."""
        return [
            {k: v for k, v in entry.record.items() if k not in {"id", "kind", "tz"}}
            for entry in self.entries(kind)
        ]


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    """No one waits for a person to rest."""
    monkeypatch.setattr(keeping, "FIRST_REST_SECONDS", 0)
    monkeypatch.setattr(keeping, "REST_SECONDS", 0)


@pytest.fixture
def settled():
    return settle


@pytest.fixture
def clock(now) -> Clock:
    return Clock(now)


@pytest.fixture
def start(store, clock):
    """`async with start(records, keys=…) as person:` is the app on a diary with these records."""

    @asynccontextmanager
    async def start(records=(), *, size=(80, 24), keys=(), **options):
        if records:
            store.add(list(records), now=clock())
        app = TrackerApp(lambda: Store.open(store.path), now=clock, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Session(app, pilot, store)
            await person.settle()
            await person.press(*((keys,) if isinstance(keys, str) else keys))
            yield person

    return start


@pytest.fixture
def twitch():
    """A twitch at some minutes before ten on the day of the tests."""

    def twitch(minutes_before=60, **fields):
        at = datetime.fromisoformat("2026-11-20T10:00:00+01:00") - timedelta(minutes=minutes_before)
        return {"kind": "episode", "start": at.isoformat(), "tz": "Europe/Berlin", **fields}

    return twitch


RUN = """
import sys
from pathlib import Path
from tracker.store import Store
from tracker.tui.app import TrackerApp, run
sys.exit(run(lambda: Store.open(Path(sys.argv[1]))))
"""


@pytest.fixture
def in_terminal():
    """Start the program on a diary in a terminal: (process, the terminal's other end)."""
    settings.keep("welcomed", True)
    started = []

    def start(diary, **environment):
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(diary)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
            | environment,
            start_new_session=True,
        )
        os.close(theirs)
        started.append((process, ours))
        return process, ours

    yield start
    for process, ours in started:
        process.kill()
        process.wait()
        os.close(ours)


@pytest.fixture
def read_until():
    """What the program wrote until some bytes came or something holds, or until it closed."""

    def read_until(end, wanted, limit=30.0):
        seen, started = b"", time.monotonic()
        holds = wanted if callable(wanted) else lambda: wanted in seen
        while not holds() and time.monotonic() - started < limit:
            if select.select([end], [], [], 0.02)[0]:
                try:
                    seen += os.read(end, 65536)
                except OSError:  # the other end is closed
                    break
        return seen

    return read_until
