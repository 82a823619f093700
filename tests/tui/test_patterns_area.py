"""Emergencies are shown at once, everywhere, until the person has acted on them."""

from tracker.vocabulary import FlagStatus, Kind

SUDDEN = {
    "kind": "symptom",
    "time": "2026-11-20T09:50:00+01:00",
    "symptom": "slurred_speech",
    "onset": "sudden",
}


async def log_sign(person):
    await person.press("y")
    await person.type("slurred")
    await person.press("enter", "s")


async def test_a_sudden_sign_raises_the_banner_at_once_with_what_to_do_and_whom_to_call(start):
    async with start([{"kind": "profile", "emergency_number": "112"}]) as person:
        assert "Emergency" not in person.screen
        await log_sign(person)
        assert "Emergency: Sudden stroke-type signs" in person.screen
        assert "Call the emergency number now, even if it has eased." in person.words
        assert "Call 112." in person.screen


async def test_the_entry_is_saved_all_the_same(start):
    async with start() as person:
        await log_sign(person)
        assert [r["symptom"] for r in person.records(Kind.SYMPTOM)] == ["slurred_speech"]


async def test_without_a_number_in_the_profile_the_usual_ones_are_named(start):
    async with start([SUDDEN]) as person:
        assert "Call 999, 112, 911 or your local emergency number." in person.words


async def test_it_stands_above_every_area(start):
    async with start([SUDDEN]) as person:
        for key in ("f1", "f2", "f3", "f4", "f5"):
            await person.press(key)
            assert "Emergency: Sudden stroke-type signs" in person.screen


async def test_it_stays_until_the_person_says_that_they_have_acted(start):
    async with start([SUDDEN]) as person:
        await person.press("k", "n")
        assert "Emergency" in person.screen
        await person.press("k", "y")
        assert "Emergency" not in person.screen
        assert [seen.rule for seen in person.store.acknowledgements()] == ["stroke_signs"]


async def test_a_new_sign_brings_it_back(start, clock):
    async with start([SUDDEN], keys=("k", "y")) as person:
        clock.pass_by(minutes=5)
        await log_sign(person)
        assert "Emergency" in person.screen


async def test_an_earlier_sign_that_is_entered_only_now_brings_it_back_too(start, clock):
    async with start([SUDDEN], keys=("k", "y")) as person:
        clock.pass_by(minutes=5)
        await person.press("/")
        await person.type("slurred speech sudden 9:20")
        await person.press("enter")
        assert person.entries(Kind.SYMPTOM)[-1].record["time"] == "2026-11-20T09:20:00+01:00"
        assert "Emergency" in person.screen


async def test_undoing_the_sign_takes_the_banner_away(start):
    async with start() as person:
        await log_sign(person)
        await person.press("u")
        assert "Emergency" not in person.screen


async def test_the_area_tells_why_what_to_do_and_where_that_comes_from(start):
    async with start([SUDDEN], size=(120, 50), keys="f4") as person:
        assert "What it rests on" in person.screen
        assert "Slurred" in person.screen
        assert "Where that comes from" in person.screen
        assert "Recognising a stroke" in person.screen


async def test_enter_goes_to_the_entry_that_a_pattern_rests_on(start, twitch):
    async with start([SUDDEN, twitch(5)], keys=("f4", "enter")) as person:
        assert person.app.current_mode == "diary"
        assert person.store.find(person.app.screen.selected).kind is Kind.SYMPTOM


async def test_a_quiet_pattern_is_acknowledged_with_one_key(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily) as person:
        assert "Twitching for more than two weeks" in person.screen
        await person.press("k")
        assert "Twitching for more than two weeks" not in person.screen
        flags = {flag.rule: flag.status for flag in person.app.patterns.flags}
        assert flags["over_two_weeks"] is FlagStatus.ACKNOWLEDGED


async def test_what_cannot_be_judged_yet_says_what_it_waits_for(start, twitch):
    async with start([twitch()], size=(120, 40), keys="f4") as person:
        assert "Not judged yet" in person.screen
        await person.press("end")
        assert "Twitching for more than two weeks" in person.screen
