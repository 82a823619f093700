"""Emergencies are shown at once, everywhere, until the person has acted on them."""

from tracker import settings
from tracker.vocabulary import FlagStatus, Kind

SUDDEN = {
    "kind": "symptom",
    "time": "2026-11-20T09:50:00+01:00",
    "symptom": "slurred_speech",
    "onset": "sudden",
}


async def log_sign(person):
    await person.press("y")
    await person.type("slurred speech")
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


async def test_it_says_how_many_more_there_are(start):
    pain = SUDDEN | {"symptom": "chest_pain"}
    async with start([SUDDEN, pain]) as person:
        assert "F4 shows why, and 1 more." in person.words
        await person.press("k", "y")
        assert "Emergency: Danger symptom on its own" in person.screen
        assert "more." not in person.words


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


async def test_a_note_goes_with_the_acknowledgement_and_undo_takes_both_back(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, size=(110, 60), keys=("f4", "o")) as person:
        await person.type("rang the practice")
        await person.press("enter")
        assert [seen.note for seen in person.store.acknowledgements()] == ["rang the practice"]
        await person.until("What you did about it")
        assert "seen: rang the practice" in person.words
        await person.press("u")
        assert person.store.acknowledgements() == []
        assert "What you did about it" not in person.screen


async def test_a_note_that_was_left_is_not_saved_but_brought_back(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, keys=("f4", "o")) as person:
        await person.type("rang")
        await person.press("escape", "o")
        assert "rang" in person.screen
        assert person.store.acknowledgements() == []


async def test_a_visit_and_its_outcome_are_noted_from_the_pattern(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, size=(110, 60), keys=("f4", "v")) as person:
        await person.type("blood test, fine")
        await person.press("enter")
        assert person.records(Kind.EVENT) == [
            {"event": "doctor_visit", "date": "2026-11-20", "outcome": "blood test, fine"}
        ]
        await person.until("What you did about it")
        flags = {flag.rule: flag.status for flag in person.app.patterns.flags}
        assert flags["over_two_weeks"] is FlagStatus.ACKNOWLEDGED
        await person.press("u")
        assert person.records(Kind.EVENT) == person.store.acknowledgements() == []


async def test_what_was_dealt_with_and_is_gone_stays_to_be_seen(start, clock):
    gone = SUDDEN | {"resolved_time": SUDDEN["time"], "assessed": True}
    async with start([gone], size=(110, 50), keys=("k", "y")) as person:
        clock.pass_by(days=2)
        await person.press("f4")
        await person.until("resolved")
        assert "Sudden stroke-type signs" in person.screen
        assert "What you did about it" in person.words


async def test_enter_lets_choose_among_several_entries(start, twitch):
    daily = [twitch(60 + 24 * 60 * day, interfered=True) for day in range(6)]
    async with start(daily, size=(110, 40), keys=("f4",)) as person:
        await person.press("enter")
        assert "What it rests on" in person.screen
        await person.press("down", "enter")
        assert person.app.current_mode == "diary"
        newest = person.store.entries()[1].id
        assert person.app.screen.selected == newest


async def test_the_preset_is_shown_chosen_and_kept(start, twitch):
    some = [twitch(60 + 24 * 60 * day) for day in (0, 2, 5, 7, 10, 13, 16)]
    known = [
        {"kind": "day", "date": f"2026-11-{day:02d}", "status": "complete"} for day in (16, 19, 12)
    ]
    async with start([*some, *known], size=(110, 40), keys=("f4", "p")) as person:
        assert "Now: default." in person.words
        assert "over_two_weeks" not in {flag.rule for flag in person.app.patterns.flags}
        await person.press("3")
        await person.settle()
        assert settings.flag_preset() == "sensitive"
        assert person.app.patterns.preset == "sensitive"
        assert "Patterns are judged by the sensitive preset." in person.said


async def test_the_area_says_that_nobody_has_reviewed_the_rules_and_what_ends_a_pattern(
    start, twitch
):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, size=(120, 70), keys="f4") as person:
        assert "It ends when the run ends" in person.words
        assert "no clinician has reviewed them yet" in person.words


async def test_page_keys_turn_the_text_beside_the_list(start, twitch):
    daily = [twitch(60 + 24 * 60 * day) for day in range(20)]
    async with start(daily, keys="f4") as person:
        assert "Where that comes from" not in person.screen
        await person.press(*("pagedown",) * 6)
        assert "no clinician has reviewed them yet" in person.words
        await person.press(*("pageup",) * 6)
        assert "Routine appointment" in person.words


async def test_what_cannot_be_judged_yet_says_what_it_waits_for(start, twitch):
    async with start([twitch()], size=(120, 40), keys="f4") as person:
        assert "Not judged yet" in person.screen
        await person.press("end")
        assert "Twitching for more than two weeks" in person.screen
