"""Patterns worth a doctor visit: shown, explained, said to be seen."""

import argparse
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from tracker import clock
from tracker.cli.findings import diary_whole
from tracker.cli.output import diary_of, print_entries, print_json, say
from tracker.diary import VALID_DAY, Diary
from tracker.store import Store
from tracker.vocabulary import EventName, FlagStatus, Kind

if TYPE_CHECKING:
    from tracker.flags import Explanation, Flag
    from tracker.flags.life import Step


def flags(options: argparse.Namespace) -> int:
    """Patterns worth a doctor visit, the most urgent first."""
    now, preset = clock.now(), _preset(options)
    store = diary_of(options)
    diary = diary_whole(store)
    if not options.json:
        show_flags(store, diary, now, everything=options.all, preset=preset)
        return 0
    from tracker.flags import not_evaluated

    found = current_flags(store, diary, now, everything=options.all, preset=preset)
    print_json(
        {
            "as_of": clock.iso(now),
            "preset": preset,
            "flags": [flag.to_dict() for flag in found],
            "not_evaluated": [rule.to_dict() for rule in not_evaluated(diary, now, preset=preset)],
        }
    )
    return 0


def show_flags(
    store: Store,
    diary: Diary,
    now: datetime,
    *,
    everything: bool = False,
    preset: str | None = None,
) -> None:
    """Print the flags, the most urgent first.

    With `everything`, also those that are resolved and what the other rules wait for.
    """
    from tracker import settings
    from tracker.flags import not_evaluated
    from tracker.flags.evaluation import rules_for

    preset = preset or settings.flag_preset()
    rules = rules_for(preset)
    every = current_flags(store, diary, now, everything=everything, preset=preset)
    found = [flag for flag in every if flag.status != FlagStatus.RESOLVED]
    notes = {a.rule: a.note for a in store.acknowledgements() if a.note}
    for flag in found:
        note = notes.get(flag.rule) if flag.status == FlagStatus.ACKNOWLEDGED else None
        for words in _flag_lines(flag, note, rules[flag.rule].ends):
            print(words)
    if not found:
        print("No pattern worth a doctor visit is in the diary so far.")
    if len(every) > len(found):
        print("\nResolved: seen, or shown to a doctor, and no longer so:")
        for flag in every:
            if flag.status == FlagStatus.RESOLVED:
                print(f"  {flag.title} ({flag.rule}), since {flag.fired_on} at the time")
    if everything:
        print("\nNot evaluated yet:")
        for rule in not_evaluated(diary, now, preset=preset):
            print(f"  {rule.rule}: {rule.needs}")
        print(f"  {VALID_DAY}")
    if preset != "default":
        say(f"Lasting twitching is judged by the {preset} preset: tracker flags preset")
    say("These rules never diagnose, and no clinician has reviewed them yet.")


def acknowledge(options: argparse.Namespace) -> int:
    """Say that a flag was seen."""
    from tracker.flags import require_rule

    now, rule = clock.now(), require_rule(options.rule)
    store = diary_of(options)
    if not _holds(store, rule.id, now, _preset(options)):
        say(f"Nothing was noted: the diary does not show this now: {rule.title}.")
        say(f"Try: tracker flags explain {rule.id}")
        return 0
    store.acknowledge(rule.id, note=options.note, now=now)
    say(f"Noted that you have seen: {rule.title}.")
    return 0


def visit(options: argparse.Namespace) -> int:
    """Note a visit to a doctor and its outcome; with a rule, that it was about that flag."""
    from tracker.entry.accept import accept, parse_field
    from tracker.flags import require_rule

    now = clock.now()
    rule = None if options.rule is None else require_rule(options.rule)
    store = diary_of(options)
    day = parse_field(Kind.EVENT, "date", options.date or "today", now=now)
    record = {"kind": "event", "event": EventName.DOCTOR_VISIT.value, "date": day}
    if options.outcome:
        record["outcome"] = options.outcome
    accepted = accept(record, now=now)
    about = rule if rule and _holds(store, rule.id, now, _preset(options)) else None
    if about is None:
        saved = store.add([accepted], now=now)
    else:
        saved = store.visit(accepted, rule=about.id, now=now)
    print_entries(saved.entries, saved.remarks, done="Saved")
    if about is not None:
        say(f"Noted that it was about: {about.title}.")
    elif rule is not None:
        say(f"The visit is noted alone: the diary does not show this now: {rule.title}.")
    return 0


