"""The guide to the article's twelve causes, beside what the diary says of each."""

import argparse
from collections.abc import Iterator
from typing import Final

from tracker import clock
from tracker.cli.findings import diary_whole
from tracker.cli.output import diary_of, print_json, say
from tracker.guide import NOT_A_DIAGNOSIS, Cause, LinkedRule, RuleState, guide, require_cause

_STATES: Final = {
    RuleState.FIRING: "in the diary now",
    RuleState.NOT_FIRING: "not in the diary",
    RuleState.WAITING: "cannot be judged yet",
}


def causes(options: argparse.Namespace) -> int:
    """The twelve causes, or one of them, in plain words."""
    from tracker.flags import evaluate, not_evaluated

    wanted = None if options.id is None else require_cause(options.id)
    now = clock.now()
    diary = diary_whole(diary_of(options))
    findings = []
    if diary.complete_days:  # without one nothing can be found, and pandas is slow to load
        from tracker.analysis import stable_findings

        findings = stable_findings(diary, now)
    every = guide(diary, findings, evaluate(diary, now), not_evaluated(diary, now))
    shown = [cause for cause in every if wanted in {None, cause.id}]
    if options.json:
        print_json(
            {
                "as_of": clock.iso(now),
                "about": NOT_A_DIAGNOSIS,
                "causes": [cause.to_dict() for cause in shown],
            }
        )
        return 0
    print(NOT_A_DIAGNOSIS)
    for cause in shown:
        print()
        for words in _lines(cause, complete=bool(diary.complete_days)):
            print(words)
    say("No clinician has reviewed this guide yet. More about a rule: tracker flags explain RULE")
    return 0


def _lines(cause: Cause, *, complete: bool) -> Iterator[str]:
    yield f"{cause.name}  [{cause.id}]"
    yield from _in_this_diary(cause, complete=complete)
    for rule in cause.rules:
        yield f"  · {_rule(rule)}"
    if cause.missing:
        yield f"  Nothing logged yet of: {'; '.join(cause.missing)}."
    if cause.symptoms:
        yield f"  May come with: {', '.join(label for _, label in cause.symptoms)}."
    yield f"  What helps, says the article: {cause.helps}"
    yield f"  Tests it names: {cause.tests}"
    yield "  When to see a doctor, if one of these fits:"
    for care in cause.care:
        yield f"    {care.label}: {care.action}"
        yield f"      {'; '.join(care.patterns)}"
    yield f"  Caution: {cause.caution}"
    for source in cause.sources:
        yield f"  source: {source.title} {source.address}".rstrip()


def _in_this_diary(cause: Cause, *, complete: bool) -> Iterator[str]:
    for finding in cause.findings:
        yield f"  In this diary: {finding.summary}"
    if cause.findings:
        yield "  What goes with the twitching is not thereby its cause."
    elif not cause.tested:
        yield "  In this diary: not among the factors that are tested; these patterns are watched:"
    elif complete:
        yield "  In this diary: nothing of it is logged that could be tested."
    else:
        yield "  In this diary: no day is complete yet, so nothing can be said of it."


def _rule(rule: LinkedRule) -> str:
    words = f"{rule.title} ({rule.rule}): {_STATES[rule.state]}"
    return f"{words}; it needs {rule.needs}" if rule.needs else words
