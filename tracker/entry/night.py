"""A night in words: `23:10-06:40`, `7.5h`, `q7`, `w2`, and the day it ended on.

A day that is named is the day of waking. Without one, a night that would end later today than now
is the last night that has ended. A day right before a night over midnight (`yesterday 23:10-06:40`)
could mean either end of it and is asked about.
"""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final

from tracker import clock
from tracker.entry.amounts import AWAKENINGS, RATING, amount
from tracker.entry.draft import Draft
from tracker.entry.durations import duration
from tracker.entry.lasting import TO, joined
from tracker.entry.printable import shown
from tracker.entry.times import is_day, is_iso_time, iso_time
from tracker.entry.words import FILLERS
from tracker.errors import DataError

_CLOCK = re.compile(r"\d{1,2}:\d\d", re.ASCII)
_SPAN = re.compile(r"(\d{1,2}):?(\d\d)-(\d{1,2}):?(\d\d)", re.ASCII)
_LETTER = re.compile(r"([qw])(-?\d.*)", re.ASCII)
_NAMED: Final = {"q": "quality", "quality": "quality", "w": "awakenings"}
_HOUR: Final = timedelta(hours=1)
_COUNTED: Final = {
    **dict.fromkeys(AWAKENINGS, "awakenings"),
    "/10": "quality",
    **dict.fromkeys(("h", "hour", "hours"), "hours"),  # negative: no duration
}
_EXAMPLE: Final = "Try: slept 23:10-06:40"


def span(draft: Draft) -> int:
    """Two times of day, beside each other or with a hyphen or `to` between, or two of ISO 8601."""
    words, at = [word.strip("()") or word for word in draft.plain], draft.at
    between = len(draft.span) == 1 and words[at] in TO | {"-"}
    if words[at] == "from" or between:
        return 1
    if is_iso_time(words[at]):
        draft.span.append(iso_time(words[at], draft.now))
        return 1
    for count in (3, 2, 1):
        few = [words[at], *(word.removeprefix("-") or "-" for word in words[at + 1 : at + count])]
        apart = count == len(few) == len("ab") and all(map(_CLOCK.fullmatch, few))
        match = _SPAN.fullmatch("-".join(few) if apart else joined(few, count))
        if match is None:
            continue
        if draft.span:
            raise draft.unknown(at, why="is a second night", hint="Separate entries with ;")
        first, last, after, until = (int(part) for part in match.groups())
        if max(first, after) > 23 or max(last, until) > 59:
            raise DataError(
                f"start and end must be times of day from 00:00 to 23:59, not {shown(match[0])}.",
                hint=_EXAMPLE,
                field="start",
            )
        draft.span = [time(first, last), time(after, until)]
        _ask_which_day(draft, at)
        return count
    return 0


def _ask_which_day(draft: Draft, at: int) -> None:
    start, end = draft.span
    before = [n for n in range(at) if draft.plain[n] not in FILLERS | {"from"}]
    if start <= end or not before or not is_day(draft.plain[before[-1]]):
        return
    night, day = f"slept {start:%H:%M}-{end:%H:%M}", draft.words[before[-1]].text
    raise draft.unknown(
        before[-1],
        why="could be the evening or the morning of that night",
        hint=f"Try: {night} for the last night, or {night} {day} when it ended on that day",
    )


def rated(draft: Draft) -> int:
    """`q7` or `quality 7`, and `w2`."""
    words, at = draft.plain, draft.at
    match = _LETTER.fullmatch(words[at])
    name, rest = (match[1], match[2]) if match else (words[at], " ".join(words[at + 1 : at + 2]))
    if name not in _NAMED or not rest:
        return 0
    found = amount([rest], 0)
    if found is None or found.unit not in (RATING if _NAMED[name] == "quality" else {""}):
        return 0
    draft.put(_NAMED[name], found.number)
    return 1 if match else 2


def slept(draft: Draft) -> int:
    """How long: `7.5h`, `7h30`. `last night` is what is meant anyway."""
    if draft.plain[draft.at : draft.at + 2] == ["last", "night"]:
        return 2
    lasted = duration(draft.plain, draft.at)
    if lasted is None:
        return 0
    draft.put("hours", round(lasted[0] / _HOUR, 4))
    return lasted[1]


def counted(draft: Draft) -> int:
    """`2 awakenings`, `7/10`; a bare number could be hours or the quality."""
    found = amount(draft.plain, draft.at)
    if found is None:
        return 0
    if found.unit == "":
        number = draft.words[draft.at].text
        raise draft.unknown(
            draft.at,
            why="could be hours or the quality",
            hint=f"Try: slept {number}h or slept 7.5h q{number}",
        )
    name = _COUNTED.get(found.unit)
    if name is None:
        return 0
    draft.put(name, found.number)
    return found.words


def finish(draft: Draft) -> None:
    """Set the day of waking, and start and end where they were said."""
    if not draft.span:
        if draft.when.clock_stated:
            raise DataError(
                "a night needs both of its times, or hours alone.",
                hint="Try: slept 23:10-06:40 or slept 7.5h",
                field="end",
            )
        draft.fields["date"] = draft.when.day().isoformat()
        return
    if len(draft.span) != 2 or type(draft.span[0]) is not type(draft.span[1]):
        raise DataError("start and end must be two times.", hint=_EXAMPLE, field="end")
    if isinstance(draft.span[0], datetime):
        start, end = draft.span
        if draft.when.stated and draft.when.day() != end.date():
            raise DataError("the day is given twice.", hint="Leave it out.", field="date")
    else:
        start, end = _ends(draft)
    elapsed = end.astimezone(UTC) - start.astimezone(UTC)
    if draft.fields.get("hours") == round(elapsed / _HOUR, 4):
        del draft.fields["hours"]  # the two times say it
    draft.fields |= {
        "date": end.date().isoformat(),
        "start": clock.iso(start),
        "end": clock.iso(end),
    }


def _ends(draft: Draft) -> tuple[datetime, datetime]:
    begins, ends = draft.span
    if begins == ends:
        raise DataError(
            f"end must be another time than start, not {ends:%H:%M} too.",
            hint=_EXAMPLE,
            field="end",
        )
    stated = draft.when.day()  # also where none is: a time of day beside the night is an error
    woke = stated if draft.when.day_stated else draft.now.date()
    wall = draft.now.replace(tzinfo=None) + clock.FUTURE_TOLERANCE
    if not draft.when.day_stated and datetime.combine(woke, ends) > wall:
        woke -= timedelta(days=1)
    evening = woke if begins < ends else woke - timedelta(days=1)
    zone = draft.now.tzinfo or UTC
    start, end = datetime.combine(evening, begins), datetime.combine(woke, ends)
    try:
        return clock.wall_time(start, zone, field="start"), clock.wall_time(end, zone, field="end")
    except DataError as error:
        full = [
            clock.iso(each.replace(tzinfo=zone).astimezone(UTC).astimezone(zone))
            for each in (start, end)
        ]
        raise DataError(
            error.message,
            hint=f"{error.hint}. A night in full: slept {full[0]} to {full[1]}",
            field=error.field,
        ) from error
