"""What tests of the commands share."""

import pytest

from tracker.cli.main import main


@pytest.fixture
def run(diary_path, monkeypatch, capsys):
    """Run one command on a diary of its own at a fixed moment; return code, stdout, stderr."""
    monkeypatch.setenv("TRACKER_DB", str(diary_path))
    monkeypatch.setenv("TRACKER_NOW", "2026-11-20T10:00:00+01:00")

    def command(*words):
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command
