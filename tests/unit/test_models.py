"""Limits, held by the input model and by every assignment, and equal to the data dictionary."""

import pytest
from pydantic import ValidationError
from sqlalchemy import CheckConstraint

from tracker import models
from tracker.fields import FIELDS, Form
from tracker.models import input_model
from tracker.vocabulary import Kind

AT = "2026-11-20T08:30:00+01:00"


@pytest.mark.parametrize("kind", Kind)
def test_table_input_model_and_data_dictionary_name_the_same_fields(kind):
    names = [f.name for f in FIELDS[kind]]
    assert list(input_model(kind).model_fields) == names
    assert [c.name for c in models.table(kind).__table__.columns] == ["entry_id", *names]


@pytest.mark.parametrize("kind", Kind)
def test_required_fields_are_required_three_times(kind):
    required = {f.name for f in FIELDS[kind] if f.required}
    assert {n for n, f in input_model(kind).model_fields.items() if f.is_required()} == required
    columns = models.table(kind).__table__.columns
    assert {c.name for c in columns if not c.nullable} == required | {"entry_id"}


@pytest.mark.parametrize("kind", Kind)
def test_every_field_has_a_named_check(kind):
    constraints = models.table(kind).__table__.constraints
    named = {str(c.name) for c in constraints if isinstance(c, CheckConstraint)}
    assert {f"ck_{kind.value}_{f.name}" for f in FIELDS[kind]} <= named


def numbers():
    return [(kind, f) for kind in Kind for f in FIELDS[kind] if f.limits is not None]


def whole(kind, one_of_each):
    record = next(r for r in one_of_each if r["kind"] == kind)
    return {f.name: record[f.name] for f in FIELDS[kind] if f.name in record}


@pytest.mark.parametrize(("kind", "field"), numbers(), ids=lambda v: getattr(v, "name", str(v)))
def test_a_number_outside_its_limits_is_refused_by_model_and_by_assignment(
    kind, field, one_of_each
):
    good = whole(kind, one_of_each)
    row = models.table(kind)(entry_id="x", **good)
    beyond = 1 if field.form is Form.INTEGER else 0.05
    for bad in (field.limits.low - beyond, field.limits.high + beyond, float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            input_model(kind)(**{**good, field.name: bad})
        with pytest.raises(ValidationError):
            models.table(kind)(entry_id="x", **{**good, field.name: bad})
        with pytest.raises(ValidationError):
            setattr(row, field.name, bad)
    for edge in (field.limits.low, field.limits.high):
        value = int(edge) if field.form is Form.INTEGER else edge
        assert getattr(input_model(kind)(**{**good, field.name: value}), field.name) == value


@pytest.mark.parametrize("kind", Kind)
def test_unknown_fields_are_refused(kind, one_of_each):
    with pytest.raises(ValidationError):
        input_model(kind)(**whole(kind, one_of_each), colour="red")


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        ("episode", {"start": AT, "end": "2026-11-20T08:29:59+01:00"}),
        ("episode", {"start": "2026-11-20T08:30:00"}),
        ("episode", {"start": AT, "side": "top"}),
        ("episode", {"start": AT, "sites": []}),
        ("episode", {"start": AT, "sites": ["ear"]}),
        ("sleep", {"date": "2026-11-20"}),
        ("sleep", {"date": "2026-11-20", "start": AT}),
        ("stress", {"time": AT}),
        ("medication", {"name": "x", "start_date": "2026-11-20", "stop_date": "2026-11-19"}),
        (
            "trial",
            {"name": "x", "factor": "y", "start_date": "2026-11-20", "stop_date": "2026-11-1"},
        ),
        ("day", {"date": "2026-11-20", "status": "fine"}),
        ("profile", {"day_starts_at": "25:00"}),
    ],
)
def test_what_makes_no_sense_together_is_refused(kind, bad):
    with pytest.raises(ValidationError):
        input_model(Kind(kind))(**bad)
