"""`tracker days`: three states, and unknown is never clear."""

import json

import pytest

from tracker.cli.main import main


@pytest.fixture
def run(diary_path, capsys, monkeypatch):
    monkeypatch.setenv("TRACKER_NOW", "2026-11-20T10:00:00+01:00")
    monkeypatch.setenv("TRACKER_DB", str(diary_path))

    def run(*words):
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return run


def test_each_day_says_what_is_known(run):
    run("add", "twitch 8:30; twitch 9:00; clear yesterday")
    run("add", "complete")
    assert run("days").splitlines()[-3:] == [
        "2026-11-18 Wed  not recorded",
        "2026-11-19 Thu  no twitches",
        "2026-11-20 Fri  2 twitches, complete",
    ]


def test_the_same_as_json_for_a_period(run):
    run("add", "clear yesterday")
    found = json.loads(run("days", "--since", "2026-11-18", "--until", "2026-11-19", "--json"))
    assert found["days"] == [
        {"date": "2026-11-18", "status": "unknown", "episodes": 0, "stated": None},
        {"date": "2026-11-19", "status": "clear", "episodes": 0, "stated": "clear"},
    ]
