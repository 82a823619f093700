"""The period in numbers and in words, against hand-counted diaries."""

from datetime import date, datetime, timedelta

import pytest

from tracker.diary import Diary
from tracker.report import days, rates, summary, words
from tracker.report.contents import contents
from tracker.report.days import DayState
from tracker.report.history import history
from tracker.report.summary import Doses, Place
from tracker.tui.views.report import week
from tracker.vocabulary import Side, Site

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
NOW = datetime.fromisoformat("2026-11-21T08:00:00+01:00")


def episode(day, time="08:00", **more):
    return {"kind": "episode", "start": f"2026-11-{day:02d}T{time}:00+01:00"} | more


def stated(day, status="complete", month=11):
    return {"kind": "day", "date": f"2026-{month}-{day:02d}", "status": status}


def of(*rows, since=MONDAY, until=SUNDAY, now=NOW):
    diary = Diary.from_records(rows)
    spread = history(diary, since=since, until=until, present=days.today(diary, now)).spread
    return summary.summarise(diary, since=since, until=until, now=now, spread=spread)


def sentences(*rows, **period):
    return dict(words.paragraphs(of(*rows, **period)))


def test_every_day_is_active_clear_unknown_or_still_to_come():
    diary = Diary.from_records([episode(16), stated(17, "clear"), stated(18)])
    period = [MONDAY + timedelta(days=n) for n in range(7)]
    assert days.states(diary, period, days.today(diary, NOW)) == (
        DayState.ACTIVE,
        DayState.CLEAR,
        DayState.CLEAR,
        DayState.UNKNOWN,
        DayState.UNKNOWN,
        DayState.UNKNOWN,
        DayState.AHEAD,
    )


def test_the_coverage_is_said_in_words():
    found = of(episode(16), stated(17, "clear")).coverage
    assert found.words == "2 of 7 days recorded; 4 unknown; 1 still to come"
    assert (found.days, found.recorded, found.complete) == (7, 2, 1)
    one = of(episode(16), since=MONDAY, until=MONDAY)
    assert one.coverage.words == "1 of 1 day recorded"


def test_a_day_with_other_entries_alone_stays_unknown():
    coffee = {"kind": "caffeine", "time": "2026-11-16T08:00:00+01:00", "mg": 90}
    assert of(coffee).coverage.recorded == 0


def test_rates_count_complete_days_alone():
    found = of(episode(16), episode(16), stated(16), stated(17, "clear"), episode(18))
    assert found.episodes == 3
    assert (found.rate.episodes, found.rate.days) == (2, 2)


def test_a_week_has_one_rate_and_one_interval_in_the_words_and_among_the_twelve():
    uneven = [episode(day, f"{8 + n:02d}:00") for day in range(1, 21) for n in range(day % 5)]
    diary = Diary.from_records([*uneven, *(stated(day) for day in range(1, 21))])
    past = history(diary, since=MONDAY, until=SUNDAY, present=date(2026, 11, 21))
    assert past.spread > 1
    told = contents(diary, (), since=MONDAY, until=SUNDAY, now=NOW)
    assert told.summary.rate == told.history.columns[-1].rate == past.columns[-1].rate
    assert week(diary, MONDAY, NOW).words == tuple(words.paragraphs(told.summary))


