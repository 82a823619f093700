"""The bundle's `README.txt`: its files, how complete the diary is, which flags are open."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tracker import clock
from tracker.diary import Diary
from tracker.entry.printable import entries_in_words, printable
from tracker.exchange.table import Dialect
from tracker.flags import Flag
from tracker.records import SCHEMA, Entry
from tracker.vocabulary import FlagStatus, Kind

_WIDTH: Final = 78
_FILES: Final = {
    "clinician.csv": "every entry, one row each, oldest first",
    "daily.csv": "every calendar day, one row each, the unknown ones too",
    "report.png": "the page for a doctor: the days asked for, or a week",
    "data_dictionary.csv": "what every column holds, with unit, limits and words",
    "datapackage.json": "the same for programs (Table Schema), with checksums",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a bundle is about.

    `diary` is whole, so that days are known; `entries` are those handed over. `since` and `until`
    are the days shown, both included; None in an empty diary. `kinds` is None for all of them, and
    `flags`, which are those of the moment `judged_at`, is None where picked kinds leave the rules
    nothing to judge by.
    """

    diary: Diary
    entries: Sequence[Entry]
    since: date | None
    until: date | None
    kinds: frozenset[Kind] | None
    notes: bool
    flags: Sequence[Flag] | None
    judged_at: datetime
    now: datetime
    version: str


def text(about: About, files: Sequence[str], dialect: Dialect) -> str:
    """The page, CRLF at its line ends: any editor shows it right."""
    parts = (
        *_heading(about),
        *_completeness(about),
        *_flags(about),
        *_contents(files),
        *_reading(about, dialect),
    )
    return "".join(f"{line}\r\n" for line in parts)


def _heading(about: About) -> Iterator[str]:
    yield "A DIARY OF TWITCHING"
    yield ""
    yield from _wrapped(
        "Recorded by the person themselves. It is not a diagnosis, and what goes together here is "
        "not thereby cause and effect."
    )
    yield ""
    if about.since and about.until:
        yield f"Period:      {about.since} to {about.until}"
    else:
        yield "Period:      no entries"
    yield f"As of:       {clock.iso(about.now)}"
    yield f"Written by:  twitch-tracker {about.version}, record schema {SCHEMA}"


def _completeness(about: About) -> Iterator[str]:
    yield from _section("How complete it is")
    if about.kinds is not None:
        yield from _wrapped(
            f"Only these kinds were picked: {', '.join(sorted(about.kinds))}. Which days were "
            "recorded in full is not told by a part of the diary."
        )
    elif about.since and about.until:
        days = clock.days_between(about.since, about.until)
        active = {e.local_date for e in about.diary.episodes}
        stated = about.diary.complete_days
        twitch = sum(day in active for day in days)
        clear = sum(day in stated and day not in active for day in days)
        unknown = len(days) - twitch - clear
        yield f"{len(days)} days: {twitch} with a twitch, {clear} clear, {unknown} unknown."
        yield from _wrapped(
            f"On {sum(day in stated for day in days)} of them the person stated that everything "
            "was logged, or that there was no twitch. An unknown day is missing; it is not a day "
            "without twitches."
        )
    counts = Counter(entry.kind for entry in about.entries)
    yield ""
    yield f"{entries_in_words(len(about.entries))}:"
    yield from (f"  {counts[kind]:>7}  {kind}" for kind in Kind if counts[kind])
    if not about.notes:
        yield "Free-text notes were left out."


def _flags(about: About) -> Iterator[str]:
    yield from _section("Patterns to look at")
    if about.flags is None:
        yield from _wrapped("Not judged: picked kinds alone could mislead.")
        return
    starts = about.diary.day_starts_at
    if about.judged_at < about.now:
        yield f"As they stood at the end of {clock.local_day(about.judged_at, starts)}."
    held = [flag for flag in about.flags if flag.status is not FlagStatus.RESOLVED]
    if not held:
        yield "None is open."
        return
    yield from _wrapped(
        "By cited rules, which no clinician has reviewed yet; the most urgent first."
    )
    for flag in held:
        seen = ", seen" if flag.status is FlagStatus.ACKNOWLEDGED else ""
        yield ""
        yield f"[{flag.tier.replace('_', ' ').upper()}{seen}] {flag.title} (since {flag.fired_on})"
        yield from _wrapped(printable(flag.message), "  ")


def _contents(files: Sequence[str]) -> Iterator[str]:
    yield from _section("The files")
    yield from (f"{name:<21}{_FILES[name]}" for name in files if name in _FILES)
    if "report.png" not in files:
        yield from _wrapped("There is no page: it would show a part of the diary as the whole.")


def _reading(about: About, dialect: Dialect) -> Iterator[str]:
    yield from _section("How to read the tables")
    sign = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}[dialect.delimiter]
    point = {".": "point", ",": "comma"}[dialect.decimal]
    yield from _wrapped(
        f"UTF-8; a {sign} between cells, a decimal {point}. A blank cell was not recorded; it is "
        "never zero. Dates and times are those of the person's own clock, with its offset from "
        "UTC. Ratings go from 0 to 10. A text that a spreadsheet would run as a formula has an "
        "apostrophe before it."
    )
    yield from _wrapped("To bring the entries back: tracker import clinician.csv")
    if about.kinds is None:
        yield from _wrapped(
            "In daily.csv, flags are those that hold at the period's end, on the day they fired."
        )


def _section(title: str) -> Iterator[str]:
    yield from ("", title, "-" * len(title))


def _wrapped(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent)
