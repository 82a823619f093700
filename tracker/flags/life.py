"""A flag's life: open, or acknowledged until its cooldown is over or something new happens."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tracker import knowledge
from tracker.diary import Diary
from tracker.flags.result import Flag
from tracker.vocabulary import FlagStatus, Tier


def with_status(
    flags: Iterable[Flag], diary: Diary, seen: Iterable[tuple[str, datetime]], now: datetime
) -> list[Flag]:
    """The flags, each acknowledged where the person has seen it and nothing has changed since.

    `seen` pairs a rule with the moment it was acknowledged. An acknowledgement holds for the
    tier's cooldown (`cooldown_days` of the rules file); an emergency's holds until a sign that is
    newer than it. A flag that fired after it is open.
    """
    latest: dict[str, datetime] = {}
    for rule, moment in seen:
        latest[rule] = max(moment, latest.get(rule, moment))
    cooldown = {
        t["id"]: timedelta(days=t["cooldown_days"]) for t in knowledge.flag_texts()["tiers"]
    }
    times = {e.id: e.at for some in diary.by_kind.values() for e in some}
    found = []
    for flag in flags:
        at = latest.get(flag.rule)
        holds = at is not None and flag.fired_on <= at.astimezone(now.tzinfo).date()
        if at is not None and holds:
            if flag.tier == Tier.EMERGENCY:
                signs = [times.get(e.entry) for e in flag.evidence if e.entry]
                holds = all(sign is None or sign <= at for sign in signs)
            else:
                holds = now - at < cooldown[flag.tier]
        found.append(replace(flag, status=FlagStatus.ACKNOWLEDGED) if holds else flag)
    return found
