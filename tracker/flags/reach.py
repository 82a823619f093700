"""What the emergency rules need of a diary, and whether they need to be asked at all.

After every entry they are asked, so this module stays light: it imports no rule. Most entries
leave nothing that any emergency rule could rest on; then the rules are not even loaded.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from tracker.diary import Diary, in_order
from tracker.records import Entry
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from typing import Protocol

    class Read(Protocol):
        """What reads a diary, all of one moment."""

        def entries(self, kind: Kind, since: date | None = None) -> Sequence[Entry]:
            """The entries of one kind, from a local day on."""

        def courses(self, lasting_to: date) -> Sequence[Entry]:
            """The medication entries but those whose medicine was stopped before a day."""

        def reports(self, symptoms: Collection[str]) -> Sequence[Entry]:
            """Every report of some symptoms."""

        def reported_fields(self, symptoms: Collection[str]) -> Sequence[Mapping[str, Any]]:
            """The fields and the `id` of every report of some symptoms, maybe deleted ones too."""

        def named(self, ids: Sequence[str]) -> Sequence[Entry]:
            """The entries of those ids that stand."""


MONTHS: Final = frozenset({Kind.DOSE, Kind.SUBSTANCE, Kind.EVENT})
MONTHS_DAYS: Final = 45
"""Kinds that are needed so many local days back from now, and from a sign that has lasted: a first
dose is one after 30 days without, a sedative counts for 21 days after it was cut. Of courses those
are needed that lasted into these days. Symptoms are needed so many days back from now."""

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


def recent_diary(
    read: "Read", now: datetime, changed: Iterable[Entry] = (), *, whole_spells: bool = True
) -> Diary | None:
    """As much of a diary as the emergency rules need; None when none of them can hold.

    `changed` are the entries that were just saved or changed, of whatever age. What only some
    rules look at, such as medicines, is read when one asks for it: `read` must last as long. A
    symptom that was reported longer ago than 45 days and said only later to have lasted until now
    is found by the rules over the whole diary, and right after that was said. Without
    `whole_spells` the reports of a long-lasting sign that only repeat others are left out, which is
    enough to tell whether an emergency is there, but not since when.
    """
    today = now.date()
    changed = tuple(changed)
    months = today - timedelta(days=MONTHS_DAYS)
    found = [*read.entries(Kind.EPISODE, today - timedelta(days=EPISODE_DAYS)), *changed]
    found += read.entries(Kind.CAFFEINE, today - timedelta(days=CAFFEINE_DAYS))
    found += read.entries(Kind.SYMPTOM, months)
    signs = [entry for entry in found if may_be_a_sign(entry, today)]
    if not signs and not _much_caffeine(found, now):
        return None
    found += read.entries(Kind.PROFILE)
    spells = SPELLS.intersection(entry.record.get("symptom") for entry in signs)
    if spells:
        found += read.reports(spells) if whole_spells else _telling(read, spells, now)
    latest = {entry.id: entry for entry in found} | {entry.id: entry for entry in changed}
    diary = Diary.from_entries(latest.values())
    days = (e.local_date for e in latest.values() if e.local_date and may_be_a_sign(e, today))
    since = min([months, *(day - timedelta(days=MONTHS_DAYS) for day in days)])
    return replace(diary, by_kind=_ReadWhenAsked(diary.by_kind, read, since))


def _telling(read: "Read", spells: Collection[str], now: datetime) -> Sequence[Entry]:
    """The reports of some symptoms but those that only repeat others."""
    from tracker.flags.repeats import telling  # noqa: PLC0415  most entries report no such sign

    ids = telling(read.reported_fields(spells), now - timedelta(days=MONTHS_DAYS))
    found = read.named(ids)
    return found if len(found) == len(ids) else read.reports(spells)  # a deleted one stood for one


class _ReadWhenAsked(Mapping[Kind, tuple[Entry, ...]]):
    """The entries by kind; those of `MONTHS` and courses are read on first use, from a day on."""

    def __init__(self, there: Mapping[Kind, tuple[Entry, ...]], read: "Read", since: date) -> None:
        self._there = dict(there)
        self._read = read
        self._since = since
        self._waiting = {*MONTHS, Kind.MEDICATION}

    def __getitem__(self, kind: Kind) -> tuple[Entry, ...]:
        if kind in self._waiting:
            self._waiting.remove(kind)
            lasting, since = kind is Kind.MEDICATION, self._since
            read = self._read.courses(since) if lasting else self._read.entries(kind, since)
            found = {e.id: e for e in [*read, *self._there[kind]]}
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
