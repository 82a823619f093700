"""How long a twitch lasted: `40s`, `1h30`, or from when to when: `8:30-8:45`, `8:30 to 8:45`."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from tracker import clock
from tracker.entry.draft import Draft
from tracker.entry.durations import duration, later
from tracker.entry.printable import shown
from tracker.errors import DataError

TO: Final = frozenset({"to", "until", "till"})
"""Words between two times of day."""
LONGEST: Final = timedelta(hours=12)
"""Two times of day that are further apart were hardly meant: one of them is mistyped."""

_NAMED: Final = frozenset({"lasted", "lasting", "duration"})
_SPAN = re.compile(r"(\d{1,2}:\d\d)-(\d{1,2}:\d\d)", re.ASCII)
_CLOCK = re.compile(r"\d{1,2}:\d\d", re.ASCII)


def lasted(draft: Draft) -> int:
    """A duration, also behind a word that says so."""
    words, at = draft.plain, draft.at
    found = duration(words, at)
    if found is None:
        named = words[at] in _NAMED and at + 1 < len(words) and duration(words, at + 1)
        return 1 if named else 0
    _once(draft)
    draft.lasted = found[0]
    return found[1]


def span(draft: Draft) -> int:
    """Two times of day: the first is the start, the second its end."""
    words, at = draft.plain, draft.at
    if words[at] == "from" and _CLOCK.match("".join(words[at + 1 : at + 2])):
        return 1
    for count in (3, 2, 1):
        match = _SPAN.fullmatch(joined(words[at : at + count], count))
        if match is None:
            continue
        _once(draft)
        draft.when.take([match[1]], 0)
        hour, minute = (int(part) for part in match[2].split(":"))
        if hour > 23 or minute > 59:
            raise DataError(
                f"end must be a time of day from 00:00 to 23:59, not {shown(match[2])}.",
                field="end",
            )
        draft.span = [time(hour, minute)]
        return count
    return 0


def joined(words: Sequence[str], count: int) -> str:
    """Two times of day and what stands between them as one text; empty for other words.

    Words are put together only where something between them says so: `6 8:30-8:45` is no 68:30, and
    `8:30 -04:00` is a time with its offset.
    """
    few = ["-" if word in TO else word for word in words]
    between = few[1] if len(few) > len("ab") else few[0][-1]
    return "".join(few) if len(few) == count and (count == 1 or between == "-") else ""


def finish(draft: Draft) -> None:
    """Set start and end. A twitch that has just happened ends now; a stated time is its start."""
    start = draft.when.moment("start")
    if draft.span:
        draft.fields["end"] = clock.iso(_end(start, draft.span[0]))
    elif draft.lasted is not None:
        end = later(start, draft.lasted, field="end") if draft.when.stated else start
        draft.fields["end"] = clock.iso(end)
        start = later(end, -draft.lasted, field="end")
    draft.fields["start"] = clock.iso(start)


def _end(start: datetime, at: time) -> datetime:
    day = start.date() + timedelta(days=at < start.time())
    end = clock.wall_time(datetime.combine(day, at), start.tzinfo or UTC, field="end")
    if end.astimezone(UTC) - start.astimezone(UTC) > LONGEST:
        raise DataError(
            f"end must be within 12 hours of {start:%H:%M}, not {at:%H:%M}.",
            hint="Try: twitch 8:30-8:45",
            field="end",
        )
    return end


def _once(draft: Draft) -> None:
    if draft.lasted is not None or draft.span:
        raise DataError("the duration is given twice.", hint="Leave one of them out.", field="end")
