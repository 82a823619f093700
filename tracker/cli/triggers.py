"""`tracker triggers`: what goes with the twitching, one finding opened, and what was expected."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from tracker import clock
from tracker.cli.findings import diary_whole
from tracker.cli.output import diary_of, period, print_json, say
from tracker.cli.over_time import over_time
from tracker.diary import Diary
from tracker.entry.printable import printable
from tracker.errors import NotFoundError, UsageError
from tracker.store import Store
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.analysis.detail import Detail
    from tracker.analysis.findings import Finding
    from tracker.analysis.stability import Held
    from tracker.analysis.unconfirmed import Unconfirmed

SHOWN_DAYS: Final = 14
"""The newest days behind a finding that are printed; `--json` has all."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, and whether that is the weekly look or a peek at a moment or period."""

    held: "Sequence[Held]"
    since: date | None
    until: date
    weekly: bool

    @property
    def findings(self) -> "list[Finding]":
        """The findings, most certain first."""
        return [one.finding for one in self.held]

    def to_dict(self) -> dict[str, Any]:
        """The `look` of the JSON: its kind and its last day."""
        kind = "weekly" if self.weekly else "peek"
        return {"kind": kind, "until": self.until.isoformat()}


def triggers(options: argparse.Namespace) -> int:
    """Which factors go with the twitching, how sure that is, and what stands behind one of them."""
    now = clock.now()
    since, until = period(options, now)
    if options.belief and not options.factor:
        raise UsageError(
            "--belief says what you expect of one factor.",
            hint="Try: tracker triggers caffeine --belief raises",
            safe="",
        )
    store = diary_of(options)
    diary = diary_whole(store)
    if options.belief:
        diary = _believe(store, diary, options, now)
    if not options.json and not diary.span():
        say("The diary is empty. Try: tracker add coffee, or: tracker demo")
        return 0
    look = look_at(diary, now, since, until, peek=options.peek)
    if options.json:
        print_json(_json(diary, look, now, options.factor, until))
    elif options.factor:
        for words in _opened(diary, look, options.factor):
            print(words)
    else:
        print_look(diary, look, now, until)
    return 0


def look_at(
    diary: Diary,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    *,
    peek: bool = False,
) -> Look:
    """The weekly look; a peek when asked for, or at a period."""
    from tracker.analysis import find_triggers
    from tracker.analysis.stability import Held, held_findings, week_end

    if not (peek or since or until):
        return Look(held_findings(diary, now), None, week_end(diary, now), weekly=True)
    last = until or max(clock.local_day(now, diary.day_starts_at), *(diary.span() or [date.min]))
    found = find_triggers(diary, since=since, until=until)
    return Look([Held(one, last) for one in found], since, last, weekly=False)


def print_look(diary: Diary, look: Look, now: datetime, until: date | None = None) -> None:
    """Print the findings, the most certain first, and the days that wait to be confirmed."""
    from tracker.analysis.period import period as period_of
    from tracker.analysis.unconfirmed import unconfirmed

    known = period_of(diary, look.since, until)
    print(
        f"{known.since} to {known.until}: {known.complete_days} of {known.days} days complete, "
        f"{known.episodes} twitches. What goes with them is not thereby their cause."
    )
    print(_kind_of_look(look))
    for finding in look.findings:
        print(f"\n{printable(finding.factor)} — {finding.verdict.replace('_', ' ')}")
        for words in _said(diary, finding):
            print(f"  {words}")
        for caveat in finding.caveats:
            print(f"  · {printable(caveat, 600)}")
    if look.findings:
        print(f"\nMore about one: tracker triggers {_quoted(look.findings[0].factor)}")
    for words in _waiting(unconfirmed(diary, clock.local_day(now, diary.day_starts_at))):
        print(words)


def _kind_of_look(look: Look) -> str:
    if look.weekly:
        return (
            f"As of {look.until}, the end of the last week; a verdict changes once it has held for "
            "two weeks. A look at this moment: tracker triggers --peek"
        )
    return (
        "A peek: who looks often finds something by chance sooner or later. The verdicts that have "
        "held: tracker triggers"
    )


def _said(diary: Diary, finding: "Finding") -> Iterator[str]:
    from tracker.analysis.beliefs import belief, beside

    yield printable(finding.summary, 600)
    said = belief(diary.profile, finding.factor)
    if said is not None:
        yield printable(beside(said, finding.verdict), 300)


