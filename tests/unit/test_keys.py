"""Keys that a person has chosen: read, checked, put in place."""

import pytest

from tracker import keys
from tracker.errors import DataError
from tracker.keys import Bound

COMMANDS = (
    Bound("twitch", "t", "today"),
    Bound("drink", "c", "today"),
    Bound("filter", "slash", "diary"),
    Bound("seen", "k", "patterns"),
    Bound("words", "slash"),
    Bound("seen", "k"),
    Bound("quit", "q"),
)


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    def write(text):
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "config.toml"))
        return keys.chosen()

    return write


def test_without_settings_every_command_has_its_usual_key(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "none.toml"))
    assert keys.chosen() == {}
    found = keys.keymap({}, COMMANDS)
    assert found["today.twitch"] == ("t",)
    assert found["words"] == ("slash",)
    assert len(found) == len(COMMANDS)


def test_a_command_gets_the_keys_that_were_chosen(chosen):
    wanted = chosen('[keys]\ntwitch = "space"\n"diary.filter" = ["f", "/"]\nquit = "Ctrl+X"\n')
    found = keys.keymap(wanted, COMMANDS)
    assert found["today.twitch"] == ("space",)
    assert found["diary.filter"] == ("f", "slash")
    assert found["quit"] == ("ctrl+x",)
    assert found["today.drink"] == ("c",)


def test_two_commands_may_change_places(chosen):
    found = keys.keymap(chosen('[keys]\ntwitch = "c"\ndrink = "t"\n'), COMMANDS)
    assert (found["today.twitch"], found["today.drink"]) == (("c",), ("t",))


@pytest.mark.parametrize(
    ("typed", "key"),
    [("t", "t"), ("T", "T"), ("/", "slash"), ("?", "question_mark"), ("=", "equals_sign"),
     ("-", "minus"), ("+", "plus"), ("F5", "f5"), ("Ctrl+N", "ctrl+n"), ("ctrl+/", "ctrl+slash"),
     ("space", "space"), ("é", "é"), ("[", "left_square_bracket")],
)  # fmt: skip
def test_a_key_is_spelled_as_the_screens_spell_it(typed, key):
    assert keys.canonical(typed) == key


def test_signs_are_called_as_textual_calls_them():
    from textual.keys import _character_to_key

    for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
        assert keys.canonical(sign) == _character_to_key(sign)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("keys = 3", "[keys] must be a table"),
        ("[keys]\ntwitch = 3", "twitch must be a key in quotes, or a list"),
        ("[keys]\ntwitch = []", "twitch must be a key in quotes, or a list"),
        ('[keys]\ntwitch = ["a", 3]', "twitch must be a key in quotes, or a list"),
        ('[keys]\ntwitch = ""', '"" is no key'),
        ('[keys]\ntwitch = "two words"', '"two words" is no key'),
        ('[keys]\ntwitch = "hyper+t"', '"hyper+t" is no key'),
        ("[keys\n", "is not valid TOML"),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_words(chosen, text, sentence):
    with pytest.raises(DataError) as caught:
        chosen(text)
    assert sentence in caught.value.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('twich = "t"', 'there is no command "twich". Did you mean: twitch'),
        ('xyzzyx = "t"', 'there is no command "xyzzyx". See: tracker keys'),
        ('seen = "s"', None),
        ('twitch = "c"', '"c" is the key of today.twitch and of today.drink.'),
        ('twitch = "q"', '"q" is the key of today.twitch and of quit.'),
        ('words = "t"', '"t" is the key of words and of today.twitch.'),
        ('twitch = "escape"', '"escape" cannot be given to twitch'),
    ],
)
def test_a_choice_that_cannot_work_says_why_and_where_to_mend_it(chosen, text, sentence):
    wanted = chosen(f"[keys]\n{text}\n")
    if sentence is None:  # the command that works everywhere is meant by its whole name
        assert keys.keymap(wanted, COMMANDS)["seen"] == ("s",)
        return
    with pytest.raises(DataError) as caught:
        keys.keymap(wanted, COMMANDS)
    assert sentence in f"{caught.value.message} {caught.value.hint}"
    assert "config.toml" in caught.value.hint


def test_a_name_that_fits_several_commands_is_asked_about():
    several = (Bound("more", "enter", "triggers"), Bound("more", "enter", "patterns"))
    with pytest.raises(DataError) as caught:
        keys.keymap({"more": ("m",)}, several)
    assert "Say which: triggers.more, patterns.more." in caught.value.hint


def test_keys_that_areas_share_with_everywhere_by_default_stay_as_they_are():
    assert keys.keymap({"twitch": ("w",)}, COMMANDS)["patterns.seen"] == ("k",)