def test_weeks_that_differ_anyway_make_no_change():
    days_ago = range(1, 36)
    made = []
    for ago in days_ago:
        day = MONDAY + timedelta(days=6 - ago)
        many = 6 if (ago // 7) % 2 else 1
        made += [
            {"kind": "episode", "start": f"{day}T{8 + n:02d}:00:00+01:00"} for n in range(many)
        ]
        made.append({"kind": "day", "date": str(day), "status": "complete"})
    found = of(*made)
    as_if_all_weeks_were_alike = rates.compare(found.rate, found.before, 1.0)
    assert found.comparison.low < as_if_all_weeks_were_alike.low


def test_without_a_complete_day_there_is_a_count_but_no_rate():
    found = of(episode(16), episode(17))
    assert found.rate is None
    assert sentences(episode(16), episode(17))["Episodes"] == (
        "2 in all; no complete day, so no daily rate"
    )


def test_the_four_weeks_before_end_on_the_day_before():
    october = [stated(n, month=10) for n in (18, 19, 31)]
    found = of(*october, stated(15), episode(15), stated(16))
    assert (found.before.episodes, found.before.days) == (1, 3)  # 18 October is too long ago


def test_the_median_counts_the_rated_episodes_alone():
    rows = [episode(16, intensity=n) for n in (2, 9, 3, 4)] + [episode(16)]
    found = of(*rows).intensity
    assert (found.median, found.strongest, found.rated) == (3.5, 9, 4)
    assert sentences(*rows)["Intensity"] == "median 3.5 of 10, strongest 9; 4 of 5 rated"


def test_a_rating_of_zero_is_a_rating():
    assert of(episode(16, intensity=0)).intensity.median == 0
    assert of(episode(16)).intensity is None


def test_the_longest_is_by_time_elapsed_over_the_change_of_clocks():
    rows = [
        {
            "kind": "episode",
            "start": "2026-10-25T02:30:00+02:00",
            "end": "2026-10-25T02:15:00+01:00",
        },
        {
            "kind": "episode",
            "start": "2026-10-25T12:00:00+01:00",
            "end": "2026-10-25T12:40:00+01:00",
        },
    ]
    found = of(*rows, since=date(2026, 10, 19), until=date(2026, 10, 25)).longest
    assert (found.minutes, found.timed) == (45, 2)
    assert sentences(*rows, since=date(2026, 10, 19), until=date(2026, 10, 25))["Longest"] == (
        "45 min on Sun 25 Oct 02:30; 2 of 2 timed"
    )


def test_an_episode_at_two_sites_counts_at_both_and_once_at_each():
    rows = [
        episode(16, sites=["upper_lip", "chin", "upper_lip"], side="left"),
        episode(17, sites=["upper_lip"]),
        episode(18),
    ]
    found = of(*rows)
    assert found.sites == ((Site.UPPER_LIP, 2), (Site.CHIN, 1))
    assert set(found.places) == {
        Place(Site.UPPER_LIP, Side.LEFT, 1),
        Place(Site.CHIN, Side.LEFT, 1),
        Place(Site.UPPER_LIP, None, 1),
    }
    assert found.without_site == 1
    assert found.sides == ((Side.LEFT, 1),)


def test_doses_are_counted_by_medicine_skipped_ones_apart():
    def dose(name, **more):
        return {"kind": "dose", "time": "2026-11-16T08:00:00+01:00", "name": name} | more

    found = of(dose("b"), dose("b", status="taken"), dose("a", status="skipped"), dose("c"))
    assert found.doses == (Doses("b", 2, 0), Doses("c", 1, 0), Doses("a", 0, 1))
    assert sentences(dose("b"), dose("b", status="skipped"))["Doses"] == (
        "b \N{MULTIPLICATION SIGN}1 (1 skipped)"
    )


def test_doses_with_long_names_say_how_many_more_there_are():
    long = "An ointment with a very long name, as it stands on the leaflet"
    rows = [
        {"kind": "dose", "time": "2026-11-16T08:00:00+01:00", "name": f"{n}. {long}"}
        for n in range(4)
    ]
    assert sentences(*rows)["Doses"] == (
        "0. An ointment with a very… \N{MULTIPLICATION SIGN}1, "
        "1. An ointment with a very… \N{MULTIPLICATION SIGN}1, and 2 more"
    )


def test_what_lies_outside_the_period_is_not_counted():
    assert of(episode(15), episode(23), stated(23)).episodes == 0


def test_an_empty_week_says_that_nothing_was_recorded_and_nothing_more():
    said = list(words.paragraphs(of()))
    assert len(said) == 1
    assert said[0][1].startswith("Nothing was recorded this week.")


def test_a_week_without_a_twitch_says_how_many_days_that_rests_on():
    said = sentences(*(stated(n, "clear") for n in range(16, 20)))
    assert said["Active days"] == "0 of 4 recorded; 4 clear"
    assert said["Episodes"].startswith("0 in all; 0 a day (0 to ")


def test_a_clear_rise_is_said_and_so_is_too_little_to_tell():
    before = [row for n in range(1, 15) for row in (episode(n), stated(n))]
    rise = [row for n in range(16, 21) for row in (*[episode(n)] * 6, stated(n))]
    assert "more now, 6.0 times" in sentences(*before, *rise)["Before"]
    assert "too few days to compare" in sentences(*before, *rise[:14])["Before"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.04, "0.04"), (0.994, "0.99"), (0.996, "1.0"), (1, "1.0"), (4.25, "4.2"),
     (9.94, "9.9"), (9.96, "10"), (12.4, "12"), (481, "481")],
)  # fmt: skip
def test_numbers_have_about_two_digits(value, text):
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0.5, "30 s"), (3, "3 min"), (60, "1 h"), (125, "2 h 5 min"), (59.7, "1 h"),
     (3 * 1440, "3 days")],
)  # fmt: skip
def test_lengths_of_time_are_plain(minutes, text):
    assert words.minutes_words(minutes) == text


def test_dates_are_english_whatever_the_locale():
    assert words.period_words(MONDAY, SUNDAY) == "Mon 16 Nov to Sun 22 Nov 2026 (7 days)"
    assert words.period_words(date(2026, 12, 28), date(2027, 1, 3)) == (
        "Mon 28 Dec 2026 to Sun 3 Jan 2027 (7 days)"
    )
    assert words.dated(date(2025, 1, 1), MONDAY) == "Wed 1 Jan 2025"
    assert words.moment_words(NOW) == "21 Nov 2026, 08:00 +01:00"
    assert words.moment_words(datetime.fromisoformat("2026-11-21T08:00:00+00:00")).endswith("UTC")
