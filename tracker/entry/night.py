"""A night in words: `23:10-06:40`, `7.5h`, `q7`, `w2`, and the day it ended on.

A day that is named is the day of waking. Without one it is today; a sleep that is wholly still to
come is the one that has just ended. Asked about are: a sleep that has begun and not ended, one so
long that its times may be the wrong way round, and a day right before a night over midnight
(`yesterday 23:10-06:40`), which could mean either end of it.
"""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final

from tracker import clock
from tracker.entry.amounts import AWAKENINGS, RATING, amount
from tracker.entry.draft import Draft
from tracker.entry.durations import duration
from tracker.entry.lasting import TO, joined
from tracker.entry.moments import LONG_NIGHT, lasted
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
_JUST_ENDED: Final = timedelta(hours=16)
"""How long ago a sleep that has just ended may have ended: a waking day."""
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
    start, end = _faces(draft, begins, ends)
    if end - start > LONG_NIGHT:
        raise _too_long(start, end)
    zone = draft.now.tzinfo or UTC
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


def _faces(draft: Draft, begins: time, ends: time) -> tuple[datetime, datetime]:
    """What the clock showed at both ends. Raises DataError where the sleep has not ended yet."""
    day = draft.when.day()  # also where none is stated: a time of day beside the night is an error
    over_midnight = timedelta(days=begins >= ends)
    if draft.when.day_stated:
        return datetime.combine(day, begins) - over_midnight, datetime.combine(day, ends)
    now = draft.now.replace(tzinfo=None) + clock.FUTURE_TOLERANCE
    for woke in sorted({draft.now.date(), day}, reverse=True):  # the day may not have begun yet
        start, end = datetime.combine(woke, begins) - over_midnight, datetime.combine(woke, ends)
        if end <= now:
            return start, end
    before = timedelta(days=1)
    if start > now and now - (end - before) <= _JUST_ENDED:
        return start - before, end - before
    if end - start > LONG_NIGHT:
        raise _too_long(start - before, end - before)
    raise DataError(
        f"end must be no later than now ({draft.now:%H:%M}), and {ends:%H:%M} is still to come.",
        hint=f"Try: slept {begins:%H:%M}-{ends:%H:%M} yesterday, or type it once it is over",
        field="end",
    )


def _too_long(start: datetime, end: datetime) -> DataError:
    """The question about two times of day that may be the wrong way round."""
    apart = lasted((end - start).total_seconds())
    return DataError(
        f"end must be at most {LONG_NIGHT / _HOUR:g} hours after start, not {apart}.",
        hint=f"Try: slept {end:%H:%M}-{start:%H:%M}, or in full: "
        f"slept {start:%Y-%m-%dT%H:%M} to {end:%Y-%m-%dT%H:%M}",
        field="end",
    )
