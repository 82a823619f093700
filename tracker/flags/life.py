"""A flag's life: open, then acknowledged until something new happens, and at last resolved.

- **open**: the rule's condition holds.
- **acknowledged**: the person has said that they have seen it, with a note or without, or a
  `doctor_visit` event is dated after the day the flag fired. Both hold for the tier's cooldown
  (`cooldown_days` of the rules file). An emergency has no cooldown: it is quiet until a sign newer
  than the acknowledgement, and a visit quiets it only when it is dated after its newest sign.
- **resolved**: it was acknowledged once, or held when a doctor was visited, and its condition
  holds no longer. Nothing is stored for this: it follows from acknowledgements, visits and what
  holds now.

So the whole life is undone with its entries and acknowledgements. A visit has a date and no time:
one on the very day of the flag or the sign may have come before it, and quiets nothing by itself.
Who notes a visit about one flag acknowledges that flag with it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from tracker import knowledge
from tracker.diary import Diary
from tracker.flags.evaluation import evaluate, flag_at
from tracker.flags.flag import Flag
from tracker.vocabulary import EventName, FlagStatus, Kind, Tier

VISITS_LOOKED_AT: Final = 6
"""How many of the last visits to a doctor are searched for flags that hold no longer."""


class Step(NamedTuple):
    """One thing the person did about a flag: its local day, `seen` or `doctor visit`, and words."""

    day: date
    what: str
    words: str

    def to_dict(self) -> dict[str, str]:
        """The step as JSON values."""
        return {"day": self.day.isoformat(), "what": self.what, "words": self.words}


Recorded = Callable[[Collection[str]], Mapping[str, datetime]]
"""Gives the moments at which entries were saved or changed last, by their ids."""


def with_status(
    flags: Iterable[Flag],
    diary: Diary,
    seen: Iterable[tuple[str, datetime]],
    now: datetime,
    recorded: Recorded,
) -> list[Flag]:
    """The flags, each acknowledged where the person or a doctor has seen it and nothing is newer.

    `seen` pairs a rule with the moment it was acknowledged. A flag that fired after it is open. An
    emergency's sign that was `recorded` after it was not seen either, whatever its own time.
    """
    latest = _latest(seen)
    visits = _visits(diary, now.date())
    cooldown = {
        t["id"]: timedelta(days=t["cooldown_days"]) for t in knowledge.flag_texts()["tiers"]
    }
    times = {e.id: e.at for some in diary.by_kind.values() for e in some}

    def quiet(flag: Flag) -> bool:
        at = latest.get(flag.rule)
        if at is not None and flag.fired_on > at.astimezone(now.tzinfo).date():
            at = None
        if flag.tier == Tier.EMERGENCY:
            ids = [e.entry for e in flag.evidence if e.entry]
            signs = [*map(times.get, ids), *(recorded(ids).values() if at else ())]
            shown = at is not None and all(sign is None or sign <= at for sign in signs)
            return shown or _visited_after_all_signs(flag, visits)
        wait = cooldown[flag.tier]
        return (at is not None and now - at < wait) or any(
            flag.fired_on < visit and now.date() - visit < wait for visit in visits
        )

    return [f._replace(status=FlagStatus.ACKNOWLEDGED) if quiet(f) else f for f in flags]


def standing(
    diary: Diary,
    seen: Iterable[tuple[str, datetime]],
    moment: datetime,
    *,
    recorded: Recorded,
    preset: str = "default",
) -> list[Flag]:
    """The flags that held at a moment with their status then, which may lie in the past.

    Entries and acknowledgements that are later are ignored; of earlier ones, what is known today
    counts.
    """
    by_then = [(rule, at) for rule, at in seen if at <= moment]
    return with_status(evaluate(diary, moment, preset=preset), diary, by_then, moment, recorded)


def resolved(
    flags: Iterable[Flag],
    diary: Diary,
    seen: Iterable[tuple[str, datetime]],
    now: datetime,
    *,
    preset: str = "default",
) -> list[Flag]:
    """The flags that were acknowledged, or held at a visit, and hold no longer; most urgent first.

    `flags` are those that hold now. Each is as it was then, as far as the diary still shows it; one
    that its entries no longer show is left out. Of many visits the last few are looked at.
    """
    standing = {flag.rule for flag in flags}
    known = knowledge.rules()
    gone = {r: at for r, at in _latest(seen).items() if r not in standing and r in known}
    found = [flag_at(rule, diary, at, preset=preset) for rule, at in gone.items()]
    past = {flag.rule: flag for flag in found if flag is not None}
    for visit in sorted(_visits(diary, now.date()))[-VISITS_LOOKED_AT:]:
        morning = datetime.combine(visit, diary.day_starts_at, tzinfo=now.tzinfo)
        for flag in evaluate(diary, morning, preset=preset):
            if flag.rule not in standing:
                past.setdefault(flag.rule, flag)
    tiers = list(Tier)
    ended = [flag._replace(status=FlagStatus.RESOLVED) for flag in past.values()]
    return sorted(ended, key=lambda flag: tiers.index(flag.tier))


def history(
    rule: str,
    fired: date | None,
    diary: Diary,
    seen: Iterable[tuple[str, datetime, str | None]],
    now: datetime,
) -> list[Step]:
    """What the person did about a rule's flag, oldest first.

    That is every acknowledgement with its note, and every visit to a doctor from the first of
    these, or from the day `fired` on which a flag that holds now did, with its outcome.
    """
    steps = [
        Step(at.astimezone(now.tzinfo).date(), "seen", note or "")
        for key, at, note in seen
        if key == rule
    ]
    since = min([*(step.day for step in steps), *([fired] if fired else [])], default=None)
    if since is not None:
        steps += [
            Step(entry.local_date, "doctor visit", entry.record.get("outcome") or "")
            for entry in diary.of(Kind.EVENT)
            if entry.record["event"] == EventName.DOCTOR_VISIT
            and entry.local_date is not None
            and since <= entry.local_date <= now.date()
        ]
    return sorted(steps, key=lambda step: step.day)


def _latest(seen: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    latest: dict[str, datetime] = {}
    for rule, moment in seen:
        latest[rule] = max(moment, latest.get(rule, moment))
    return latest


def _visits(diary: Diary, today: date) -> list[date]:
    """The days of the visits to a doctor that have been."""
    return [
        entry.local_date
        for entry in diary.of(Kind.EVENT)
        if entry.record["event"] == EventName.DOCTOR_VISIT
        and entry.local_date is not None
        and entry.local_date <= today
    ]


def _visited_after_all_signs(flag: Flag, visits: Sequence[date]) -> bool:
    newest = max([flag.fired_on, *(e.day for e in flag.evidence)])
    return any(newest < visit for visit in visits)
