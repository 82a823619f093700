"""Each key of Today saves what it says it saves, and says so only afterwards."""

import pytest

from tracker.vocabulary import Kind

NOW = "2026-11-20T10:00:00+01:00"


async def test_t_saves_a_twitch_at_once_where_the_last_one_was(start, twitch):
    async with start([twitch(sites=["lower_lip"], side="right")]) as person:
        await person.press("t")
        assert person.records(Kind.EPISODE)[0] == {
            "start": NOW,
            "sites": ["lower_lip"],
            "side": "right",
        }
        assert person.said[-1] == "Saved: twitch, right lower lip, 10:00 (u undoes it)"


async def test_the_first_twitch_of_all_states_no_place(start):
    async with start(keys="t") as person:
        assert person.records(Kind.EPISODE) == [{"start": NOW}]


@pytest.mark.parametrize(("key", "rating"), [("0", 0), ("6", 6), ("=", 10)])
async def test_a_digit_rates_the_twitch_just_saved(start, key, rating):
    async with start(keys=("t", key)) as person:
        assert person.records(Kind.EPISODE) == [{"start": NOW, "intensity": rating}]


async def test_a_digit_typed_before_the_twitch_is_stored_still_rates_it(start):
    async with start() as person:
        await person.pilot.press("t", "4")
        await person.settle()
        assert person.records(Kind.EPISODE) == [{"start": NOW, "intensity": 4}]


async def test_a_second_digit_corrects_the_first(start):
    async with start(keys=("t", "4", "7")) as person:
        assert person.records(Kind.EPISODE) == [{"start": NOW, "intensity": 7}]


async def test_a_late_digit_changes_nothing_and_says_why(start, clock):
    async with start(keys="t") as person:
        clock.pass_by(seconds=6)
        await person.press("8")
        assert person.records(Kind.EPISODE) == [{"start": NOW}]
        assert "press t first" in person.said[-1]


ASKS = "How strong?"


async def test_the_question_how_strong_goes_with_the_twitch_that_is_taken_back(start):
    async with start(keys="t") as person:
        assert ASKS in person.screen
        await person.press("u")
        assert ASKS not in person.screen
        await person.press("5")
        assert "press t first" in person.said[-1]


async def test_a_digit_typed_while_the_twitch_is_taken_back_says_plainly_that_it_is_gone(start):
    async with start(keys="t") as person:
        await person.pilot.press("u", "5")
        await person.settle()
        assert person.entries() == []
        assert "taken back" in person.said[-1] or "press t first" in person.said[-1]
        assert "no entry" not in " ".join(person.said)


async def test_the_question_goes_with_a_twitch_that_another_program_deletes(start, clock):
    async with start(keys=("t", "c")) as person:
        (twitch,) = person.entries(Kind.EPISODE)
        person.store.delete([twitch.id], now=clock())
        person.app.look(at_once=True)
        await person.settle()
        assert ASKS not in person.screen


async def test_the_question_stays_while_something_else_is_taken_back(start):
    async with start(keys=("t", "c", "u")) as person:
        assert ASKS in person.screen
        await person.press("5")
        assert person.records(Kind.EPISODE) == [{"start": NOW, "intensity": 5}]


async def test_a_twitch_that_is_again_as_it_was_is_not_asked_about(start, clock):
    async with start(keys="t") as person:
        clock.pass_by(seconds=60)
        (twitch,) = person.entries(Kind.EPISODE)
        person.store.edit(twitch.id, {"note": "of long ago"}, now=clock())
        await person.press("u")
        assert person.records(Kind.EPISODE) == [{"start": NOW}]
        assert ASKS not in person.screen


async def test_c_saves_brewed_coffee_when_nothing_is_known(start):
    async with start(keys="c") as person:
        assert person.records(Kind.CAFFEINE) == [{"time": NOW, "mg": 96, "item": "coffee, brewed"}]


async def test_c_learns_the_most_frequent_drink(start):
    tea = {"kind": "caffeine", "item": "tea, green", "servings": 2}
    times = ("2026-11-18T09:00:00+01:00", "2026-11-19T09:00:00+01:00")
    cola = {"kind": "caffeine", "item": "cola", "time": "2026-11-19T18:00:00+01:00"}
    async with start([*({**tea, "time": time} for time in times), cola], keys="c") as person:
        assert person.records(Kind.CAFFEINE)[0] == {
            "time": NOW,
            "mg": 58,
            "item": "tea, green",
            "servings": 2,
        }


async def test_capital_c_chooses_a_drink_by_some_letters(start):
    async with start(keys="C") as person:
        await person.type("esp dou")
        await person.press("enter")
        assert person.records(Kind.CAFFEINE)[0]["item"] == "espresso, double"


async def test_a_chooses_an_alcoholic_drink(start):
    async with start(keys="a") as person:
        await person.type("wine")
        await person.press("down", "enter")
        assert person.records(Kind.ALCOHOL)[0]["item"] == "wine, small glass"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.5h", {"hours": 7.5}),
        ("7.5h q7", {"hours": 7.5, "quality": 7}),
        (
            "2310-0640",
            {"start": "2026-11-19T23:10:00+01:00", "end": "2026-11-20T06:40:00+01:00"},
        ),
    ],
)
async def test_s_takes_the_night_as_times_or_as_hours(start, text, expected):
    async with start(keys="s") as person:
        await person.type(text)
        await person.press("enter")
        (night,) = person.records(Kind.SLEEP)
        assert night["date"] == "2026-11-20"
        assert expected.items() <= night.items()


