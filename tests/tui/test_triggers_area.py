"""Triggers: findings, one of them opened, belief before data, and days to confirm."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import demo
from tracker.analysis import find_triggers
from tracker.analysis.bands import bands
from tracker.analysis.stability import Held
from tracker.diary import Diary
from tracker.tui.jobs.comparing import Comparing, state
from tracker.tui.screens.triggers import _MARKS
from tracker.tui.views.triggers import VERDICTS, triggers
from tracker.tui.widgets.bands import band_line, dose_response
from tracker.vocabulary import Kind, Verdict

SAID = ("caffeine", "sleep", "stress", "fatigue", "alcohol", "medication:magnesium", "screen_hours")
TALL = (120, 60)


def fill(store, clock, **beliefs):
    """The sample diary, with what its person expects of every factor, or of those given alone."""
    store.import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    (profile,) = store.entries(kinds={Kind.PROFILE})
    said = beliefs or dict.fromkeys(SAID, "unsure")
    store.edit(profile.id, {"beliefs": said}, now=demo.NOW)
    clock.moment = demo.NOW


async def compared(person):
    """Until the days have been compared: the first time loads pandas."""
    for _ in range(3000):
        if "As of" in person.words or "Nothing to compare yet" in person.words:
            return
        await person.pilot.pause(0.01)
    raise AssertionError(person.screen)


async def test_it_says_what_goes_with_the_twitching_and_how_sure_that_is(start, store, clock):
    fill(store, clock)
    async with start(size=TALL, keys="f3") as person:
        await compared(person)
        assert "2 hours less sleep goes with more twitching" in person.screen
        assert "95 % interval" in person.screen
        assert "├" in person.screen
        assert "not thereby the cause" in person.words
        assert "As of Sun 15 Nov, the end of the last week" in person.words


async def test_enter_opens_all_that_stands_behind_a_finding(start, store, clock):
    fill(store, clock)
    async with start(size=(120, 200), keys="f3") as person:
        await compared(person)
        await person.press("enter")
        for title in (
            "What else could explain it",
            "Observed, adjusted for nothing",
            "What it is adjusted for",
            "What is missing",
            "What would settle it",
            "The days behind it, newest first",
        ):
            assert title in person.screen
        assert "slow drifts over weeks" in person.screen
        await person.press("escape")
        assert "What would settle it" not in person.screen


async def test_a_long_diary_lists_its_newest_days_and_says_how_many_more_there_are(
    start, store, clock
):
    fill(store, clock)
    async with start(size=(100, 200), keys="f3") as person:
        await compared(person)
        await person.press("enter")
        assert "Sun 15 Nov" in person.screen
        assert "and 17 days before; tracker triggers --json has all" in person.screen


async def test_too_few_days_are_said_to_be_too_few(start, twitch):
    async with start([twitch()], size=TALL, keys="f3") as person:
        await compared(person)
        assert "0 complete days" in person.screen
        assert "not enough days yet" in person.screen


async def test_the_verdicts_are_words_for_every_verdict():
    assert set(VERDICTS) == set(_MARKS) == set(Verdict)


# belief before data


async def test_a_result_waits_until_the_person_has_said_what_they_expect(start, store, clock):
    fill(store, clock, caffeine="raises")
    async with start(size=TALL, keys="f3") as person:
        await compared(person)
        assert "2 hours less sleep goes with" not in person.screen
        assert "? 2 hours less sleep" in person.screen
        assert "You expected more twitching with it; the diary says: it goes with more." in (
            person.words
        )


async def test_it_is_asked_once_and_stored_and_shown_beside_the_finding(start, store, clock):
    fill(store, clock, **dict.fromkeys([name for name in SAID if name != "sleep"], "unsure"))
    async with start(size=TALL, keys="f3") as person:
        await compared(person)
        await person.press("enter")
        assert "Before the result: what do you expect?" in person.words
        await person.press("l")
        said = "You expected less twitching with it; the diary says: it goes with more."
        assert said in person.words
        assert store.profile()["beliefs"]["sleep"] == "lowers"
        assert store.profile()["beliefs"]["stress"] == "unsure"
        await person.press("escape", "enter")
        assert "Before the result" not in person.screen
        assert said in person.words


async def test_leaving_the_question_tells_nothing_and_stores_nothing(start, store, clock):
    fill(store, clock, caffeine="raises")
    async with start(size=TALL, keys="f3") as person:
        await compared(person)
        await person.press("enter", "escape")
        assert "? 2 hours less sleep" in person.screen
        assert store.profile()["beliefs"] == {"caffeine": "raises"}


async def test_v_shows_every_result_whatever_is_expected(start, store, clock):
    fill(store, clock, caffeine="raises")
    async with start(size=TALL, keys="f3") as person:
        await compared(person)
        await person.press("v")
        assert "2 hours less sleep goes with more twitching" in person.screen
        assert store.profile()["beliefs"]["sleep"] == "unsure"
        assert store.profile()["beliefs"]["caffeine"] == "raises"
        await person.press("u")
        assert store.profile()["beliefs"] == {"caffeine": "raises"}


# days to confirm


def three_days(twitch):
    day = 24 * 60
    return [twitch(3 * day), twitch(day), twitch(day + 5)]


async def test_days_are_confirmed_with_one_key_each(start, store, twitch):
    async with start(three_days(twitch), size=TALL, keys="f3") as person:
        await compared(person)
        await person.press("d")
        assert "Thu 19 Nov  2 twitches" in person.screen
        assert "Wed 18 Nov  nothing logged" in person.screen
        await person.press("x")  # not for a day with twitches
        await person.press("y", "x", "n")
        assert {(r["date"], r["status"]) for r in person.records(Kind.DAY)} == {
            ("2026-11-19", "complete"),
            ("2026-11-18", "clear"),
        }
        assert "1 recent day to confirm: d." in person.words


async def test_leaving_keeps_what_was_confirmed(start, store, twitch):
    async with start(three_days(twitch), size=TALL, keys="f3") as person:
        await compared(person)
        await person.press("d", "y", "escape")
        assert [r["date"] for r in person.records(Kind.DAY)] == ["2026-11-19"]
        assert "Days to confirm" not in person.screen


async def test_nothing_to_confirm_is_said(start, twitch):
    async with start([twitch()], keys="f3") as person:
        await compared(person)
        await person.press("d")
        assert person.said[-1] == "Every recent day is confirmed."


# what is kept


def test_the_days_are_compared_anew_only_when_something_they_rest_on_has_changed(store, clock):
    fill(store, clock)
    looks, comparing = [], Comparing()
    first = comparing.read(store, demo.NOW, looks.append).view
    assert len(looks) >= 2
    (profile,) = store.entries(kinds={Kind.PROFILE})
    store.edit(profile.id, {"beliefs": {"sleep": "lowers"}}, now=demo.NOW)
    done = len(looks)
    again = comparing.read(store, demo.NOW, looks.append).view
    assert len(looks) == done
    assert {o.finding.factor: o.finding for o in again.found} == {
        o.finding.factor: o.finding for o in first.found
    }
    store.edit(profile.id, {"smoker": True}, now=demo.NOW)
    comparing.read(store, demo.NOW, looks.append)
    assert len(looks) > done


def test_another_day_is_another_state():
    diary = Diary.from_records([{"kind": "day", "date": "2026-11-18", "status": "clear"}])
    assert state(diary, demo.NOW) == state(diary, demo.NOW + timedelta(minutes=5))
    assert state(diary, demo.NOW) != state(diary, demo.NOW + timedelta(days=1))


# headings


@pytest.fixture(scope="module")
def sample():
    return [Held(one, demo.LAST_DAY) for one in find_triggers(Diary.from_records(demo.records()))]


def test_the_heading_names_the_very_difference_that_the_sentence_is_about(sample):
    diary = Diary.from_records(demo.records())
    for one in triggers(diary, sample, {}, demo.NOW).found:
        if one.finding.rate_ratio is not None:
            difference = one.heading.split(" goes with ")[0].split(":")[0].casefold()
            assert difference in one.finding.summary.replace("_", " ").casefold()


def test_the_samples_three_effects_come_first_once_they_were_asked_for(sample):
    said = {"kind": "profile", "beliefs": dict.fromkeys(SAID, "unsure"), "tz": "Europe/Berlin"}
    rows = [row for row in demo.records() if row["kind"] != "profile"]
    found = triggers(Diary.from_records([*rows, said]), sample, {}, demo.NOW).found
    assert all(one.heading.endswith("goes with more twitching") for one in found[:3])


def test_results_that_wait_stand_first_in_an_order_that_tells_nothing(sample):
    view = triggers(Diary.from_records(demo.records()), sample, {}, demo.NOW)
    names = [one.finding.factor for one in view.hidden]
    assert names == sorted(names)
    assert view.found[: len(names)] == view.hidden
    assert not {"caffeine", "alcohol"} & set(names)  # of these the sample's person has said so


# dose-response


def test_each_band_has_a_line_with_its_numbers():
    found = bands(np.repeat([0.0, 50, 100, 150], 10), np.repeat([1, 2, 3, 4], 10), "mg")
    lines = dose_response(found, 80).plain.split("\n")
    assert [line.split()[0] for line in lines] == ["0", "50", "100", "150"]
    assert all(line.count("●") == 1 and len(line) <= 80 for line in lines)
    assert lines[0].index("●") < lines[1].index("●") < lines[3].index("●")


def test_a_narrow_window_keeps_the_numbers():
    found = bands(np.repeat([0.0, 50], 10), np.repeat([1, 2], 10), "mg")
    assert dose_response(found, 36).plain.startswith(" 0 mg  1.0 (")


@given(st.floats(0, 5), st.floats(0, 5), st.floats(0, 5), st.integers(12, 60))
def test_an_interval_is_as_wide_as_its_axis(low, more, further, width):
    line = band_line(low, low + more, low + more + further, 6.0, width)
    assert len(line) == width
    assert line.count("●") == 1
