"""Months, quarters and years by name; long periods by the hour; the page as a file's bytes."""

from datetime import date, datetime, timedelta

import pytest

from tracker.diary import Diary
from tracker.errors import DataError, UsageError
from tracker.report import periods
from tracker.report.document import document, last_year
from tracker.report.hours import hours
from tracker.vocabulary import Kind

SUNDAY = date(2026, 11, 22)
NOW = datetime.fromisoformat("2026-11-23T08:00:00+01:00")


@pytest.mark.parametrize(
    ("parse", "text", "first", "last"),
    [
        (periods.month, "2026-02", (2, 1), (2, 28)),
        (periods.month, "2026-12", (12, 1), (12, 31)),
        (periods.quarter, "2026-Q1", (1, 1), (3, 31)),
        (periods.quarter, "2026q4", (10, 1), (12, 31)),
        (periods.year, "2026", (1, 1), (12, 31)),
    ],
)
def test_a_stretch_is_called_by_its_name(parse, text, first, last):
    assert parse(text) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (periods.month, "2026-13"),
        (periods.month, "2026-00"),
        (periods.month, "november"),
        (periods.quarter, "2026-Q5"),
        (periods.quarter, "2026-4"),
        (periods.year, "0000"),
        (periods.year, "\u0662\u0660\u0662\u0666"),
        (periods.year, "9" * 500),
    ],
)
def test_what_names_no_stretch_is_an_error_with_an_example(parse, text):
    with pytest.raises(DataError, match="must be written") as error:
        parse(text)
    assert "Try: tracker report --" in str(error.value)
    assert len(str(error.value)) < 200


def test_the_last_year_there_is_has_an_end():
    assert periods.year("9999")[1] == date.max
    assert periods.quarter("9999-Q4")[1] == date.max


@pytest.mark.parametrize(
    ("since", "until", "noun"),
    [
        ((2026, 11, 22), (2026, 11, 22), "day"),
        ((2026, 11, 16), (2026, 11, 22), "week"),
        ((2026, 11, 1), (2026, 11, 30), "month"),
        ((2026, 11, 2), (2026, 12, 1), "period"),
        ((2026, 10, 1), (2026, 12, 31), "quarter"),
        ((2026, 1, 1), (2026, 12, 31), "year"),
    ],
)
def test_whole_weeks_months_quarters_and_years_have_names(since, until, noun):
    assert periods.noun(date(*since), date(*until)) == noun


def twitch(day, hour, offset="+01:00"):
    return {"kind": "episode", "start": f"{day}T{hour:02d}:30:00{offset}"}


def complete(day):
    return {"kind": "day", "date": f"{day}", "status": "complete"}


def by_hour(rows, length):
    since = SUNDAY - timedelta(days=length - 1)
    return hours(Diary.from_records(rows), since=since, until=SUNDAY, present=SUNDAY)


def test_cells_count_episodes_of_complete_days_alone():
    rows = [twitch("2026-11-22", 8), twitch("2026-11-22", 9), twitch("2026-11-21", 8)]
    last = by_hour([*rows, complete("2026-11-22")], 100).columns[-1]
    assert last.per_day[4] == 2
    assert sum(last.per_day) == 2


def test_a_stretch_without_a_complete_day_is_not_known_rather_than_empty():
    found = by_hour([twitch("2026-11-10", 8), complete("2026-11-22")], 100).columns
    assert found[-1].per_day == (0.0,) * 12
    assert found[-2].per_day is None


def test_cells_stand_where_the_clock_stood_and_the_day_began():
    rows = [twitch("2026-11-22", 8, "-05:00"), complete("2026-11-22")]
    assert by_hour(rows, 100).columns[-1].per_day[4] == 1
    late = [{"kind": "profile", "day_starts_at": "04:00"}, *rows]
    assert by_hour(late, 100).columns[-1].per_day[2] == 1


@pytest.mark.parametrize(
    ("length", "columns", "monthly"), [(100, 15, False), (742, 106, False), (743, 25, True)]
)
def test_columns_are_weeks_up_to_two_years_then_months(length, columns, monthly):
    found = by_hour([], length)
    assert (len(found.columns), found.monthly) == (columns, monthly)
    assert found.columns[0].since == SUNDAY - timedelta(days=length - 1)
    assert found.columns[-1].until == SUNDAY


def test_shades_end_at_short_numbers_and_reach_the_fullest_cell():
    rows = [complete(SUNDAY - timedelta(days=n)) for n in range(7)]
    rows += [twitch("2026-11-22", 8)] * 9
    found = by_hour(rows, 100)
    assert found.limits == (0.4, 0.8, 1.2, 1.6)
    assert by_hour([], 100).limits == ()


def test_the_year_keeps_old_courses_and_visits_but_no_old_twitches():
    rows = [
        {"kind": "medication", "name": "a", "start_date": "2019-01-01"},
        {"kind": "event", "date": "2020-01-01", "event": "doctor_visit"},
        twitch("2025-11-22", 8),
        twitch("2025-11-23", 8),
        twitch("2026-11-23", 8),
    ]
    kept = last_year(Diary.from_records(rows), SUNDAY)
    assert [e.local_date for e in kept.episodes] == [date(2025, 11, 23)]
    assert len(kept.of(Kind.MEDICATION)) == len(kept.of(Kind.EVENT)) == 1


def test_what_began_after_the_period_tells_nothing_of_its_year():
    later = {"kind": "medication", "name": "b", "start_date": "2026-11-23"}
    visit = {"kind": "event", "date": "2026-11-23", "event": "doctor_visit"}
    profile = {"kind": "profile", "age": 40}
    kept = last_year(Diary.from_records([later, visit, profile]), SUNDAY)
    assert kept.of(Kind.MEDICATION) == kept.of(Kind.EVENT) == ()
    assert kept.profile["age"] == 40


def test_a_document_is_a_whole_file_of_the_asked_form_paper_and_fineness():
    diary = Diary.from_records([twitch("2026-11-22", 8)])
    about = {"since": SUNDAY, "until": SUNDAY, "now": NOW}
    picture = document(diary, lambda _: (), **about)
    assert picture == document(diary, lambda _: (), **about)
    fine = document(diary, lambda _: (), paper="letter", dpi=300, **about)
    assert [int.from_bytes(fine[n : n + 4]) for n in (16, 20)] == [3300, 2550]
    assert document(diary, lambda _: (), form="pdf", **about).startswith(b"%PDF-")
    with pytest.raises(UsageError, match="150 or 300"):
        document(diary, lambda _: (), dpi=72, **about)


@pytest.mark.parametrize(
    ("until", "moment"),
    [
        (date(2026, 10, 31), datetime.fromisoformat("2026-10-31T23:59:59.999999+01:00")),
        (NOW.date(), NOW),
        (date(2026, 12, 31), NOW),
    ],
)
def test_the_flags_are_asked_for_as_of_the_period_s_end(until, moment):
    asked = []

    def flags(at):
        asked.append(at)
        return ()

    document(Diary.from_records([]), flags, since=until, until=until, now=NOW)
    assert asked == [moment]


def test_weeks_that_lie_ahead_are_told_from_those_not_known():
    rows = [complete(SUNDAY - timedelta(days=3))]
    since, until = SUNDAY - timedelta(days=120), SUNDAY + timedelta(days=14)
    found = hours(Diary.from_records(rows), since=since, until=until, present=SUNDAY)
    known = [column.per_day is not None for column in found.columns]
    assert [column.ahead for column in found.columns] == [False] * (len(known) - 2) + [True] * 2
    assert [n for n, one in enumerate(known) if one] == [len(known) - 3]
