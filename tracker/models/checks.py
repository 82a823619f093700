"""Named CHECK constraints for every limit of the data dictionary, and those across fields."""

from typing import Final

from sqlalchemy import CheckConstraint

from tracker.fields import FIELDS, NOTE_LENGTH, Field, Form
from tracker.vocabulary import Kind

_DAY: Final = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"
_CLOCK: Final = "[0-2][0-9]:[0-5][0-9]"
_OFFSET: Final = "[+-][0-2][0-9]:[0-5][0-9]"
UTC_GLOB: Final = f"{_DAY}T{_CLOCK}:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z"
DAY_GLOB: Final = _DAY

_ACROSS: Final[dict[Kind, dict[str, str]]] = {
    Kind.EPISODE: {
        "order": '"end" IS NULL OR julianday("end") >= julianday(start)',
        "ongoing_end": '"end" IS NULL OR ongoing IS NOT 1',
    },
    Kind.SLEEP: {
        "length": 'hours IS NOT NULL OR (start IS NOT NULL AND "end" IS NOT NULL)',
        "order": 'start IS NULL OR "end" IS NULL OR julianday("end") >= julianday(start)',
    },
    Kind.STRESS: {"one": "stress IS NOT NULL OR fatigue IS NOT NULL"},
    Kind.MEDICATION: {"order": "stop_date IS NULL OR stop_date >= start_date"},
    Kind.TRIAL: {"order": "stop_date IS NULL OR stop_date >= start_date"},
}


def of_kind(kind: Kind) -> tuple[CheckConstraint, ...]:
    """Every CHECK of one kind's table; the names are completed by the naming convention."""
    single = {f.name: _condition(f) for f in FIELDS[kind]}
    return tuple(
        CheckConstraint(condition, name=name)
        for name, condition in (single | _ACROSS.get(kind, {})).items()
    )


def note() -> CheckConstraint:
    """The longest note that is kept."""
    return CheckConstraint(f"length(note) <= {NOTE_LENGTH}", name="note")


def one_of(name: str, words: list[str]) -> CheckConstraint:
    """A column that holds one of a closed list."""
    return CheckConstraint(f"{name} IN ({_quoted(words)})", name=name)


def shaped(name: str, glob: str) -> CheckConstraint:
    """A text column of one fixed shape."""
    return CheckConstraint(f"{name} GLOB '{glob}'", name=name)


def _condition(field: Field) -> str:
    name = f'"{field.name}"'
    if field.limits is not None:
        return f"{name} BETWEEN {_plain(field.limits.low)} AND {_plain(field.limits.high)}"
    conditions = {
        Form.TEXT: f"length({name}) BETWEEN 1 AND {field.length}",
        Form.YES_NO: f"{name} IN (0, 1)",
        Form.CHOICE: f"{name} IN ({_quoted(field.choices)})",
        Form.INSTANT: f"{name} GLOB '{_DAY}T{_CLOCK}:[0-5][0-9]*{_OFFSET}'",
        Form.DAY: f"{name} GLOB '{_DAY}'",
        Form.CLOCK: f"{name} GLOB '{_CLOCK}'",
        Form.CLOCKS: _json(name, "array"),
        Form.CHOICES: _json(name, "array"),
        Form.ARMS: _json(name, "array"),
        Form.BELIEFS: _json(name, "object"),
    }
    return conditions[field.form]


def _json(name: str, shape: str) -> str:
    return f"{name} IS NULL OR (json_valid({name}) AND json_type({name}) = '{shape}')"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _quoted(words: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
