"""The Patterns area: what the flag rules found, and what they still wait for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from tracker import knowledge
from tracker.diary import Diary
from tracker.flags import Flag, emergencies, evaluate, not_evaluated
from tracker.flags.life import with_status
from tracker.store import Acknowledged
from tracker.vocabulary import FlagStatus, Tier

ANY_NUMBER: Final = "999, 112, 911 or your local emergency number"
"""What to call when the profile names no number; the red-flag file's own list."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Flags, the most urgent first, open ones before acknowledged ones within a tier.

    `waiting` are rules that cannot be judged yet: title and what each needs. `number` is whom to
    call.
    """

    flags: tuple[Flag, ...]
    waiting: tuple[tuple[str, str], ...]
    number: str

    @property
    def open_flags(self) -> tuple[Flag, ...]:
        """Those that have not been acknowledged."""
        return tuple(flag for flag in self.flags if flag.status is FlagStatus.OPEN)


def patterns(
    diary: Diary, seen: Iterable[Acknowledged], now: datetime, reopened: Collection[str] = ()
) -> Patterns:
    """Every rule that holds at `now` and every rule that waits.

    Acknowledgements of `reopened` rules do not count.
    """
    flags = standing(evaluate(diary, now=now), diary, seen, now, reopened)
    titles = knowledge.rules()
    waiting = tuple((titles[w.rule].title, w.needs) for w in not_evaluated(diary, now=now))
    return Patterns(flags, waiting, emergency_number(diary.profile))


def urgent(
    diary: Diary, seen: Iterable[Acknowledged], now: datetime, new: Collection[str]
) -> Patterns:
    """The emergencies alone, from recent entries, right after entries with the ids `new`.

    One that rests on a new entry is open, whatever was acknowledged before: what happened earlier
    may be entered later.
    """
    found = emergencies(diary, now=now)
    again = {flag.rule for flag in found if any(e.entry in new for e in flag.evidence)}
    flags = standing(found, diary, seen, now, again)
    return Patterns(flags, (), emergency_number(diary.profile))


def standing(
    flags: Iterable[Flag],
    diary: Diary,
    seen: Iterable[Acknowledged],
    now: datetime,
    reopened: Collection[str] = (),
) -> tuple[Flag, ...]:
    """The flags with their status, in the order they are shown."""
    counted = [(each.rule, each.at) for each in seen if each.rule not in reopened]
    tiers = list(Tier)
    return tuple(
        sorted(
            with_status(flags, diary, counted, now),
            key=lambda flag: (tiers.index(flag.tier), flag.status is not FlagStatus.OPEN),
        )
    )


def merged(new: Patterns, known: Patterns | None) -> Patterns:
    """What is known, with its emergencies replaced by newer ones."""
    if known is None:
        return new
    rest = tuple(flag for flag in known.flags if flag.tier is not Tier.EMERGENCY)
    return replace(known, flags=new.flags + rest, number=new.number)


def emergency_number(profile: Mapping[str, Any]) -> str:
    """The number to call: the profile's, or the usual ones."""
    return str(profile.get("emergency_number") or ANY_NUMBER)


def tier_words(tier: Tier) -> tuple[str, str]:
    """A tier's label and what it asks for, from the red-flag file."""
    found = next(t for t in knowledge.flag_texts()["tiers"] if t["id"] == tier.value)
    return found["label"], found["action"]
