"""Records in plain words: one line for lists and toasts, a short title, and the local time.

Every text of a person goes through `printable`: the lines hold no control characters.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tracker import clock, knowledge
from tracker.entry.moments import face, lasted, slept
from tracker.entry.printable import plain_number, printable
from tracker.fields import FIELDS, MAIN_TIME, Form
from tracker.records import duration_minutes
from tracker.vocabulary import Kind

__all__ = ["lasted", "line", "phrase", "printable", "title", "when"]

TIMES: Final = "\u00d7"
"""The sign between servings and a drink."""
WHEN_WIDTH: Final = len("2026-11-20 08:30:00 +01:00")
_NOTE_SHOWN: Final = 80

_SITES: Final = {"other": "other place"}
_CHARACTERS: Final = {"other": "other movement"}

Row = Mapping[str, Any]


def phrase(record: Row) -> str:
    """What a record is, in one plain line without its time and (but for a note entry) its note."""
    return printable(", ".join(part for part in _PHRASES[Kind(record["kind"])](record) if part))


def title(record: Row) -> str:
    """The short 'what' of a record: 'twitch', 'coffee, brewed', 'ibuprofen'."""
    return printable(_title(record))


def when(record: Row) -> str:
    """A record's local time with its offset ('2026-11-20 08:30 +01:00'), or its date.

    Seconds are shown where there are any. Empty for the profile, which has no time.
    """
    name = MAIN_TIME[Kind(record["kind"])]
    if name is None:
        return ""
    value = str(record[name])
    if "T" not in value:
        return value
    return face(clock.parse_instant(value))


def line(record: Row, limit: int | None = None) -> str:
    """A record on one line: when, what it is, and its note in quotes (of `limit` characters).

    Quick entry reads the line of every record that it can make as that record again, unless the
    text of a note was cut, has lines of its own, or both kinds of quotes.
    """
    words = f"{when(record):<{WHEN_WIDTH}}  {phrase(record)}"
    note = record.get("note")
    if not note or is_note(record):
        return words
    return f"{words} {_quoted(printable(note, limit))}"


def _title(record: Row) -> str:
    kind = Kind(record["kind"])
    if kind is Kind.STRESS:
        return " and ".join(name for name in ("stress", "fatigue") if record.get(name) is not None)
    if kind is Kind.SYMPTOM:
        known = knowledge.symptoms().get(record["symptom"])
        return known.label.lower() if known else _words(record["symptom"])
    if kind is Kind.EVENT:
        return "note" if is_note(record) else _words(record["event"])
    if kind is Kind.DAY:
        return f"{record['status']} day"
    if kind is Kind.FACTOR:
        return _words(record["name"])
    named = {Kind.EPISODE: "twitch", Kind.SLEEP: "sleep", Kind.PROFILE: "profile"}.get(kind)
    return named or str(record.get("item") or record.get("name") or kind.value)


def _episode(record: Row) -> list[str]:
    minutes = duration_minutes(record)
    character = str(record.get("character", ""))
    return [
        "twitch" + _rating(record, "intensity", " "),
        _where(record),
        _CHARACTERS.get(character, character),
        "" if minutes is None else lasted(minutes * 60),
        *_details(record),
    ]


def _where(record: Row) -> str:
    side = record.get("side", "")
    sites = " and ".join(_SITES.get(site, _words(site)) for site in record.get("sites") or ())
    if side in {"both", "midline"}:
        side = {"both": "both sides", "midline": "midline"}[side]
        return f"{sites}, {side}" if sites else side
    if side and not sites:
        return f"{side} side"
    return f"{side} {sites}".strip()


def _caffeine(record: Row) -> list[str]:
    return [_servings(record), _amount(record, "mg", "mg")]


def _alcohol(record: Row) -> list[str]:
    return [_servings(record), _amount(record, "grams", "g")]


def _servings(record: Row) -> str:
    servings = record.get("servings")
    return (f"{plain_number(servings)} {TIMES} " if servings is not None else "") + _title(record)


def _sleep(record: Row) -> list[str]:
    awake = record.get("awakenings")
    return [
        slept(record),
        _rating(record, "quality", "quality "),
        "" if awake is None else f"{awake} awakening{'' if awake == 1 else 's'}",
    ]


def _stress(record: Row) -> list[str]:
    return [_rating(record, name, f"{name} ") for name in ("stress", "fatigue")]


def _medication(record: Row) -> list[str]:
    stop = record.get("stop_date")
    return [
        f"{record.get('change', 'started')} {record['name']}{_dose_of(record)}",
        record.get("drug_class", ""),
        _yes_no("as_needed", record),
        _schedule(record.get("schedule") or ()),
        _cut(record),
        _yes_no("suspected", record),
        f"last day {stop}" if stop else "",
        f"for {record['reason']}" if record.get("reason") else "",
    ]


def _schedule(times: Sequence[str]) -> str:
    """'at 08:00', 'at 08:00, 14:00 and 20:00', or nothing."""
    *first, last = times or ("",)
    return f"at {', '.join(first)} and {last}" if first else f"at {last}" * bool(last)


def _dose(record: Row) -> list[str]:
    verb = "skipped" if record.get("status") == "skipped" else "took"
    due = record.get("scheduled")
    return [
        f"{verb} {record['name']}{_dose_of(record)}",
        f"due {face(clock.parse_instant(due))}" if due else "",
    ]


def _dose_of(record: Row) -> str:
    amount = _amount(record, "dose", record.get("unit", ""))
    return f" {amount}" if amount else ""


def _substance(record: Row) -> list[str]:
    event = _words(record.get("event", "used"))
    return [f"{event} {record['name']}", record.get("drug_class", ""), _cut(record)]


def _cut(record: Row) -> str:
    share = record.get("fraction_cut")
    return "" if share is None else f"cut by {plain_number(round(share * 100, 1))}%"


def _symptom(record: Row) -> list[str]:
    side = record.get("side", "")
    return [
        _title(record) + _rating(record, "severity", " "),
        {"": "", "both": "both sides", "midline": "midline"}.get(side, f"{side} side"),
        record.get("onset", ""),
        *(
            f"{word} {record[name][:10]} {record[name][11:16]}"
            for name, word in (("onset_time", "began"), ("resolved_time", "gone"))
            if record.get(name)
        ),
        *_details(record),
    ]


def _event(record: Row) -> list[str]:
    what = f"note: {_plain_note(record['note'])}" if is_note(record) else _title(record)
    return [what, record.get("side", ""), record.get("outcome", "")]


def is_note(record: Row) -> bool:
    """Whether it is what `note TEXT` makes: an event of no other kind, with a note."""
    return record.get("event") == "other" and bool(record.get("note"))


def _plain_note(note: str) -> str:
    """A note behind `note:`, in quotes where its own signs would mean something."""
    shown = printable(note, _NOTE_SHOWN)
    plain = shown == shown.strip().strip(" :,") and not any(
        sign in shown for sign in ';"\u201c\u201d'
    )
    return shown if plain else _quoted(shown)


def _quoted(text: str) -> str:
    return f"\u201c{text}\u201d" if '"' in text else f'"{text}"'


def _factor(record: Row) -> list[str]:
    return [f"{_title(record)} {_amount(record, 'value', record.get('unit', ''))}"]


def _day(record: Row) -> list[str]:
    return ["no twitches that day" if record["status"] == "clear" else "everything logged that day"]


def _trial(record: Row) -> list[str]:
    stop = record.get("stop_date")
    arms = len(record.get("arms", ()))
    return [
        f"trial {record['name']}",
        f"without {_words(record['factor'])}",
        f"last day {stop}" if stop else "",
        f"{arms} arm{'' if arms == 1 else 's'}" if arms else "",
        _words(record.get("target", "")),
    ]


def _profile(record: Row) -> list[str]:
    beliefs = record.get("beliefs", {})
    starts = record.get("day_starts_at")
    number = record.get("emergency_number")
    return [
        "profile",
        f"age {record['age']}" if record.get("age") is not None else "",
        *_details(record),
        f"emergency number {number}" if number else "",
        f"days start at {starts}" if starts else "",
        *(f"expects of {_words(name)}: {effect}" for name, effect in beliefs.items()),
    ]


def _details(record: Row) -> list[str]:
    fields = FIELDS[Kind(record["kind"])]
    return [_yes_no(field.name, record) for field in fields if field.form is Form.YES_NO]


def _yes_no(name: str, record: Row) -> str:
    value = record.get(name)
    return "" if value is None else _words(name) if value else f"not {_words(name)}"


def _rating(record: Row, name: str, before: str) -> str:
    value = record.get(name)
    return "" if value is None else f"{before}{value}/10"


def _amount(record: Row, name: str, unit: str) -> str:
    value = record.get(name)
    return "" if value is None else f"{plain_number(value)} {unit}".strip()


def _words(name: str) -> str:
    return name.replace("_", " ")


_PHRASES: Final[dict[Kind, Callable[[Row], list[str]]]] = {
    Kind.EPISODE: _episode,
    Kind.CAFFEINE: _caffeine,
    Kind.SLEEP: _sleep,
    Kind.STRESS: _stress,
    Kind.MEDICATION: _medication,
    Kind.DOSE: _dose,
    Kind.ALCOHOL: _alcohol,
    Kind.SUBSTANCE: _substance,
    Kind.SYMPTOM: _symptom,
    Kind.EVENT: _event,
    Kind.FACTOR: _factor,
    Kind.DAY: _day,
    Kind.TRIAL: _trial,
    Kind.PROFILE: _profile,
}
