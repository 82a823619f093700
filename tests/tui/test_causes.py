"""The guide to the causes: from everywhere, beside the diary, never a diagnosis."""

from tracker import knowledge
from tracker.tui.screens.causes import CausesScreen

SUDDEN = {
    "kind": "symptom",
    "time": "2026-11-20T09:50:00+01:00",
    "symptom": "slurred_speech",
    "onset": "sudden",
}


async def test_it_opens_with_one_key_lists_all_twelve_and_is_no_diagnosis(start):
    async with start(size=(120, 40), keys=("f4", "G")) as person:
        assert isinstance(person.app.screen, CausesScreen)
        assert "It is not a diagnosis" in person.words
        assert "No clinician has reviewed this guide yet." in person.words
        for cause in knowledge.causes().values():
            assert cause["name"][:30] in person.screen
        await person.press("escape")
        assert person.app.current_mode == "patterns"
        assert not isinstance(person.app.screen, CausesScreen)


async def test_an_empty_diary_gives_the_plain_guide(start):
    async with start(size=(120, 60), keys=("G",)) as person:
        assert "No day is complete yet, so nothing can be said of it." in person.words
        assert "What helps, says the article" in person.screen
        assert "When to see a doctor, if one fits" in person.screen
        assert "Nothing logged yet of" in person.screen


async def test_the_keys_walk_through_the_causes(start):
    async with start(size=(120, 60), keys=("G", "down")) as person:
        potassium = list(knowledge.causes().values())[1]
        assert potassium["helps"].split("(")[0][:40].strip() in person.words


async def test_it_shows_the_patterns_that_hold(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, size=(120, 60), keys=("G",)) as person:
        assert "(over_two_weeks): in the diary now" in person.words


async def test_no_cause_is_marked_among_the_others(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, size=(120, 40)) as person:
        names = [cause["name"] for cause in knowledge.causes().values()]
        await person.press("G")
        listed = [line.split("▏")[0].strip() for line in person.screen.splitlines()]
        assert [line for line in listed if line in names] == names


async def test_in_the_least_window_list_and_text_share_it_and_the_text_says_what_it_is(start):
    async with start(size=(40, 15), keys=("G",)) as person:
        assert "Too much caffeine" in person.screen
        assert "In this diary" in person.screen
        await person.press(*("pagedown",) * 20)
        assert "No clinician has reviewed this guide yet." in person.words


async def test_an_emergency_stands_above_it(start):
    async with start([SUDDEN], keys=("G",)) as person:
        assert "Emergency: Sudden stroke-type signs" in person.screen
