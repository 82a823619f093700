"""A page as bytes: always the same ones, and without a home, a cache or a word on the way."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from tracker.diary import Diary
from tracker.errors import AccessError, UsageError
from tracker.report import cache
from tracker.report.contents import contents

DRAW = """
import sys
from datetime import date, datetime
from tracker.diary import Diary
from tracker.report.contents import contents
from tracker.report.page import page
from tracker.report.render import render
rows = [{"kind": "episode", "start": "2026-11-16T08:00:00+01:00", "note": "x"},
        {"kind": "medication", "name": "$\\\\frac{$ \\u982d\\u75db \\U0001f642",
         "start_date": "2026-11-17"}]
now = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
diary = Diary.from_records(rows)
page = page(contents(diary, (), since=date(2026, 11, 16), until=date(2026, 11, 22), now=now), tuple)
sys.stdout.buffer.write(render(page, sys.argv[1]))
"""
SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-", "svg": b"<?xml"}


def drawn():
    from tracker.report.page import page

    rows = [{"kind": "episode", "start": "2026-11-16T08:00:00+01:00", "intensity": 4}]
    now = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
    diary, days = (
        Diary.from_records(rows),
        {"since": date(2026, 11, 16), "until": date(2026, 11, 22)},
    )
    return page(contents(diary, (), **days, now=now), tuple)


def program(form, **env):
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "LANG"}}
    root = str(Path(cache.__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-c", DRAW, form],
        capture_output=True,
        check=True,
        env=kept | {"PYTHONPATH": root} | {k: str(v) for k, v in env.items()},
    )


@pytest.mark.parametrize("form", SIGNATURES)
def test_a_page_drawn_twice_is_the_same_file(form):
    from tracker.report.render import render

    first = render(drawn(), form)
    assert first.startswith(SIGNATURES[form])
    assert render(drawn(), form) == first


@pytest.mark.parametrize("form", SIGNATURES)
def test_a_figure_written_twice_is_the_same_file(form):
    from tracker.report.render import render

    figure = drawn()
    assert render(figure, form) == render(figure, form)


@pytest.mark.parametrize("form", SIGNATURES)
def test_no_file_says_when_or_with_what_it_was_written(form):
    from tracker.report.render import render

    written = render(drawn(), form)
    assert b"matplotlib" not in written.lower()
    assert b"CreationDate" not in written
    assert b"<dc:date>" not in written


def test_png_is_a_landscape_a4_page_at_150_dots_an_inch():
    from tracker.report.render import render

    written = render(drawn(), "png")
    wide, tall = (int.from_bytes(written[n : n + 4]) for n in (16, 20))
    assert (wide, tall) == (1753, 1240)


@pytest.mark.parametrize("form", ["jpg", "PNG", "", "gif"])
def test_other_formats_are_refused_in_words(form):
    from tracker.report.render import render

    with pytest.raises(UsageError, match="png, pdf, svg"):
        render(drawn(), form)


@pytest.mark.parametrize("form", SIGNATURES)
def test_another_process_writes_the_same_file_without_a_word(form, tmp_path):
    runs = [program(form, HOME=tmp_path / str(seed), PYTHONHASHSEED=seed) for seed in (1, 2)]
    assert runs[0].stderr == b""
    assert runs[0].stdout == runs[1].stdout


def test_without_a_home_nothing_is_said_and_nothing_left_behind(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    done = program("png", HOME=tmp_path / "file" / "home", TMPDIR=tmp_path / "temporary")
    assert done.stdout.startswith(SIGNATURES["png"])
    assert done.stderr == b""
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_list_of_fonts_is_kept_privately_in_the_users_cache(tmp_path):
    program("png", HOME=tmp_path, XDG_CACHE_HOME=tmp_path / "cache")
    folders = [f for f in tmp_path.rglob("*") if f.is_dir()]
    assert any(f.name == "fonts" for f in folders)
    assert {f.stat().st_mode & 0o777 for f in folders} == {0o700}


def test_a_settings_file_in_the_working_folder_changes_nothing(tmp_path, monkeypatch):
    plain = program("png", HOME=tmp_path).stdout
    monkeypatch.chdir(tmp_path)
    (tmp_path / "matplotlibrc").write_text("figure.facecolor: red\nfont.size: 40\n")
    assert program("png", HOME=tmp_path).stdout == plain


def test_a_folder_that_the_person_chose_is_respected(monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, "/chosen")
    cache.choose()
    assert os.environ[cache.VARIABLE] == "/chosen"


def test_no_place_to_write_at_all_is_said_in_words(monkeypatch):
    def full(**_):
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.delenv(cache.VARIABLE, raising=False)
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    monkeypatch.setattr(cache, "_lasting", lambda: None)
    monkeypatch.setattr(cache.tempfile, "mkdtemp", full)
    with pytest.raises(AccessError, match="temporary files"):
        cache.choose()


def test_numbers_load_neither_matplotlib_nor_pandas():
    code = (
        "import sys, tracker.report.summary, tracker.report.timeline, tracker.report.active, "
        "tracker.report.history, tracker.report.changes, tracker.report.forest\n"
        "print(sorted({'matplotlib', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
