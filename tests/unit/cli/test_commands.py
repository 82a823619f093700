"""The commands as a person or a script uses them: what is printed, what is saved, how they end."""

import csv
import io
import json
import subprocess
import sys

import pytest

from tracker.cli.main import main
from tracker.errors import DataError

NOW = "2026-11-20T10:00:00+01:00"


@pytest.fixture
def run(diary_path, monkeypatch, capsys):
    """Run one command on a diary of its own at a fixed moment; return code, stdout, stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))
    monkeypatch.setenv("TRACKER_NOW", NOW)

    def command(*words, stdin=None):
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def listed(run):
    """What the diary holds, as records, newest first."""
    return lambda *words: json.loads(run("list", "--json", *words)[1])["entries"]


def test_a_quick_entry_is_saved_and_echoed_with_its_offset(run, listed):
    code, out, err = run("add", "twitch 6 left upper lip 40s")
    assert (code, err) == (0, "")
    assert out.startswith("Saved ")
    assert "2026-11-20 09:59:20 +01:00  twitch 6/10, left upper lip, 40 s" in out
    (entry,) = listed()
    assert entry == {
        "kind": "episode",
        "id": entry["id"],
        "start": "2026-11-20T09:59:20+01:00",
        "end": "2026-11-20T10:00:00+01:00",
        "intensity": 6,
        "side": "left",
        "sites": ["upper_lip"],
        "tz": "Europe/Berlin",
    }


def test_words_need_no_quotes_and_a_time_may_begin_with_a_minus(run, listed):
    assert run("add", "twitch", "3", "-20m")[0] == 0
    assert listed()[0]["start"] == "2026-11-20T09:40:00+01:00"


def test_the_diary_may_be_named_before_the_command(tmp_path):
    diary = str(tmp_path / "log" / "edit")
    assert main(["--db", diary, "log", "day", "--status", "complete"]) == 0
    assert main(["--db", diary, "list", "--kind", "day"]) == 0


def test_options_of_add_may_stand_behind_the_words(run):
    code, out, _ = run("add", "coffee", "--json")
    assert code == 0
    assert json.loads(out)["entries"][0]["mg"] == 96


def test_several_entries_in_one_line_are_saved_together_or_not_at_all(run, listed):
    assert run("add", "coffee 8:30; stress 6")[0] == 0
    assert run("add", "tea; stress 60")[0] == 65
    assert [e["kind"] for e in listed()] == ["stress", "caffeine"]


def test_without_words_add_reads_its_input(run, listed):
    assert run("add", stdin="coffee 8:30\n\nstress 6\n")[0] == 0
    assert len(listed()) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("twitch 14", "intensity must be a whole number from 0 to 10, not 14"),
        ("stress -1", "stress must be a whole number from 0 to 10, not -1"),
        ("sleep 31h", "hours must be a number from 0 to 24 hours, not 31"),
        ("caffeine 99999mg", "mg must be a number from 0 to 5,000 mg, not 99999"),
        ("caffeine NaN", "NaN"),
        ("twitch 2 2026-03-29T02:30", "02:30 did not exist on 2026-03-29"),
        ("twitch 2 2026-10-25T02:30", "02:30 happened twice on 2026-10-25"),
        ("coffee 23:00", "23:00"),
        ("cofee", "coffee"),
        ("coffee [/red]", "[/red]"),
    ],
)
def test_bad_words_are_one_line_with_exit_65_and_save_nothing(run, listed, words, sentence):
    code, out, err = run("add", words)
    assert (code, out) == (65, "")
    assert sentence in err
    assert "Nothing was saved." in err
    assert err.startswith("tracker: ")
    assert err.count("\n") == 1
    assert listed() == []


def test_named_fields_default_to_now_and_the_present_zone(run, listed):
    assert run("log", "caffeine", "--mg", "90", "--note", "[/red] =1+1")[0] == 0
    assert run("log", "symptom", "--symptom", "tingling_lips", "--assessed")[0] == 0
    symptom, caffeine = listed("--kind", "symptom") + listed("--kind", "caffeine")
    assert caffeine == {
        "kind": "caffeine",
        "id": caffeine["id"],
        "time": NOW,
        "mg": 90,
        "tz": "Europe/Berlin",
        "note": "[/red] =1+1",
    }
    assert symptom["assessed"] is True


def test_a_kind_has_the_names_that_people_give_it(run, listed):
    for words in (["twitch"], ["coffee"], ["took ibuprofen 400mg"]):
        assert run("add", *words)[0] == 0
    for name, kinds in (
        ("twitch", ["episode"]),
        ("coffee", ["caffeine"]),
        ("Caffeine", ["caffeine"]),
        ("twitches,Doses", ["episode", "dose"]),
    ):
        assert sorted(e["kind"] for e in listed("--kind", name)) == sorted(kinds)
    assert "ibuprofen" in run("export", "--kinds", "doses")[1]
    assert run("log", "twitch", "--intensity", "3")[0] == 0
    assert 3 in [e.get("intensity") for e in listed()]


def test_a_mistyped_kind_gets_the_nearest_name(run):
    code, _, err = run("list", "--kind", "twich")
    assert code == 2
    assert err.endswith('not "twich". Did you mean: twitch, twitches?\n')


def test_a_fields_value_may_begin_with_a_hyphen(run, listed):
    assert run("log", "episode", "--start", "-9h", "--at-rest", "--note", "-x", "--json")[0] == 0
    (entry,) = listed()
    assert (entry["start"], entry["note"]) == ("2026-11-20T01:00:00+01:00", "-x")
    assert run("edit", entry["id"], "--end", "-5m")[0] == 0
    assert listed()[0]["end"] == "2026-11-20T09:55:00+01:00"
    with pytest.raises(SystemExit):
        run("log", "episode", "-h")


@pytest.mark.parametrize("kind", range(14))
def test_every_kind_can_be_logged_with_all_its_fields(run, listed, one_of_each, kind):
    record = one_of_each[kind]
    words = ["log", record["kind"]]
    for name, value in record.items():
        if name in {"kind", "id"}:
            continue
        if isinstance(value, bool):
            text = "yes" if value else "no"
        elif isinstance(value, list) and isinstance(value[0], str):
            text = ",".join(value)
        else:
            text = value if isinstance(value, str) else json.dumps(value)
        words.append(f"--{name}={text}")
    code, _, err = run(*words)
    assert (code, err.replace(_emergency(err), "")) == (0, "")
    assert [{**e, "id": record["id"]} for e in listed()] == [record]


def _emergency(err: str) -> str:
    return "".join(line + "\n" for line in err.splitlines() if line.startswith("EMERGENCY"))


def test_a_field_of_another_kind_is_named_with_those_there_are(run):
    entry = json.loads(run("add", "coffee", "--json")[1])["entries"][0]
    code, _, err = run("edit", entry["id"][:8], "--intensity", "3")
    assert code == 65
    assert "caffeine has no field 'intensity'" in err
    assert "mg" in err


def test_edit_show_delete_and_undo_by_the_beginning_of_an_id(run, listed):
    run("add", 'coffee "hot"')
    (entry,) = listed()
    short = entry["id"][:6]
    assert run("edit", short, "--mg", "50", "--clear", "note")[0] == 0
    assert json.loads(run("show", short, "--json")[1])["entry"]["mg"] == 50
    assert "note" not in listed()[0]
    assert run("delete", short)[0] == 0
    assert listed() == []
    assert run("undo")[0] == 0
    assert run("undo")[0] == 0
    assert listed() == [entry]
    assert "96 mg" in run("show", short)[1] or "mg: " in run("show", short)[1]


def test_undo_says_what_it_took_back_and_what_is_as_before(run):
    run("add", "clear yesterday")
    run("add", "twitch 3 yesterday 22:00")
    assert run("undo")[1] == (
        "Took back: twitch 3/10. As before: no twitches that day (2026-11-19).\n"
    )
    run("add", "coffee; twitch; wine; stress 3")
    assert run("undo")[1].endswith("; and 1 more.\n")
    run("add", "twitch 3 yesterday 22:00")
    taken = json.loads(run("undo", "--json")[1])
    assert [e["kind"] for e in taken["entries"]] == ["episode"]
    assert [e["status"] for e in taken["as_before"]] == ["clear"]


def test_nothing_to_undo_show_or_edit_says_so(run):
    assert run("undo")[0] == 66
    assert run("show", "ffff")[0] == 66
    run("add", "coffee")
    entry = json.loads(run("list", "--json")[1])["entries"][0]
    code, _, err = run("edit", entry["id"])
    assert code == 2
    assert "nothing to change" in err


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["log", "nonsense"],
        ["list", "--kind", "nonsense"],
        ["list", "--limit", "0"],
        ["list", "--since", "2026-11-20", "--until", "2026-11-19"],
        ["report", "-o", "week.docx"],
        ["report", "--week", "2026-W47", "--since", "2026-11-01"],
        ["import"],
        ["export", "--delimiter", "x"],
    ],
)
def test_a_command_line_that_makes_no_sense_exits_2_in_one_line(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_an_empty_diary_is_said_to_be_empty(run):
    assert run("list") == (
        0,
        "",
        'No entries yet. Try: tracker add "twitch 3 left upper lip", or: tracker add coffee\n',
    )
    code, out, err = run("triggers")
    assert (code, out) == (0, "")
    assert "empty" in err
    assert json.loads(run("triggers", "--json")[1])["period"]["days"] == 0
    assert json.loads(run("flags", "--json")[1])["flags"] == []
    assert "No pattern" in run("flags")[1]


def test_a_danger_symptom_is_saved_and_shown_at_once(run, listed):
    code, out, err = run("add", "chest pain")
    assert code == 0
    assert out.startswith("Saved ")
    assert err.startswith("EMERGENCY: Chest pain, fainting or trouble breathing")
    assert len(listed()) == 1
    flags = json.loads(run("flags", "--json")[1])["flags"]
    assert (flags[0]["rule"], flags[0]["tier"], flags[0]["status"]) == (
        "danger_symptom",
        "emergency",
        "open",
    )


def test_an_emergency_is_shown_until_it_was_seen_and_again_with_each_sign(run, monkeypatch):
    run("add", "chest pain")
    assert run("add", "coffee")[2].startswith("EMERGENCY: Chest pain")
    run("flags", "ack", "danger_symptom")
    assert run("add", "coffee")[2] == ""
    assert run("add", "fainting 08:00")[2].startswith("EMERGENCY: Chest pain")  # an earlier one
    monkeypatch.setenv("TRACKER_NOW", "2026-11-20T10:05:00+01:00")
    assert run("add", "chest pain")[2].startswith("EMERGENCY: Chest pain")


def test_a_visit_after_the_sign_lets_it_rest(run):
    assert "EMERGENCY" in run("add", "chest pain yesterday 12:00")[2]
    run("flags", "visit", "--date", "today")
    assert run("add", "coffee")[2] == ""


def test_an_emergency_in_an_import_or_a_change_is_shown_at_once(run, listed, tmp_path):
    file = tmp_path / "diary.jsonl"
    sign = {"kind": "symptom", "symptom": "fainting", "time": "2026-11-20T08:00:00+01:00"}
    file.write_text(json.dumps(sign))
    assert run("import", str(file), "--dry-run")[2].count("EMERGENCY") == 0
    code, out, err = run("import", str(file))
    assert (code, out) == (0, "")
    assert "EMERGENCY: Chest pain, fainting" in err
    (entry,) = listed()
    assert "EMERGENCY" not in run("edit", entry["id"], "--symptom", "fatigue")[2]
    assert "EMERGENCY" in run("edit", entry["id"], "--symptom", "convulsion")[2]


def test_a_flag_can_be_acknowledged_and_opens_again_with_a_new_sign(run, monkeypatch):
    run("add", "chest pain")
    assert run("flags", "ack", "danger_symptom", "--note", "was at the doctor")[0] == 0
    status = lambda: json.loads(run("flags", "--json")[1])["flags"][0]["status"]  # noqa: E731
    assert status() == "acknowledged"
    monkeypatch.setenv("TRACKER_NOW", "2026-11-20T10:05:00+01:00")
    run("add", "chest pain")
    assert status() == "open"
    assert run("undo")[0] == 0
    assert status() == "acknowledged"
    assert run("undo")[1].startswith("Took back that you have seen: ")
    assert status() == "open"
    assert run("flags", "ack", "no_such_rule")[0] == 66


def test_a_flag_that_was_acknowledged_and_is_gone_is_listed_as_resolved(run, monkeypatch):
    run("add", "chest pain")
    run("flags", "ack", "danger_symptom")
    monkeypatch.setenv("TRACKER_NOW", "2026-11-22T10:00:00+01:00")
    assert json.loads(run("flags", "--json")[1])["flags"] == []
    (flag,) = json.loads(run("flags", "--all", "--json")[1])["flags"]
    assert (flag["rule"], flag["status"]) == ("danger_symptom", "resolved")
    assert "(danger_symptom), since 2026-11-20" in run("flags", "--all")[1]
    assert "danger_symptom" not in run("flags")[1]


def test_a_preset_changes_how_long_twitching_must_last(run):
    for day in range(6, 21, 2):
        run("add", f"twitch 2 2026-11-{day:02}T09:00")
    run("log", "day", "--date", "2026-11-07", "--status", "complete")
    run("log", "day", "--date", "2026-11-09", "--status", "complete")

    def rules(preset):
        found = json.loads(run("flags", "--preset", preset, "--json")[1])
        assert found["preset"] == preset
        return {flag["rule"] for flag in found["flags"]}

    assert "over_two_weeks" in rules("sensitive")
    assert "over_two_weeks" not in rules("strict")
    limits = {}
    for preset in ("strict", "default", "sensitive"):
        words = ("flags", "explain", "over_two_weeks", "--preset", preset, "--json")
        numbers = json.loads(run(*words)[1])["explanation"]["numbers"]
        limits[preset] = next(n["rule"] for n in numbers if n["name"] == "active_days")
    assert limits == {"strict": 10, "default": 8, "sensitive": 6}
    assert run("flags", "--preset", "loose")[0] == 2


def test_the_table_of_days_shows_what_holds_at_its_end_on_the_day_it_fired(run):
    run("add", "chest pain yesterday 20:00")
    run("add", "chest pain 2026-11-10T20:00")

    def flagged(*words):
        rows = list(csv.DictReader(io.StringIO(run("export", "--format", "daily", *words)[1])))
        return {row["date"]: row["flags"] for row in rows if row["flags"]}

    assert flagged() == {"2026-11-19": "danger_symptom"}
    assert flagged("--until", "2026-11-10") == {"2026-11-10": "danger_symptom"}
    assert flagged("--until", "2026-11-15") == {}
    assert flagged("--kinds", "symptom") == {}


def test_a_rule_is_explained_with_its_numbers_and_sources(run):
    code, out, _ = run("flags", "explain", "over_two_weeks")
    assert code == 0
    assert "14" in out
    assert "http" in out
    assert run("flags", "explain", "no_such_rule")[0] == 66


def test_the_diary_moves_byte_for_byte_through_json_lines(run, one_of_each, tmp_path, monkeypatch):
    source, first, second = (tmp_path / name for name in ("s.jsonl", "1.jsonl", "2.jsonl"))
    source.write_text("".join(json.dumps(record) + "\n" for record in one_of_each))
    assert run("import", str(source))[0] == 0
    assert run("export", "-o", str(first))[0] == 0
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "other.db"))
    monkeypatch.setenv("TZ", "Pacific/Honolulu")
    assert run("import", str(first))[0] == 0
    assert run("export", "-o", str(second), "--format", "jsonl")[0] == 0
    assert second.read_bytes() == first.read_bytes()
    code, _, err = run("import", str(first))
    assert (code, err) == (0, "Added 0 entries; 14 were here already.\n")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 9, "cups": 1}', "cups"),
        ('{"kind": "dream"}', "dream"),
        ('{"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": NaN}', "line 2"),
        ('{"kind": "stress", "time": "2026-11-20T08:30:00+01:00", "stress": 11}', "0 to 10"),
        ('{"kind": "caffeine", "time": "2026-12-20T08:30:00+01:00", "mg": 9}', "2026-12-20"),
        ("not json", "line 2"),
    ],
)
def test_one_bad_line_imports_nothing_and_is_named(run, listed, tmp_path, line, sentence):
    file = tmp_path / "bad.jsonl"
    good = '{"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 90}'
    file.write_text(f"{good}\n{line}\n")
    code, _, err = run("import", str(file))
    assert code == 65
    assert sentence in err
    assert "line 2" in err
    assert listed() == []


def test_an_import_is_tried_first_and_taken_out_again(run, listed, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"kind": "caffeine", "time": "2026-11-20T08:30:00+01:00", "mg": 90}\n')
    done = json.loads(run("import", str(file), "--dry-run", "--json")[1])
    assert (done["added"], done["batch"], listed()) == (1, None, [])
    batch = json.loads(run("import", str(file), "--json")[1])["batch"]
    assert len(listed()) == 1
    assert run("import", "--undo", str(batch))[0] == 0
    assert listed() == []
    assert run("import", "--undo", "99")[0] == 66
    assert run("import", "nowhere.jsonl")[0] == 66


def test_a_file_is_never_replaced_without_force(run, tmp_path):
    run("add", "coffee")
    file = tmp_path / "diary.csv"
    file.write_text("mine")
    assert run("export", "-o", str(file))[0] == 73
    assert file.read_text() == "mine"
    assert run("export", "-o", str(file), "--force")[0] == 0
    assert file.read_text().startswith("date,time,utc_offset,day_of_week,kind,what,amount,unit,")


def test_the_report_is_a_png_a_pdf_or_an_svg(run, tmp_path):
    run("add", "coffee 8:30; twitch 3 9:00; complete")
    for name, magic in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.svg", b"<?xml")):
        assert run("report", "-o", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).read_bytes().startswith(magic)


def test_paths_say_what_chose_the_diary(run, diary_path, tmp_path):
    found = json.loads(run("paths", "--json")[1])
    assert (found["diary"], found["diary_chosen_by"]) == (str(diary_path), "TRACKER_DB")
    found = json.loads(run("--db", str(tmp_path / "x.db"), "paths", "--json")[1])
    assert (found["diary"], found["diary_chosen_by"]) == (str(tmp_path / "x.db"), "--db")


def test_without_a_terminal_the_screens_say_so_and_exit_2(run):
    code, _, err = run(stdin="")
    assert code == 2
    assert "need a terminal" in err


def test_a_file_that_is_no_diary_exits_78_and_is_left_alone(run, diary_path):
    diary_path.parent.mkdir()
    diary_path.write_text("my diary " * 50)
    assert run("list")[0] == 78
    assert run("add", "coffee")[0] == 78
    assert diary_path.read_text() == "my diary " * 50


def test_a_wrong_clock_is_a_usage_error(run, monkeypatch):
    monkeypatch.setenv("TRACKER_NOW", "yesterday")
    code, _, err = run("add", "coffee")
    assert code == 2
    assert "TRACKER_NOW" in err


def test_a_fault_of_the_program_has_no_traceback_but_with_debug(run, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("oh\x1b[2J")

    monkeypatch.setattr("tracker.entry.quick.read", broken)
    code, _, err = run("add", "coffee")
    assert code == 70
    assert err.count("\n") == 1
    assert "\x1b" not in err
    with pytest.raises(ZeroDivisionError):
        run("add", "coffee", "--debug")


def test_debug_shows_where_an_error_of_the_diary_was_raised(run):
    with pytest.raises(DataError):
        run("add", "twitch", "14", "--debug")


def test_a_reader_that_goes_away_is_no_error(run, diary_path):
    run("add", "; ".join(f"coffee {h}:{m}" for h in range(10) for m in range(10, 19)))
    done = subprocess.run(  # noqa: S602  a shell makes the pipe
        f"{sys.executable} -m tracker list | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_completion_names_commands_and_fields(run):
    script = run("completion", "bash")[1]
    assert "triggers" in script
    assert "--intensity" in script
