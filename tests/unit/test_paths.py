"""Which diary is used, and how private a new folder is."""

import os
import stat
from pathlib import Path

import pytest

from tracker import paths
from tracker.errors import AccessError, DataError


@pytest.fixture
def config(tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    monkeypatch.setenv("TRACKER_CONFIG", str(file))
    return file


def test_the_option_beats_the_variable_beats_the_settings_beat_the_default(config, monkeypatch):
    default = paths.resolve()
    assert (default.chosen_by, default.diary.name) == ("default", "diary.db")
    config.write_text('db = "/c/settings.db"')
    assert paths.resolve().diary == Path("/c/settings.db")
    monkeypatch.setenv("TRACKER_DB", "/v/variable.db")
    assert paths.resolve().diary == Path("/v/variable.db")
    named = paths.resolve("/o/option.db")
    assert (named.diary, named.chosen_by) == (Path("/o/option.db"), "--db")
    assert named.backups == Path("/o/backups")


def test_a_home_sign_and_a_relative_path_are_made_whole(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert paths.resolve("x.db").diary == tmp_path / "x.db"
    assert paths.resolve("~/x.db").diary == Path(os.environ["HOME"]) / "x.db"


@pytest.mark.parametrize("text", ["db = [", "db = 5", 'db = ""', "\x00"])
def test_bad_settings_are_named(config, text):
    config.write_text(text)
    with pytest.raises(DataError, match=r"config\.toml"):
        paths.resolve()


def test_new_folders_are_private_and_old_ones_stay(tmp_path):
    tmp_path.chmod(0o755)
    made = paths.private_folder(tmp_path / "a" / "b")
    assert [stat.S_IMODE(f.stat().st_mode) for f in (made, made.parent, tmp_path)] == [
        0o700,
        0o700,
        0o755,
    ]


def test_a_folder_that_cannot_be_made_is_an_access_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(AccessError, match="cannot be made"):
        paths.private_folder(tmp_path / "file" / "sub")


def test_a_folder_below_one_that_may_not_be_entered_cannot_be_made(tmp_path, monkeypatch):
    closed = tmp_path / "another's"

    def exists(path):
        if closed in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return True

    monkeypatch.setattr(Path, "exists", exists)
    with pytest.raises(AccessError, match="cannot be made: Permission denied"):
        paths.private_folder(closed / "data")
