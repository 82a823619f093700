"""Everyday words beside the symptoms: each finds something, and none becomes a warning sign."""

from datetime import datetime

import pytest

from tracker import knowledge
from tracker.analysis import Diary
from tracker.entry import heads
from tracker.entry.accept import accept
from tracker.entry.mild_words import mild_words
from tracker.entry.quick import read
from tracker.entry.reading import reading
from tracker.entry.symptom_words import EVERYDAY, PLAIN_WORDS
from tracker.entry.words import normal
from tracker.errors import DataError
from tracker.flags import evaluate
from tracker.vocabulary import Tier

NOW = datetime.fromisoformat("2026-11-20T14:00:00+01:00")
PEOPLE_TYPE = """
pins and needles, dizzy, can't sleep, slurring, crooked mouth, short of breath, trembling, tingly,
unsteady, blackout, fits, ringing ears, leg cramp, clumsy, headache, numb, blurry, migraine
"""


def of(symptom, onset=None):
    record = {"kind": "symptom", "time": "2026-11-20T13:00:00+01:00", "symptom": symptom}
    return record | ({"onset": onset} if onset else {})


@pytest.mark.parametrize("id_", knowledge.symptoms())
def test_a_warning_sign_is_what_makes_an_emergency_by_itself(id_):
    flags = [
        flag
        for onset in (None, "sudden", "gradual")
        for flag in evaluate(Diary.from_records([of(id_, onset)]), now=NOW)
    ]
    assert bool(knowledge.symptoms()[id_].warns) == any(f.tier is Tier.EMERGENCY for f in flags)


def test_every_symptom_has_plain_or_everyday_words():
    assert PLAIN_WORDS.keys() | EVERYDAY.keys() == knowledge.symptoms().keys()


def test_no_everyday_word_is_taken_for_something_else():
    assert not mild_words().keys() & heads.heads().keys()
    for phrase, symptoms in mild_words().items():
        with pytest.raises(DataError, match="leaves open which one is meant") as error:
            read(f"{phrase} 4", now=NOW)
        assert f"note {phrase} 4" in str(error.value.hint)
        for id_ in symptoms:
            known = knowledge.symptoms()[id_]
            assert known.label.lower() in error.value.hint
            assert known.warns in error.value.hint


@pytest.mark.parametrize("typed", [each.strip() for each in PEOPLE_TYPE.split(",")])
def test_what_people_type_is_a_symptom_or_is_asked_about(typed):
    phrase = normal(typed)
    if phrase in mild_words():
        return
    [record] = read(typed, now=NOW)
    assert not knowledge.symptoms()[record["symptom"]].warns


def test_a_headache_names_the_note_and_the_sign_in_full():
    with pytest.raises(DataError) as error:
        read("headache 4", now=NOW)
    assert error.value.hint == (
        "Keep it as a note: note headache 4. "
        "Or name it in full: worst-ever headache (sudden, the worst of your life)."
    )
    assert read("note headache 4", now=NOW)[0]["note"] == "headache 4"
    assert read("worst-ever headache 4", now=NOW)[0]["symptom"] == "severe_headache"


def test_a_side_inside_is_asked_about_too():
    with pytest.raises(DataError, match='word 1, "numb left hand", leaves open'):
        read("numb left hand 2", now=NOW)


def test_a_named_field_asks_the_same():
    with pytest.raises(DataError, match=r"note headache.*the worst of your life"):
        accept(of("headache"))


@pytest.mark.parametrize("typed", ["headach", "headache", "numb", "dizy", "cofee"])
def test_no_key_puts_a_warning_sign_in_place_of_a_word(typed):
    found = reading(typed, NOW)
    for word in (*found.completions, found.instead):
        assert word is None or not heads.warns(heads.heads()[normal(word)])


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("headach", "Did you mean: headache, "),
        ("chest pian", "Did you mean: chest pain (pain or pressure in the chest)"),
        ("tremr", "Did you mean: tremor?"),
    ],
)
def test_a_slip_gets_the_nearest_word(typed, hint):
    with pytest.raises(DataError) as error:
        read(typed, now=NOW)
    assert error.value.hint.startswith(hint)