def _opened(diary: Diary, look: Look, wanted: str) -> Iterator[str]:
    """One finding with all that stands behind it, as plain lines."""
    finding = _find(look.findings, wanted)
    detail = _detail(diary, look, finding)
    yield f"{printable(finding.factor)} — {finding.verdict.replace('_', ' ')}"
    yield from _said(diary, finding)
    yield f"Looked at: {printable(finding.exposure)}, {finding.lag}. {_kind_of_look(look)}"
    if finding.p is not None and finding.q is not None:
        yield f"p = {finding.p:.3g}; q = {finding.q:.3g}, allowing for all factors looked at."
    if detail.bands:
        yield "\nEpisodes a day as they were observed, adjusted for nothing:"
    for band in detail.bands:
        low, high = band.ci95
        days = f"{band.days:,} {'day' if band.days == 1 else 'days'}"
        yield (
            f"  {band.label}: {band.per_day:.2f} (95 % interval {low:.2f} to {high:.2f}; {days})"
        )
    yield from over_time(detail)
    yield from _listed("What the estimate is adjusted for:", detail.adjusted_for)
    yield from _listed("What else could explain it, and what is not known:", finding.caveats)
    yield from _listed("What is missing:", detail.missing)
    yield "\nWhat would settle it:"
    yield f"  {printable(detail.settles, 600)}"
    yield from _days_behind(detail)
    if not any(words.startswith("You expected") for words in _said(diary, finding)):
        name = _quoted(finding.factor)
        yield f"\nWhat you expect of it: tracker triggers {name} --belief raises"


def _days_behind(detail: "Detail") -> Iterator[str]:
    from tracker.analysis.bands import amount

    shown = detail.days[-SHOWN_DAYS:][::-1]
    if shown:
        of = f" (the newest {len(shown)} of {len(detail.days):,}; --json has all)"
        yield f"\nThe days behind it{of if len(detail.days) > len(shown) else ''}:"
    for day in shown:
        yield f"  {day.day}: {amount(day.exposure, detail.unit)}, {_twitches(day.episodes)}"


def _json(
    diary: Diary, look: Look, now: datetime, wanted: str | None, until: date | None
) -> dict[str, Any]:
    from tracker.analysis.beliefs import belief
    from tracker.analysis.period import triggers_json
    from tracker.analysis.unconfirmed import unconfirmed

    found = look.findings if wanted is None else [_find(look.findings, wanted)]
    content = triggers_json(diary, found, now, since=look.since, until=until)
    content["look"] = look.to_dict()
    said = {one.factor: belief(diary.profile, one.factor) for one in found}
    content["beliefs"] = {factor: text for factor, text in said.items() if text is not None}
    if wanted is not None:
        content["detail"] = _detail(diary, look, found[0]).to_dict()
    days = unconfirmed(diary, clock.local_day(now, diary.day_starts_at))
    return content | {"unconfirmed": [day.to_dict() for day in days]}


def _detail(diary: Diary, look: Look, finding: "Finding") -> "Detail":
    from tracker.analysis.detail import details

    return details(diary, look.held, look.since)[finding.factor]


def _find(findings: "Sequence[Finding]", wanted: str) -> "Finding":
    named = _named([one.factor for one in findings], wanted)
    return next(one for one in findings if one.factor == named)


def _named(factors: Sequence[str], wanted: str) -> str:
    """The factor of that id, a medicine's name, or an unambiguous beginning of either."""
    word = wanted.strip().casefold()
    names = {one: one.casefold().removeprefix("medication:") for one in factors}
    exact = [one for one, name in names.items() if word in {one.casefold(), name}]
    begun = [one for one, name in names.items() if word and name.startswith(word)]
    if len(exact or begun) == 1:
        return (exact or begun)[0]
    known = ", ".join(printable(one) for one in factors)
    raise NotFoundError(
        f"no factor {printable(wanted)!r} was looked at.", hint=f"There are: {known}.", safe=""
    )


def _believe(store: Store, diary: Diary, options: argparse.Namespace, now: datetime) -> Diary:
    """Store what the person expects of a factor; the diary with it."""
    from tracker.analysis.beliefs import belief_change
    from tracker.analysis.factors import factors
    from tracker.entry.accept import accept

    name = _named([factor.id for factor in factors(diary)], options.factor)
    place, beliefs = belief_change(diary.of(Kind.PROFILE), {name: options.belief})
    if place is None:
        saved = store.add([accept({"kind": "profile", "beliefs": beliefs}, now=now)], now=now)
    else:
        saved = store.edit(place, {"beliefs": beliefs}, now=now)
    say(f"Saved: you expect of {printable(name)}: {options.belief.replace('_', ' ')}.")
    for remark in saved.remarks:
        say(remark)
    return diary_whole(store)


def _waiting(days: "Sequence[Unconfirmed]") -> Iterator[str]:
    if not days:
        return
    yield "\nNot confirmed yet, so left out. Was everything of these days logged?"
    for day in days:
        yield f"  {day.day}: {_twitches(day.episodes) if day.entries else 'nothing logged'}"
    busy = next((day for day in days if day.episodes), None)
    if busy is not None:
        yield f"  Yes: tracker log day --date {busy.day} --status complete"
    quiet = next((day for day in days if not day.episodes), None)
    if quiet is not None:
        yield f"  No twitches that day: tracker log day --date {quiet.day} --status clear"


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    some = list(lines)
    if some:
        yield f"\n{title}"
        yield from (f"  · {printable(line, 600)}" for line in some)


def _twitches(count: int) -> str:
    return f"{count:,} {'twitch' if count == 1 else 'twitches'}"


def _quoted(factor: str) -> str:
    name = printable(factor)
    return f'"{name}"' if " " in name else name
