"""The rate over time, the courses beside it, and the rows of the forest plot."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tracker.analysis.factors import Contrast
from tracker.analysis.findings import Finding
from tracker.diary import Diary
from tracker.report import forest
from tracker.report.history import Stretch, history, spans_of
from tracker.spans import Unit
from tracker.vocabulary import CourseChange, Verdict

SUNDAY = date(2026, 11, 22)
FIRST = date(2026, 8, 31)


def of(*rows, since=SUNDAY - timedelta(days=6), until=SUNDAY):
    return history(Diary.from_records(rows), since=since, until=until, present=until)


def course(name, start, **more):
    return {"kind": "medication", "name": name, "start_date": start} | more


def test_twelve_weeks_end_on_the_last_day_of_the_period():
    weeks = of().columns
    assert [week.since for week in weeks] == [FIRST + timedelta(days=7 * n) for n in range(12)]


@pytest.mark.parametrize(
    ("days", "unit", "columns"),
    [(1, "week", 12), (84, "week", 12), (85, "week", 13), (98, "week", 14), (99, "month", 4),
     (365, "month", 13), (3 * 365, "quarter", 13), (3653, "year", 11)],
)  # fmt: skip
def test_a_long_period_is_told_in_months_quarters_or_years(days, unit, columns):
    since = SUNDAY - timedelta(days=days - 1)
    found, spans = spans_of(since, SUNDAY)
    assert (found, len(spans)) == (unit, columns)
    assert spans[-1][1] == SUNDAY
    assert spans[0][0] == since or found is Unit.WEEK
    for (_, last), (first, _) in pairwise(spans):
        assert first - last == timedelta(days=1)


def test_a_month_counts_only_its_days_of_the_period():
    rows = [{"kind": "day", "date": f"2026-{m}-10", "status": "clear"} for m in ("07", "11")]
    columns = of(*rows, since=date(2026, 7, 11)).columns
    assert [column.rate.days if column.rate else 0 for column in columns] == [0, 0, 0, 0, 1]


def test_days_lie_in_their_columns_also_where_those_are_unlike():
    found = of(since=date(2026, 7, 1))
    assert [found.across(date(2026, month, 1)) for month in range(7, 12)] == [0, 1, 2, 3, 4]
    assert found.across(date(2026, 9, 16)) == 2.5
    assert found.across(date(2020, 1, 1)) == 0


def test_the_days_without_lie_over_the_trial_and_trials_of_one_name_share_a_lane():
    arms = [{"start_date": "2026-11-02", "stop_date": "2026-11-08", "arm": "without"}]
    trial = {"kind": "trial", "name": "No tea", "factor": "caffeine", "arms": arms}
    (lane,) = of(
        {**trial, "start_date": "2026-10-26", "stop_date": "2026-11-08"},
        {**trial, "name": "no tea ", "start_date": "2026-11-16", "arms": []},
    ).lanes
    assert [(s.since.day, s.until.day, s.off) for s in lane.stretches] == [
        (26, 8, False), (2, 8, True), (16, 22, False),
    ]  # fmt: skip


def test_a_week_without_a_complete_day_is_unknown_and_one_without_episodes_is_zero():
    weeks = of(
        {"kind": "day", "date": "2026-11-16", "status": "clear"},
        {"kind": "episode", "start": "2026-11-09T08:00:00+01:00"},
    ).columns
    assert weeks[-1].rate.per_day == 0
    assert weeks[-2].rate is None
    assert weeks[-3].rate is None


def test_a_week_counts_the_episodes_of_its_complete_days():
    rows = [{"kind": "day", "date": f"2026-11-{n}", "status": "complete"} for n in (16, 17)]
    rows += [
        {"kind": "episode", "start": f"2026-11-{n}T08:00:00+01:00"} for n in (16, 16, 17, 18, 18)
    ]
    last = of(*rows).columns[-1]
    assert (last.rate.episodes, last.rate.days) == (3, 2)


def test_entries_a_day_count_what_was_logged_over_all_seven_days():
    drinks = [
        {"kind": "caffeine", "time": f"2026-11-{n}T08:00:00+01:00", "mg": 90} for n in range(16, 23)
    ]
    nothing_by_hand = [
        {"kind": "day", "date": "2026-11-16", "status": "complete"},
        course("a", "2026-11-16"),
    ]
    assert of(*drinks, *nothing_by_hand).columns[-1].entries_a_day == 1


def test_days_that_are_still_to_come_count_in_no_average():
    drinks = [
        {"kind": "caffeine", "time": f"2026-11-{n:02}T08:00:00+01:00", "mg": 90}
        for n in range(2, 9)
    ]
    diary = Diary.from_records([*drinks, course("magnesium", "2026-11-02")])
    sunday = date(2026, 11, 8)
    found = history(diary, since=date(2026, 10, 12), until=SUNDAY, present=sunday)
    assert [column.entries_a_day for column in found.columns[-3:]] == [1, None, None]
    midweek = history(
        diary, since=date(2026, 10, 12), until=SUNDAY, present=date(2026, 11, 5)
    ).columns[-3]
    assert midweek.entries_a_day == 7 / 4
    assert found.lanes[0].stretches[-1].until == sunday


def test_a_course_without_an_end_runs_to_the_last_day_and_is_cut_to_the_weeks():
    (lane,) = of(course("magnesium", "2026-01-05", dose=300, unit="mg")).lanes
    assert lane.label == "magnesium 300 mg"
    assert lane.stretches == (Stretch(FIRST, SUNDAY, None),)
    assert lane.changed is None


def test_a_changed_dose_ends_the_stretch_before_it_in_the_same_lane():
    (lane,) = of(
        course("Sertraline", "2026-09-07", dose=25, unit="mg"),
        course("sertraline ", "2026-10-05", dose=50, unit="mg", change="increased"),
    ).lanes
    assert lane.stretches == (
        Stretch(date(2026, 9, 7), date(2026, 10, 4), CourseChange.STARTED),
        Stretch(date(2026, 10, 5), SUNDAY, CourseChange.INCREASED),
    )
    assert lane.changed == date(2026, 10, 5)


def test_what_changed_last_comes_first_and_what_ended_before_is_left_out():
    lanes = of(
        course("old", "2026-01-01", stop_date="2026-08-30"),
        course("steady", "2026-01-01"),
        course("early", "2026-09-01"),
        course("late", "2026-11-01", stop_date="2026-11-03", as_needed=True),
        {"kind": "trial", "name": "less coffee", "factor": "caffeine", "start_date": "2026-10-01"},
    ).lanes
    assert [lane.label for lane in lanes] == ["late as needed", "less coffee", "early", "steady"]
    assert [lane.trial for lane in lanes] == [False, True, False, False]
    assert lanes[0].stretches[0].until == date(2026, 11, 3)


def test_what_begins_after_the_period_is_left_out():
    assert of(course("later", "2026-11-23")).lanes == ()


def finding(factor, verdict, ratio=None, ci95=None, **more):
    return Finding(
        **{
            "factor": factor,
            "exposure": f"exposure to {factor}",
            "lag": "",
            "contrast": Contrast(100, "mg"),
            "verdict": Verdict(verdict),
            "rate_ratio": ratio,
            "ci95": ci95,
            "p": None,
            "q": None,
            "complete_days": 30,
            "days_needed": None,
            "caveats": (),
            "summary": "",
        }
        | more
    )


def row(*args, **more):
    return forest.forest([finding(*args, **more)]).rows[0]


def test_a_row_says_for_how_much_more_and_how_sure():
    found = row("caffeine", "raises", 1.62, (1.2, 2.2))
    assert (found.name, found.contrast) == ("caffeine in the body", "+100 mg")
    assert (found.figures, found.words) == ("1.6 (1.2 to 2.2)", "goes with more")


def test_less_sleep_is_less_and_a_course_is_on_it():
    assert row("sleep", "unclear", 1, (0.5, 2), contrast=Contrast(-2, "h")).contrast == (
        "\N{MINUS SIGN}2 h"
    )
    found = row("medication:magnesium", "lowers", 0.6, (0.4, 0.9))
    assert (found.name, found.contrast, found.words) == ("magnesium", "on it", "goes with fewer")


def test_a_factor_of_the_persons_own_keeps_its_name():
    assert row("screen_hours", "unclear", 1, (0.5, 2)).name == "screen hours"


def test_figures_are_short_and_keep_to_their_side_of_one():
    assert row("stress", "raises", 1.4, (1.02, 2)).figures == "1.4 (1.02 to 2.0)"
    assert row("stress", "lowers", 0.7, (0.5, 0.98)).figures == "0.70 (0.50 to 0.98)"
    assert row("stress", "unclear", 150, (0.001, 900)).figures == ">100 (<0.01 to >100)"


@pytest.mark.parametrize(
    ("days", "text"),
    [(1, "about 1 more day"), (37, "about 37 more days"), (175, "about 25 more weeks"),
     (2000, "about 5 more years"), (None, "")],
)  # fmt: skip
def test_too_few_days_say_how_many_more(days, text):
    found = row("stress", "not_enough_data", days_needed=days)
    assert (found.words, found.figures) == ("not enough days", text)
    assert found.ratio is None


def test_the_axis_grows_with_the_intervals_up_to_sixteen_times():
    def reach(high):
        return forest.forest([finding("stress", "unclear", 1, (0.5, high))]).reach

    assert [reach(high) for high in (2, 4, 5, 9, 1000)] == [4, 4, 8, 16, 16]
    assert forest.forest([]).reach == 4


def test_factors_beyond_the_room_are_counted_in_their_order():
    found = forest.forest([finding(f"f{n}", "unclear", 1, (0.5, 2)) for n in range(12)])
    assert [row.name for row in found.rows] == [f"f{n}" for n in range(8)]
    assert found.left_out == 4
