"""The settings file: one line changes, and nothing else."""

import pytest

from tracker import settings
from tracker.errors import DataError
from tracker.flags.evaluation import rules_for


@pytest.fixture
def file(tmp_path, monkeypatch):
    target = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("TRACKER_CONFIG", str(target))
    return target


def test_without_a_file_the_preset_is_the_default(file):
    assert settings.flag_preset() == "default"
    assert not file.exists()


def test_a_preset_is_kept_in_a_private_file(file):
    settings.keep_flag_preset("sensitive")
    assert settings.flag_preset() == "sensitive"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('db = "/a"\n', 'flag_preset = "strict"\ndb = "/a"\n'),
        ('# mine\nflag_preset = "default" # so\n', '# mine\nflag_preset = "strict"\n'),
        (
            'db = "/a"\n[other]\nflag_preset = 1\n',
            'flag_preset = "strict"\ndb = "/a"\n[other]\nflag_preset = 1\n',
        ),
        ("flag_preset='sensitive'", 'flag_preset = "strict"\n'),
    ],
)
def test_the_rest_of_the_file_stays_as_it_was(file, before, after):
    file.parent.mkdir()
    file.write_text(before)
    settings.keep_flag_preset("strict")
    assert file.read_text() == after


def test_an_unknown_preset_is_refused_wherever_it_stands(file):
    with pytest.raises(DataError, match="must be one of strict, default, sensitive"):
        settings.keep_flag_preset("lax")
    file.parent.mkdir()
    file.write_text('flag_preset = "lax"')
    with pytest.raises(DataError, match="flag_preset"):
        settings.flag_preset()


def test_a_file_that_is_no_toml_is_left_alone(file):
    file.parent.mkdir()
    file.write_text("db = ")
    with pytest.raises(DataError, match="not valid TOML"):
        settings.keep_flag_preset("strict")
    assert file.read_text() == "db = "


def test_every_preset_is_one_of_the_rules_file():
    windows = {name: rules_for(name)["over_two_weeks"].params for name in settings.PRESETS}
    assert windows["strict"]["window_days"] == 21
    assert windows["sensitive"]["active_days"] < windows["default"]["active_days"]


def test_a_folder_in_its_place_is_an_error_that_names_it(file):
    file.mkdir(parents=True)
    with pytest.raises(DataError, match="cannot be read"):
        settings.flag_preset()
