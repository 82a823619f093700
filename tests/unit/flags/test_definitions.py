"""The shared definitions by themselves: days, runs, clusters, stretches, tests of totals."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import knowledge
from tracker.diary import Diary
from tracker.flags.arithmetic import mean, median, permutation_p, scaled_week
from tracker.flags.clusters import cluster_starts
from tracker.flags.days import Days, blocks, halves, last_days
from tracker.flags.runs import RUN_BREAK_DAYS, runs_of
from tracker.flags.view import View

TODAY = date(2026, 11, 20)


def ago(*days: int) -> Days:
    return Days(TODAY - timedelta(days=n) for n in days)


def view_of(log) -> View:
    return View.of(log.diary, log.now, knowledge.rules())


def test_the_last_n_days_are_today_and_the_dates_before_it():
    assert last_days(TODAY, 1) == (TODAY, TODAY)
    assert last_days(TODAY, 14) == (date(2026, 11, 7), TODAY)


def test_halves_of_two_weeks_are_days_13_to_7_and_6_to_0():
    older, newer = halves(TODAY, 14)
    assert older == (TODAY - timedelta(days=13), TODAY - timedelta(days=7))
    assert newer == (TODAY - timedelta(days=6), TODAY)


def test_halves_of_an_odd_number_of_days_share_none_and_leave_none_out():
    older, newer = halves(TODAY, 21)
    assert older[0] == TODAY - timedelta(days=20)
    assert newer[1] == TODAY
    assert older[1] + timedelta(days=1) == newer[0]


def test_weeks_are_blocks_of_seven_days_that_end_today():
    assert blocks(TODAY, 2) == [
        (date(2026, 11, 7), date(2026, 11, 13)),
        (date(2026, 11, 14), TODAY),
    ]


def test_a_valid_day_has_an_episode_anywhere_or_a_day_record(log):
    log.twitch(1, sites=["leg"]).clear(3).complete(5).caffeine(80, 60)
    assert view_of(log).timeline.valid.dates == ago(1, 3, 5).dates


@pytest.mark.parametrize(
    ("fields", "active"),
    [
        ({}, True),
        ({"sites": []}, True),
        ({"sites": ["upper_lip"]}, True),
        ({"sites": ["upper_eyelid"]}, True),
        ({"sites": ["neck"]}, True),
        ({"sites": ["other"]}, True),
        ({"sites": ["hand", "chin"]}, True),
        ({"sites": ["hand"]}, False),
        ({"sites": ["arm", "leg"]}, False),
    ],
)
def test_an_active_day_has_an_episode_in_face_lip_or_neck(log, fields, active):
    log.twitch(2, **fields)
    assert view_of(log).timeline.active.dates == (ago(2) if active else ago()).dates


def test_what_lies_after_the_moment_makes_no_day_valid(log):
    log.twitch_hours(-1).clear(-1).twitch(0)
    view = view_of(log)
    assert view.timeline.valid.dates == ago(0).dates
    assert len(view.episodes(TODAY, TODAY)) == 1


def test_a_day_record_of_today_counts_wherever_its_zone_puts_the_start_of_the_date(log_at):
    log = log_at("2026-11-20T05:00:00+13:00").clear(0)
    assert view_of(log).timeline.valid.dates == ago(0).dates


def test_a_travelled_diary_keeps_the_days_that_its_entries_had(log_at):
    log = log_at("2026-11-20T12:00:00-10:00")
    log.add(kind="episode", start="2026-11-19T08:00:00+09:00")
    log.add(kind="episode", start="2026-11-19T23:30:00-10:00")
    assert view_of(log).timeline.active.dates == ago(1).dates


def test_an_entry_made_beyond_the_date_line_waits_for_its_date(log_at):
    log = log_at("2026-11-20T12:00:00-10:00")
    log.add(kind="episode", start="2026-11-21T06:00:00+09:00")
    assert view_of(log).run() is None


def test_the_persons_own_start_of_the_day_moves_today(log_at):
    log = log_at("2026-11-21T02:00:00+01:00").profile(day_starts_at="04:00")
    assert view_of(log).today == TODAY


@pytest.mark.parametrize(
    ("active", "clear", "expected"),
    [
        ([], [0, 1, 2], None),
        ([0], [], (0, 0)),
        ([0, 3], [1, 2], (3, 0)),
        # 3 clear days do not break it, 4 do
        ([0, 4], [1, 2, 3], (4, 0)),
        ([0, 5], [1, 2, 3, 4], (0, 0)),
        # missing days neither break nor extend the row
        ([0, 40], [], (40, 0)),
        ([0, 40], [1, 2, 3], (40, 0)),
        ([0, 40], [5, 10, 20, 30], (0, 0)),
        # current until it has ended
        ([9, 4], [0, 1, 2], (9, 4)),
        ([9, 4], [0, 1, 2, 3], None),
        ([30, 25], [0, 10, 20], (30, 25)),
    ],
)
def test_a_run_ends_after_four_valid_days_without_an_episode(active, clear, expected):
    days = ago(*active)
    run = runs_of(days, Days([*days.dates, *ago(*clear).dates])).current(TODAY)
    first_last = run and ((TODAY - run.first).days, (TODAY - run.last).days)
    assert first_last == expected


def test_the_length_of_a_runs_break_is_the_rules_own():
    assert knowledge.rules()["over_two_weeks"].params["run_break_days"] == RUN_BREAK_DAYS


def test_a_run_seen_from_an_earlier_day_knows_nothing_of_later_ones(log):
    log.twitch(10, 2).clear(3, 4, 5, 6, 7)
    view = view_of(log)
    assert view.run().first == TODAY - timedelta(days=2)
    assert view.at_end_of(TODAY - timedelta(days=8)).run().last == TODAY - timedelta(days=10)
    assert view.at_end_of(TODAY - timedelta(days=4)).run() is None


@pytest.mark.parametrize(
    ("apart", "chained"), [(1, True), (14, True), (15, True), (16, False), (60, False)]
)
def test_a_chain_allows_gaps_of_up_to_fourteen_days(apart, chained):
    runs = runs_of(ago(0, apart), ago(0, apart))
    assert (runs.current_chain(TODAY).first < TODAY) is chained


def starts(log, *times, **fields):
    for time in times:
        log.twitch(1, time=time, **fields)
    return [e.at.strftime("%H:%M") for e in cluster_starts(log.diary.episodes)]


def test_a_cluster_runs_thirty_minutes_from_its_first_episode(log):
    assert starts(log, "08:00", "08:20", "08:30", "08:31", "08:50", "09:01") == ["08:00", "08:31"]


def test_another_side_or_another_set_of_sites_is_another_cluster(log):
    log.twitch(1, time="08:00", side="left", sites=["upper_lip"])
    log.twitch(1, time="08:05", side="right", sites=["upper_lip"])
    log.twitch(1, time="08:10", side="left", sites=["upper_lip", "chin"])
    log.twitch(1, time="08:15", side="left", sites=["upper_lip"])
    log.twitch(1, time="08:20")
    assert starts(log) == ["08:00", "08:05", "08:10", "08:20"]


def test_sites_in_another_order_are_the_same_place(log):
    log.twitch(1, time="08:00", sites=["chin", "upper_lip"])
    assert starts(log, "08:10", sites=["upper_lip", "chin"]) == ["08:00"]


def test_a_cluster_over_midnight_belongs_to_the_day_it_began(log):
    log.twitch(1, time="23:50").twitch(0, time="00:10").twitch(0, time="00:25")
    view = view_of(log)
    assert view.clusters(*last_days(TODAY, 2)) == 2
    assert view.clusters(TODAY, TODAY) == 1


def test_the_elapsed_time_decides_where_the_clocks_go_back(log_at):
    log = log_at("2026-10-26T12:00:00+01:00")
    log.add(kind="episode", start="2026-10-25T02:50:00+02:00")
    log.add(kind="episode", start="2026-10-25T02:10:00+01:00")
    log.add(kind="episode", start="2026-10-25T02:25:00+01:00")
    assert len(cluster_starts(log.diary.episodes)) == 2


def test_clusters_in_arm_hand_or_leg_alone_do_not_count_for_the_face(log):
    log.twitch(0, sites=["hand"]).twitch(0, sites=["chin"])
    assert view_of(log).clusters(TODAY, TODAY) == 1


def test_mean_and_median():
    assert mean([1, 2, 6]) == 3
    assert median([5]) == 5
    assert median([9, 1, 5]) == 5
    assert median([4, 6]) == 5


def test_a_week_is_scaled_by_its_valid_days():
    assert scaled_week(3, 7) == 3 * 60
    assert scaled_week(3, 5) * 5 == 3 * 7 * 60


def test_eight_rising_weeks_have_the_least_p_there_is():
    assert permutation_p([0, 0, 0, 0, 1, 1, 1, 1], 4) == 1 / 70
    assert permutation_p([1, 1, 1, 1, 1, 1, 1, 1], 4) == 1.0
    assert permutation_p([0, 0, 0, 2, 2, 2, 2, 2], 4) == 5 / 70


@given(st.lists(st.integers(0, 5), min_size=5, max_size=9), st.integers(1, 4))
def test_the_permutation_test_is_the_share_of_all_ways(totals, recent):
    observed = sum(totals[-recent:])
    ways = [sum(totals[i] for i in pick) for pick in combinations(range(len(totals)), recent)]
    share = sum(way >= observed for way in ways) / len(ways)
    assert permutation_p(totals, recent) == pytest.approx(share)


def test_an_empty_diary_has_no_days_and_no_run():
    view = View.of(Diary.from_records([]), _moment(), knowledge.rules())
    assert view.run() is None
    assert view.timeline.valid.dates == ago().dates
    assert view.timeline.first_day() == TODAY


def _moment():
    from datetime import datetime

    return datetime.fromisoformat("2026-11-20T12:00:00+01:00")
