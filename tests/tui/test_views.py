"""What areas show, computed without a terminal."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.diary import Diary
from tracker.errors import DataError
from tracker.known_days import DayState
from tracker.tui.views.diary import page
from tracker.tui.views.form import changes_of, form, in_full
from tracker.tui.views.month import bounds, month
from tracker.tui.views.report import monday, week
from tracker.tui.views.today import today
from tracker.tui.views.usual import FIRST_DRINK, usual
from tracker.tui.views.wanted import wanted
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets.interval import GREATEST, LEAST, column, drawn, scale

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 11, 20)


def at(hour, day=20):
    return f"2026-11-{day:02}T{hour:02}:00:00+01:00"


def entries(*records):
    diary = Diary.from_records(records)
    return [entry for some in diary.by_kind.values() for entry in some]


def episode(hour=9, day=20, **fields):
    return {"kind": "episode", "start": at(hour, day), **fields}


def coffee(hour=9, day=20, **fields):
    return {"kind": "caffeine", "time": at(hour, day), "item": "coffee, brewed", **fields}


def status(day, word):
    return {"kind": "day", "date": f"2026-11-{day:02}", "status": word}


class TestStrip:
    def test_unknown_days_are_never_clear(self):
        found = today(entries(episode(9, 18), status(19, "clear")), {}, NOW).strip
        assert {mark.day: mark.state for mark in found[-3:]} == {
            date(2026, 11, 18): DayState.TWITCH,
            date(2026, 11, 19): DayState.CLEAR,
            TODAY: DayState.UNKNOWN,
        }

    def test_it_counts_the_twitches_of_fourteen_days_ending_today(self):
        found = today(entries(episode(8), episode(9), episode(9, 6)), {}, NOW).strip
        assert len(found) == 14
        assert (found[-1].day, found[-1].episodes) == (TODAY, 2)
        assert sum(mark.episodes for mark in found) == 2

    def test_it_moves_along_with_a_day_that_lies_further_back(self):
        back = date(2026, 9, 1)
        view = today(entries(), {}, NOW, back)
        assert view.day == back
        assert back in [mark.day for mark in view.strip]
        assert today(entries(), {}, NOW, date(2026, 11, 10)).strip[-1].day == TODAY
        assert today(entries(), {}, NOW, date(2027, 1, 1)).day == TODAY

    def test_a_complete_day_without_twitches_is_clear(self):
        found = today(entries(status(19, "complete")), {}, NOW).strip
        assert found[-2].state is DayState.CLEAR


class TestToday:
    def test_rows_are_of_this_day_newest_first(self):
        view = today(entries(coffee(8), episode(9), coffee(22, 19)), {}, NOW)
        assert [row.when for row in view.rows] == ["09:00", "08:00"]

    def test_before_the_day_starts_it_is_still_yesterday(self):
        night = NOW.replace(hour=2)
        view = today(entries(coffee(22, 19)), {"day_starts_at": "04:00"}, night)
        assert view.day == date(2026, 11, 19)
        assert len(view.rows) == 1

    def test_caffeine_not_recorded_is_not_zero(self):
        view = today(entries(coffee(9, 19)), {}, NOW)
        assert view.drunk is None
        assert view.caffeine is not None
        assert view.caffeine.mg > 0

    def test_caffeine_counts_today_and_what_is_left_in_the_body(self):
        found = today(entries(coffee(7), coffee(9, servings=2)), {}, NOW)
        assert (found.drunk.mg, found.drunk.last) == (288, "09:00")
        assert 0 < found.caffeine.mg < 288

    def test_the_latest_open_episode_runs_and_is_stale_after_four_hours(self):
        view = today(entries(episode(5, ongoing=True)), {}, NOW)
        assert view.running is not None
        assert view.running.stale
        assert not today(entries(episode(7, ongoing=True)), {}, NOW).running.stale

    def test_an_episode_that_has_ended_does_not_run(self):
        ended = episode(5, ongoing=True, end=at(6))
        assert today(entries(ended), {}, NOW).running is None


class TestUsual:
    def test_nothing_is_known_at_first(self):
        found = usual([], NOW)
        assert (found.twitch, found.drink, found.dose) == ({}, {"item": FIRST_DRINK}, {})
        assert found.doses == ()

    def test_the_last_place_counts_not_the_most_frequent(self):
        left = {"side": "left", "sites": ["upper_lip"]}
        found = usual(
            entries(episode(7, **left), episode(8, **left), episode(9, side="right")), NOW
        )
        assert found.twitch == {"side": "right"}

    def test_of_equally_frequent_drinks_the_latest_counts(self):
        tea = {"kind": "caffeine", "time": at(9), "item": "tea, green"}
        assert usual(entries(coffee(8), tea), NOW).drink == {"item": "tea, green"}

    def test_the_drink_of_this_hour_counts_once_it_is_a_habit(self):
        teas = [
            {"kind": "caffeine", "time": at(hour, 18), "item": "tea, green"} for hour in (8, 9, 11)
        ]
        evening = [coffee(hour, day) for day in (17, 18) for hour in (19, 20)]
        assert usual(entries(*teas, *evening), NOW).drink == {"item": "tea, green"}
        assert usual(entries(*teas[1:], *evening), NOW).drink == {"item": "coffee, brewed"}
        assert usual(entries(*teas, *evening), NOW.replace(hour=20)).drink["item"] == (
            "coffee, brewed"
        )

    def test_a_skipped_dose_is_no_habit(self):
        dose = {"kind": "dose", "time": at(8), "name": "magnesium", "status": "skipped"}
        assert usual(entries(dose), NOW).dose == {}


def found(some, line, limit=9):
    return page(some, wanted(line, NOW), line, limit)


class TestDiaryPage:
    def test_it_says_when_there_is_more(self):
        some = entries(*(coffee(n) for n in range(5)))
        assert found(some, "", 3).more
        assert not found(some, "", 5).more

    @pytest.mark.parametrize(
        "line",
        [
            *("TWITCH milk", "lip left", "2026-11-20", "fri 20 nov", "Milk"),
            *("site:upper_lip,jaw", "side:left", "intensity:4-7 milk", "intensity:6+"),
        ],
    )
    def test_the_filter_looks_at_kind_words_day_note_place_side_and_strength(self, line):
        twitch = episode(side="left", sites=["upper_lip"], note="after milk", intensity=6)
        weak = episode(7, 18, side="right", sites=["chin"], intensity=2)
        rows = found(entries(coffee(9, 19), twitch, weak), line).rows
        assert [(row.kind, row.day.day) for row in rows] == [("episode", 20)]

    def test_kind_and_period_are_for_the_store(self):
        asked = wanted("kind:twitch,coffee since:mon until:yesterday note", NOW)
        assert asked.kinds == {"episode", "caffeine"}
        assert (asked.since, asked.until) == (date(2026, 11, 16), date(2026, 11, 19))
        assert asked.words == ("note",)
        assert wanted("on:2026-11-18", NOW).since == date(2026, 11, 18)

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("intensity:11", 'intensity: "11" is not understood. It must be a span'),
            ("side:top", 'side: "top" is not understood. '),
            ("kind:cofee", 'kind: "cofee" is not understood. Did you mean: coffee'),
            ("since:someday", 'since: "someday" is not understood. '),
        ],
    )
    def test_what_is_not_understood_is_named_with_what_would_be(self, line, said):
        with pytest.raises(DataError, match=said):
            wanted(line, NOW)

    @pytest.mark.parametrize("line", ["kind:", "http://x", "8:30", ":", "note:a"])
    def test_an_unfinished_option_hides_nothing_and_other_colons_are_text(self, line):
        assert not wanted(line, NOW).search.narrows

    def test_it_looks_into_the_depths_of_a_long_note(self):
        some = entries(coffee(note="z" * 5000 + " needle"))
        assert len(found(some, "needle").rows) == 1
        assert len(found(some, "").rows[0].note) <= 200


class TestMonth:
    def test_its_days_end_today_and_unknown_ones_are_not_clear(self):
        some = entries(episode(9, 18), status(19, "clear"))
        shown = month(some, *bounds(TODAY)[:1], TODAY)
        assert len(shown.marks) == 20
        assert shown.count(DayState.UNKNOWN) == 18
        assert [row.kind for row in shown.rows[date(2026, 11, 18)]] == ["episode"]

    def test_a_week_counts_its_valid_days_alone(self):
        some = entries(episode(8, 18), episode(9, 18), status(19, "clear"))
        weeks = month(some, *bounds(TODAY)[:1], TODAY).weeks
        assert len(weeks) == 12
        assert weeks[-1].rate == 1.0
        assert weeks[-2].rate is None


class TestForm:
    def cells(self, entry):
        return {cell.field.name: cell for cell in form(entry, NOW)}

    def test_unchanged_texts_change_nothing(self, one_of_each):
        for entry in entries(*one_of_each):
            cells = self.cells(entry)
            texts = {name: cell.text for name, cell in cells.items()}
            assert changes_of(entry, cells, texts, NOW) == {}

    def test_reading_back_what_is_shown_gives_the_same_values(self, one_of_each):
        for entry in entries(*one_of_each):
            cells = self.cells(entry)
            texts = in_full(entry.kind, {name: cell.text for name, cell in cells.items()}, NOW)
            for name, cell in cells.items():
                assert cell.read(texts[name], NOW) == entry.record.get(name)

    def test_a_time_of_elsewhere_keeps_its_offset(self):
        (entry,) = entries({"kind": "stress", "time": "2026-11-20T03:00:00-05:00", "stress": 1})
        assert self.cells(entry)["time"].text == "2026-11-20T03:00:00-05:00"

    def test_a_new_number_of_servings_asks_for_a_new_amount(self):
        (entry,) = entries(coffee())
        cells = self.cells(entry)
        texts = {name: cell.text for name, cell in cells.items()}
        assert changes_of(entry, cells, {**texts, "servings": "2"}, NOW) == {
            "servings": 2,
            "mg": None,
        }
        assert changes_of(entry, cells, {**texts, "servings": "2", "mg": "100"}, NOW) == {
            "servings": 2,
            "mg": 100,
        }

    def test_a_needed_field_cannot_be_cleared(self):
        (entry,) = entries(episode())
        with pytest.raises(DataError, match="start is needed"):
            changes_of(entry, self.cells(entry), {"start": " "}, NOW)


class TestWeek:
    def test_it_begins_on_monday(self):
        assert monday(TODAY, 0) == date(2026, 11, 16)
        assert monday(TODAY, 1) == date(2026, 11, 9)

    def test_days_to_come_and_unknown_days_have_no_numbers(self):
        diary = Diary.from_records([episode(9, 17, intensity=10), status(18, "clear")])
        days = week(diary, date(2026, 11, 16), NOW).days
        assert [day.is_known for day in days] == [False, True, True, False, False, False, False]
        assert [day.is_ahead for day in days][4:] == [False, True, True]
        assert days[1].caffeine_mg is None
        assert days[1].hours[9] == "█"

    def test_an_unrated_twitch_is_a_dot_not_a_weak_one(self):
        diary = Diary.from_records([episode(9, 17)])
        assert week(diary, date(2026, 11, 16), NOW).days[1].hours[9] == "●"


class TestInterval:
    @given(st.floats(0.01, 100), st.floats(1, 20), st.floats(1, 20), st.integers(17, 120))
    def test_the_estimate_lies_inside_the_interval_and_the_line_has_its_width(
        self, ratio, below, above, width
    ):
        line = drawn(ratio, ratio / below, ratio * above, width)
        assert len(line) == len(scale(width)) == width
        assert line.count("●") == 1
        assert line[column(ratio, width)] == "●"

    def test_the_ends_say_when_the_interval_goes_on(self):
        assert drawn(1, LEAST / 2, GREATEST * 2, 41)[0] == "◂"
        assert drawn(1, LEAST / 2, GREATEST * 2, 41)[-1] == "▸"

    def test_the_axis_is_logarithmic(self):
        assert column(1, 41) - column(0.5, 41) == column(2, 41) - column(1, 41) == 10


@given(st.text(max_size=300), st.integers(12, 90))
def test_wrapped_lines_keep_their_indent_and_every_word(text, width):
    lines = hanging(text, "ab  ", width).split("\n")
    assert lines[0].startswith("ab  ")
    assert all(line.startswith("    ") for line in lines[1:])
    assert "".join("".join(lines).split()) == "ab" + "".join(text.split())


def test_habits_reach_back_far_enough_for_a_holiday():
    from tracker.tui.views.usual import LOOK_BACK

    assert timedelta(days=28) < LOOK_BACK < timedelta(days=365)
