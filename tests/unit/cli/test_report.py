"""The report command: which days, which paper, how fine, and what it will not do."""

import pytest

from tracker.cli.main import main


@pytest.fixture
def run(diary_path, monkeypatch, capsys, tmp_path):
    """Run the report in a folder of its own, on a diary with one day; return code and stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))
    monkeypatch.setenv("TRACKER_NOW", "2026-11-20T10:00:00+01:00")
    monkeypatch.chdir(tmp_path)
    main(["add", "twitch 3 9:00; complete"])
    capsys.readouterr()

    def report(*words):
        code = main(["report", *words])
        return code, capsys.readouterr().err

    return report


def pixels(path):
    head = path.read_bytes()
    return tuple(int.from_bytes(head[n : n + 4]) for n in (16, 20))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "weekly-report-2026-11-20.png"),
        (("--week", "2026-W47"), "weekly-report-2026-11-22.png"),
        (("--month", "2026-11"), "monthly-report-2026-11-30.png"),
        (("--quarter", "2026-Q4"), "quarterly-report-2026-12-31.png"),
        (("--year", "2026"), "yearly-report-2026-12-31.png"),
        (("--since", "2026-11-01", "--until", "2026-11-20"), "report-2026-11-20.png"),
        (("--since", "2016-11-21", "--until", "2026-11-20"), "report-2026-11-20.png"),
    ],
)
def test_a_page_is_called_by_what_it_covers(run, tmp_path, words, name):
    code, said = run(*words)
    assert (code, said) == (0, f"Wrote {name}.\n")
    assert pixels(tmp_path / name) == (1753, 1240)


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (("--paper", "letter"), (1650, 1275)),
        (("--dpi", "300"), (3507, 2481)),
        (("--paper", "letter", "--dpi", "300"), (3300, 2550)),
    ],
)
def test_paper_and_fineness_are_asked_for(run, tmp_path, words, size):
    assert run(*words, "-o", "page.png")[0] == 0
    assert pixels(tmp_path / "page.png") == size


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--week", "2026-W47", "--month", "2026-11"), 2, "--week and --month do not go together"),
        (("--year", "2026", "--until", "2026-11-20"), 2, "--year and --until do not go together"),
        (("--month", "2026-13"), 65, "month must be written 2026-11"),
        (("--since", "2000-01-01", "--until", "2026-11-20"), 2, "one day to ten years"),
        (("-o", "week.docx"), 2, "PNG, PDF or SVG"),
    ],
)
def test_what_makes_no_page_is_said_before_anything_is_drawn(run, tmp_path, words, code, says):
    ended, said = run(*words)
    assert ended == code
    assert says in said
    assert not list(tmp_path.glob("*report*"))


def test_a_page_that_exists_is_replaced_only_when_told_to(run, tmp_path):
    (tmp_path / "page.png").write_text("mine")
    assert run("-o", "page.png")[0] == 73
    assert (tmp_path / "page.png").read_text() == "mine"
    assert run("-o", "page.png", "--force")[0] == 0
    assert pixels(tmp_path / "page.png") == (1753, 1240)
