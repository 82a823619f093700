"""How the areas look on a small diary; after a change that is meant: --snapshot-update."""

from datetime import timedelta

import pytest

from tracker.store import Store
from tracker.tui.app import TrackerApp

AREAS = ("f1", "f2", "f4", "f5")
"""Without Triggers, whose figures are the analysis's own matter."""
SIZES = {"small": (80, 24), "large": (120, 36)}
THEMES = {"dark": "textual-dark", "light": "textual-light", "plain": "textual-dark"}
"""Plain is without any colour."""
DIALOGS = {
    "form": ("f2", "enter"),
    "face": ("n", "enter", *["tab"] * 3, "u", "m"),
    "drinks": ("C",),
    "calendar": ("f2", "g", "up"),
    "earlier_day": ("left", "left"),
}

LIP = {"side": "left", "sites": ["upper_lip"]}


def fortnight(now):
    """Twitches on most days, coffee, nights; two days unknown, two clear; a note with markup."""
    for back in range(1, 15):
        day = now - timedelta(days=back)
        if back in {4, 9}:
            continue
        date = day.date().isoformat()
        at = day.replace(hour=8, minute=5 + back)
        status = "clear" if back in {6, 12} else "complete"
        yield {"kind": "day", "date": date, "status": status, "tz": "Europe/Berlin"}
        yield {"kind": "caffeine", "item": "coffee, brewed", "time": at.isoformat()}
        yield {"kind": "sleep", "date": date, "hours": 6 + back % 4, "quality": back % 10}
        for number in range(0 if status == "clear" else 1 + back % 3):
            start = at + timedelta(hours=2 + 3 * number)
            yield {"kind": "episode", "start": start.isoformat(), "intensity": back % 8, **LIP}
    yield {"kind": "episode", "start": now.isoformat(), "ongoing": True, **LIP}
    yield {"kind": "sleep", "date": now.date().isoformat(), "hours": 7.5, "quality": 7}
    moment = (now - timedelta(hours=1)).isoformat()
    yield {"kind": "caffeine", "item": "espresso, double", "time": moment, "note": "[/red] [b]x"}


@pytest.fixture
def looks(snap_compare, store, clock, settled, monkeypatch):
    """Whether the app still looks as it did after some keys."""
    store.add(list(fortnight(clock())), now=clock())

    def looks(*keys, size=SIZES["small"], look="dark"):
        if look == "plain":
            monkeypatch.setenv("NO_COLOR", "1")

        async def before(pilot):
            pilot.app.theme = THEMES[look]
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        app = TrackerApp(lambda: Store.open(store.path), now=clock)
        return snap_compare(app, terminal_size=size, run_before=before)

    return looks


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", AREAS)
def test_areas(looks, key, size, look):
    assert looks(key, size=SIZES[size], look=look)


@pytest.mark.parametrize("dialog", DIALOGS)
def test_dialogs(looks, dialog):
    assert looks(*DIALOGS[dialog])


def test_settings(looks):
    assert looks("f6")


def test_help(looks):
    assert looks("question_mark", size=SIZES["large"])
