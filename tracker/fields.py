"""The data dictionary: every field of every kind of record, its form, unit and limits.

One table feeds the command line's options, the forms, the reader, the exports and their data
dictionary. The limits stand here once; the input models and the database's CHECKs read them.
A field that is absent from a record was not recorded; it is never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tracker.vocabulary import (
    Character,
    CourseChange,
    DayStatus,
    DoseStatus,
    EventName,
    Kind,
    Onset,
    Side,
    Site,
    SubstanceClass,
    SubstanceEvent,
)


class Form(StrEnum):
    """How a field's value is written in a record."""

    TEXT = "text"
    INTEGER = "whole number"
    NUMBER = "number"
    YES_NO = "yes or no"
    INSTANT = "time with offset"
    DAY = "date"
    CLOCK = "time of day"
    CLOCKS = "list of times of day"
    CHOICE = "one of a list"
    CHOICES = "some of a list"
    ARMS = "list of arms"
    BELIEFS = "factor to expected effect"


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest acceptable number, both included."""

    low: float
    high: float


RATING: Final = Range(0, 10)
CAFFEINE_MG: Final = Range(0, 5000)
ALCOHOL_GRAMS: Final = Range(0, 1000)
SERVINGS: Final = Range(0.1, 50)
SLEEP_HOURS: Final = Range(0, 24)
AWAKENINGS: Final = Range(0, 100)
DOSE: Final = Range(0, 1_000_000)
FRACTION: Final = Range(0, 1)
AGE: Final = Range(0, 120)
VALUE: Final = Range(-1_000_000_000, 1_000_000_000)

NAME_LENGTH: Final = 200
TEXT_LENGTH: Final = 10_000
FREE_TEXT: Final = frozenset({"note", "reason", "outcome", "target"})
"""Fields that hold the person's own sentences, of any kind."""
NOTE_LENGTH: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of record.

    `limits` holds for numbers, `length` (characters) for texts, `choices` for lists.
    """

    name: str
    form: Form
    help: str
    required: bool = False
    limits: Range | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    length: int = NAME_LENGTH

    def expects(self) -> str:
        """What the field accepts, as the end of a sentence: 'a whole number from 0 to 10'."""
        if self.limits is not None:
            unit = f" {self.unit}" if self.unit else ""
            number = "a whole number" if self.form is Form.INTEGER else "a number"
            return f"{number} from {self.limits.low:,g} to {self.limits.high:,g}{unit}"
        return {
            Form.TEXT: f"text of 1 to {self.length:,} characters",
            Form.YES_NO: "yes or no",
            Form.INSTANT: "a time with offset such as 2026-11-01T08:30:00+01:00",
            Form.DAY: "a date such as 2026-11-01",
            Form.CLOCK: "a time of day such as 04:00",
            Form.CLOCKS: "times of day such as 08:00, 20:00",
            Form.CHOICE: "one of " + ", ".join(self.choices),
            Form.CHOICES: "any of " + ", ".join(self.choices),
            Form.ARMS: "a list of {start_date, stop_date, arm}, arm usual or without",
            Form.BELIEFS: "an object of factor names and expected effects",
        }[self.form]


def _number(
    name: str, limits: Range, text: str, unit: str = "", *, required: bool = False
) -> Field:
    return Field(name, Form.NUMBER, text, required, limits, unit)


def _rating(name: str, text: str) -> Field:
    return Field(name, Form.INTEGER, text, limits=RATING)


def _yes_no(name: str, text: str) -> Field:
    return Field(name, Form.YES_NO, text)


def _choice(name: str, words: Iterable[str], text: str, *, required: bool = False) -> Field:
    return Field(name, Form.CHOICE, text, required, choices=tuple(words))


def _time(text: str) -> Field:
    return Field("time", Form.INSTANT, text, required=True)


def _date(text: str, name: str = "date", *, required: bool = True) -> Field:
    return Field(name, Form.DAY, text, required)


def _text(name: str, text: str, *, required: bool = False, length: int = NAME_LENGTH) -> Field:
    return Field(name, Form.TEXT, text, required, length=length)


FIELDS: Final[dict[Kind, tuple[Field, ...]]] = {
    Kind.EPISODE: (
        Field("start", Form.INSTANT, "when the twitching began", required=True),
        Field("end", Form.INSTANT, "when it ended"),
        _yes_no("ongoing", "it has not ended yet"),
        _rating("intensity", "how strong, 0 none to 10 worst"),
        _choice("side", Side, "which side of the body, as the person sees it"),
        Field("sites", Form.CHOICES, "where", choices=tuple(Site)),
        _choice("character", Character, "what the movement is like"),
        _yes_no("asleep", "it happened during sleep"),
        _yes_no("closed_eye", "it closed the eye"),
        _yes_no("rhythmic", "it was rhythmic"),
        _yes_no("at_rest", "it came at rest"),
        _yes_no("eases_with_use", "it eases when the muscle is used"),
        _yes_no("urge", "an urge came before it"),
        _yes_no("suppressible", "it can be held back briefly"),
        _yes_no("altered_awareness", "awareness was lost or altered"),
        _yes_no("spread_to_limb", "jerking spread to an arm or leg"),
        _yes_no("interfered", "it got in the way of speech, eating, work or sleep"),
        _yes_no("most_of_day", "it was there for most of the waking day"),
    ),
    Kind.CAFFEINE: (
        _time("when it was drunk or eaten"),
        _number("mg", CAFFEINE_MG, "caffeine in all, milligrams", "mg", required=True),
        _text("item", "drink or food, as in the catalogue"),
        _number("servings", SERVINGS, "how many servings of the item", "servings"),
    ),
    Kind.SLEEP: (
        _date("the day of waking"),
        _number("hours", SLEEP_HOURS, "hours slept", "hours"),
        Field("start", Form.INSTANT, "when sleep began"),
        Field("end", Form.INSTANT, "when sleep ended"),
        _rating("quality", "how good, 0 worst to 10 best"),
        Field("awakenings", Form.INTEGER, "how often awake in the night", limits=AWAKENINGS),
    ),
    Kind.STRESS: (
        _time("when it was felt"),
        _rating("stress", "stress, 0 none to 10 worst"),
        _rating("fatigue", "tiredness, 0 none to 10 worst"),
    ),
    Kind.MEDICATION: (
        _text("name", "the medicine", required=True),
        _text("drug_class", "its class, as in the medicine list"),
        _number("dose", DOSE, "how much at a time"),
        _text("unit", "unit of the dose"),
        _yes_no("as_needed", "taken only when needed"),
        _date("first day of the course or of the changed dose", "start_date"),
        _date("last day of the course", "stop_date", required=False),
        _choice("change", CourseChange, "what happened on the first day; started when absent"),
        _number("fraction_cut", FRACTION, "share of the dose that was cut, 0 to 1"),
        _yes_no("suspected", "the person suspects it"),
        _text("reason", "why it is taken", length=TEXT_LENGTH),
        Field("schedule", Form.CLOCKS, "when a dose is due each day, on the local clock"),
    ),
    Kind.DOSE: (
        _time("when it was taken, or skipped"),
        _text("name", "the medicine", required=True),
        _number("dose", DOSE, "how much"),
        _text("unit", "unit of the dose"),
        _choice("status", DoseStatus, "taken when absent"),
        Field("scheduled", Form.INSTANT, "when it was due"),
    ),
    Kind.ALCOHOL: (
        _time("when it was drunk"),
        _number("grams", ALCOHOL_GRAMS, "pure alcohol in all, grams", "g", required=True),
        _text("item", "drink, as in the catalogue"),
        _number("servings", SERVINGS, "how many servings of the item", "servings"),
    ),
    Kind.SUBSTANCE: (
        _time("when"),
        _text("name", "the substance", required=True),
        _choice("drug_class", SubstanceClass, "its class"),
        _choice("event", SubstanceEvent, "used when absent"),
        _number("fraction_cut", FRACTION, "share that was cut, 0 to 1"),
    ),
    Kind.SYMPTOM: (
        _time("when it was noticed"),
        _text("symptom", "id of the symptom", required=True),
        _rating("severity", "how bad, 0 gone to 10 worst"),
        _choice("side", Side, "which side of the body"),
        _choice("onset", Onset, "how it began"),
        Field("onset_time", Form.INSTANT, "when it began"),
        Field("resolved_time", Form.INSTANT, "when it was gone"),
        _yes_no("assessed", "a clinician has already looked at it"),
        _yes_no("stroke_ruled_out", "a clinician has ruled out a stroke"),
        _yes_no("treated", "it is being treated"),
        _yes_no("improving", "it is getting better"),
    ),
    Kind.EVENT: (
        _date("the day it happened"),
        _choice("event", EventName, "what happened", required=True),
        _choice("side", Side, "which side"),
        _text("outcome", "what came of it", length=TEXT_LENGTH),
    ),
    Kind.FACTOR: (
        _time("when"),
        _text("name", "what is being tried, such as screen_hours", required=True),
        _number("value", VALUE, "how much", required=True),
        _text("unit", "unit of the value"),
    ),
    Kind.DAY: (
        _date("the day"),
        _choice(
            "status", DayStatus, "clear: no twitches; complete: everything logged", required=True
        ),
    ),
    Kind.TRIAL: (
        _text("name", "what the trial is called", required=True),
        _text("factor", "the factor that is tried", required=True),
        _date("day 1 of the trial", "start_date"),
        _date("last day of the trial", "stop_date", required=False),
        Field("arms", Form.ARMS, "the periods of the trial"),
        _text("target", "what is aimed at, or no_further_change", length=TEXT_LENGTH),
    ),
    Kind.PROFILE: (
        Field("age", Form.INTEGER, "age in years", limits=AGE, unit="years"),
        _yes_no("pregnant", "pregnant"),
        _yes_no("smoker", "smokes"),
        _yes_no("oral_contraceptive", "takes an oral contraceptive"),
        _yes_no("fluvoxamine", "takes fluvoxamine"),
        _yes_no("parathyroid_disease", "has a parathyroid disease"),
        _text("emergency_number", "the number to call in an emergency"),
        Field("day_starts_at", Form.CLOCK, "when a new day begins; 00:00 when absent"),
        Field("beliefs", Form.BELIEFS, "what the person expects of each factor"),
    ),
}

COMMON: Final[tuple[Field, ...]] = (
    _text("tz", "IANA name of the zone it was entered in"),
    _text("note", "free text", length=NOTE_LENGTH),
)
"""Fields that every kind may have, beside `kind`, `id` and `local_date`."""

MAIN_TIME: Final[dict[Kind, str | None]] = {
    kind: next((f.name for f in fields if f.required and f.form in {Form.INSTANT, Form.DAY}), None)
    for kind, fields in FIELDS.items()
}
"""The field that places a record in time: an instant, a date, or nothing (profile)."""


def field(kind: Kind, name: str) -> Field | None:
    """The field of that name in that kind of record, or None."""
    return next((f for f in (*FIELDS[kind], *COMMON) if f.name == name), None)
