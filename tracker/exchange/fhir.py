"""Entries as a FHIR R4 Bundle, for a clinician's own system: a collection, one resource an entry.

Medicines are MedicationStatements, all else Observations of the category survey, as self-reported
symptoms are. Nothing names the person. https://hl7.org/fhir/R4/ (bundle, observation,
medicationstatement); the category follows https://hl7.org/fhir/uv/symptoms (STU 1).
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from tracker import clock, knowledge, records
from tracker.exchange.fhir_codes import coded, component, is_pain
from tracker.exchange.sequence import oldest_first
from tracker.fields import COMMON, FIELDS, MAIN_TIME, Field, Form
from tracker.records import Entry, Record
from tracker.vocabulary import DoseStatus, Kind

_SUBJECT: Final = {"display": "the person who kept this diary"}
_SURVEY: Final = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
            "display": "Survey",
        }
    ]
}
_TITLES: Final = {
    Kind.EPISODE: "Twitching",
    Kind.CAFFEINE: "Caffeine",
    Kind.SLEEP: "Sleep",
    Kind.STRESS: "Stress, 0 none to 10 worst",
    Kind.ALCOHOL: "Alcohol",
    Kind.SUBSTANCE: "Substance",
    Kind.EVENT: "Event",
    Kind.DAY: "Statement about the day",
    Kind.TRIAL: "Trial",
    Kind.PROFILE: "About the person",
}
_MAIN_VALUE: Final = {
    Kind.CAFFEINE: "mg",
    Kind.SLEEP: "hours",
    Kind.STRESS: "stress",
    Kind.ALCOHOL: "grams",
    Kind.SUBSTANCE: "name",
    Kind.EVENT: "event",
    Kind.FACTOR: "value",
    Kind.DAY: "status",
    Kind.TRIAL: "name",
}
"""The field that is the Observation's own value."""
_IN_TITLE: Final = {Kind.SYMPTOM: {"symptom"}, Kind.FACTOR: {"name"}}
_APART: Final = frozenset(
    {"kind", "id", "note", "side", "sites", "unit", "start", "end", "time", "date"}
)
_OF_FEW_VALUES: Final = frozenset({Form.YES_NO, Form.INTEGER, Form.CHOICE})
_Part = tuple[str, Callable[[Any], Record]]
"""A field's name, and what makes its component."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)
_UNSPOKEN: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_SPACES: Final = re.compile(r"[^\S \r\n\t]")


def lines(entries: Iterable[Entry], now: datetime, *, notes: bool = True) -> Iterator[str]:
    """The Bundle as JSON, a resource a line, oldest first; entries come as the store walks.

    `now` (aware) is its timestamp and decides whether a course of medicine has ended.
    """
    head = {"resourceType": "Bundle", "type": "collection", "timestamp": clock.iso(now)}
    start = _json(head).removesuffix("}")
    yield start
    before = ', "entry": [\n'
    for entry in oldest_first(entries):
        resource = _resource(entry, now, notes=notes)
        yield before + _json({"fullUrl": f"urn:uuid:{entry.id}", "resource": resource})
        before = ",\n"
    yield "}\n" if before.startswith(", ") else "\n]}\n"


def _resource(entry: Entry, now: datetime, *, notes: bool) -> Record:
    medicine = entry.kind in {Kind.MEDICATION, Kind.DOSE}
    made = _statement(entry, now.date()) if medicine else _observation(entry)
    if notes and entry.note:
        made.setdefault("note", []).append({"text": _text(entry.note)})
    return made


def _observation(entry: Entry) -> Record:
    kind, record = entry.kind, entry.record
    main = _main_value(kind, record)
    made: Record = {
        "resourceType": "Observation",
        "id": entry.id,
        "identifier": _identifier(entry),
        "status": "preliminary" if record.get("ongoing") else "final",
        "category": [_SURVEY],
        "code": coded(_title(kind, record), record),
        "subject": _SUBJECT,
        **_effective(kind, record),
    }
    value = records.sleep_hours(record) if kind is Kind.SLEEP else record.get(main)
    if value is not None:
        made |= _value(_field(kind, main), value, record.get("unit"))
    where = _where(record)
    if where:
        made["bodySite"] = {"text": where}
    parts = [
        write(record[name])
        for name, write in _parts(kind, main, "effectivePeriod" in made, is_pain(record))
        if record.get(name) is not None
    ]
    if parts:
        made["component"] = parts
    return made


@cache
def _field(kind: Kind, name: str) -> Field:
    return next(f for f in FIELDS[kind] if f.name == name)


@cache
def _parts(kind: Kind, main: str, period: bool, pain: bool) -> tuple[_Part, ...]:
    """The fields that stand as components: those that nothing else of the resource tells."""
    told = _APART | _IN_TITLE.get(kind, set()) | {main}
    if kind is Kind.SLEEP and not period:
        told -= {"start", "end"}
    shown = [f for f in (*FIELDS[kind], *COMMON) if f.name not in told]
    return tuple((f.name, _writer(f, component(f.name, pain=pain))) for f in shown)


def _writer(field: Field, code: Record) -> Callable[[Any], Record]:
    """What makes a component of a field's value; one of few values is made once."""

    def write(value: Any) -> Record:
        return {"code": code, **_value(field, value)}

    return lru_cache(maxsize=64)(write) if field.form in _OF_FEW_VALUES else write


