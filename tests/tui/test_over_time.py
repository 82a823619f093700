"""Twitches and an exposure over time: the plots, what stands for them, and where they are shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import demo
from tracker.analysis.detail import Detail, ObservedDay
from tracker.analysis.factors import Contrast
from tracker.analysis.findings import Finding
from tracker.analysis.over_time import NOT_A_CAUSE, over_time
from tracker.store import Store
from tracker.tui.app import TrackerApp
from tracker.tui.dialogs.finding import FindingDialog
from tracker.tui.messages import TriggersRead
from tracker.tui.views.triggers import Found, Triggers
from tracker.tui.widgets.beside import beside
from tracker.tui.widgets.line import Scale, line
from tracker.tui.widgets.trend import EIGHTHS
from tracker.vocabulary import Kind, Verdict

MONDAY = date(2026, 8, 3)
UNKNOWN = (3, 4, 9)
"""Weeks without a complete day."""
NOT_RATED = (6,)
"""Weeks with complete days, of which the exposure is not known."""
SAID = ("caffeine", "sleep", "stress", "fatigue", "alcohol", "medication:magnesium", "screen_hours")


def detail(weeks=15, unit="mg", factor="caffeine", unknown=UNKNOWN, times=10.0):
    """Weeks of complete days with figures that look like something."""
    days = tuple(
        ObservedDay(
            MONDAY + timedelta(days=7 * week + n),
            None if week in NOT_RATED else times * (3 + (week * 5) % 9),
            (week * 3 + n) % 4 if week != 1 else 0,
        )
        for week in range(weeks)
        if week not in unknown
        for n in range(7 - week % 3)
    )
    until = MONDAY + timedelta(days=7 * weeks - 1)
    return Detail(factor, unit, (), days, over_time(days, until), (), (), "More days alike.")


def found(detail, expected="You expected nothing in particular.", verdict=Verdict.RAISES):
    finding = Finding(
        detail.factor, "caffeine active in the body", "same hours", Contrast(100, "mg"), verdict,
        1.6, (1.2, 2.2), 0.001, 0.002, complete_days=80, days_needed=None, caveats=(),
        summary="1.6 times as many episodes for 100 mg more caffeine in the body.",
    )  # fmt: skip
    return Found("100 mg more caffeine", "100 mg more caffeine", finding, detail, expected)


def drawn(detail, width=92, rows=4):
    return beside(detail, "caffeine active in the body", width, rows).plain.split("\n")


def parts(lines, rows=4):
    """The rows of both plots and the numbers under each, without their scales."""
    second = next(n for n, text in enumerate(lines) if text.startswith("⠶"))
    cut = [text.ljust(100)[6:] for text in lines]
    return cut[1 : rows + 1], cut[second + 1 : second + rows + 1], cut[rows + 1], cut[second + 5]


def column(plot, week, cell=5):
    return "".join(row[week * cell : (week + 1) * cell] for row in plot).strip()


# the two plots


def test_both_plots_are_blank_where_nothing_is_known_and_the_line_is_broken():
    bars, levels, rates, means = parts(drawn(detail()))
    for week in UNKNOWN:
        assert column(bars, week) == column(levels, week) == ""
        assert rates[week * 5 :].split()[0] == means[week * 5 :].split()[0] == "\N{EN DASH}"
    assert column(bars, 6)
    assert column(levels, 6) == ""
    assert all(column(bars, week) and column(levels, week) for week in (0, 2, 5, 7, 8, 10))


def test_no_twitches_are_a_foot_with_a_zero_and_not_a_gap():
    bars, _, rates, _ = parts(drawn(detail()))
    assert column(bars, 1) == EIGHTHS[1] * 3
    assert rates.split()[1] == "0.0"


def test_titles_caption_and_days_say_what_is_seen():
    lines = drawn(detail())
    assert lines[0] == "█ Twitches a day, by week"
    assert "⠶ Caffeine active in the body (mg)" in lines
    days = next(text for text in lines if text.startswith("days"))
    assert days.split()[1:6] == ["7", "6", "5", "\N{EN DASH}", "\N{EN DASH}"]
    words = " ".join(lines)
    assert "of 15 weeks, the twitches are unknown in 3, the exposure in 4." in words
    assert NOT_A_CAUSE in words


def test_the_axis_of_time_is_shared_and_names_the_months():
    lines = drawn(detail())
    labels = next(text for text in lines if "Sep" in text)
    assert labels.split()[:6] == ["Aug", "10", "17", "24", "31", "Sep"]
    narrow = next(text for text in drawn(detail(), 42) if "Sep" in text)
    assert narrow.split() == ["Aug", "Sep", "Oct", "Nov"]
    assert narrow.index("Sep") == 6 + 5 * 2


def test_a_medicine_is_shown_in_per_cent_of_its_days():
    lines = drawn(detail(unit="course", factor="medication:m", times=1 / 11))
    assert "⠶ Caffeine active in the body (% on)" in lines
    top = lines.index("⠶ Caffeine active in the body (% on)") + 1
    assert [lines[top].split()[0], lines[top + 3].split()[0]] == ["100", "0"]


def test_numbers_that_have_no_room_are_left_out_whole():
    assert not [text for text in drawn(detail(), 42) if "2.0" in text]
    assert [text for text in drawn(detail(times=1000.0), 92) if " 30k" in text] == []


def test_an_exposure_that_is_never_known_says_so():
    days = tuple(ObservedDay(MONDAY + timedelta(days=7 * n), None, 1) for n in range(4))
    made = Detail("stress", "points", (), days, over_time(days, days[-1].day), (), (), "")
    assert "      Not known on any complete day." in drawn(made)


@pytest.mark.parametrize("weeks", [0, 1, 2])
def test_too_little_is_a_sentence_that_says_what_is_needed(weeks):
    lines = drawn(detail(weeks), 42)
    assert "█" not in "".join(lines)
    assert " ".join(lines).startswith("Too short" if weeks else "Nothing to follow over time yet")
    assert all(len(text) <= 42 for text in lines)


@given(
    st.integers(3, 400), st.integers(30, 140), st.integers(1, 8), st.sampled_from((1e-4, 1, 1e6))
)
def test_any_length_fits_into_any_width(weeks, width, rows, times):
    lines = drawn(detail(weeks, times=times), width, rows)
    assert all(len(text) <= width for text in lines)


def test_where_not_all_have_room_the_latest_are_shown_and_it_says_so():
    words = " ".join(drawn(detail(26), 26))
    assert "Shown are the latest 20." in words
    assert "of 26 weeks" in words


# the line


def test_the_line_goes_from_the_foot_to_the_head_of_its_scale():
    assert line([0, 10], Scale(0, 10), 2, 2) == ["  ⠛⠛", "⣤⣤  "]
    assert line([0, None, 10], Scale(0, 10), 1, 1) == ["⣤ ⠛"]


def test_neighbours_are_joined_and_a_gap_is_not():
    assert line([0, 10], Scale(0, 10), 2, 3) == ["   ⣿⠛⠛", "⣤⣤⣤⣿  "]
    assert line([0, None, 10], Scale(0, 10), 2, 3) == ["      ⠛⠛⠛", "⣤⣤⣤      "]


@pytest.mark.parametrize(
    ("values", "ends"),
    [((0, 120), (0, 150)), ((40, 100), (0, 100)), ((6.2, 7.8), (6, 8)), ((5, 5), (0, 6)),
     ((0, 0), (0, 1)), ((None,), (0, 1)), ((-3, 4), (-4, 4)), ((98, 103), (90, 110))],
)  # fmt: skip
def test_the_scale_has_round_ends_and_begins_at_zero_unless_all_lies_far_above(values, ends):
    scale = Scale.of(values)
    assert (scale.low, scale.high) == pytest.approx(ends)


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1), st.integers(1, 9), st.integers(1, 9))
def test_every_known_level_has_its_place(values, rows, cell):
    scale = Scale.of(values)
    plot = line(values, scale, rows, cell)
    assert len(plot) == rows
    for place, value in enumerate(values):
        inside = "".join(row[place * cell : (place + 1) * cell] for row in plot).strip()
        assert bool(inside) == (value is not None)
        slack = (scale.high - scale.low) / 1e9
        assert value is None or scale.low - slack <= value <= scale.high + slack


# where they are shown


def fill(store, clock, *said):
    store.import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    (profile,) = store.entries(kinds={Kind.PROFILE})
    store.edit(profile.id, {"beliefs": dict.fromkeys(said, "unsure")}, now=demo.NOW)
    clock.moment = demo.NOW


def beside_the_list(person):
    """What stands in the right part of a window of 120 columns, as words."""
    return " ".join(" ".join(text[76:] for text in person.screen.split("\n")[5:-1]).split())


async def test_the_finding_in_focus_stands_beside_the_list_where_it_has_room(start, store, clock):
    fill(store, clock, *SAID)
    async with start(size=(120, 36), keys="f3") as person:
        await person.until("As of")
        await person.settle()
        seen = [beside_the_list(person)]
        for _ in SAID[1:]:
            await person.press("down")
            seen.append(beside_the_list(person))
        assert all("█ Twitches a day, by week" in text for text in seen)
        assert all("Both are known in each of the 17 weeks." in text for text in seen)
        assert all(f"({unit})" in str(seen) for unit in ("% on", "mg", "g", "h", "points"))
        assert len(set(seen)) == len(SAID)


async def test_all_results_are_shown_from_the_top_with_the_first_ones_course(start, store, clock):
    fill(store, clock, "caffeine")
    async with start(size=(120, 36), keys="f3") as person:
        await person.until("As of")
        await person.press("end", "v")
        assert "⠶ Mean of the day's stress ratings (points)" in beside_the_list(person)
        assert "▲ 3 points more stress goes with more twitching" in person.screen


async def test_a_small_window_keeps_the_list_whole(start, store, clock):
    fill(store, clock, *SAID)
    async with start(size=(80, 24), keys="f3") as person:
        await person.until("As of")
        assert "Twitches a day, by week" not in person.screen


async def test_a_result_that_waits_is_not_given_away(start, store, clock):
    fill(store, clock, "caffeine")
    async with start(size=(120, 36), keys="f3") as person:
        await person.until("As of")
        await person.settle()
        assert "Then the twitches and this stand here over time" in beside_the_list(person)
        assert "Twitches a day, by week" not in person.screen
        await person.press("enter", "m", "escape")
        assert "Twitches a day, by week" in person.screen


async def test_a_window_that_grows_shows_it(start, store, clock):
    fill(store, clock, *SAID)
    async with start(size=(80, 24), keys="f3") as person:
        await person.until("As of")
        await person.pilot.resize_terminal(120, 36)
        await person.settle()
        assert "█ Twitches a day, by week" in person.screen


async def test_a_diary_without_complete_days_is_told_what_counts(start, twitch):
    async with start([twitch()], size=(120, 36), keys="f3") as person:
        await person.until("As of")
        await person.settle()
        assert beside_the_list(person).startswith("Nothing to follow over time yet: no day is")


# how they look; after a change that is meant: --snapshot-update

THEMES = {"dark": "textual-dark", "light": "textual-light", "plain": "textual-dark"}


@pytest.fixture
def looks(snap_compare, store, clock, settled, monkeypatch):
    """Whether findings made up for it still look as they did, in the list or one opened."""

    def looks(size, look, *, opened):
        if look == "plain":
            monkeypatch.setenv("NO_COLOR", "1")

        async def before(pilot):
            pilot.app.theme = THEMES[look]
            await settled(pilot)
            await pilot.press("f3")
            await settled(pilot)
            some = (found(detail()), found(detail(factor="tea"), ""), found(detail(2, factor="x")))
            view = Triggers(some, "80 complete days.", ())
            pilot.app.screen.post_message(TriggersRead(view))
            await settled(pilot)
            if opened:
                pilot.app.push_screen(FindingDialog(some[0]))
                await settled(pilot)
            shown = pilot.app.screen._compositor.render_strips()
            assert any("█ Twitches a day, by week" in strip.text for strip in shown)

        app = TrackerApp(lambda: Store.open(store.path), now=clock)
        return snap_compare(app, terminal_size=size, run_before=before)

    return looks


@pytest.mark.parametrize("look", THEMES)
def test_list(looks, look):
    assert looks((120, 36), look, opened=False)


@pytest.mark.parametrize("look", THEMES)
def test_opened(looks, look):
    assert looks((80, 30), look, opened=True)
