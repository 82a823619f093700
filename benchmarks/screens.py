"""Make the pictures of the screens that the README shows, from the sample diary.

    python benchmarks/screens.py [NAME …]

Each is an SVG in docs/screens: the same program and the same day give the same bytes. No letters
are fetched from anywhere: whoever shows a picture uses a font of their own.
"""

import asyncio
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from tracker import demo
from tracker.store import Store
from tracker.tui.app import TrackerApp

THERE = Path(__file__).parents[1] / "docs" / "screens"
NOW = demo.NOW.replace(hour=15, minute=0)
SCREENS = {
    "today": ((100, 28), (), "Still missing"),
    "diary": ((124, 32), ("f2",), "Twitches a day"),
    "form": ((90, 30), ("n", "enter", "tab", "tab", "tab", "u", "m"), "upper lip"),
    "triggers": ((110, 34), ("f3", "v"), "caffeine"),
}
"""Size, keys, and words that are there when it is ready."""
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_PATIENCE = 180.0


def main(names: list[str]) -> None:
    """Make those pictures, or all."""
    os.environ |= {"TZ": demo.HOME.key, "TRACKER_NOW": NOW.isoformat()}
    time.tzset()
    with tempfile.TemporaryDirectory(prefix="tracker-screens-") as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        path = Path(folder) / "diary.db"
        day = NOW.date()
        past = [r for r in demo.records(day) if str(_when(r)) <= NOW.isoformat()]
        Store.open(path).add(past, now=NOW)
        for name in names or SCREENS:
            asyncio.run(_make(name, path))


def _when(record: dict[str, object]) -> object:
    return record.get("start") or record.get("time") or record.get("date") or ""


async def _make(name: str, path: Path) -> None:
    size, keys, sign = SCREENS[name]
    app = TrackerApp(lambda: Store.open(path), now=lambda: NOW, demo=True)
    async with app.run_test(size=size) as pilot:
        await _until(app, "Fri 20 Nov")
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.05)
        await _until(app, sign)
        drawn = _FONT.sub("", app.export_screenshot(title="tracker demo"))
    (THERE / f"{name}.svg").write_text(drawn, encoding="utf-8")
    print(THERE / f"{name}.svg")


async def _until(app: TrackerApp, words: str) -> None:
    """Until words are on the screen and nothing is being read any more."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        await asyncio.sleep(0.5)
        strips = app.screen._compositor.render_strips()  # noqa: SLF001  what is on the screen
        busy = any(not worker.is_finished for worker in app.workers)
        if words in "\n".join(strip.text for strip in strips) and not busy:
            return
    raise SystemExit(f"{words!r} never came up")


if __name__ == "__main__":
    main(sys.argv[1:])
