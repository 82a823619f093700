"""Verdicts that hold: weekly looks, two in a row, and the diary as it stood."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.analysis import Diary, find_triggers, stability
from tracker.analysis.factors import Contrast
from tracker.analysis.findings import Finding
from tracker.analysis.stability import MOST_WEEKS, as_it_stood, held_findings, stable_findings
from tracker.vocabulary import Verdict

MONDAY = date(2026, 6, 1)
SUNDAY = date(2026, 8, 2)
NOW = datetime(2026, 8, 5, 12, tzinfo=UTC)  # the Wednesday after

R, U, N, X = Verdict.RAISES, Verdict.UNCLEAR, Verdict.NO_ASSOCIATION, Verdict.NOT_ENOUGH_DATA


def finding(verdict: Verdict, until: date) -> Finding:
    return Finding(
        "stress", "", "same day", Contrast(3, "points"), verdict, 2.0, (1.1, 3.0), 0.01, 0.02,
        complete_days=(until - MONDAY).days, days_needed=None, caveats=(), summary="2 times.",
    )  # fmt: skip


@pytest.fixture
def looks(monkeypatch):
    """Replace the analysis by given verdicts, the latest week end first; returns what was asked."""
    asked: list[date] = []

    def give(verdicts: list[Verdict]) -> list[date]:
        def find(diary: Diary) -> list[Finding]:
            until = max(diary.complete_days, default=MONDAY)
            asked.append(until)
            weeks_ago = max((SUNDAY - until).days // 7, 0)
            return [finding(verdicts[min(weeks_ago, len(verdicts) - 1)], until)]

        monkeypatch.setattr(stability, "find_triggers", find)
        return asked

    return give


def diary() -> Diary:
    days = [MONDAY - timedelta(days=70) + timedelta(days=n) for n in range(136)]
    return Diary.from_records(
        [{"kind": "day", "date": day.isoformat(), "status": "clear"} for day in days]
    )


@pytest.mark.parametrize(
    ("verdicts", "held", "weeks_ago"),
    [
        ([R, R], R, 0),
        ([U, R, R], R, 1),
        ([R, U, U], U, 1),
        ([U, R, U, R, R], R, 3),
        ([R, X], R, 0),  # the gate has just opened
        ([U, R, X], R, 1),  # and a first verdict stands until another has held
        ([X, R, R], R, 1),
        ([N, R, U, U], U, 2),
    ],
)
def test_a_verdict_changes_once_it_has_held_for_two_weeks(looks, verdicts, held, weeks_ago):
    looks(verdicts)
    (found,) = stable_findings(diary(), NOW)
    assert found.verdict is held
    as_of = SUNDAY - timedelta(days=7 * weeks_ago)
    assert found.complete_days == (as_of - MONDAY).days
    assert bool(found.caveats) == (weeks_ago > 0)
    if weeks_ago:
        assert f"Stands as of {as_of}." in found.caveats[0]


def test_the_numbers_are_the_latest_where_the_verdict_that_holds_is_the_latest_one(looks):
    looks([U, R, U, U])
    (found,) = stable_findings(diary(), NOW)
    assert found.verdict is U
    assert found.complete_days == (SUNDAY - MONDAY).days
    assert not found.caveats


def test_too_few_days_are_too_few_whatever_was_said_before(looks):
    looks([X, X, R, R])
    (found,) = stable_findings(diary(), NOW)
    assert found.verdict is X
    assert not found.caveats


def test_a_verdict_that_changes_every_week_is_unclear(looks):
    looks([R, N] * MOST_WEEKS)
    (found,) = stable_findings(diary(), NOW)
    assert found.verdict is Verdict.UNCLEAR
    assert found.summary.startswith("Unclear: ")
    assert "changed from week to week" in found.caveats[0]


def test_a_settled_verdict_costs_two_looks_and_none_at_the_days_of_this_week(looks):
    asked = looks([R, R])
    stable_findings(diary(), NOW)
    assert asked == [SUNDAY, SUNDAY - timedelta(days=7)]


def test_a_first_result_in_the_present_week_is_marked_as_a_look_before_its_end(monkeypatch):
    def find(diary: Diary) -> list[Finding]:
        until = max(diary.complete_days, default=MONDAY)
        return [finding(R if until > SUNDAY else X, until)]

    monkeypatch.setattr(stability, "find_triggers", find)
    (found,) = held_findings(diary(), NOW)
    assert found.until == date(2026, 8, 5)
    assert found.finding.verdict is R
    assert found.finding.caveats[0].endswith("the verdict counts from its end, 2026-08-09, on.")


def test_a_factor_that_waits_for_days_counts_those_of_the_present_week():
    rows = [
        {"kind": "day", "date": f"{SUNDAY + timedelta(days=n)}", "status": "clear"}
        for n in range(-4, 4)
    ]
    rows += [
        {"kind": "stress", "time": f"{SUNDAY + timedelta(days=n)}T12:00:00+02:00", "stress": 4}
        for n in range(-4, 4)
    ]
    found = {one.factor: one for one in stable_findings(Diary.from_records(rows), NOW)}
    assert (found["stress"].complete_days, found["stress"].days_needed) == (8, 6)


def test_a_factor_that_was_first_written_down_this_week_is_listed():
    rows = [
        {"kind": "day", "date": f"{SUNDAY + timedelta(days=n)}", "status": "clear"}
        for n in range(-40, 1)
    ]
    rows.append({"kind": "medication", "name": "magnesium", "start_date": "2026-08-04"})
    found = {one.factor for one in stable_findings(Diary.from_records(rows), NOW)}
    assert "medication:magnesium" in found


def test_week_ends_between_which_nothing_was_entered_are_one_look(monkeypatch):
    asked = []

    def find(diary: Diary) -> list[Finding]:
        asked.append(diary)
        return [finding(R, MONDAY)]

    monkeypatch.setattr(stability, "find_triggers", find)
    rows = [{"kind": "day", "date": "2026-05-04", "status": "clear"}]
    stable_findings(Diary.from_records(rows), NOW)
    assert len(asked) == 1


def test_the_findings_that_hold_come_most_certain_first(monkeypatch):
    def find(diary: Diary) -> list[Finding]:
        first = replace(finding(U, MONDAY), factor="sleep", p=0.3)
        latest = len(diary.complete_days) > 126
        return [replace(finding(R if latest else N, MONDAY), p=0.001), first]

    monkeypatch.setattr(stability, "find_triggers", find)
    assert [(one.factor, one.verdict) for one in stable_findings(diary(), NOW)] == [
        ("stress", N),
        ("sleep", U),
    ]


def test_on_a_sunday_the_week_is_not_over(looks):
    asked = looks([R, R])
    stable_findings(diary(), datetime(2026, 8, 2, 23, tzinfo=UTC))
    assert asked[0] == SUNDAY - timedelta(days=7)


def test_the_diary_as_it_stood_has_nothing_of_later_days_and_the_whole_profile():
    rows = [
        {"kind": "profile", "smoker": True},
        {"kind": "day", "date": "2026-08-02", "status": "clear"},
        {"kind": "day", "date": "2026-08-03", "status": "clear"},
        {"kind": "caffeine", "time": "2026-08-03T08:00:00+02:00", "mg": 90},
    ]
    stood = as_it_stood(Diary.from_records(rows), SUNDAY)
    assert stood.complete_days == {SUNDAY}
    assert stood.profile["smoker"]
    assert stood.span() == (SUNDAY, SUNDAY)


def test_it_is_the_plain_look_at_the_last_week_end():
    rows = []
    for n in range(66):
        day = MONDAY + timedelta(days=n)
        rows.append({"kind": "day", "date": f"{day}", "status": "complete"})
        rows.append({"kind": "stress", "time": f"{day}T12:00:00+02:00", "stress": n % 7})
        rows += [
            {"kind": "episode", "start": f"{day}T{9 + k:02}:00:00+02:00"} for k in range(n * n % 5)
        ]
    whole = Diary.from_records(rows)
    plain = find_triggers(as_it_stood(whole, SUNDAY))
    assert [one.to_dict() for one in stable_findings(whole, NOW)] == [p.to_dict() for p in plain]


def test_an_empty_diary_gives_reasons():
    assert {one.verdict for one in stable_findings(Diary.from_records([]), NOW)} == {X}
