"""Check, and salvage what can be read."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tracker import clock, paths
from tracker.cli.output import print_json, say
from tracker.entry.printable import printable
from tracker.errors import DiaryFileError
from tracker.store.checking import check
from tracker.store.piecing import Odd
from tracker.store.salvaging import salvage

_LONGEST: Final = 400
"""Characters of a finding that are shown: a damaged entry may hold anything."""


def check_diary(options: argparse.Namespace) -> int:
    """Whether the diary is what was saved, and whether its surroundings are safe."""
    diary = paths.resolve(options.db).diary
    if options.salvage is not None:
        return _salvage(options, diary, Path(options.salvage).absolute())
    report = check(diary, clock.now())
    if options.json:
        findings = [
            {
                "level": finding.level.value,
                "about": finding.about.value,
                "text": finding.text,
                "hint": finding.hint,
                "entry": finding.entry,
            }
            for finding in report.findings
        ]
        print_json(
            {
                "diary": str(diary),
                "sound": report.sound,
                "entries": report.entries,
                "damaged_entries": report.damaged_entries,
                "findings": findings,
            }
        )
        return 0 if report.sound else DiaryFileError.exit_code
    said = ""
    for finding in report.findings:
        print(f"{finding.level.value:<8} {printable(finding.text, _LONGEST)}")
        if finding.hint and finding.hint != said:
            print(f"{'':<8} {printable(finding.hint, _LONGEST)}")
        said = finding.hint or said
    say("The diary is sound." if report.sound else "The diary is damaged.")
    return 0 if report.sound else DiaryFileError.exit_code


def _salvage(options: argparse.Namespace, diary: Path, out: Path) -> int:
    done = salvage(diary, out, clock.now())
    if options.json:
        print_json(
            {
                "salvaged_into": str(out),
                "saved": done.saved,
                "doubtful": _as_json(done.doubtful),
                "lost": _as_json(done.lost),
            }
        )
        return 0
    for word, odd in [*(("doubtful", o) for o in done.doubtful), *(("lost", o) for o in done.lost)]:
        about = " ".join(part for part in (odd.entry_id, odd.kind, odd.day) if part)
        print(f"{word:<8} {printable(f'{about}: {odd.why}', _LONGEST)}")
    say(
        f"Saved {done.saved:,} entries as they were into {out}; {len(done.doubtful):,} more are "
        f"doubtful and say so in their note; {len(done.lost):,} could not be put together. "
        f"{diary} was left as it is."
    )
    say(f"To look: tracker --db {out} list. To go on with it: tracker restore {out}")
    return 0


def _as_json(found: Sequence[Odd]) -> list[dict[str, Any]]:
    return [
        {"entry": odd.entry_id, "kind": odd.kind, "day": odd.day, "why": odd.why} for odd in found
    ]
