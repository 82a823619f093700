"""The live timer is an entry, so that it outlives the program."""

from tracker.vocabulary import Kind

NOW = "2026-11-20T10:00:00+01:00"


async def test_capital_t_starts_a_twitch_and_capital_t_ends_it(start, clock):
    async with start(keys="T") as person:
        assert person.records(Kind.EPISODE) == [{"start": NOW, "ongoing": True}]
        clock.pass_by(minutes=3, seconds=5)
        await person.press("T")
        assert person.records(Kind.EPISODE) == [{"start": NOW, "end": "2026-11-20T10:03:05+01:00"}]


async def test_two_quick_presses_never_start_two_timers(start):
    async with start() as person:
        await person.pilot.press("T", "T")
        await person.settle()
        assert [e.record.get("ongoing") for e in person.entries(Kind.EPISODE)] == [None]


async def test_the_running_time_is_shown_and_survives_a_restart(start, clock):
    async with start(keys="T"):
        pass
    clock.pass_by(minutes=2)
    async with start() as person:
        assert "Twitching for 2:00" in person.screen


async def test_a_forgotten_timer_is_asked_about(start, clock, twitch):
    async with start([twitch(300, ongoing=True)], keys="T") as person:
        assert "Did it really last?" in person.words
        await person.press("f")
        assert person.records(Kind.EPISODE) == [{"start": "2026-11-20T05:00:00+01:00"}]


async def test_the_time_at_which_it_ended_may_be_known(start, twitch):
    async with start([twitch(300, ongoing=True)], keys=("T", "e")) as person:
        await person.type("0520")
        await person.until("20 min")
        await person.press("enter")
        assert person.records(Kind.EPISODE) == [
            {"start": "2026-11-20T05:00:00+01:00", "end": "2026-11-20T05:20:00+01:00"}
        ]


async def test_it_may_have_ended_after_midnight(start, twitch):
    async with start([twitch(11 * 60, ongoing=True)], keys=("T", "e")) as person:
        await person.type("0015")
        await person.press("enter")
        assert person.records(Kind.EPISODE)[0]["end"] == "2026-11-20T00:15:00+01:00"


async def test_it_may_really_have_lasted(start, twitch):
    async with start([twitch(300, ongoing=True)], keys=("T", "n")) as person:
        assert person.records(Kind.EPISODE) == [{"start": "2026-11-20T05:00:00+01:00", "end": NOW}]


async def test_leaving_the_question_changes_nothing(start, twitch):
    async with start([twitch(300, ongoing=True)], keys=("T", "escape")) as person:
        assert person.entries(Kind.EPISODE)[0].record["ongoing"] is True
