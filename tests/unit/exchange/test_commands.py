"""`tracker export` and `tracker import` as a person or a script uses them."""

import io
import json
import os
import sys
import zipfile
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Thread

import pyrage
import pytest

from tracker import demo
from tracker.cli import progress, transfer
from tracker.cli.main import main
from tracker.exchange import handing
from tracker.store import Store
from tracker.vocabulary import Kind

NOW = "2026-11-20T10:00:00+01:00"


@pytest.fixture
def run(diary_path, tmp_path, monkeypatch, capfdbinary):
    """Run one command in an empty folder on a diary of its own; return code, stdout, stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))
    monkeypatch.setenv("TRACKER_NOW", NOW)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def command(*words, stdin=None):
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(list(words))
        printed = capfdbinary.readouterr()
        return code, printed.out, printed.err.decode()

    return command


@pytest.fixture
def here(tmp_path):
    return tmp_path / "here"


@pytest.fixture
def filled(run, diary_path, one_of_each, now):
    """A diary with one entry of every kind, and a note that looks like a formula."""
    store = Store.open(diary_path)
    note = '=HYPERLINK("http://x"); \'tis\r\n"two" 日本'
    store.import_records(
        [{**one_of_each[0], "note": note}, *one_of_each[1:]],
        source="x",
        format_name="jsonl",
        now=now,
    )
    return store


def elsewhere(tmp_path, monkeypatch):
    """From here on another, empty diary."""
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "elsewhere" / "diary.db"))


TABLES = [
    (),
    ("--excel",),
    ("--delimiter", ";", "--decimal", ","),
    ("--excel", "--delimiter", "tab", "--decimal", ","),
    ("-o", "diary.zip"),
]


@pytest.mark.parametrize("options", TABLES)
def test_what_a_clinician_gets_adds_nothing_here_and_is_everything_elsewhere(
    run, filled, tmp_path, monkeypatch, options
):
    name = "diary.zip" if "diary.zip" in options else "diary.csv"
    assert run("export", "-o", name, *options)[0] == 0
    exact = run("export", "--format", "jsonl")[1]

    code, _, err = run("import", name)
    assert (code, err) == (0, "Added 0 entries; 14 were here already.\n")
    elsewhere(tmp_path, monkeypatch)
    assert "Added 14 entries; 0 were here already." in run("import", name)[2]
    assert run("export", "--format", "jsonl")[1] == exact


def test_a_table_comes_from_stdin_too(run, filled, tmp_path, monkeypatch):
    table = run("export")[1]
    elsewhere(tmp_path, monkeypatch)

    assert "Added 14 entries" in run("import", "-", stdin=table)[2]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.csv", b"date,time,utc_offset"),
        ("a.jsonl", b'{"format": "tracker-diary"'),
        ("a.json", b'{"resourceType": "Bundle"'),
        ("a.txt", b"date,time,utc_offset"),
    ],
)
def test_the_ending_of_a_file_picks_its_format(run, filled, here, name, beginning):
    assert run("export", name)[0] == 0

    assert (here / name).read_bytes().startswith(beginning)


def test_the_bundle_has_the_open_flags_in_words_and_in_the_table_of_days(run, diary_path, here):
    store = Store.open(diary_path)
    twitches = [
        {"kind": "episode", "start": f"2026-11-{day:02}T09:00:00+01:00", "sites": ["upper_lip"]}
        for day in range(1, 21)
    ]
    store.add(twitches, now=transfer.clock.now())
    assert run("export", "diary.zip")[0] == 0

    with zipfile.ZipFile(here / "diary.zip") as bundle:
        readme, days = bundle.read("README.txt").decode(), bundle.read("daily.csv").decode()
        assert bundle.read("report.png").startswith(b"\x89PNG")
    assert "[ROUTINE] Twitching for more than two weeks" in readme
    assert "20 days: 20 with a twitch, 0 clear, 0 unknown." in readme
    assert "over_two_weeks" in days


def test_a_bundle_of_a_past_period_has_the_flags_of_its_last_day(run, diary_path, here):
    store = Store.open(diary_path)
    store.import_records(demo.records(), source="demo", format_name="demo", now=demo.NOW)
    run("export", "-o", "past.zip", "--until", "2026-11-08")
    with zipfile.ZipFile(here / "past.zip") as bundle:
        readme = bundle.read("README.txt").decode()
    assert "As they stood at the end of 2026-11-08." in readme
    assert "Twitching for more than two weeks" in readme
    assert "Twitching has spread beyond the lips" not in readme


def test_the_same_bundle_twice_is_the_same_bytes(run, filled, here):
    run("export", "a.zip")
    run("export", "b.zip")

    assert (here / "a.zip").read_bytes() == (here / "b.zip").read_bytes()


@pytest.mark.parametrize("form", ["csv", "bundle", "fhir"])
def test_notes_stay_at_home(run, filled, here, form):
    assert run("export", "--format", form, "--no-notes", "-o", "out")[0] == 0

    content = (here / "out").read_bytes()
    if form == "bundle":
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            content = b"".join(bundle.read(n) for n in bundle.namelist() if n != "report.png")
    assert b"HYPERLINK" not in content


@pytest.mark.parametrize("form", ["csv", "jsonl", "fhir", "bundle"])
def test_a_period_and_kinds_are_picked(run, filled, here, form):
    words = ("--since", "2026-11-19", "--until", "2026-11-19", "--kinds", "caffeine,event,day")
    assert run("export", "--format", form, *words, "-o", "out")[0] == 0

    content = (here / "out").read_bytes()
    if form == "bundle":
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            assert "report.png" not in bundle.namelist()
            content = bundle.read("clinician.csv")
    assert b"coffee, brewed" in content
    assert b"doctor_visit" not in content  # a day earlier
    assert b"prednisone" not in content


def test_an_empty_diary_is_handed_over_too(run, here):
    for form in ("csv", "daily", "bundle", "jsonl", "fhir"):
        assert run("export", "--format", form, "-o", form)[0] == 0
        assert (here / form).stat().st_size > 10


def test_an_older_file_is_kept_without_force(run, filled, here):
    (here / "a.csv").write_text("old")

    code, _, err = run("export", "a.csv")

    assert code == 73
    assert "Replace it with: --force" in err
    assert (here / "a.csv").read_text() == "old"
    assert run("export", "a.csv", "--force")[0] == 0
    assert [path.name for path in here.iterdir()] == ["a.csv"]


def test_a_place_that_is_taken_is_said_before_the_work(run, filled, here, monkeypatch):
    (here / "a.zip").write_text("old")
    monkeypatch.setattr(handing, "bundle", lambda *_: pytest.fail("it was packed"))

    assert run("export", "a.zip")[0] == 73


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--delimiter", ","), None),
        (("--decimal", ","), "delimiter and decimal are both a comma"),
        (("--delimiter", "x"), "delimiter must be"),
        (("--format", "jsonl", "--excel"), "jsonl is none"),
        (("--format", "fhir", "--decimal", ","), "fhir is none"),
        (("--format", "jsonl", "--no-notes"), "jsonl moves the whole diary"),
        (("--kinds", "mood"), "kind must be one of"),
        (("--kinds", ","), "--kinds names no kind"),
        (("--since", "2026-11-02", "--until", "2026-11-01"), "is before"),
        (("a.csv", "-o", "b.csv"), "named twice"),
    ],
)
def test_options_that_make_no_sense_are_refused(run, words, sentence):
    code, out, err = run("export", *words)

    assert code == (2 if sentence else 0)
    assert sentence is None or sentence in err
    assert sentence is None or out == b""


def test_a_terminal_is_not_filled_with_a_zip(run, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    code, out, err = run("export", "--format", "bundle")

    assert (code, out) == (2, b"")
    assert "-o diary.zip" in err


def test_an_edited_cell_is_refused_by_line_column_and_range_and_nothing_is_saved(
    run, filled, here, tmp_path, monkeypatch
):
    run("export", "a.csv")
    text = (here / "a.csv").read_bytes()
    assert b"palpitations,,,3," in text
    (here / "a.csv").write_bytes(text.replace(b"palpitations,,,3,", b"palpitations,,,30,"))
    elsewhere(tmp_path, monkeypatch)

    code, _, err = run("import", "a.csv")

    assert code == 65
    assert "column intensity_0_10: severity must be a whole number from 0 to 10, not 30." in err
    assert "Nothing was saved." in err
    assert run("list")[1] == b""


def test_of_several_files_the_broken_one_is_named(run, filled, here):
    run("export", "a.csv")
    (here / "b.jsonl").write_text('{"kind": "mood"}\n')

    code, _, err = run("import", "a.csv", "b.jsonl")

    assert code == 65
    assert "b.jsonl: line 1: kind must be one of" in err


def test_a_dry_run_keeps_nothing_and_an_import_can_be_taken_out(run, filled, tmp_path, monkeypatch):
    run("export", "a.csv")
    elsewhere(tmp_path, monkeypatch)

    assert run("import", "a.csv", "--dry-run")[2] == "Would add 14 entries; 0 were here already.\n"
    assert run("list")[1] == b""
    done = json.loads(run("import", "a.csv", "--json")[1])
    assert (done["added"], done["already_here"], done["dry_run"]) == (14, 0, False)
    assert run("import", "--undo", str(done["batch"]))[0] == 0
    assert run("list")[1] == b""


def test_a_wrong_format_is_said(run, filled):
    run("export", "a.csv")
    run("export", "d.csv", "--format", "daily")

    assert "line 1: not JSON at character 1" in run("import", "--from", "jsonl", "a.csv")[2]
    assert "the table of days" in run("import", "d.csv")[2]
    assert "there is no column" in run("import", "--from", "csv", "d.csv")[2]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_sealed_export_comes_back_with_its_key(run, filled, here, name):
    identity = pyrage.x25519.Identity.generate()
    (here / "key.txt").write_text(f"# secret\n{identity}\n")
    recipient = str(identity.to_public())

    assert run("export", f"{name}.age", "--recipient", recipient)[0] == 0
    assert (here / f"{name}.age").read_bytes().startswith(b"age-encryption.org")
    code, _, err = run("import", f"{name}.age", "--identity", "key.txt")

    assert (code, err) == (0, "Added 0 entries; 14 were here already.\n")


def test_a_missing_file_is_an_error_of_its_own(run):
    code, _, err = run("import", "nowhere.csv")

    assert code == 66
    assert "there is no file nowhere.csv" in err


def test_a_slow_reader_never_holds_the_diary_open():
    taken = []

    def chunks():
        for number in range(5):
            taken.append(number)
            yield "é" * 10

    first = next(transfer._settled(chunks()))

    assert taken == [0, 1, 2, 3, 4]
    assert first.decode() == "é" * 50


class Clock:
    """A clock that goes on by an eighth of a second at every look."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 0.125
        return self.now


