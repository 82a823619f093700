"""A flag's life from the command line: seen, shown to a doctor, undone; presets; explanations."""

import json
from datetime import date, timedelta

import pytest

from tracker.store.snapshot import Snapshot
from tracker.vocabulary import Kind

LAST = date(2026, 11, 20)


@pytest.fixture
def lasting(store, now):
    """Twenty days with a twitch each."""
    days = [LAST - timedelta(days=n) for n in range(20)]
    store.add([{"kind": "episode", "start": f"{d}T08:00:00+01:00"} for d in days], now=now)


def status(run, rule="over_two_weeks"):
    flags = json.loads(run("flags", "--json")[1])["flags"]
    return {flag["rule"]: flag["status"] for flag in flags}.get(rule)


@pytest.mark.usefixtures("lasting")
def test_a_note_is_kept_with_the_acknowledgement_and_undone_with_it(run):
    run("flags", "ack", "over_two_weeks", "--note", "rang the practice")
    assert status(run) == "acknowledged"
    assert "your note: rang the practice" in run("flags")[1]
    assert "seen 2026-11-20: rang the practice" in run("flags", "explain", "over_two_weeks")[1]
    run("undo")
    assert status(run) == "open"
    assert "rang the practice" not in run("flags", "explain", "over_two_weeks")[1]


def test_what_the_diary_does_not_show_cannot_be_said_to_be_seen(run, store):
    code, out, err = run("flags", "ack", "over_two_weeks", "--note", "rang the practice")
    assert (code, out) == (0, "")
    assert "Nothing was noted" in err
    assert "tracker flags explain over_two_weeks" in err
    assert store.acknowledgements() == []


def test_a_visit_about_what_the_diary_does_not_show_is_a_visit_alone(run, store):
    code, out, err = run("flags", "visit", "over_two_weeks", "--outcome", "fine")
    assert code == 0
    assert out.startswith("Saved ")
    assert "The visit is noted alone" in err
    assert store.acknowledgements() == []
    assert [e.record["outcome"] for e in store.entries(kinds={Kind.EVENT})] == ["fine"]


def test_a_flag_of_another_preset_can_be_said_to_be_seen_by_that_preset(run, store, now):
    days = [LAST - timedelta(days=n) for n in (0, 2, 4, 8, 10, 12, 14)]
    clear = [LAST - timedelta(days=n) for n in (1, 3)]
    rows = [{"kind": "episode", "start": f"{d}T08:00:00+01:00"} for d in days]
    store.add(
        [*rows, *({"kind": "day", "date": str(d), "status": "clear"} for d in clear)], now=now
    )
    sensitive = run("flags", "--preset", "sensitive")[1]
    assert "(open)" in sensitive
    assert "Nothing was noted" in run("flags", "ack", "over_two_weeks")[2]
    assert "Noted" in run("flags", "ack", "over_two_weeks", "--preset", "sensitive")[2]


def test_once_something_was_seen_every_report_of_a_sign_is_read_for_since_when(
    run, store, now, monkeypatch
):
    read, reports = [], Snapshot.reports
    monkeypatch.setattr(Snapshot, "reports", lambda *a: read.append(a) or reports(*a))
    run("add", "arm weakness")
    assert read == []
    run("flags", "ack", "stroke_signs")
    run("add", "coffee")
    assert len(read) == 1


@pytest.mark.usefixtures("lasting")
def test_what_ends_a_lasting_twitch_is_told_by_the_preset(run):
    assert "when the last 14 days" in run("flags")[1]
    run("flags", "preset", "strict")
    words = run("flags", "explain", "over_two_weeks")[1]
    assert "21 days (preset strict). At least: 15 valid days and 10 active days." in words


@pytest.mark.usefixtures("lasting")
def test_a_visit_about_a_flag_is_an_entry_and_an_acknowledgement_undone_together(run, store):
    code, out, err = run("flags", "visit", "over_two_weeks", "--outcome", "blood test, fine")
    assert code == 0
    assert out.startswith("Saved ")
    assert "Noted that it was about: Twitching for more than two weeks." in err
    assert status(run) == "acknowledged"
    known = json.loads(run("flags", "explain", "over_two_weeks", "--json")[1])["explanation"]
    assert {"day": "2026-11-20", "what": "doctor visit", "words": "blood test, fine"} in known[
        "history"
    ]
    out = run("undo")[1]
    assert out.startswith("Took back: ")
    assert "It was about: Twitching for more than two weeks." in out
    assert store.acknowledgements() == []
    assert store.entries(kinds={Kind.EVENT}) == []
    assert status(run) == "open"


