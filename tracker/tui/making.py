"""The records that single keys write, and the readers of lines that are not free words."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from tracker import clock, knowledge
from tracker.errors import DataError
from tracker.fields import MAIN_TIME, field
from tracker.records import Record
from tracker.tui.dialogs.choose import Item
from tracker.vocabulary import Kind

_CLOCK: Final = re.compile(r"(\d{1,2}):?(\d\d)", re.ASCII)
_MEDICINES: Final = {(Kind.MEDICATION, "name"), (Kind.DOSE, "name")}
OWN: Final = _MEDICINES | {(Kind.FACTOR, "name"), (Kind.SUBSTANCE, "name")}
"""Fields of text that offer what the person has typed there before."""
KINDS: Final = {
    Kind.EPISODE: ("twitch", "when, where, how strong, how it moved"),
    Kind.CAFFEINE: ("caffeine", "a drink or food that holds some"),
    Kind.SLEEP: ("sleep", "a night, from when to when or in hours"),
    Kind.STRESS: ("stress", "stress or tiredness at a moment"),
    Kind.MEDICATION: ("medication", "a course: what, how much, at which times"),
    Kind.DOSE: ("dose", "one dose, taken or skipped"),
    Kind.ALCOHOL: ("alcohol", "a drink"),
    Kind.SUBSTANCE: ("substance", "nicotine, cannabis …, used or cut down"),
    Kind.SYMPTOM: ("symptom", "anything felt beside the twitching"),
    Kind.EVENT: ("event", "an injury, an operation, a doctor's visit"),
    Kind.FACTOR: ("factor", "anything else to count: screen hours, water …"),
    Kind.DAY: ("day", "no twitches that day, or all of it is logged"),
    Kind.TRIAL: ("trial", "some weeks without one thing"),
    Kind.PROFILE: ("profile", "you: age, smoking, when a day starts"),
}
"""What a person calls each kind of entry, and what it is for."""
_FACTORS: Final = (
    *("potassium_servings", "calcium_servings", "screen_hours", "water_ml", "exercise_min"),
)


def at(kind: Kind, now: datetime, **fields: Any) -> Record:
    """A record of something that happens at this moment."""
    name = "start" if kind is Kind.EPISODE else "time"
    return {"kind": kind.value, name: clock.iso(now), **fields} | _zone(now)


def day_status(day: date, status: str, now: datetime) -> Record:
    """What is stated about a whole day, `clear` or `complete`."""
    return {"kind": Kind.DAY.value, "date": day.isoformat(), "status": status} | _zone(now)


def note(day: date, text: str, now: datetime) -> Record:
    """A note on a day, as quick entry's `note TEXT` makes one."""
    return {"kind": Kind.EVENT.value, "date": day.isoformat(), "event": "other", "note": text} | (
        _zone(now)
    )


def read_words(text: str, now: datetime, day_starts_at: time) -> list[Record]:
    """Any line of quick entry. Raises DataError saying which word is not understood."""
    from tracker.entry import quick  # noqa: PLC0415  the first frame needs no grammar

    return quick.read(text, now=now, day_starts_at=day_starts_at)


def read_after(
    first: str, text: str, now: datetime, day_starts_at: time, last: str = ""
) -> list[Record]:
    """A line whose first word, and perhaps last, is known and not typed.

    Raises DataError counting the typed words.
    """
    from tracker.entry.lines import UnknownWordError  # noqa: PLC0415  as above

    try:
        return read_words(f"{first} {text} {last}", now, day_starts_at)
    except UnknownWordError as error:
        said, number = error.message, error.word.number
        counted = f"word {number}, "
        if len(text.split()) > 1:
            error.message = said.replace(counted, f"word {number - 1}, ", 1)
        else:
            error.message = said.replace(counted, "", 1).replace('", ', '" ', 1)
        raise


