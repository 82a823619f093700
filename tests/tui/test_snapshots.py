"""How the areas look on the sample diary; after a change that is meant: --snapshot-update."""

import pytest

from tracker import demo
from tracker.store import Store
from tracker.tui.app import TrackerApp

AREAS = ("f1", "f2", "f3", "f4", "f5")
SIZES = {"small": (80, 24), "large": (120, 36)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "diary.db"
    Store.open(path).import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    return path


@pytest.fixture
def looks(snap_compare, sample, settled):
    """Whether the app still looks as it did after some keys."""

    def looks(*keys, size=SIZES["small"], theme="textual-dark"):
        async def before(pilot):
            pilot.app.theme = theme
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        app = TrackerApp(lambda: Store.open(sample), now=lambda: demo.NOW)
        return snap_compare(app, terminal_size=size, run_before=before)

    return looks


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", AREAS)
def test_areas(looks, key, size):
    assert looks(key, size=SIZES[size])


def test_light(looks):
    assert looks(size=SIZES["large"], theme="textual-light")


def test_without_colour(looks, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert looks()


def test_form(looks):
    assert looks("f2", "enter")


def test_choosing_a_drink(looks):
    assert looks("C")


def test_help(looks):
    assert looks("question_mark", size=SIZES["large"])