@pytest.mark.usefixtures("lasting")
def test_a_visit_without_a_rule_counts_for_what_fired_before_its_day(run):
    run("flags", "visit", "--date", "2026-11-19")
    assert status(run) == "acknowledged"


@pytest.mark.usefixtures("lasting")
def test_after_the_cooldown_it_is_open_again(run, store, monkeypatch, now):
    run("flags", "ack", "over_two_weeks")
    days = [LAST + timedelta(days=n) for n in range(15)]
    later = now + timedelta(days=15)
    store.add([{"kind": "episode", "start": f"{d}T09:00:00+01:00"} for d in days], now=later)
    monkeypatch.setenv("TRACKER_NOW", later.isoformat())
    assert status(run) == "open"


def test_taking_back_that_an_emergency_was_seen_shows_it_again(run):
    assert "EMERGENCY" in run("add", "chest pain")[2]
    run("flags", "ack", "danger_symptom")
    assert "EMERGENCY" in run("undo")[2]
    code, out, err = run("undo")
    assert (code, err) == (0, "")
    assert out.startswith("Took back: ")


def test_a_sign_recorded_after_the_emergency_was_seen_is_not_seen_with_it(run, monkeypatch, now):
    def minutes(count):
        monkeypatch.setenv("TRACKER_NOW", (now + timedelta(minutes=count)).isoformat())

    run("add", "chest pain")
    minutes(5)
    run("flags", "ack", "danger_symptom")
    status = lambda: json.loads(run("flags", "--json")[1])["flags"][0]["status"]  # noqa: E731
    assert status() == "acknowledged"
    minutes(10)
    assert "EMERGENCY" in run("add", "fainting -30m")[2]  # it began before, and is told of now
    assert status() == "open"
    run("flags", "ack", "danger_symptom")
    assert status() == "acknowledged"
    minutes(15)
    (first, *_) = json.loads(run("list", "--json", "--text", "chest")[1])["entries"]
    run("edit", first["id"], "--severity", "9")
    assert status() == "open"


def test_bringing_a_sign_back_shows_its_emergency(run):
    run("add", "chest pain")
    (entry,) = json.loads(run("list", "--json")[1])["entries"]
    assert "EMERGENCY" not in run("delete", entry["id"])[2]
    assert "EMERGENCY" in run("undo")[2]


def test_a_visit_about_a_rule_that_is_unknown_saves_nothing(run, store):
    code, _, err = run("flags", "visit", "over_two_week")
    assert code == 66
    assert "over_two_weeks" in err
    assert store.entries() == []


def test_a_preset_is_kept_and_used_until_another_is_named(run):
    assert json.loads(run("flags", "preset", "--json")[1])["preset"] == "default"
    code, out, err = run("flags", "preset", "sensitive")
    assert code == 0
    assert "* sensitive" in out
    assert "To go back: tracker flags preset default" in err
    assert json.loads(run("flags", "--json")[1])["preset"] == "sensitive"
    assert json.loads(run("flags", "--preset", "strict", "--json")[1])["preset"] == "strict"
    assert "sensitive preset" in run("flags")[2]


@pytest.mark.usefixtures("lasting")
def test_an_explanation_says_how_it_is_read_what_ends_it_and_that_nobody_has_reviewed_it(run):
    _, out, err = run("flags", "explain", "over_two_weeks")
    assert "Read so: 23. over_two_weeks: halves are" in out
    assert "It ends when the run ends (4 days stated to be without a twitch)" in out
    assert "If nothing more were logged it would no longer hold on 2026-11-26." in out
    assert "no clinician has reviewed them yet" in err


def test_an_explanation_of_what_does_not_hold_names_no_end_date(run):
    known = json.loads(run("flags", "explain", "danger_symptom", "--json")[1])["explanation"]
    assert known["holds"] is False
    assert known["ends_on"] is None
    assert known["ends"]
