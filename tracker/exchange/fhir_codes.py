"""Which published codes an entry carries in FHIR: those of `knowledge/causes.json` alone.

Codes of findings, never of diseases: the diary does not diagnose. What no code of the list says is
text. The list's code for drinks a day is left out, since an entry holds grams of one drink.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from tracker import knowledge
from tracker.records import Record
from tracker.vocabulary import Character, Kind, Site

_SYSTEMS: Final = {
    "ICD-10": "http://hl7.org/fhir/sid/icd-10",
    "SNOMED CT": "http://snomed.info/sct",
    "LOINC": "http://loinc.org",
}
_TWITCH: Final = ("ICD-10", "R25.3")
_TREMOR: Final = ("ICD-10", "R25.1")
_CRAMP: Final = ("ICD-10", "R25.2")
_FACIAL: Final = ("SNOMED CT", "32402008")
_SLEEP: Final = ("LOINC", "93832-4")
_PAIN: Final = ("LOINC", "72514-3")
_OF_SYMPTOMS: Final = {"tremor": _TREMOR, "muscle_cramp": _CRAMP, "muscle_spasm": _CRAMP}
_NOT_FACE: Final = frozenset({Site.TONGUE, Site.NECK, Site.ARM, Site.HAND, Site.LEG, Site.OTHER})


def coded(text: str, record: Mapping[str, Any]) -> Record:
    """The CodeableConcept of what an entry is about: its text, and codes where there are any."""
    codings = [_coding(*pair) for pair in _pairs(record)]
    return {"coding": codings, "text": text} if codings else {"text": text}


def component(name: str, *, pain: bool) -> Record:
    """The CodeableConcept of one field of an entry, which may be about a pain."""
    text = name.replace("_", " ")
    if name == "severity" and pain:
        return {"coding": [_coding(*_PAIN)], "text": text}
    return {"text": text}


def is_pain(record: Mapping[str, Any]) -> bool:
    """Whether an entry is about a symptom that is a pain."""
    symptom: str | None = record.get("symptom")
    return symptom is not None and symptom.endswith("_pain")


def _pairs(record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    match record["kind"]:
        case Kind.EPISODE:
            movement = _TREMOR if record.get("character") == Character.TREMOR else _TWITCH
            sites = set(record.get("sites") or ())
            return (movement, _FACIAL) if sites and not sites & _NOT_FACE else (movement,)
        case Kind.SLEEP:
            return (_SLEEP,)
        case Kind.SYMPTOM if record["symptom"] in _OF_SYMPTOMS:
            return (_OF_SYMPTOMS[record["symptom"]],)
        case _:
            return ()


@cache
def _coding(system: str, code: str) -> Mapping[str, str]:
    displays = {(each.system, each.code): each.display for each in knowledge.codes()}
    return {"system": _SYSTEMS[system], "code": code, "display": displays[system, code]}
