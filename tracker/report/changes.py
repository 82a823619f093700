"""What changed, why a flag is open, what to ask the doctor: plain lines from entries and flags."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from tracker import clock, knowledge
from tracker.diary import Diary
from tracker.report.summary import within
from tracker.report.words import dated, short_dated, site_words
from tracker.vocabulary import CourseChange, EventName, FlagStatus, Kind, Site, SubstanceEvent, Tier

if TYPE_CHECKING:
    from tracker.flags import Flag

EVENTS: Final = {
    EventName.HEAD_INJURY: "knock to the head",
    EventName.FACE_INJURY: "injury of the face",
    EventName.JAW_OR_DENTAL: "jaw or dental work",
    EventName.FACE_OR_NECK_SURGERY: "operation on the face or neck",
    EventName.THYROID_SURGERY: "operation on the thyroid",
    EventName.PAST_FACIAL_PALSY: "earlier facial palsy noted",
    EventName.DOCTOR_VISIT: "visit to a doctor",
    EventName.OTHER: "other event",
}

KNOWN_AFTER: Final = timedelta(days=14)
"""How long after the first site was noted a site that comes up is new."""

URGENT: Final = "an emergency sign is open: that is for now, not for an appointment"

_BECAUSE: Final = " because "


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was different from a day on."""

    day: date
    text: str


def changes(diary: Diary, *, since: date, until: date) -> tuple[Change, ...]:
    """What began, ended or was new in a period, oldest first."""
    found = [
        *_courses(diary, since, until),
        *_trials(diary, since, until),
        *_substances(diary, since, until),
        *_events(diary, since, until),
        *_first_symptoms(diary, since, until),
        *_first_sites(diary, since, until),
    ]
    return tuple(sorted(found, key=lambda change: change.day))


def open_flags(flags: Sequence["Flag"]) -> tuple["Flag", ...]:
    """The flags that nobody has answered yet, most urgent first."""
    order = list(Tier)
    left = [flag for flag in flags if flag.status == FlagStatus.OPEN]
    return tuple(sorted(left, key=lambda flag: order.index(Tier(flag.tier))))


def questions(flags: Sequence["Flag"]) -> tuple[str, ...]:
    """What the open flags give reason to ask about: the reason that each one's message names.

    An emergency is for now and does not wait for an appointment, which is said first; self-care is
    for the person.
    """
    now = [URGENT for flag in open_flags(flags) if flag.tier == Tier.EMERGENCY][:1]
    asked = [f for f in open_flags(flags) if f.tier in {Tier.SOON, Tier.ROUTINE}]
    return (*now, *dict.fromkeys(_reason(flag.message) for flag in asked))


def why(flag: "Flag", *, since: date, until: date) -> str:
    """Since when a flag holds, whether that is new in the period, and what it rests on."""
    new = " (new)" if since <= flag.fired_on <= until else ""
    held = f"Since {dated(flag.fired_on, until)}{new}"
    found = [
        item.text.rstrip(".")
        + (f" ({short_dated(item.day, until)})" if item.day != flag.fired_on else "")
        for item in flag.evidence
    ]
    if len(found) > 3:
        found = [found[0], f"{len(found) - 2} more in between", found[-1]]
    return f"{held}: {'; '.join(found)}" if found else held


def _reason(message: str) -> str:
    sentence = message.partition(". ")[0].rstrip(".")
    _, because, reason = sentence.partition(_BECAUSE)
    return reason if because else sentence[:1].lower() + sentence[1:]


def _courses(diary: Diary, since: date, until: date) -> Iterator[Change]:
    for entry in diary.of(Kind.MEDICATION):
        record = entry.record
        begin = clock.parse_day(record["start_date"])
        dose = f" {record['dose']:g} {record.get('unit') or ''}" if record.get("dose") else ""
        if since <= begin <= until:
            change = record.get("change") or CourseChange.STARTED
            yield Change(begin, f"{change} {record['name']}{dose}".rstrip())
        if record.get("stop_date"):
            stop = clock.parse_day(record["stop_date"])
            if since <= stop <= until:
                yield Change(stop, f"last day of {record['name']}")


def _trials(diary: Diary, since: date, until: date) -> Iterator[Change]:
    for entry in diary.of(Kind.TRIAL):
        for field, word in (("start_date", "first"), ("stop_date", "last")):
            if entry.record.get(field):
                day = clock.parse_day(entry.record[field])
                if since <= day <= until:
                    yield Change(day, f"{word} day of the trial {entry.record['name']}")


def _substances(diary: Diary, since: date, until: date) -> Iterator[Change]:
    said = {SubstanceEvent.STOPPED: "stopped", SubstanceEvent.CUT_DOWN: "cut down"}
    for entry in within(diary, Kind.SUBSTANCE, since, until):
        event = entry.record.get("event")
        if event in said and entry.local_date:
            yield Change(entry.local_date, f"{said[event]} {entry.record['name']}")


def _events(diary: Diary, since: date, until: date) -> Iterator[Change]:
    for entry in within(diary, Kind.EVENT, since, until):
        outcome = entry.record.get("outcome")
        text = EVENTS[EventName(entry.record["event"])] + (f": {outcome}" if outcome else "")
        if entry.local_date:
            yield Change(entry.local_date, text)


def _first_symptoms(diary: Diary, since: date, until: date) -> Iterator[Change]:
    seen: set[str] = set()
    for entry in diary.of(Kind.SYMPTOM):
        symptom = entry.record["symptom"]
        if symptom in seen or not entry.local_date:
            continue
        seen.add(symptom)
        if since <= entry.local_date <= until:
            known = knowledge.symptoms().get(symptom)
            name = known.label[:1].lower() + known.label[1:] if known else symptom
            yield Change(entry.local_date, f"first noted: {name}")


def _first_sites(diary: Diary, since: date, until: date) -> Iterator[Change]:
    """Sites that are new in a diary whose usual sites are known by then."""
    seen: dict[str, date] = {}
    for entry in diary.episodes:
        for site in entry.record.get("sites") or ():
            if entry.local_date:
                seen.setdefault(site, entry.local_date)
    usual = min(seen.values(), default=since) + KNOWN_AFTER
    for day in sorted(set(seen.values())):
        if since <= day <= until and day >= usual:
            new = ", ".join(site_words(Site(site)) for site in sorted(seen) if seen[site] == day)
            yield Change(day, f"first twitch noted at: {new}")
