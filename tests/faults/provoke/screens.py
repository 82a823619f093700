"""Hostile texts on the screens: every area, forms, the line of words, the filter."""

import asyncio
from pathlib import Path
from random import Random
from typing import Any

from textual.widgets import Input

from provoke import diaries
from provoke.diaries import NOW
from provoke.figures import Figures
from provoke.texts import batches, printable
from tracker.entry.accept import accept
from tracker.errors import TrackerError
from tracker.store import Store
from tracker.tui import keeping
from tracker.tui.app import TrackerApp

_AT_ONCE = 80
_FORMS = 4
_SIZE = (120, 240)
"""Every row of a batch is on the screen at once."""


def hostile(rounds: int, rng: Random, folder: Path) -> Figures:
    """Each text as the note of a twitch, and as a name where it is accepted as one."""
    figures = Figures()
    for texts in batches(rounds, _AT_ONCE, rng):
        asyncio.run(_shown(figures, folder, texts))
    figures.remark = f"{figures.rounds:,} texts"
    return figures


async def _shown(figures: Figures, folder: Path, texts: list[str]) -> None:
    path = diaries.new(folder / "diary.db").path
    kept = []
    for number, text in enumerate(texts):
        figures.rounds += 1
        kept += _records(text, number)
    Store(path).import_records(kept, source="a", format_name="jsonl", now=NOW)
    keeping.FIRST_REST_SECONDS = keeping.REST_SECONDS = 0
    app = TrackerApp(lambda: Store.open(path), now=lambda: NOW)
    try:
        async with app.run_test(size=_SIZE) as pilot:
            while app.mark is None or app.patterns is None:
                await pilot.pause(0.01)
            for keys in (*(("f1", "down"), ("f2", "down"), ("f3",), ("f4",), ("f5",), ("f6",)),):
                await pilot.press(*keys)
                await app.workers.wait_for_complete()
                await pilot.pause()
                _look(figures, app, keys[0])
            await pilot.press("f1")
            for entry in Store(path).entries(limit=_FORMS):
                app.edit_entry(entry.id)
                await app.workers.wait_for_complete()
                await pilot.pause()
                _look(figures, app, "form")
                await pilot.press("escape")
            for text in texts[:_FORMS]:
                await pilot.press("slash")
                app.screen.query_one(Input).value = text.replace("\n", " ")
                await pilot.pause(0.2)
                _look(figures, app, "words")
                await pilot.press("escape")
            figures.require(app.is_running, "crashes", "the screens ended by themselves")
    except Exception as error:  # noqa: BLE001  any is the crash that is looked for
        figures.require(False, "crashes", f"screens: {error!r}")
    same = {e.record.get("note") for e in Store(path).entries()} >= {r.get("note") for r in kept}
    figures.require(same, "lost", "a note is not what was saved")


def _look(figures: Figures, app: TrackerApp, where: str) -> None:
    for strip in app.screen._compositor.render_strips():
        printable(figures, strip.text.rstrip(), where)


def _records(text: str, number: int) -> list[dict[str, Any]]:
    """What the diary takes of a text: on this day, so that Today shows it, and in every area."""
    at = diaries.coffee(number)["time"]
    wanted = (
        {"kind": "episode", "start": at, "note": text},
        {"kind": "factor", "time": at, "name": text, "value": 1, "unit": text},
        {"kind": "dose", "time": NOW.isoformat(), "name": text},
        {"kind": "medication", "name": text, "start_date": NOW.date().isoformat(), "reason": text},
        {"kind": "symptom", "time": at, "symptom": "facial_weakness", "note": text},
    )
    found = []
    for kind, record in enumerate(wanted):
        entry_id = f"00000000-0000-4000-8000-{number:06d}{kind:06d}"
        try:
            found.append(accept({**record, "id": entry_id}))
        except TrackerError:
            continue
    return found
