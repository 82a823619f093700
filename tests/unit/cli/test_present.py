"""The present moment in commands: status, doses, caffeine, a course that ends, a reminder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli.main import main

NOW = "2026-11-20T10:00:00+01:00"


@pytest.fixture
def run(diary_path, monkeypatch, capsys):
    """Run one command on a diary of its own at a moment; return code, stdout, stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))

    def command(*words, at=NOW):
        monkeypatch.setenv("TRACKER_NOW", at)
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def course(run):
    """A diary with a course of lithium, twice a day, that began ten days ago."""

    def begin(*more, name="Lithium", schedule="08:00,20:00"):
        words = ["log", "medication", "--name", name, "--start_date", "2026-11-10", *more]
        assert run(*words, *(["--schedule", schedule] if schedule else []))[0] == 0

    return begin


def saved(run, text, **more):
    code, out, err = run("add", "--json", text, **more)
    assert code == 0, err
    return json.loads(out)["entries"]


# status


def test_a_status_of_no_diary_makes_none(run, diary_path):
    assert run("status") == (0, "no diary yet\n", "")
    assert json.loads(run("status", "--json")[1]) == {"schema": 1, "diary": False}
    assert not diary_path.exists()


def test_a_status_is_one_line_of_neutral_words(run, course):
    course()
    run("add", "coffee 8:30; twitch 6 left upper lip; slept 23:10-06:40; numb face")
    code, out, err = run("status")
    assert (code, err) == (0, "")
    caffeine = "caffeine 96 mg today, 81 mg now"
    assert out == f"4 entries today; {caffeine}; 1 due since 08:00; open: stress, day\n"
    for word in ("twitch", "lip", "lithium", "numb"):
        assert word not in out.casefold()


def test_a_day_without_entries_and_a_whole_one(run):
    run("add", "coffee 2026-11-01 8:30")
    assert run("status")[1] == "nothing yet today; open: sleep, stress, day\n"
    run("add", "slept 7h; stress 0; complete")
    assert run("status")[1] == "2 entries today\n"


def test_a_running_timer_shows_how_long(run):
    run("log", "episode", "--ongoing", "--start", "2026-11-20 08:53")
    assert "; timer 1:07;" in run("status")[1]
    assert json.loads(run("status", "--json")[1])["timer_since"] == "2026-11-20T08:53:00+01:00"


def test_a_day_starts_when_the_profile_says(run):
    run("log", "profile", "--day_starts_at", "04:00")
    run("add", "coffee 22:00", at="2026-11-20T22:30:00+01:00")
    assert run("status", at="2026-11-21T03:59:00+01:00")[1].startswith("1 entry today")
    assert run("status", at="2026-11-21T04:00:00+01:00")[1].startswith("nothing yet today")


def test_status_as_json_says_null_where_nothing_tells(run, course):
    course("--dose", "300", "--unit", "mg")
    found = json.loads(run("status", "--json")[1])
    assert (found["caffeine_mg"], found["caffeine_today_mg"], found["day_status"]) == (None,) * 3
    assert found["due"] == [
        {
            "name": "Lithium",
            "dose": 300,
            "unit": "mg",
            "scheduled": "2026-11-20T08:00:00+01:00",
            "standing": "overdue",
            "entry": None,
        }
    ]


