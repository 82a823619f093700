"""The records that single keys write, and the readers of lines that are not free words."""

from datetime import date, datetime, time
from typing import Any

from tracker import clock, knowledge
from tracker.errors import DataError
from tracker.fields import FIELDS
from tracker.records import Record
from tracker.tui.dialogs.choose import Item
from tracker.vocabulary import Kind


def at(kind: Kind, now: datetime, **fields: Any) -> Record:
    """A record of something that happens at this moment."""
    name = "start" if kind is Kind.EPISODE else "time"
    return {"kind": kind.value, name: clock.iso(now), **fields} | _zone(now)


def day_status(day: date, status: str, now: datetime) -> Record:
    """What is stated about a whole day, `clear` or `complete`."""
    return {"kind": Kind.DAY.value, "date": day.isoformat(), "status": status} | _zone(now)


def read_words(text: str, now: datetime, day_starts_at: time) -> list[Record]:
    """Any line of quick entry. Raises DataError saying which word is not understood."""
    from tracker.entry import quick  # noqa: PLC0415  the first frame needs no grammar

    return quick.read(text, now=now, day_starts_at=day_starts_at)


def read_night(text: str, now: datetime, day_starts_at: time) -> list[Record]:
    """`2310-0640`, `23:10-06:40` or `7.5h`, with `q7` for the quality.

    Raises DataError for anything that is not one night.
    """
    records = read_words(f"slept {text.strip()}", now, day_starts_at)
    if [record["kind"] for record in records] != [Kind.SLEEP]:
        raise DataError("only one night belongs here.", hint="Try: 2310-0640 q7")
    return records


def read_dose(text: str, now: datetime, day_starts_at: time) -> list[Record]:
    """A medicine and a dose, such as `magnesium 300 mg`."""
    return read_words(f"took {text.strip()}", now, day_starts_at)


def drinks() -> list[Item]:
    """The caffeine catalogue to choose from."""
    return [_serving(s, "mg caffeine") for s in knowledge.caffeine_items()]


def alcoholic() -> list[Item]:
    """The alcohol catalogue to choose from."""
    return [_serving(s, "g alcohol") for s in knowledge.alcohol_items()]


def symptoms() -> list[Item]:
    """The symptom vocabulary to choose from."""
    return [
        Item(s.id, s.label, words=s.id.replace("_", " ")) for s in knowledge.symptoms().values()
    ]


def _serving(serving: knowledge.Serving, unit: str) -> Item:
    size = f"{serving.serving} ml" if serving.serving.isdigit() else serving.serving
    words = " ".join(serving.aliases)
    return Item(serving.item, serving.item, f"{size}, {serving.amount:g} {unit}", words)


def _zone(now: datetime) -> Record:
    name = clock.zone_name(now)
    return {"tz": name} if name else {}


def kinds() -> list[Item]:
    """Every kind of entry, with the fields that it needs."""
    return [
        Item(kind.value, kind.value, ", ".join(f.name for f in FIELDS[kind] if f.required))
        for kind in Kind
    ]
