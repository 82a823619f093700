"""What the emergency rules need of a diary, and whether they need to be asked at all.

After every entry they are asked, so this module stays light: it imports no rule. Most entries
leave nothing that any emergency rule could rest on; then the rules are not even loaded.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from tracker.diary import Diary, in_order
from tracker.records import Entry
from tracker.vocabulary import Kind

MONTHS: Final = frozenset({Kind.DOSE, Kind.SUBSTANCE, Kind.EVENT})
MONTHS_DAYS: Final = 45
"""Kinds that are needed so many local days back, as symptoms are: a first dose is one after 30 days
without, a sedative counts for 21 days after it was cut. Courses are needed however old."""

EPISODE_DAYS: Final = 11
"""How many local days back episodes are needed: movements count for 7 days after a medicine."""

CAFFEINE_DAYS: Final = 4
"""How many local days back caffeine is needed: 24 hours of it before a sign of the last 24."""

SPELLS: Final = frozenset(
    {
        *("facial_weakness", "facial_numbness", "arm_weakness", "limb_numbness", "slurred_speech"),
        *("double_vision", "balance_loss", "severe_headache", "eyelid_droop", "confusion"),
    }
)
"""Symptoms that an old report can still speak about: `assessed` may have been said years ago."""

SIGNS: Final = SPELLS | frozenset(
    {
        *("agitation", "altered_awareness", "blurred_vision", "breathless_rest"),
        *("breathless_severe", "chest_pain", "convulsion", "diarrhoea", "drowsiness"),
        *("fainting", "fever", "fluid_ear_nose", "hallucination", "hand_foot_spasm"),
        *("hearing_change", "muscle_cramp", "muscle_spasm", "muscle_wasting"),
        *("muscle_weakness", "palpitations", "severe_shaking", "spread_to_limb"),
        *("stiffness", "sustained_pulling", "swallowing_trouble", "sweating"),
        *("throat_tightness", "tingling_fingers_toes", "tingling_lips", "vomiting"),
    }
)
"""Every symptom that an emergency rule reads; without one of them only an episode's details or a
great deal of caffeine make an emergency."""

SYMPTOM_DAYS: Final = 9
"""A symptom reported, or said to be gone, longer ago than this makes no emergency."""

CAFFEINE_HOURS: Final = 31
CAFFEINE_MG: Final = 1200
"""Without a symptom only this much caffeine makes one; its 6 hours end in the last 24."""

Read = Callable[[Collection[Kind], date | None, Collection[str] | None], Sequence[Entry]]
"""Reads the entries of some kinds from a local day on, or all of them; only those symptoms."""


def recent_diary(read: Read, now: datetime, changed: Iterable[Entry] = ()) -> Diary | None:
    """As much of a diary as the emergency rules need; None when none of them can hold.

    `changed` are the entries that were just saved or changed, of whatever age. What only some
    rules look at, such as medicines, is read when one asks for it: `read` must last as long. A
    symptom that was reported longer ago than 45 days and said only later to have lasted until now
    is found by the rules over the whole diary, and right after that was said.
    """
    today = now.date()
    changed = tuple(changed)
    months = today - timedelta(days=MONTHS_DAYS)
    found = [*read({Kind.EPISODE}, today - timedelta(days=EPISODE_DAYS), None), *changed]
    found += read({Kind.CAFFEINE}, today - timedelta(days=CAFFEINE_DAYS), None)
    found += read({Kind.SYMPTOM}, months, None)
    signs = [entry for entry in found if may_be_a_sign(entry, today)]
    if not signs and not _much_caffeine(found, now):
        return None
    found += read({Kind.PROFILE}, None, None)
    spells = SPELLS.intersection(entry.record.get("symptom") for entry in signs)
    if spells:
        found += read({Kind.SYMPTOM}, None, spells)
    latest = {entry.id: entry for entry in found} | {entry.id: entry for entry in changed}
    diary = Diary.from_entries(latest.values())
    return replace(diary, by_kind=_ReadWhenAsked(diary.by_kind, read, months))


class _ReadWhenAsked(Mapping[Kind, tuple[Entry, ...]]):
    """The entries by kind; those of `MONTHS` and the medicines are read on first use."""

    def __init__(self, there: Mapping[Kind, tuple[Entry, ...]], read: Read, months: date) -> None:
        self._there = dict(there)
        self._read = read
        self._waiting = dict.fromkeys(MONTHS, months) | {Kind.MEDICATION: None}

    def __getitem__(self, kind: Kind) -> tuple[Entry, ...]:
        if kind in self._waiting:
            found = {e.id: e for e in self._read({kind}, self._waiting.pop(kind), None)}
            found |= {e.id: e for e in self._there[kind]}
            self._there[kind] = in_order(found.values())
        return self._there[kind]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._there)

    def __len__(self) -> int:
        return len(self._there)


def may_be_a_sign(entry: Entry, today: date) -> bool:
    """Whether an emergency rule can rest on an entry by itself, or together with others."""
    record, since = entry.record, today - timedelta(days=SYMPTOM_DAYS)
    if entry.kind is Kind.EPISODE:
        return bool(record.get("altered_awareness") or record.get("spread_to_limb"))
    if record.get("symptom") not in SIGNS or entry.local_date is None:
        return False
    return entry.local_date >= since or record.get("resolved_time", "") >= since.isoformat()


def _much_caffeine(entries: Iterable[Entry], now: datetime) -> bool:
    since = now - timedelta(hours=CAFFEINE_HOURS)
    drunk = {e.id: e for e in entries if e.kind is Kind.CAFFEINE and e.at and e.at >= since}
    return sum(entry.record.get("mg") or 0 for entry in drunk.values()) >= CAFFEINE_MG
