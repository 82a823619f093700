"""Patterns worth a doctor visit: shown, explained, said to be seen."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker import clock
from tracker.cli.findings import diary_whole
from tracker.cli.output import diary_of, print_json, say
from tracker.diary import Diary
from tracker.records import Entry
from tracker.store import Store
from tracker.vocabulary import FlagStatus

if TYPE_CHECKING:
    from tracker.flags import Explanation, Flag


def flags(options: argparse.Namespace) -> int:
    """Patterns worth a doctor visit, the most urgent first."""
    now = clock.now()
    store = diary_of(options)
    diary = diary_whole(store)
    if not options.json:
        show_flags(store, diary, now, everything=options.all, preset=options.preset)
        return 0
    from tracker.flags import not_evaluated

    print_json(
        {
            "as_of": clock.iso(now),
            "preset": options.preset,
            "flags": [
                flag.to_dict()
                for flag in current_flags(
                    store, diary, now, everything=options.all, preset=options.preset
                )
            ],
            "not_evaluated": [
                rule.to_dict() for rule in not_evaluated(diary, now, preset=options.preset)
            ],
        }
    )
    return 0


def show_flags(
    store: Store,
    diary: Diary,
    now: datetime,
    *,
    everything: bool = False,
    preset: str = "default",
) -> None:
    """Print the flags, the most urgent first.

    With `everything`, also those that are resolved and what the other rules wait for.
    """
    from tracker.flags import not_evaluated

    every = current_flags(store, diary, now, everything=everything, preset=preset)
    found = [flag for flag in every if flag.status != FlagStatus.RESOLVED]
    for flag in found:
        for words in _flag_lines(flag):
            print(words)
    if not found:
        print("No pattern worth a doctor visit is in the diary so far.")
    if len(every) > len(found):
        print("\nResolved, once acknowledged and no longer so:")
        for flag in every:
            if flag.status == FlagStatus.RESOLVED:
                print(f"  {flag.title} ({flag.rule}), since {flag.fired_on} at the time")
    if everything:
        print("\nNot evaluated yet:")
        for rule in not_evaluated(diary, now, preset=preset):
            print(f"  {rule.rule}: {rule.needs}")
    say("These rules never diagnose, and no clinician has reviewed them yet.")


def acknowledge(options: argparse.Namespace) -> int:
    """Say that a flag was seen."""
    from tracker.flags import require_rule

    rule = require_rule(options.rule)
    diary_of(options).acknowledge(rule.id, note=options.note, now=clock.now())
    say(f"Noted that you have seen: {rule.title}.")
    return 0


def explain(options: argparse.Namespace) -> int:
    """A rule, its numbers, this diary's numbers beside them, and the sources."""
    from tracker.flags import explain as explanation_of

    now = clock.now()
    diary = diary_whole(diary_of(options))
    found = explanation_of(options.rule, diary, now, preset=options.preset)
    if options.json:
        print_json({"as_of": clock.iso(now), "explanation": found.to_dict()})
        return 0
    for words in _explanation_lines(found):
        print(words)
    return 0


def recent_emergencies(store: Store, changed: Sequence[Entry], now: datetime) -> list[str]:
    """The emergencies that are open now, as the sentences to show at once after a change."""
    from tracker.flags.reach import recent_diary

    diary = recent_diary(lambda kinds, since: store.entries(kinds=kinds, since=since), now, changed)
    if diary is None:
        return []
    from tracker.flags import emergencies

    number = diary.profile.get("emergency_number")
    call = f" Your emergency number: {number}." if number else ""
    return [f"EMERGENCY: {flag.message}{call}" for flag in emergencies(diary, now)]


def current_flags(
    store: Store,
    diary: Diary,
    now: datetime,
    *,
    everything: bool = False,
    preset: str = "default",
) -> "list[Flag]":
    """The flags that hold, with their status; with `everything` the resolved ones behind them."""
    from tracker.flags import evaluate
    from tracker.flags.life import resolved, with_status

    seen = [(a.rule, a.at) for a in store.acknowledgements()]
    found = with_status(evaluate(diary, now, preset=preset), diary, seen, now)
    return found + resolved(found, diary, seen, preset=preset) if everything else found


def _flag_lines(flag: "Flag") -> Iterable[str]:
    from tracker.entry.printable import printable

    yield f"[{flag.tier.replace('_', ' ').upper()}] {flag.title} ({flag.status})"
    yield f"  {flag.message}"
    for evidence in flag.evidence:
        yield f"  · {evidence.day}  {printable(evidence.text, 100)}"
    for source in flag.sources:
        yield f"  source: {source.title} {source.address}".rstrip()
    yield f"  more: tracker flags explain {flag.rule}"


def _explanation_lines(found: "Explanation") -> Iterable[str]:
    from tracker.entry.printable import printable

    yield f"{found.title}  [{found.tier.replace('_', ' ')}]"
    yield f"  When: {found.condition}"
    yield f"  Looked at: {found.window}. At least: {found.minimum_evidence}."
    if found.note:
        yield f"  Note: {found.note}"
    yield f"  Numbers: {found.basis.replace('_', ' ')}; confidence {found.confidence}."
    if found.numbers:
        yield f"  {'number':<32}{'rule':>16}{'this diary':>16}"
    for number in found.numbers:
        limit = "" if number.limit is None else printable(str(number.limit), 40)
        here = "" if number.here is None else printable(str(number.here), 40)
        yield f"  {number.name:<32}{limit:>16}{here:>16}"
    yield "  It holds now." if found.holds else "  It does not hold now."
    if found.needs:
        yield f"  It waits for {found.needs}."
    for evidence in found.evidence:
        yield f"  · {evidence.day}  {printable(evidence.text, 100)}"
    for source in found.sources:
        yield f"  source: {source.title} {source.address}".rstrip()
