"""FHIR: valid resources, codes of the list alone, nothing that names the person."""

import json
import math
import warnings
from datetime import datetime
from io import BytesIO

import pytest

from tracker import knowledge
from tracker.diary import Diary
from tracker.entry.accept import accept
from tracker.errors import DataError
from tracker.exchange import fhir, incoming

NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
T = "2026-11-01T08:30:00+01:00"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"


@pytest.fixture(scope="module")
def bundle_model():
    """An outside validator of FHIR R4B, which has the R4 definitions of what is written here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from fhir.resources.R4B.bundle import Bundle
    return Bundle


def bundle(records, **more):
    diary = Diary.from_records(records)
    entries = [entry for some in diary.by_kind.values() for entry in some]
    entries.sort(key=lambda e: e.at.timestamp() if e.at else -math.inf)
    return json.loads("".join(fhir.lines(entries, NOW, **more)))


def resource(record, **more):
    (only,) = bundle([record], **more)["entry"]
    return only["resource"]


def codings(content):
    if isinstance(content, dict):
        if {"system", "code"} <= set(content):
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from codings(each)


def test_one_of_each_kind_is_valid_r4(bundle_model, one_of_each):
    found = bundle_model.model_validate(bundle(one_of_each))

    kinds = [entry.resource.get_resource_type() for entry in found.entry]
    assert len(kinds) == 14
    assert sorted(set(kinds)) == ["MedicationStatement", "Observation"]
    assert kinds.count("MedicationStatement") == 2


HOSTILE = "\x1b[2J \u2028line\x0b\x85\xa0 [/red] =1+1 👩🏽‍⚕️\r\n\ttab"


@pytest.mark.parametrize(
    "record",
    [
        {"kind": "episode", "start": T, "ongoing": True},
        {"kind": "episode", "start": "2026-11-01T08:30:15.250000+01:00", "character": "tremor"},
        {"kind": "sleep", "date": "2026-11-01", "hours": 7, "start": "2026-10-31T23:10:00+01:00"},
        {"kind": "stress", "time": T, "fatigue": 0},
        {"kind": "symptom", "time": T, "symptom": "chest_pain", "severity": 3},
        {"kind": "factor", "time": T, "name": HOSTILE, "value": 1e-07, "unit": HOSTILE},
        {"kind": "factor", "time": T, "name": "water_ml", "value": -1e9},
        {"kind": "medication", "name": "x", "start_date": "2026-10-01", "fraction_cut": 0.25},
        {"kind": "dose", "time": T, "name": "x", "status": "skipped", "scheduled": T},
        {"kind": "trial", "name": "n", "factor": "caffeine", "start_date": "2026-11-01"},
        {"kind": "day", "date": "2026-11-01", "status": "clear", "note": HOSTILE},
        {"kind": "profile", "beliefs": {"caffeine": HOSTILE}, "day_starts_at": "04:00"},
        {"kind": "stress", "time": T, "stress": 3, "local_date": "2026-10-31", "tz": "Asia/Tokyo"},
    ],
)
def test_every_shape_of_an_entry_is_valid_r4(bundle_model, record):
    bundle_model.model_validate(bundle([accept(record)]))


def test_an_empty_diary_is_a_valid_bundle(bundle_model):
    assert "entry" not in bundle([])
    bundle_model.model_validate(bundle([]))


def test_an_episode_is_told_in_full():
    found = resource(
        {
            "kind": "episode",
            "start": T,
            "end": "2026-11-01T08:30:40+01:00",
            "intensity": 0,
            "side": "left",
            "sites": ["upper_lip", "chin"],
            "at_rest": False,
            "tz": "Europe/Berlin",
            "note": "after a call",
        }
    )

    assert found["status"] == "final"
    assert found["effectivePeriod"] == {"start": T, "end": "2026-11-01T08:30:40+01:00"}
    assert found["bodySite"] == {"text": "left: upper lip, chin"}
    assert found["note"] == [{"text": "after a call"}]
    assert [(c["code"]["text"], *list(c.values())[1:]) for c in found["component"]] == [
        ("intensity", 0),
        ("at rest", False),
        ("tz", "Europe/Berlin"),
    ]


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ({"kind": "episode", "start": T}, ["R25.3"]),
        ({"kind": "episode", "start": T, "sites": ["upper_lip"]}, ["R25.3", "32402008"]),
        ({"kind": "episode", "start": T, "sites": ["upper_lip", "hand"]}, ["R25.3"]),
        ({"kind": "episode", "start": T, "character": "tremor"}, ["R25.1"]),
        ({"kind": "sleep", "date": "2026-11-01", "hours": 7}, ["93832-4"]),
        ({"kind": "symptom", "time": T, "symptom": "muscle_cramp"}, ["R25.2"]),
        ({"kind": "symptom", "time": T, "symptom": "ear_pain", "severity": 3}, ["72514-3"]),
        ({"kind": "symptom", "time": T, "symptom": "palpitations", "severity": 3}, []),
        ({"kind": "alcohol", "time": T, "grams": 12}, []),
        ({"kind": "medication", "name": "prednisone", "start_date": "2026-11-01"}, []),
    ],
)
def test_codes_are_those_of_findings_and_nothing_else_is_coded(record, codes):
    found = [c["code"] for c in codings(resource(record)) if c["code"] != "survey"]

    assert found == codes


def test_every_code_is_in_the_list_and_none_is_a_diagnosis(one_of_each):
    known = {c.code: c for c in knowledge.codes()}

    for each in codings(bundle(one_of_each)):
        if each["code"] != "survey":
            assert "diagnosis" not in known[each["code"]].use
            assert each["display"] == known[each["code"]].display


def test_a_course_is_active_until_it_ends():
    course = {"kind": "medication", "name": "x", "start_date": "2026-11-01"}

    assert resource(course)["status"] == "active"
    assert resource({**course, "stop_date": "2026-11-20"})["status"] == "active"
    assert resource({**course, "stop_date": "2026-11-19"})["status"] == "completed"
    assert resource({**course, "start_date": "2026-11-21"})["status"] == "intended"
    assert resource({**course, "fraction_cut": 1})["status"] == "completed"


def test_a_dose_that_was_skipped_was_not_taken():
    dose = {"kind": "dose", "time": T, "name": "x", "dose": 0.5, "unit": "mg", "status": "skipped"}

    found = resource(dose)

    assert found["status"] == "not-taken"
    assert found["dosage"] == [{"doseAndRate": [{"doseQuantity": {"value": 0.5, "unit": "mg"}}]}]


def test_what_was_not_recorded_is_absent():
    found = resource({"kind": "symptom", "time": T, "symptom": "tremor"})

    assert {"component", "bodySite", "note"}.isdisjoint(found)
    assert not any(name.startswith("value") for name in found)


def test_notes_can_be_left_out():
    record = {"kind": "stress", "time": T, "stress": 3, "note": "private"}

    assert "private" not in json.dumps(bundle([record], notes=False))


def test_it_is_one_object_with_a_resource_a_line():
    entries = Diary.from_records([{"kind": "stress", "time": T, "stress": 3}]).by_kind
    text = "".join(fhir.lines([e for some in entries.values() for e in some], NOW))

    assert len(text.splitlines()) == 3
    assert text.endswith("]}\n")


def test_it_cannot_be_imported_and_says_so():
    stream = incoming.buffered(BytesIO("".join(fhir.lines([], NOW)).encode()))

    with pytest.raises(DataError, match="FHIR"):
        incoming.recognised(stream)


def test_the_validator_refuses_what_r4_refuses(bundle_model):
    made = bundle([{"kind": "dose", "time": T, "name": "x"}])
    del made["entry"][0]["resource"]["subject"]

    with pytest.raises(ValueError, match="subject"):
        bundle_model.model_validate(made)
