"""`n` opens the form of any kind of entry; what is typed there is saved, and nothing else."""

import json

import pytest

from tracker.tui.dialogs.new import New
from tracker.vocabulary import Kind

TYPED = {
    "episode": {"intensity": "6", "side": "left", "sites": "upper lip"},
    "caffeine": {"mg": "90"},
    "sleep": {"hours": "7.5"},
    "stress": {"stress": "6"},
    "medication": {"name": "prednisone", "dose": "20", "unit": "mg"},
    "dose": {"name": "prednisone"},
    "alcohol": {"grams": "14"},
    "substance": {"name": "tobacco", "drug_class": "nicotine"},
    "symptom": {"symptom": "tingling lips", "severity": "3"},
    "event": {"event": "doctor visit"},
    "factor": {"name": "screen_hours", "value": "3"},
    "day": {"status": "complete"},
    "trial": {"name": "no caffeine", "factor": "caffeine"},
    "profile": {"age": "41", "emergency_number": "112"},
}


async def fill(person, kind):
    await person.press("n")
    await person.type(kind)
    await person.press("enter")
    assert isinstance(person.app.screen, New)
    for name, text in TYPED[kind].items():
        person.app.screen.put_back({name: text})
        await person.settle()


@pytest.mark.parametrize("kind", Kind)
async def test_every_kind_can_be_entered_in_its_form(start, kind):
    async with start(size=(100, 40)) as person:
        await fill(person, kind.value)
        await person.press("enter")
        (record,) = person.records(kind)
        for name, text in TYPED[kind].items():
            value = record[name]
            said = value[0] if name == "sites" else str(value)
            assert text in (said.replace("_", " "), said, json.dumps(value))


async def test_what_is_missing_is_said_and_nothing_is_saved(start):
    async with start(size=(100, 40)) as person:
        await person.press("n")
        await person.type("factor")
        await person.press("enter", "enter")
        assert isinstance(person.app.screen, New)
        assert "name" in person.words
        assert person.entries() == []
