"""The guide to the article's twelve causes, beside what the diary says of each."""

import argparse
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from tracker import clock
from tracker.cli.findings import diary_whole
from tracker.cli.output import diary_of, print_json, say
from tracker.guide import NOT_A_DIAGNOSIS, UNREVIEWED, Cause, guide, require_cause, told


def causes(options: argparse.Namespace) -> int:
    """The twelve causes, or one of them, in plain words."""
    from tracker import settings
    from tracker.flags import evaluate, not_evaluated

    wanted = None if options.id is None else require_cause(options.id)
    now = clock.now()
    diary = diary_whole(diary_of(options))
    findings = []
    if diary.complete_days:  # without one nothing can be found, and pandas is slow to load
        from tracker.analysis import stable_findings

        findings = stable_findings(diary, now)
    preset = settings.flag_preset()
    flags = evaluate(diary, now, preset=preset)
    every = guide(diary, findings, flags, not_evaluated(diary, now, preset=preset))
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
    say(f"{UNREVIEWED} More about a rule: tracker flags explain RULE")
    return 0


def _lines(cause: Cause, *, complete: bool) -> Iterator[str]:
    """A heading stands once, before the first of what belongs to it."""
    yield f"{cause.name}  [{cause.id}]"
    for heading, parts in groupby(told(cause, complete=complete), key=itemgetter(0)):
        words = [part for _, part in parts]
        if len(words) == 1 and "\n" not in words[0]:
            yield f"  {heading}: {words[0]}"
            continue
        yield f"  {heading}:"
        for part in words:
            first, *rest = part.split("\n")
            yield f"    · {first}"
            yield from (f"      {line}" for line in rest)
