"""The Patterns area: what the flag rules found, and what they still wait for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tracker import knowledge, settings
from tracker.diary import Diary
from tracker.flags import Flag, emergencies, evaluate, not_evaluated
from tracker.flags.life import Recorded, Step, history, resolved, with_status
from tracker.store import Acknowledged
from tracker.vocabulary import FlagStatus, Tier


@dataclass(frozen=True, slots=True)
class Patterns:
    """Flags, the most urgent first, open ones before acknowledged ones within a tier.

    `waiting` are rules that cannot be judged yet: title and what each needs. `number` is whom to
    call. `seen` is when each rule was acknowledged last. `past` are flags that the person dealt
    with and that hold no longer; `told` is what was done about each, by rule.
    """

    flags: tuple[Flag, ...]
    waiting: tuple[tuple[str, str], ...]
    number: str
    seen: Mapping[str, datetime]
    past: tuple[Flag, ...] = ()
    told: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    preset: str = "default"

    @property
    def open_flags(self) -> tuple[Flag, ...]:
        """Those that have not been acknowledged."""
        return tuple(flag for flag in self.flags if flag.status is FlagStatus.OPEN)

    def reopened(self, since: Mapping[str, datetime]) -> "Patterns":
        """The same, with rules open again that were acknowledged only before some moment."""

        def again(flag: Flag) -> Flag:
            at, seen = since.get(flag.rule), self.seen.get(flag.rule)
            void = at is not None and seen is not None and seen <= at
            return flag._replace(status=FlagStatus.OPEN) if void else flag

        return replace(self, flags=_in_order(map(again, self.flags)))

    def over(self, known: "Patterns | None") -> "Patterns":
        """What is known, with its emergencies replaced by these."""
        if known is None:
            return self
        rest = tuple(flag for flag in known.flags if flag.tier is not Tier.EMERGENCY)
        return replace(known, flags=self.flags + rest, number=self.number)


def patterns(
    diary: Diary, seen: Iterable[Acknowledged], now: datetime, recorded: Recorded
) -> Patterns:
    """Every rule that holds at `now`, every rule that waits, and those that held once.

    By the persistence preset of the settings file. Raises DataError when that cannot be read.
    """
    titles, preset, seen = knowledge.rules(), settings.flag_preset(), tuple(seen)
    waits = not_evaluated(diary, now=now, preset=preset)
    waiting = tuple((titles[w.rule].title, w.needs) for w in waits)
    held = evaluate(diary, now=now, preset=preset)
    found = _standing(held, waiting, diary, seen, now, recorded)
    times = [(each.rule, each.at) for each in seen]
    past = tuple(resolved(found.flags, diary, times, now, preset=preset))
    notes = [(each.rule, each.at, each.note) for each in seen]
    told = {
        flag.rule: tuple(history(flag.rule, flag.fired_on, diary, notes, now))
        for flag in (*found.flags, *past)
    }
    return replace(found, past=past, told=told, preset=preset)


def urgent(
    diary: Diary, seen: Iterable[Acknowledged], now: datetime, recorded: Recorded
) -> Patterns:
    """The emergencies alone, for right after a change; `diary` may hold recent entries alone."""
    return _standing(emergencies(diary, now=now), (), diary, seen, now, recorded)


def rest_on(patterns: Patterns, entries: Collection[str]) -> frozenset[str]:
    """The rules whose evidence names one of some entries, by id."""
    return frozenset(f.rule for f in patterns.flags if any(e.entry in entries for e in f.evidence))


def _standing(
    flags: Iterable[Flag],
    waiting: tuple[tuple[str, str], ...],
    diary: Diary,
    seen: Iterable[Acknowledged],
    now: datetime,
    recorded: Recorded,
) -> Patterns:
    latest: dict[str, datetime] = {}
    for each in seen:
        latest[each.rule] = max(each.at, latest.get(each.rule, each.at))
    judged = with_status(flags, diary, latest.items(), now, recorded)
    return Patterns(_in_order(judged), waiting, emergency_number(diary.profile), latest)


def _in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    tiers = list(Tier)
    return tuple(
        sorted(flags, key=lambda f: (tiers.index(f.tier), f.status is not FlagStatus.OPEN))
    )


def emergency_number(profile: Mapping[str, Any]) -> str:
    """The number to call: the profile's, or the usual ones."""
    return str(profile.get("emergency_number") or knowledge.ANY_NUMBER)


def tier_words(tier: Tier) -> tuple[str, str]:
    """A tier's label and what it asks for, from the red-flag file."""
    found = next(t for t in knowledge.flag_texts()["tiers"] if t["id"] == tier.value)
    return found["label"], found["action"]
