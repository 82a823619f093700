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
        lines = [line.split() for line in person.screen.splitlines() if "Nov" in line][1:]
        assert [line[:4] for line in lines] == [
            ["Fri", "20", "Nov", "09:00"],
            ["Wed", "18", "Nov", "09:00"],
        ]


async def test_the_filter_keeps_what_contains_every_word(start, twitch):
    stress = {"kind": "stress", "time": "2026-11-20T09:00:00+01:00", "stress": 3}
    async with start([stress, twitch(note="on the Train")], keys=("f2", "/")) as person:
        await person.type("train tw")
        await person.until('1 entry with "train tw"')
        assert "stress 3/10" not in person.screen
        await person.press("escape")
        await person.until("stress 3/10")


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
        assert "The diary is empty." in person.screen
        await person.press("enter", "delete")
        assert person.said == []