async def test_what_is_refused_is_counted_in_the_words_that_were_typed(start):
    async with start(keys="s") as person:
        await person.type("2310-0640e")
        await person.until('"2310-0640e" is not understood')
        await person.type(" q7")
        await person.until('word 1, "2310-0640e"')


async def test_s_takes_nothing_but_a_night(start):
    async with start(keys="s") as person:
        await person.type("7h ; coffee")
        await person.press("enter")
        assert person.entries() == []
        assert "only one night" in person.screen


@pytest.mark.parametrize(("key", "field", "rating"), [("r", "stress", "4"), ("R", "fatigue", "=")])
async def test_r_and_a_digit_is_stress_and_capital_r_tiredness(start, key, field, rating):
    async with start(keys=(key, rating)) as person:
        expected = 10 if rating == "=" else int(rating)
        assert person.records(Kind.STRESS) == [{"time": NOW, field: expected}]


async def test_the_digit_of_a_rating_rates_no_twitch(start):
    async with start(keys=("t", "r", "4")) as person:
        assert person.records(Kind.EPISODE) == [{"start": NOW}]
        assert not any("press t first" in said for said in person.said)


async def test_m_repeats_the_dose_taken_last(start):
    dose = {"kind": "dose", "name": "magnesium", "dose": 300, "unit": "mg"}
    async with start([{**dose, "time": "2026-11-19T20:00:00+01:00"}], keys="m") as person:
        assert person.records(Kind.DOSE)[0] == {
            "time": NOW,
            "name": "magnesium",
            "dose": 300,
            "unit": "mg",
        }


async def test_m_asks_when_no_dose_was_ever_taken(start):
    async with start(keys="m") as person:
        await person.type("ibuprofen 400 mg")
        await person.press("enter")
        assert person.records(Kind.DOSE)[0]["name"] == "ibuprofen"


async def test_y_finds_a_symptom_by_some_letters(start):
    async with start(keys="y") as person:
        await person.type("heavy")
        await person.press("enter")
        assert person.records(Kind.SYMPTOM) == [{"time": NOW, "symptom": "sweating"}]


async def test_a_symptom_whose_beginning_matters_asks_how_it_began(start):
    async with start(keys="y") as person:
        await person.type("confusion")
        await person.press("enter")
        await person.until("How did it begin?")
        assert person.entries() == []
        await person.press("g")
        assert person.records(Kind.SYMPTOM)[0]["onset"] == "gradual"


async def test_leaving_that_question_saves_nothing_and_says_so(start):
    async with start(keys="y") as person:
        await person.type("confusion")
        await person.press("enter", "escape")
        assert person.entries() == []
        assert person.said[-1] == "Nothing was saved."


async def test_x_states_a_day_without_twitches(start):
    async with start(keys="x") as person:
        assert person.records(Kind.DAY) == [{"date": "2026-11-20", "status": "clear"}]


async def test_x_on_a_day_with_twitches_offers_complete_instead(start, twitch):
    async with start([twitch()], keys="x") as person:
        assert person.records(Kind.DAY) == []
        assert "1 twitch is logged today" in " ".join(person.screen.split())
        await person.press("c")
        assert person.records(Kind.DAY) == [{"date": "2026-11-20", "status": "complete"}]


async def test_a_twitch_on_a_clear_day_makes_it_complete_and_the_toast_says_so(start):
    async with start(keys=("x", "t")) as person:
        assert person.records(Kind.DAY) == [{"date": "2026-11-20", "status": "complete"}]
        assert "it is now complete" in person.said[-1]


async def test_no_one_is_told_to_have_said_what_a_twitch_made_of_the_day(start):
    async with start(keys=("x", "t", "x")) as person:
        assert "It counts as complete today: everything of it is logged." in person.words
        assert "You said" not in person.words


async def test_u_takes_the_last_entry_back(start):
    async with start(keys=("c", "u")) as person:
        assert person.entries() == []
        assert person.said[-1].startswith("Took back: coffee, brewed")


async def test_what_is_said_of_a_change_makes_way_for_the_next(start):
    async with start(keys=("c", "r", "5")) as person:
        assert person.said == ["Saved: stress 5/10, 10:00 (u undoes it)"]


async def test_u_with_nothing_to_take_back_says_so(start):
    async with start(keys="u") as person:
        assert person.entries() == []
        assert len(person.said) == 1


async def test_e_asks_only_for_what_is_missing(start):
    stress = {"kind": "stress", "time": "2026-11-20T09:00:00+01:00", "stress": 3}
    async with start([stress], keys="e") as person:
        assert "Last night" in person.screen
        await person.type("7h")
        await person.press("enter")
        assert "How was it today?" in person.screen
        await person.press("x")
        assert sorted(e.kind for e in person.entries()) == [Kind.DAY, Kind.SLEEP, Kind.STRESS]


async def test_what_is_saved_appears_in_the_timeline_and_stops_missing(start):
    async with start() as person:
        assert "r  stress" in person.screen
        await person.press("r", "5")
        assert "stress 5/10" in person.screen
        assert "r  stress" not in person.screen


async def test_quitting_waits_for_what_is_being_saved(start):
    async with start() as person:
        await person.pilot.press("c", "q")
        await person.settle()
        assert len(person.entries(Kind.CAFFEINE)) == 1