def preset(options: argparse.Namespace) -> int:
    """Show or choose how long twitching lasts before it counts as lasting."""
    from tracker import knowledge, settings

    before = settings.flag_preset()
    if options.name is not None and options.name != before:
        settings.keep_flag_preset(options.name)
        say(f"Kept. To go back: tracker flags preset {before}")
    chosen = options.name or before
    known = knowledge.flag_texts()["persistent_pattern"]["presets"]
    if options.json:
        print_json({"preset": chosen, "presets": known})
        return 0
    for name in settings.PRESETS:
        p = known[name]
        mark = "*" if name == chosen else " "
        print(
            f"{mark} {name:<10} {p['active_days']} active of {p['valid_days']} known days in "
            f"{p['window_days']}, {p['each_half']} in each half"
        )
    return 0


def explain(options: argparse.Namespace) -> int:
    """A rule, its numbers, this diary's numbers beside them, and the sources."""
    from tracker.flags import explain as explanation_of
    from tracker.flags.evaluation import flag_at
    from tracker.flags.life import history

    now, preset = clock.now(), _preset(options)
    store = diary_of(options)
    diary = diary_whole(store)
    found = explanation_of(options.rule, diary, now, preset=preset)
    flag = flag_at(found.rule, diary, now, preset=preset)
    seen = [(a.rule, a.at, a.note) for a in store.acknowledgements()]
    steps = history(found.rule, flag.fired_on if flag else None, diary, seen, now)
    if options.json:
        known = found.to_dict() | {"history": [step.to_dict() for step in steps]}
        print_json({"as_of": clock.iso(now), "explanation": known})
        return 0
    for words in _explanation_lines(found, steps):
        print(words)
    say("These rules never diagnose, and no clinician has reviewed them yet.")
    return 0


def current_flags(
    store: Store,
    diary: Diary,
    now: datetime,
    *,
    everything: bool = False,
    preset: str | None = None,
) -> "list[Flag]":
    """The flags that hold, with their status; with `everything` the resolved ones behind them.

    Without a preset the person's own is used. `now` may lie in the past.
    """
    from tracker import settings
    from tracker.flags.life import resolved, standing

    preset = preset or settings.flag_preset()
    seen = [(a.rule, a.at) for a in store.acknowledgements()]
    found = standing(diary, seen, now, preset=preset, recorded=store.recorded)
    return found + resolved(found, diary, seen, now, preset=preset) if everything else found


def _holds(store: Store, rule: str, now: datetime, preset: str) -> bool:
    """Whether the diary shows what a rule asks for; what it does not cannot have been seen."""
    from tracker.flags.evaluation import flag_at

    return flag_at(rule, diary_whole(store), now, preset=preset) is not None


def _preset(options: argparse.Namespace) -> str:
    """The preset of the command line, else the person's own."""
    from tracker import settings

    return options.preset or settings.flag_preset()


def _flag_lines(flag: "Flag", note: str | None, ends: str) -> Iterable[str]:
    from tracker.entry.printable import printable

    yield f"[{flag.tier.replace('_', ' ').upper()}] {flag.title} ({flag.status})"
    yield f"  {flag.message}"
    yield f"  since {flag.fired_on}"
    if note:
        yield f"  your note: {printable(note, 200)}"
    for evidence in flag.evidence:
        yield f"  · {evidence.day}  {printable(evidence.text, 100)}"
    for source in flag.sources:
        yield f"  source: {source.title} {source.address}".rstrip()
    yield f"  what ends it: {ends}"
    yield f"  more: tracker flags explain {flag.rule}"


def _explanation_lines(found: "Explanation", steps: "Iterable[Step]") -> Iterable[str]:
    from tracker.entry.printable import printable

    yield f"{found.title}  [{found.tier.replace('_', ' ')}]"
    yield f"  When: {found.condition}"
    least = found.minimum_evidence.removeprefix("at least ")
    yield f"  Looked at: {found.window}. At least: {least}."
    if found.note:
        yield f"  Note: {found.note}"
    for reading in found.readings:
        yield f"  Read so: {reading}"
    yield f"  Numbers: {found.basis.replace('_', ' ')}; confidence {found.confidence}."
    if found.numbers:
        yield f"  {'number':<32}{'rule':>16}{'this diary':>16}"
    for number in found.numbers:
        limit = "" if number.limit is None else printable(str(number.limit), 40)
        here = "" if number.here is None else printable(str(number.here), 40)
        yield f"  {number.name:<32}{limit:>16}{here:>16}"
    yield "  It holds now." if found.holds else "  It does not hold now."
    yield f"  {found.ends}"
    if found.holds:
        yield (
            f"  If nothing more were logged it would no longer hold on {found.ends_on}."
            if found.ends_on
            else "  With nothing more logged it would still hold in 60 days."
        )
    if found.needs:
        yield f"  It waits for {found.needs}."
    for evidence in found.evidence:
        yield f"  · {evidence.day}  {printable(evidence.text, 100)}"
    for step in steps:
        yield f"  {step.what} {step.day}" + (f": {printable(step.words, 200)}" * bool(step.words))
    for source in found.sources:
        yield f"  source: {source.title} {source.address}".rstrip()
