"""The Diary: every entry by day, filtered, deleted and brought back in place."""

from textual.widgets import DataTable

from tracker.vocabulary import Kind


def coffees(count):
    return [
        {
            "kind": "caffeine",
            "mg": n + 1,
            "time": f"2026-11-{10 + n % 10:02}T08:{n % 60:02}:00+01:00",
        }
        for n in range(count)
    ]


async def test_entries_stand_by_day_newest_first(start, twitch):
    older = {"kind": "stress", "time": "2026-11-18T09:00:00+01:00", "stress": 3}
    async with start([older, twitch(intensity=2)], keys="f2") as person:
        shown = person.screen.splitlines()[1:]
        lines = [line.split() for line in shown if "Nov" in line]
        assert [line[:4] for line in lines] == [
            ["Fri", "20", "Nov", "09:00"],
            ["Wed", "18", "Nov", "09:00"],
        ]


async def test_the_text_of_a_note_stands_in_its_line_once(start):
    note = {"kind": "event", "date": "2026-11-20", "event": "other", "note": "dry eyes"}
    async with start([note], keys="f2") as person:
        assert person.screen.count("dry eyes") == 1


async def test_home_and_end_go_to_the_first_and_the_last_entry(start):
    async with start(coffees(40), keys=("f2", "end")) as person:
        table = person.app.screen.query_one(DataTable)
        assert table.cursor_row == 39
        await person.press("home")
        assert table.cursor_row == 0


async def test_the_filter_keeps_what_contains_every_word(start, twitch):
    stress = {"kind": "stress", "time": "2026-11-20T09:00:00+01:00", "stress": 3}
    async with start([stress, twitch(note="on the Train")], keys=("f2", "/")) as person:
        await person.type("train tw")
        await person.until('1 entry with "train tw"')
        assert "stress 3/10" not in person.screen
        await person.press("escape")
        await person.until("stress 3/10")


async def test_a_wrong_word_of_the_filter_and_the_nearest_right_one_are_never_cut(start, twitch):
    async with start([twitch()], keys=("f2", "/")) as person:
        await person.type("site:uper")
        await person.until('site: "uper" is not understood. Did you mean: upper_lip')
        await person.press("backspace", "backspace", "backspace", "backspace")
        await person.type("upper_lip")
        await person.until("No entry contains that.")


async def test_delete_takes_the_entry_under_the_cursor_and_u_brings_it_back(start, twitch):
    async with start([twitch(90, intensity=1), twitch(intensity=2)], keys="f2") as person:
        await person.press("down", "delete")
        assert [r["intensity"] for r in person.records(Kind.EPISODE)] == [2]
        assert person.said[-1].startswith("Deleted: twitch 1/10")
        await person.press("u")
        assert [r["intensity"] for r in person.records(Kind.EPISODE)] == [2, 1]


async def test_the_cursor_stays_on_its_entry_when_another_program_writes(start, clock, twitch):
    async with start(coffees(60), keys="f2") as person:
        await person.press(*["down"] * 30)
        table = person.app.screen.query_one(DataTable)
        before, line = person.app.screen.selected, table.cursor_row - table.scroll_offset.y
        person.store.add([twitch()], now=clock())
        person.app.look(at_once=True)
        await person.settle()
        assert "61 entries" in person.screen
        assert person.app.screen.selected == before
        assert table.cursor_row - table.scroll_offset.y == line


async def test_older_entries_follow_when_the_end_is_reached(start):
    async with start(coffees(310), keys="f2") as person:
        assert "The newest 300 entries" in person.screen
        await person.press("ctrl+end")
        assert "310 entries" in person.screen


async def test_an_empty_diary_says_so(start):
    async with start(keys="f2") as person:
        assert "The diary is empty. F1 has a key for each entry, n opens a form" in person.screen
        await person.press("enter", "delete")
        assert person.said == []


async def test_marked_entries_go_as_one_change_and_come_back_as_one(start):
    async with start(coffees(6), keys=("f2", "space", "space", "down", "space")) as person:
        assert "3 marked" in person.screen
        await person.press("delete")
        assert len(person.entries()) == 3
        await person.press("u")
        assert len(person.entries()) == 6


async def test_every_entry_that_the_filter_shows_can_be_marked(start, twitch):
    async with start([*coffees(5), twitch()], keys=("f2", "/")) as person:
        await person.type("kind:caffeine")
        await person.until('5 entries with "kind:caffeine"')
        await person.press("enter", "*")
        assert "5 marked" in person.screen
        await person.press("delete")
        assert [entry.kind for entry in person.entries()] == [Kind.EPISODE]
        assert person.said[-1] == "Deleted 5 entries (u brings them back)"


async def test_what_the_filter_hides_is_not_marked_any_more(start, twitch):
    async with start([twitch(30), twitch(90, note="tea")], keys=("f2", "*", "/")) as person:
        await person.type("tea")
        await person.until('1 entry with "tea"')
        await person.press("enter", "delete")
        assert len(person.entries()) == 1


async def test_a_filter_that_is_not_understood_says_why_and_keeps_the_rows(start, twitch):
    async with start([twitch(note="still here")], keys=("f2", "/")) as person:
        await person.type("intensity:11")
        await person.until("It must be a span within 0 to 10")
        assert "still here" in person.screen


class TestCalendar:
    async def test_three_states_stand_apart_by_glyph_and_number(self, start, twitch):
        clear = {"kind": "day", "date": "2026-11-19", "status": "clear"}
        async with start([clear, twitch(), twitch(30)], keys=("f2", "g")) as person:
            assert "18·" in person.screen
            assert "19○" in person.screen
            assert "20●2" in person.screen
            assert "1 ● twitches  1 ○ none  18 · not recorded" in person.screen

    async def test_arrows_walk_and_show_the_day(self, start):
        async with start(coffees(3), keys=("f2", "g")) as person:
            await person.press("up", "left")
            assert "Thu 12 Nov" in person.screen
            assert "caffeine, 3 mg" in person.screen
            await person.press("pageup")
            assert "Oct 2026" in person.screen

    async def test_enter_opens_the_day_among_the_entries(self, start):
        async with start(coffees(20), keys=("f2", "g", "up", "left", "enter")) as person:
            await person.until('2 entries with "on:2026-11-12"')
            await person.press("escape")
            await person.until("20 entries")

    async def test_escape_leaves_it(self, start):
        async with start(coffees(3), keys=("f2", "g", "escape")) as person:
            assert person.app.focused is person.app.screen.query_one(DataTable)

    async def test_in_a_wide_window_it_stands_beside_the_entries(self, start):
        async with start(coffees(3), keys="f2", size=(120, 36)) as person:
            assert "Nov 2026" in person.screen
            assert "3 entries" in person.screen
            assert "Twitches a day, by week" in person.screen

    async def test_at_80_by_24_the_weeks_stand_under_it(self, start):
        async with start(coffees(3), keys=("f2", "g")) as person:
            assert "Twitches a day, by week" in person.screen
            assert "Fri 20 Nov   ⏎ opens the day" in person.screen

    async def test_a_click_goes_to_a_day(self, start):
        async with start(coffees(3), keys=("f2", "g")) as person:
            await person.pilot.click("MonthGrid", offset=(3 * 6 + 1, 3 + 1))
            await person.settle()
            assert "Thu 5 Nov" in person.screen

    async def test_what_is_saved_shows_at_once(self, start, clock):
        async with start(keys=("f2", "g")) as person:
            clear = {"kind": "day", "date": "2026-11-20", "status": "clear"}
            person.store.add([clear], now=clock())
            person.app.look(at_once=True)
            await person.until("20○")
