"""The Settings area: what it shows, and what Enter does on each line."""

import pytest
from textual.widgets import Input, OptionList

from tracker import settings
from tracker.store import backups
from tracker.tui.chosen import Chosen
from tracker.tui.dialogs.edit import Edit
from tracker.tui.dialogs.new import New
from tracker.tui.screens.settings import SettingsScreen
from tracker.vocabulary import Kind

COURSE = {
    "kind": "medication",
    "name": "magnesium [/]",
    "dose": 300,
    "unit": "mg",
    "start_date": "2026-11-01",
    "schedule": ["08:00", "20:00"],
}
PROFILE = {"kind": "profile", "age": 41, "smoker": False, "day_starts_at": "04:00"}


async def go_to(person, name):
    """Put the cursor on the line of that name."""
    listing = person.app.screen.query_one(OptionList)
    at = next(i for i, option in enumerate(listing.options) if f":{name}" in (option.id or ""))
    listing.highlighted = at
    await person.settle()


async def test_it_shows_the_person_and_their_medicines(start):
    async with start([PROFILE, COURSE], keys="f6", size=(80, 50)) as person:
        for line in (
            "Age 41",
            "Smoker no",
            "Pregnant not stated",
            "Day starts at 04:00",
            "magnesium [/] 300 mg at 08:00, 20:00, since 2026-11-01, overdue since 08:00",
            "Theme textual-dark",
            "Keys as built in",
            "default preset",
            str(person.store.path)[:20],
        ):
            assert line in person.words, line


async def test_it_says_how_the_doses_of_a_month_are_recorded(start):
    doses = [
        {"kind": "dose", "name": name, "time": f"2026-11-{day}T08:{late}:00+01:00", **more}
        for name, day, late, more in (
            ("magnesium [/]", 17, "00", {}),
            ("magnesium [/]", 18, "00", {"status": "skipped"}),
            ("ibuprofen", 18, "30", {}),
        )
    ]
    async with start([COURSE, *doses], keys="f6", size=(80, 50)) as person:
        assert (
            "last 30 days 1 of 2 recorded doses taken; 1 skipped; 34 of 36 not recorded"
            in person.words
        )
        assert "ibuprofen no course runs; 1 dose logged on 1 day of 30" in person.words
        assert "missed" not in person.words


async def test_enter_opens_the_profile_and_what_was_changed_shows(start):
    async with start([PROFILE], keys="f6") as person:
        await go_to(person, "Age")
        await person.press("enter")
        assert isinstance(person.app.screen, Edit)
        age = next(line for line in person.app.screen.query(Input) if line.name == "age")
        age.value = "42"
        await person.press("enter")
        assert person.records(Kind.PROFILE)[0]["age"] == 42
        assert "Age 42" in person.words


async def test_without_a_profile_enter_makes_one(start):
    async with start(keys="f6") as person:
        await go_to(person, "Smoker")
        await person.press("enter")
        line = next(one for one in person.app.screen.query(Input) if one.name == "age")
        line.value = "30"
        await person.press("enter")
        assert person.records(Kind.PROFILE) == [{"age": 30}]


async def test_enter_opens_the_form_of_a_course_or_of_a_new_one(start):
    async with start([COURSE], keys="f6", size=(80, 50)) as person:
        await go_to(person, "magnesium [/]")
        await person.press("enter")
        assert isinstance(person.app.screen, Edit)
        assert "magnesium" in person.screen
        await person.press("escape")
        await go_to(person, "New course")
        await person.press("enter")
        assert isinstance(person.app.screen, New)


async def test_b_makes_a_verified_backup(start, twitch):
    async with start([twitch()], keys=("f6", "b"), size=(140, 40)) as person:
        assert len(backups.listed(person.store.path)) == 1
        assert person.said[-1].startswith("Backed up and verified: ")
        assert "Last verified backup Fri 20 Nov 10:00, today" in person.words


async def test_a_backup_that_is_refused_is_told(start, twitch, monkeypatch):
    async with start([twitch()], keys="f6") as person:
        monkeypatch.setattr("tracker.store.backup.sync", lambda _: 1 / 0)
        await person.press("b")
        assert "ZeroDivisionError" in person.said[-1]
        assert person.app.is_running


async def test_the_theme_is_kept_for_the_next_time(start):
    async with start(chosen=Chosen(welcomed=True), keys="f6") as person:
        person.app.theme = "nord"
        await person.settle()
        assert "Theme nord" in person.words
    assert settings.stated("theme") == "nord"


async def test_a_settings_file_that_is_wrong_is_named_and_the_diary_opens(start):
    settings.keep("flag_preset", "no such")
    async with start(keys="f6", size=(80, 50), chosen=Chosen("nowhere", welcomed=True)) as person:
        assert person.said[0] == 'In the settings file: there is no theme "nowhere".'
        assert "flag_preset in" in person.words
        assert person.app.theme == "textual-dark"


async def test_the_preset_is_chosen_where_its_effect_shows(start):
    async with start(keys="f6", size=(80, 50)) as person:
        await go_to(person, "Lasting twitching")
        await person.press("enter", "3")
        assert settings.flag_preset() == "sensitive"
        assert person.app.current_mode == "patterns"
        await person.press("f6")
        assert "sensitive preset" in person.words


async def test_the_reminder_and_the_keys_are_explained(start):
    async with start(keys="f6", size=(80, 50)) as person:
        await go_to(person, "In the evening")
        await person.press("enter")
        assert "tracker remind --cron --install" in person.words
        await person.press("escape")
        await go_to(person, "Keys")
        await person.press("enter")
        assert "Help" in person.words


async def test_the_cursor_stays_where_it_is_when_something_changes(start, clock, twitch):
    async with start([COURSE], keys="f6") as person:
        await go_to(person, "Back up now")
        person.store.add([twitch()], now=clock())
        person.app.look()
        await person.settle()
        option = person.app.screen.query_one(OptionList).highlighted_option
        assert "Back up now" in option.id


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (200, 60)])
async def test_every_size_shows_it(start, size):
    async with start([PROFILE, COURSE], keys="f6", size=size) as person:
        assert isinstance(person.app.screen, SettingsScreen)
        await person.press("end", "home", "end")
        assert "twitch-tracker" in person.screen
        assert max(map(len, person.screen.splitlines())) <= size[0]
