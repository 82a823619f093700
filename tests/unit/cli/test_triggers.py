"""`tracker triggers` as a person or a script uses it: one look, one finding opened, beliefs."""

import json

import pytest

from tracker import demo
from tracker.cli.main import main

NOW = demo.NOW.isoformat()


@pytest.fixture
def run(run, store, monkeypatch):
    """Run one command on the sample diary; return code, stdout, stderr."""
    store.import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    monkeypatch.setenv("TRACKER_NOW", NOW)
    return run


@pytest.fixture
def found(run):
    return lambda *words: json.loads(run("triggers", *words, "--json")[1])


def test_the_verdicts_are_those_of_the_last_week_end(run, found):
    _, out, _ = run("triggers")
    assert "As of 2026-11-15, the end of the last week" in out
    assert "sleep — raises" in out
    assert "You expected more twitching with it; the diary says" in out
    assert found()["look"] == {"kind": "weekly", "until": "2026-11-15"}


def test_a_look_at_the_moment_is_marked_as_a_peek(run, found):
    assert "A peek: who looks often finds something by chance" in run("triggers", "--peek")[1]
    weekly, peek = found(), found("--peek")
    assert peek["look"] == {"kind": "peek", "until": "2026-11-20"}
    days = [
        next(one["complete_days"] for one in each["findings"] if one["factor"] == "caffeine")
        for each in (weekly, peek)
    ]
    assert days == [107, 112]


def test_a_period_is_a_peek(found):
    look = found("--since", "2026-09-01", "--until", "2026-10-31")
    assert look["look"] == {"kind": "peek", "until": "2026-10-31"}
    assert look["period"]["since"] == "2026-09-01"


def test_one_finding_opens_in_plain_lines(run):
    code, out, _ = run("triggers", "stress")
    assert code == 0
    for words in (
        "stress — raises",
        "Episodes a day as they were observed, adjusted for nothing:",
        "What the estimate is adjusted for:",
        "What is missing:",
        "What would settle it:",
        "The days behind it (the newest 14 of 107; --json has all):",
        "What you expect of it: tracker triggers stress --belief raises",
    ):
        assert words in out
    assert "caffeine — " not in out


def test_a_finding_is_followed_over_time_a_line_a_week(run):
    for one in _days(run):
        if "2026-10-12" <= one["date"] <= "2026-10-18":
            run("delete", one["id"])
    lines = run("triggers", "stress")[1].splitlines()
    begin = lines.index(
        "Over time, by week: twitches a complete day, and the mean of the exposure:"
    )
    weeks = lines[begin + 1 : lines.index("", begin)]
    assert weeks[0] == "  2026-07-24 to 2026-07-26: 3.0 a day (3 days), 5.8 points"
    assert weeks[1] == "  2026-07-27 to 2026-08-02: 1.0 a day (6 days), 3.7 points (5 days)"
    assert "  2026-10-12 to 2026-10-18: unknown, no complete day" in weeks
    assert len(weeks) == 17 + 1
    assert "of 17 weeks, the twitches are unknown in 1, the exposure in 1." in weeks[-1]
    assert "not thereby cause and effect" in weeks[-1]


def test_a_medicine_over_time_is_off_then_on(run):
    out = run("triggers", "magnesium")[1]
    assert "2026-07-24 to 2026-07-26: 3.0 a day (3 days), off" in out
    assert "2026-11-09 to 2026-11-15: 2.3 a day (7 days), on" in out


def test_an_exposure_that_is_unknown_for_a_week_is_said_to_be(run):
    for entry in json.loads(run("list", "--kind", "stress", "--json", "--limit", "999")[1])[
        "entries"
    ]:
        if "2026-09-14" <= entry["time"][:10] <= "2026-09-20":
            run("delete", entry["id"])
    out = run("triggers", "stress")[1]
    assert "2026-09-14 to 2026-09-20: 1.6 a day (7 days), exposure unknown" in out


def test_too_short_a_period_says_what_is_needed(run):
    out = run("triggers", "stress", "--since", "2026-11-09")[1]
    assert "Too short to follow over time: 2 weeks with complete days so far, 3 are needed." in out


def test_a_medicine_opens_in_a_period_before_it_was_taken(found):
    one = found("magnesium", "--until", "2026-08-20")
    assert one["findings"][0]["verdict"] == "not_enough_data"
    assert len(one["detail"]["days"]) == one["period"]["complete_days"]


def test_one_finding_opens_as_json(found):
    one = found("sleep")
    assert [finding["factor"] for finding in one["findings"]] == ["sleep"]
    assert set(one["detail"]) == {"unit", "bands", "days", "adjusted_for", "missing", "settles"}
    assert len(one["detail"]["days"]) == 107
    assert one["detail"]["bands"][0].keys() == {
        "from", "to", "label", "days", "episodes", "per_day", "ci95",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["medication:magnesium", "MAGNESIUM", "magn"])
def test_a_factor_may_be_named_by_its_beginning(run, name):
    assert run("triggers", name)[1].startswith("medication:magnesium — ")


def test_an_unknown_factor_names_those_that_there_are(run):
    code, out, err = run("triggers", "tea")
    assert (code, out) == (66, "")
    assert "There are: " in err
    assert "medication:magnesium" in err


def test_a_belief_is_stored_beside_the_others_and_shown(run, found, store):
    code, out, err = run("triggers", "sleep", "--belief", "lowers")
    assert code == 0
    assert "Saved: you expect of sleep: lowers." in err
    assert "You expected less twitching with it; the diary says: it goes with more." in out
    assert store.profile()["beliefs"] == {
        "caffeine": "raises",
        "alcohol": "raises",
        "sleep": "lowers",
    }
    assert found()["beliefs"]["sleep"] == "lowers"
    run("undo")
    assert "sleep" not in store.profile()["beliefs"]


def test_a_belief_needs_a_factor(run):
    code, _, err = run("triggers", "--belief", "raises")
    assert code == 2
    assert "tracker triggers caffeine --belief raises" in err


def test_days_that_wait_are_listed_with_the_command_that_confirms_them(run, found):
    run("delete", next(e["id"] for e in _days(run) if e["date"] == "2026-11-18"))
    _, out, _ = run("triggers")
    assert "Not confirmed yet, so left out." in out
    assert "tracker log day --date 2026-11-18 --status " in out
    (waiting,) = found()["unconfirmed"]
    assert waiting["date"] == "2026-11-18"
    status = "complete" if waiting["episodes"] else "clear"
    assert run("log", "day", "--date", "2026-11-18", "--status", status)[0] == 0
    assert found()["unconfirmed"] == []


def _days(run):
    return json.loads(run("list", "--kind", "day", "--json")[1])["entries"]


def test_one_day_gives_reasons(diary_path, monkeypatch, capsys):
    monkeypatch.setenv("TRACKER_DB", str(diary_path))
    monkeypatch.setenv("TRACKER_NOW", NOW)
    assert main(["log", "day", "--date", "2026-11-19", "--status", "clear"]) == 0
    capsys.readouterr()
    assert main(["triggers", "caffeine"]) == 0
    out = capsys.readouterr().out
    assert "It is known on 1 complete day; 14 are needed." in out