def test_progress_is_quiet_for_a_second_then_a_line_now_and_then(capsys):
    assert len(list(progress.watched(range(1_000), "Wrote", Clock()))) == 1_000
    assert capsys.readouterr().err == ""

    list(progress.watched(range(20_000), "Wrote", Clock()))
    assert capsys.readouterr().err.splitlines() == [
        "Wrote 1,600 entries so far",
        "Wrote 9,600 entries so far",
        "Wrote 17,600 entries so far",
    ]


def test_on_a_terminal_progress_is_one_line_that_goes_away(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    list(progress.watched(range(3_000), "Wrote", Clock()))

    told = capsys.readouterr().err
    assert told.startswith("\rWrote 1,600 entries so far\rWrote 2,000 ")
    assert told.endswith("\r\x1b[K")
    assert "\n" not in told


def test_progress_goes_away_when_the_work_fails(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    def failing():
        yield from range(3_000)
        raise OSError(os.strerror(5))

    with pytest.raises(OSError):  # noqa: PT011  any will do
        list(progress.watched(failing(), "Wrote", Clock()))

    assert capsys.readouterr().err.endswith("\x1b[K")


@pytest.mark.parametrize("form", ["csv", "fhir", "daily", "bundle"])
def test_no_free_text_of_any_field_leaves_without_notes(run, diary_path, form):
    now, store = datetime.fromisoformat(NOW), Store.open(diary_path)
    day = now.date().isoformat()
    store.add(
        [
            {"kind": "medication", "name": "x", "start_date": day, "reason": "secret reason"},
            {"kind": "event", "date": day, "event": "doctor_visit", "outcome": "secret outcome"},
            {
                "kind": "trial",
                "name": "t",
                "factor": "caffeine",
                "start_date": day,
                "target": "secret aim",
            },
            {"kind": "stress", "time": now.isoformat(), "stress": 3, "note": "secret note"},
        ],
        now=now,
    )
    assert run("export", "--format", form, "--no-notes", "-o", "out")[0] == 0
    content = Path("out").read_bytes()
    if form == "bundle":
        with zipfile.ZipFile("out") as bundle:
            content = b"".join(map(bundle.read, bundle.namelist()))
    assert b"secret" not in content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name")
@pytest.mark.parametrize("count", [1, 900])
def test_a_pipe_is_read_whole(run, diary_path, tmp_path, count):
    line = '{{"kind": "stress", "time": "2026-11-20T08:00:{:02}.{:06}+01:00", "stress": 3}}\n'
    text = "".join(line.format(n % 60, n) for n in range(count))
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_text, args=(text,))
    writer.start()
    code, _, err = run("import", str(tmp_path / "pipe"))
    writer.join()
    assert (code, len(Store.open(diary_path).entries())) == (0, count), err


@pytest.mark.parametrize(
    ("form", "judge"), [("daily", "tracker.exchange.handing"), ("bundle", "tracker.flags.life")]
)
def test_rules_judge_what_stays_at_home_too(run, diary_path, monkeypatch, form, judge):
    now = datetime.fromisoformat(NOW)
    trial = {"kind": "trial", "name": "t", "factor": "caffeine", "start_date": "2026-11-01"}
    Store.open(diary_path).add([trial | {"target": "no_further_change"}], now=now)
    judged, evaluate = [], import_module(judge).evaluate

    def watched(diary, *given, **named):
        judged.extend(entry.record["target"] for entry in diary.of(Kind.TRIAL))
        return evaluate(diary, *given, **named)

    monkeypatch.setattr(f"{judge}.evaluate", watched)
    assert run("export", "--format", form, "--no-notes", "-o", "out")[0] == 0
    assert judged[0] == "no_further_change"