def read_time(
    kind: Kind, fields: Record, day: date, text: str, now: datetime, day_starts_at: time
) -> list[Record]:
    """A record of something on a local day; a bare time of day such as `2230` is that day's.

    Raises DataError for anything that is not a time.
    """
    from tracker.entry.accept import parse_field  # noqa: PLC0415  the first frame reads nothing

    stated = text.strip()
    if match := _CLOCK.fullmatch(stated):
        hour, minute = int(match[1]), int(match[2])
        after_midnight = (hour, minute) < (day_starts_at.hour, day_starts_at.minute)
        stated = f"{day + timedelta(days=after_midnight)} {hour:02}:{minute:02}"
    name = MAIN_TIME[kind] or "time"
    try:
        moment = parse_field(kind, name, stated, now=now)
    except DataError as error:
        known = field(kind, name)
        usual = known.expects() if known else ""
        error.message = error.message.replace(usual, "2230, 22:30, -20m or yesterday 22:10", 1)
        raise
    return [{"kind": kind.value, name: moment, **fields} | _zone(now)]


def is_clock(text: str) -> bool:
    """Whether a text is a bare time of day: `2230` or `8:05`."""
    return _CLOCK.fullmatch(text.strip()) is not None


def read_dose(text: str, now: datetime, day_starts_at: time) -> list[Record]:
    """A medicine and a dose, such as `magnesium 300 mg`."""
    return read_after("took", text.strip(), now, day_starts_at)


def drinks() -> list[Item]:
    """The caffeine catalogue to choose from."""
    return [_serving(s, "mg caffeine") for s in knowledge.caffeine_items()]


def alcoholic() -> list[Item]:
    """The alcohol catalogue to choose from."""
    return [_serving(s, "g alcohol") for s in knowledge.alcohol_items()]


def symptoms() -> list[Item]:
    """The symptom vocabulary to choose from, found by its plain and its everyday words too."""
    from tracker.entry.symptom_words import EVERYDAY, PLAIN_WORDS  # noqa: PLC0415  as above

    return [
        Item(
            s.id,
            s.label,
            words=f"{s.id.replace('_', ' ')}, {PLAIN_WORDS.get(s.id, '')}",
            nearly=EVERYDAY.get(s.id, ""),
            warns=s.warns,
        )
        for s in knowledge.symptoms().values()
    ]


def lookups(kind: Kind, name: str) -> list[Item]:
    """What a field of free text may be searched for; empty where there is no list."""
    if name == "symptom":
        return [replace(item, value=item.text) for item in symptoms()]
    if name == "item":
        return drinks() if kind is Kind.CAFFEINE else alcoholic()
    if (kind, name) in _MEDICINES:
        from tracker.entry.completing import medicine_names  # noqa: PLC0415  as above

        return [
            Item(name, name, known.drug_class, words=known.name)
            for name, known in sorted(medicine_names().items())
        ]
    if (kind, name) == (Kind.MEDICATION, "drug_class"):
        classes = sorted({each.drug_class for each in knowledge.medicines()})
        return [Item(known, known) for known in classes]
    if (kind, name) == (Kind.FACTOR, "name"):
        return [Item(known, known) for known in _FACTORS]
    return []


def has_list(kind: Kind, name: str) -> bool:
    """Whether a field of text has a list to search: a vocabulary, or what was typed before."""
    listed = name in {"symptom", "item"} or (kind, name) == (Kind.MEDICATION, "drug_class")
    return listed or (kind, name) in OWN


def _serving(serving: knowledge.Serving, unit: str) -> Item:
    size = f"{serving.serving} ml" if serving.serving.isdigit() else serving.serving
    words = " ".join(serving.aliases)
    return Item(serving.item, serving.item, f"{size}, {serving.amount:g} {unit}", words)


def _zone(now: datetime) -> Record:
    name = clock.zone_name(now)
    return {"tz": name} if name else {}


def kinds() -> list[Item]:
    """Every kind of entry, with what it is for."""
    return [
        Item(kind.value, name, purpose, words=kind.value) for kind, (name, purpose) in KINDS.items()
    ]