def _main_value(kind: Kind, record: Mapping[str, Any]) -> str:
    if kind is Kind.STRESS and record.get("stress") is None:
        return "fatigue"
    return _MAIN_VALUE.get(kind, "")


def _title(kind: Kind, record: Mapping[str, Any]) -> str:
    if kind is Kind.SYMPTOM:
        known = knowledge.symptoms().get(record["symptom"])
        return known.label if known else _text(record["symptom"])
    if kind is Kind.FACTOR:
        return _text(record["name"])
    if kind is Kind.STRESS and record.get("stress") is None:
        return "Tiredness, 0 none to 10 worst"
    return _TITLES[kind]


def _effective(kind: Kind, record: Mapping[str, Any]) -> Record:
    name = MAIN_TIME[kind]
    if name is None:
        return {}
    if kind is Kind.TRIAL:
        start, end = record[name], record.get("stop_date")
    elif kind is Kind.SLEEP:
        start, end = record.get("start"), record.get("end")
    else:
        start, end = record[name], record.get("end")
    if start and end:
        return {"effectivePeriod": {"start": start, "end": end}}
    return {"effectiveDateTime": record[name]}


def _statement(entry: Entry, today: date) -> Record:
    kind, record = entry.kind, entry.record
    made: Record = {
        "resourceType": "MedicationStatement",
        "id": entry.id,
        "identifier": _identifier(entry),
        "status": _status(kind, record, today),
        "medicationCodeableConcept": {"text": _text(record["name"])},
        "subject": _SUBJECT,
    }
    if kind is Kind.DOSE:
        made["effectiveDateTime"] = record["time"]
    else:
        stop = record.get("stop_date")
        made["effectivePeriod"] = {"start": record["start_date"]} | ({"end": stop} if stop else {})
    if record.get("reason"):
        made["reasonCode"] = [{"text": _text(record["reason"])}]
    dosage: Record = {}
    if record.get("as_needed") is not None:
        dosage["asNeededBoolean"] = record["as_needed"]
    if record.get("dose") is not None:
        dosage["doseAndRate"] = [{"doseQuantity": _quantity(record["dose"], record.get("unit"))}]
    if dosage:
        made["dosage"] = [dosage]
    told = {"name", "dose", "as_needed", "reason", "status", "start_date", "stop_date"} | _APART
    others = [
        f"{f.name.replace('_', ' ')}: {_said(f, record[f.name])}"
        for f in (*FIELDS[kind], *COMMON)
        if record.get(f.name) is not None and f.name not in told
    ]
    return made | ({"note": [{"text": "; ".join(others)}]} if others else {})


def _status(kind: Kind, record: Mapping[str, Any], today: date) -> str:
    if kind is Kind.DOSE:
        return "not-taken" if record.get("status") == DoseStatus.SKIPPED else "completed"
    if record["start_date"] > today.isoformat():
        return "intended"
    stopped = (record.get("stop_date") or "9999") < today.isoformat()
    return "completed" if stopped or record.get("fraction_cut") == 1 else "active"


def _identifier(entry: Entry) -> list[Record]:
    return [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{entry.id}"}]


def _where(record: Mapping[str, Any]) -> str:
    side, sites = record.get("side"), record.get("sites")
    if not sites:
        return side or ""
    where = ", ".join(sites).replace("_", " ")
    return f"{side}: {where}" if side else where


def _value(field: Field, value: Any, unit: str | None = None) -> Record:
    """A field's value under the name that FHIR has for its form."""
    match field.form:
        case Form.YES_NO:
            return {"valueBoolean": value}
        case Form.INTEGER:
            return {"valueInteger": value}
        case Form.NUMBER:
            return {"valueQuantity": _quantity(value, unit or field.unit)}
        case Form.INSTANT | Form.DAY:
            return {"valueDateTime": value}
        case Form.CLOCK:
            return {"valueTime": f"{value}:00"}
        case _:
            return {"valueString": _said(field, value)}


def _said(field: Field, value: Any) -> str:
    if field.form is Form.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return _text(str(value).replace("_", " ") if field.form is Form.CHOICE else str(value))
    if all(isinstance(one, str) for one in value) and isinstance(value, list):
        return _text(", ".join(value))
    return _text(json.dumps(value, ensure_ascii=False))


def _quantity(value: float, unit: str | None) -> Record:
    return {"value": value} | ({"unit": _text(unit)} if unit else {})


def _text(text: str) -> str:
    """A text with the signs that FHIR's strings may hold; others become U+FFFD or a space."""
    if text.isascii() and text.isprintable():
        return text
    return _SPACES.sub(" ", _UNSPOKEN.sub("\ufffd", text))


def _json(content: Mapping[str, Any]) -> str:
    return _ENCODER.encode(content)
