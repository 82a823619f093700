"""Clocks that jump, hours that are skipped or repeated, and people who travel."""

import json
from datetime import datetime, timedelta

import pytest

from tracker import records
from tracker.cli.main import main
from tracker.store import Store


@pytest.fixture
def at(diary_path, monkeypatch, capsys):
    """Run one command at a moment, in a zone; its exit code, stdout and stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))

    def command(moment, *words, zone="Europe/Berlin"):
        monkeypatch.setenv("TRACKER_NOW", moment)
        monkeypatch.setenv("TZ", zone)
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def listed(at, moment="2030-01-01T00:00:00+01:00"):
    return json.loads(at(moment, "list", "--json")[1])["entries"]


def test_a_clock_that_jumps_two_years_either_way_loses_and_prunes_nothing(at, diary_path):
    moments = [f"{year}-11-20T10:00:00+01:00" for year in (2026, 2024, 2028, 2026, 2024)]
    for moment in moments:
        assert at(moment, "add", "coffee")[0] == 0
    assert sorted(e["time"] for e in listed(at)) == sorted(moments)
    backups = set((diary_path.parent / "backups").glob("*"))
    for moment in moments:
        at(moment, "add", "tea")
    assert backups <= set((diary_path.parent / "backups").glob("*"))
    for _ in range(10):
        assert at("2022-01-01T00:00:00+01:00", "undo")[0] == 0
    assert listed(at) == []


def test_entries_are_ordered_by_their_time_and_not_by_the_clock_that_wrote_them(at):
    for hour in ("12", "08", "10"):
        at(f"2026-11-20T{hour}:00:00+01:00", "add", "coffee")
    assert [e["time"][11:13] for e in listed(at)] == ["12", "10", "08"]


@pytest.mark.parametrize(
    ("moment", "words", "sentence"),
    [
        ("2025-03-30T10:00:00+02:00", "twitch 2 02:30", "02:30 did not exist on 2025-03-30"),
        ("2025-03-30T10:00:00+02:00", "slept 02:30-06:40", "02:30 did not exist on 2025-03-30"),
        ("2025-10-26T10:00:00+01:00", "twitch 2 02:30", "02:30 happened twice on 2025-10-26"),
        ("2025-12-01T10:00:00+01:00", "twitch 2 2025-03-30T02:30", "02:30 did not exist"),
    ],
)
def test_an_hour_that_was_skipped_or_repeated_is_asked_for(at, moment, words, sentence):
    code, out, err = at(moment, "add", words)
    assert (code, out) == (65, "")
    assert sentence in err


def test_the_two_hours_of_one_name_are_two_entries_that_come_back_as_they_were(at, tmp_path):
    both = ["2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00"]
    for moment in both:
        assert at("2025-12-01T10:00:00+01:00", "log", "episode", "--start", moment)[0] == 0
    assert [e["start"] for e in listed(at)] == both[::-1]
    file = tmp_path / "a.jsonl"
    at("2025-12-01T10:00:00+01:00", "export", "-o", str(file))
    again = Store.open(tmp_path / "again.db")
    again.import_records(
        [json.loads(line) for line in file.read_text().splitlines()[1:]],
        source="a",
        format_name="jsonl",
        now=datetime.fromisoformat("2025-12-01T10:00:00+01:00"),
    )
    assert [e.record["start"] for e in again.entries()] == both[::-1]


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2025-10-26T01:30:00+02:00", "2025-10-26T03:30:00+01:00", 3.0),
        ("2025-03-30T01:30:00+01:00", "2025-03-30T03:30:00+02:00", 1.0),
    ],
)
def test_a_night_over_the_change_of_the_clocks_has_its_true_length(store, now, start, end, hours):
    sleep = {"kind": "sleep", "date": end[:10], "start": start, "end": end, "tz": "Europe/Berlin"}
    entry = store.add([sleep], now=now).entries[0]
    assert records.sleep_hours(entry.record) == hours


def test_a_night_over_midnight_is_one_night_on_the_day_of_waking(at):
    assert at("2026-11-20T10:00:00+01:00", "add", "slept 23:30-07:10")[0] == 0
    (night,) = listed(at)
    assert night["date"] == "2026-11-20"
    assert records.sleep_hours(night) == pytest.approx(7.6667, abs=0.001)


def test_travel_moves_no_past_day(at):
    zones = {
        "Asia/Tokyo": "2026-11-10T00:20:00+09:00",
        "Pacific/Honolulu": "2026-11-12T23:50:00-10:00",
        "Pacific/Kiritimati": "2026-11-14T00:10:00+14:00",
        "Europe/Berlin": "2026-11-16T00:05:00+01:00",
    }
    for zone, moment in zones.items():
        assert at(moment, "add", "twitch 3", zone=zone)[0] == 0
    wanted = {moment[:10]: zone for zone, moment in zones.items()}
    for zone in zones:
        for day, where in wanted.items():
            words = ("list", "--json", "--since", day, "--until", day)
            out = at("2026-11-20T10:00:00+01:00", *words, zone=zone)[1]
            (entry,) = json.loads(out)["entries"]
            assert (entry["start"][:10], entry["tz"]) == (day, where)


def test_what_lies_ahead_is_asked_about(at):
    ahead = (datetime.fromisoformat("2026-11-20T10:00:00+01:00") + timedelta(days=1)).isoformat()
    words = ("log", "caffeine", "--mg", "90", "--time", ahead)
    code, _, err = at("2026-11-20T10:00:00+01:00", *words)
    assert code == 65
    assert "--allow-future" in err
    assert at("2026-11-20T10:00:00+01:00", *words, "--allow-future")[0] == 0