def test_status_and_reminder_load_no_mapper(store, monkeypatch):
    monkeypatch.setenv("TRACKER_DB", str(store.path))
    script = (
        "import sys\nfrom tracker.cli.main import main\nmain(sys.argv[1:])\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'textual', 'numpy', 'pandas'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    for command in ("status", "remind", "doses", "caffeine"):
        subprocess.run([sys.executable, "-c", script, command], check=True, capture_output=True)


# doses


def test_a_dose_in_words_gets_what_its_course_knows(run, course):
    course("--dose", "300", "--unit", "mg")
    (dose,) = saved(run, "took LITHIUM")
    assert (dose["name"], dose["dose"], dose["unit"]) == ("Lithium", 300, "mg")
    assert dose["scheduled"] == "2026-11-20T08:00:00+01:00"
    (skipped,) = saved(run, "skipped lithium yesterday 20:30")
    assert skipped["scheduled"] == "2026-11-19T20:00:00+01:00"
    assert "dose" not in skipped


def test_what_was_typed_stands(run, course):
    course("--dose", "300", "--unit", "mg")
    (dose,) = saved(run, "took lithium 2 tablets 9:00")
    assert (dose["dose"], dose["unit"]) == (2, "tablets")
    (other,) = saved(run, "took ibuprofen 400mg")
    assert "scheduled" not in other


def test_took_alone_is_the_one_dose_that_is_due(run, course):
    course()
    assert saved(run, "took")[0]["name"] == "Lithium"
    code, _, err = run("add", "took")
    assert code == 65
    assert "name must be given: none is due." in err


def test_of_several_doses_that_are_due_one_must_be_named(run, course):
    course()
    course(name="iron", schedule="09:00")
    code, _, err = run("add", "took")
    assert code == 65
    assert "Say which: took iron, took Lithium." in err
    assert [d["name"] for d in saved(run, "took iron; took")] == ["iron", "Lithium"]


def test_one_line_takes_each_dose_of_a_schedule_once(run, course):
    course()
    first, second = saved(run, "took lithium; took lithium")
    assert "scheduled" in first
    assert "scheduled" not in second


def test_a_medicine_that_is_nearly_called_as_a_course_is_saved_with_a_remark(run, course):
    course()
    _, out, err = run("add", "took lithum")
    assert "took lithum" in out
    assert "one is called Lithium. To change it: tracker edit " in err
    assert run("add", "took ibuprofen")[2] == ""


def test_one_undo_takes_back_all_entries_of_one_line(run):
    run("add", "coffee 8:00")
    run("add", "twitch 6; stress 4; tea 9:00; complete")
    run("undo")
    assert [e["kind"] for e in json.loads(run("list", "--json")[1])["entries"]] == ["caffeine"]


def test_doses_in_plain_lines(run, course):
    course("--dose", "300", "--unit", "mg")
    run("log", "medication", "--name", "ibuprofen", "--as-needed", "--start_date", "2026-11-01")
    run("add", "took lithium yesterday 8:10; took lithium yesterday 22:00; took ibuprofen 9:00")
    assert run("doses")[1].splitlines() == [
        "Lithium 300 mg: overdue since 2026-11-20 08:00 +01:00",
        "Next: Lithium 300 mg at 2026-11-20 20:00 +01:00",
        "Lithium, last 30 days: 2 of 2 recorded doses taken (1 late); 16 of 18 not recorded.",
        "ibuprofen, when needed: 1 dose logged on 1 day of 30, the last 2026-11-20 09:00.",
    ]


def test_doses_as_json(run, course):
    course()
    run("add", "took lithium")
    found = json.loads(run("doses", "--json")[1])
    assert found["due"] == []
    assert found["next"]["scheduled"] == "2026-11-20T20:00:00+01:00"
    assert found["courses"][0]["schedule"] == ["08:00", "20:00"]
    (one,) = found["adherence"]
    assert (one["taken"], one["expected"], one["not_recorded"]) == (1, 19, 18)
    assert one["bounds"] == [1 / 19, 1]


def test_without_medicines_doses_says_how_to_begin(run):
    code, out, err = run("doses")
    assert (code, out) == (0, "")
    assert "tracker log medication" in err


def test_stop_ends_the_course_and_undo_brings_it_back(run, course):
    course()
    assert "last day 2026-11-20" in run("stop", "lithium")[1]
    assert json.loads(run("doses", "--json", at="2026-11-21T10:00:00+01:00")[1])["courses"] == []
    run("undo")
    assert json.loads(run("doses", "--json")[1])["courses"][0]["last_day"] is None
    assert "last day 2026-11-19" in run("stop", "lithium", "--on", "yesterday")[1]


def test_a_second_stop_on_the_same_day_changes_nothing_and_says_so(run, course):
    course()
    run("stop", "lithium")
    out = run("stop", "lithium")[1]
    assert out.startswith("Unchanged ")
    assert "last day 2026-11-20" in out
    run("undo")
    assert json.loads(run("doses", "--json")[1])["courses"][0]["last_day"] is None


def test_a_changed_dose_has_the_unit_of_its_course(run, course):
    course("--dose", "300", "--unit", "mg")
    change = ("log", "medication", "--name", "lithium", "--change", "increased", "--dose")
    assert "increased lithium 600 mg" in run(*change, "600")[1]
    assert "increased lithium 1 g" in run(*change, "1", "--unit", "g")[1]
    begun = run("log", "medication", "--name", "lithium", "--dose", "2")[1]
    assert "started lithium 2" in begun
    assert "mg" not in begun


def test_a_course_stops_on_the_day_that_has_not_ended_yet(run, course):
    course()
    run("log", "profile", "--day_starts_at", "04:00")
    assert "last day 2026-11-20" in run("stop", "lithium", at="2026-11-21T01:00:00+01:00")[1]


def test_stop_names_what_runs_when_the_name_is_wrong(run, course):
    course()
    code, _, err = run("stop", "lithum")
    assert code == 66
    assert "There are: lithium." in err


# caffeine


def test_caffeine_in_plain_lines_with_its_sources(run):
    run("add", "coffee 8:30")
    for day in (18, 19, 20):
        run("add", f"slept 23:00-06:30 2026-11-{day}")
    lines = run("caffeine")[1].splitlines()
    assert lines[0] == "About 81 mg now, of 96 mg logged today; the last 1 h 30 min ago."
    assert lines[1].startswith("About 14 mg at the usual bedtime, 2026-11-20 23:00 +01:00 (from 3")
    assert lines[2].startswith("11:00  ")
    assert lines[-1].startswith("Half-life 5 h. Sources: ")


def test_caffeine_that_was_not_logged_is_not_none(run):
    assert "nothing is known" in run("caffeine")[1]
    assert json.loads(run("caffeine", "--json")[1])["caffeine"] is None


def test_a_profile_changes_the_half_life(run):
    run("log", "profile", "--smoker")
    run("add", "coffee 8:30")
    found = json.loads(run("caffeine", "--json")[1])["caffeine"]
    assert found["half_life_h"] == 3
    assert "caffeine_half_life_smoking_factor" in found["half_life_from"]


# remind


def test_a_reminder_speaks_while_the_day_is_open_and_is_silent_afterwards(run):
    assert run("remind") == (0, "Diary: today is still open.\n", "")
    run("add", "coffee")
    assert json.loads(run("remind", "--json")[1])["open"] is True
    run("add", "clear")
    assert run("remind") == (0, "", "")
    assert run("remind", at="2026-11-21T21:00:00+01:00")[1] != ""


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A folder first in PATH with schedulers that note what they were asked."""
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def tool(name, script):
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)

    tool("systemctl", f'echo "$@" >> {tmp_path}/calls')
    tool("crontab", f'if [ "$1" = -l ]; then cat {tmp_path}/tab; else cat > {tmp_path}/tab; fi')
    tool("tracker", f'exec {sys.executable} -m tracker "$@"')
    tool("notify-send", f'echo "$2" >> {tmp_path}/shown')
    return tool


def test_units_are_printed_and_nothing_is_written(run, machine, tmp_path):
    _, out, err = run("remind", "--systemd", "--at", "9:30")
    assert "OnCalendar=*-*-* 09:30:00" in out
    assert "--install" in err
    assert not (tmp_path / "config").exists()


def test_units_are_installed_and_removed(run, machine, tmp_path):
    units = tmp_path / "config" / "systemd" / "user"
    assert run("remind", "--systemd", "--install")[0] == 0
    assert sorted(f.name for f in units.iterdir()) == [
        "tracker-remind.service",
        "tracker-remind.timer",
    ]
    assert run("remind", "--systemd", "--remove")[0] == 0
    assert list(units.iterdir()) == []
    assert (tmp_path / "calls").read_text().splitlines() == [
        "--user daemon-reload",
        "--user enable --now tracker-remind.timer",
        "--user disable --now tracker-remind.timer",
        "--user daemon-reload",
    ]


def test_the_unit_s_command_notifies_while_the_day_is_open(run, machine, tmp_path):
    run("remind", "--systemd", "--install")
    service = (tmp_path / "config/systemd/user/tracker-remind.service").read_text()
    (line,) = [each for each in service.splitlines() if each.startswith("ExecStart=")]
    script = line.removeprefix('ExecStart=/bin/sh -c "').removesuffix('"')
    script = script.replace("$$", "$").replace("%%", "%").replace('\\"', '"').replace("\\\\", "\\")
    root = Path(__file__).parents[3]
    subprocess.run(["/bin/sh", "-c", script], check=True, cwd=root)
    assert (tmp_path / "shown").read_text() == "Diary: today is still open.\n"
    run("add", "clear")
    subprocess.run(["/bin/sh", "-c", script], check=True, cwd=root)
    assert len((tmp_path / "shown").read_text().splitlines()) == 1


def test_a_line_of_crontab_is_printed_added_once_and_removed(run, machine, tmp_path, diary_path):
    (tmp_path / "tab").write_text("0 1 * * * mine\n")
    _, printed, _ = run("remind", "--cron")
    assert printed.startswith("0 21 * * * ")
    assert str(diary_path) in printed
    for _ in range(2):
        assert run("remind", "--cron", "--install")[0] == 0
    assert (tmp_path / "tab").read_text() == f"0 1 * * * mine\n{printed}"
    run("remind", "--cron", "--remove")
    assert (tmp_path / "tab").read_text() == "0 1 * * * mine\n"


def test_a_crontab_that_cannot_be_read_is_left_alone(run, machine, tmp_path):
    (tmp_path / "tab").write_text("0 1 * * * mine\n")
    machine(
        "crontab", f'[ "$1" = -l ] && {{ echo "no permission" >&2; exit 1; }}; cat > {tmp_path}/tab'
    )
    code, _, err = run("remind", "--cron", "--install")
    assert code == 73
    assert "no permission" in err
    assert (tmp_path / "tab").read_text() == "0 1 * * * mine\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--install",), 2),
        (("--systemd", "--cron"), 2),
        (("--systemd", "--install", "--remove"), 2),
        (("--cron", "--at", "25:00"), 65),
        (("--cron", "--at", "25"), 65),
    ],
)
def test_a_reminder_that_makes_no_sense_is_refused(run, machine, words, code):
    assert run("remind", *words)[0] == code


# list and delete


def test_list_narrows_by_words_place_side_and_strength(run):
    run("add", 'twitch 6 left chin; twitch 3 right upper lip; twitch chin; coffee "with cake"')
    count = lambda *words: len(json.loads(run("list", "--json", *words)[1])["entries"])  # noqa: E731
    assert count("--text", "CAKE") == 1
    assert count("--site", "chin") == 2
    assert count("--site", "chin", "--intensity", "0+") == 1
    assert count("--side", "right") == 1
    assert count("--kind", "episode", "--limit", "1", "--text", "chin") == 1
    assert run("list", "--text", "zebra") == (0, "", "No entry fits. Try: tracker list\n")
    code, _, err = run("list", "--site", "lip")
    assert code == 65
    assert "saved" not in err


def test_many_entries_are_deleted_by_one_command_and_come_back_by_one_undo(run):
    entries = saved(run, "twitch 6; coffee; stress 4; tea")
    ids = [entry["id"] for entry in entries]
    assert run("delete", *ids[:3])[0] == 0
    assert len(json.loads(run("list", "--json")[1])["entries"]) == 1
    run("undo")
    assert {e["id"] for e in json.loads(run("list", "--json")[1])["entries"]} == set(ids)


# keys


def test_keys_are_listed_with_what_was_chosen(run, tmp_path, monkeypatch):
    settings = tmp_path / "config.toml"
    monkeypatch.setenv("TRACKER_CONFIG", str(settings))
    code, out, err = run("keys")
    assert code == 0
    assert "today.twitch: t. A twitch just now" in out
    assert str(settings) in err
    settings.write_text('[keys]\ntwitch = "space"\n')
    assert json.loads(run("keys", "--json")[1])["keys"]["today.twitch"] == ["space"]
    settings.write_text('[keys]\ntwitch = "q"\n')
    code, _, err = run("keys")
    assert code == 65
    assert '"q" is the key of today.twitch and of quit.' in err


def test_every_command_has_a_name_of_its_own():
    from tracker.tui.commands import bound

    ids = [command.id for command in bound()]
    assert len(ids) == len(set(ids))


def test_a_time_that_is_none_is_named_as_it_was_typed(run, machine):
    assert 'not "25".' in run("remind", "--cron", "--at", "25")[2]
    assert run("remind", "--cron", "--at", "8:30")[1].startswith("30 8 ")
