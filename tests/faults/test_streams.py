"""Where output goes: a reader that leaves, a full device, a closed stdout, no terminal."""

import os
import subprocess
import sys
import time

import pytest

from tracker import records

TRACKER = f"{sys.executable} -m tracker"


@pytest.fixture
def shell(store, now, monkeypatch):
    """Run a line of shell on a diary with many entries."""
    times = [f"2026-11-{day:02}T08:{m:02}:00+01:00" for day in range(1, 21) for m in range(40)]
    coffees = [{"kind": "caffeine", "time": time, "mg": 96} for time in times]
    given = [{**record, "id": records.content_id(record)} for record in coffees]
    store.import_records(given, source="a", format_name="jsonl", now=now)
    monkeypatch.setenv("TRACKER_DB", str(store.path))
    monkeypatch.setenv("TRACKER_NOW", now.isoformat())

    def run(line):
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line.replace("tracker", TRACKER)],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.mark.parametrize("words", ["list", "list --json", "export", "export --format jsonl"])
def test_a_reader_that_leaves_is_quiet(shell, words):
    done = shell(f"tracker {words} | head -c 100")
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("words", ["list", "list --json", "export", "show 0 || tracker paths"])
def test_a_full_device_is_named_in_one_line(shell, words):
    done = shell(f"(tracker {words}) > /dev/full")
    assert done.returncode == 74
    assert "Traceback" not in done.stderr
    assert "space left" in done.stderr


@pytest.mark.parametrize("words", ["list", "export", "add coffee 8:30"])
def test_a_closed_stdout_is_no_traceback(shell, words):
    done = shell(f"tracker {words} >&-")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 74}


def test_without_a_terminal_the_screens_say_so_at_once(shell, tmp_path):
    started = time.monotonic()
    done = shell(f"tracker > {tmp_path / 'out'}")
    assert time.monotonic() - started < 5
    assert done.returncode == 2
    assert "terminal" in done.stderr
    assert (tmp_path / "out").read_text() == ""


def test_words_that_the_terminals_encoding_lacks_do_not_stop_a_command(shell):
    assert shell('tracker log caffeine --mg 9 --note "🫦 é"').returncode == 0
    plain = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 PYTHONIOENCODING=ascii"
    for words in ("list --limit 1", "list --json --limit 1", "export -o -"):
        done = shell(f"{plain} tracker {words}")
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, done.stderr
    done = shell(f'{plain} tracker log caffeine --mg 9 --note "🫦 é"')
    assert (done.returncode, done.stderr.count("\n")) == (65, 1)
