"""One entry while it is read: the words that are left, what they have said so far, its time."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from tracker.entry.durations import back
from tracker.entry.guidance import guidance
from tracker.entry.heads import Found
from tracker.entry.lines import Line
from tracker.entry.times import TIME_WORDS, When
from tracker.entry.values import checked
from tracker.entry.words import FILLERS, details
from tracker.errors import DataError
from tracker.fields import field
from tracker.vocabulary import Kind

EXAMPLES: Final[dict[Kind, str]] = {
    Kind.EPISODE: "twitch 6 left upper lip flutter 40s 08:30",
    Kind.CAFFEINE: "coffee 2x 08:30, or caffeine 120mg",
    Kind.SLEEP: "slept 23:10-06:40 q7 w2, or slept 7.5h",
    Kind.STRESS: "stress 6 fatigue 4 08:30",
    Kind.DOSE: "took NAME 20mg 08:30",
    Kind.ALCOHOL: "wine 2x 20:30, or alcohol 20g",
    Kind.DAY: "clear, clear yesterday or clear 2026-11-01",
    Kind.EVENT: 'note TEXT, or note "TEXT" yesterday',
    Kind.SYMPTOM: "numb face 6 left sudden 08:30",
}
"""A whole entry of each kind, shown after a word that was not understood."""

_FIELD_EXAMPLES: Final = {
    "intensity": "twitch 6",
    "mg": "caffeine 80mg",
    "grams": "alcohol 20g",
    "hours": "slept 7.5h",
    "quality": "slept 7.5h q7",
    "awakenings": "slept 7.5h w2",
    "stress": "stress 6",
    "fatigue": "fatigue 4",
    "dose": "took NAME 20mg",
    "name": "took NAME 20mg",
}
_RATED: Final = {Kind.EPISODE: "intensity", Kind.SYMPTOM: "severity"}
FEELINGS: Final = {
    "stress": "stress",
    "stressed": "stress",
    "fatigue": "fatigue",
    "tired": "fatigue",
    "tiredness": "fatigue",
}
"""Which rating of a `stress` record a word names."""


class Draft:
    """An entry in the making. `put` checks each value as it comes, so that its error is exact."""

    __slots__ = (
        "at", "fields", "kind", "lasted", "line", "name_at", "now", "phrase", "plain", "rated",
        "span", "when", "words",
    )  # fmt: skip

    def __init__(self, line: Line, found: Found, now: datetime, today: date) -> None:
        self.line = line
        self.now = now
        self.kind = found.head.kind
        self.phrase = found.head.phrase
        self.fields: dict[str, Any] = dict(found.head.fields)
        self.words = found.rest
        self.plain = [word.plain for word in found.rest]
        self.at = 0
        self.when = When(now, today)
        self.rated = [_RATED.get(self.kind) or FEELINGS.get(self.phrase, "")]
        """Which ratings the entry names, the one a number now belongs to last."""
        self.lasted: timedelta | None = None
        self.span: list[Any] = []
        """A night's two ends, as times of day or as instants; the second of a twitch."""
        self.name_at: int | None = None
        """The place behind a medicine's name so far."""

    def read(self, readers: Sequence[Callable[["Draft"], int]]) -> None:
        """Give every word to the first reader that takes it, then to the time.

        Raises DataError for the first word that none of them takes.
        """
        while self.at < len(self.plain):
            taken = self._back() or next((n for reader in readers if (n := reader(self))), 0)
            self.at += taken or (1 if self.plain[self.at] in FILLERS else self._time())

    def put(self, name: str, value: Any, *, again: bool = False) -> None:
        """Set a field. Raises DataError when it is set already (to another value, if `again`)."""
        if name in self.fields and not (again and self.fields[name] == value):
            raise DataError(
                f"{name} is given twice.",
                hint=f"Leave one of them out, or make two entries: {self.phrase} …; "
                f"{self.phrase} …",
                field=name,
            )
        known = field(self.kind, name)
        assert known is not None, name  # noqa: S101  the grammar names fields of the dictionary
        self.fields[name] = checked(known, value)

    def explain(self, error: DataError) -> None:
        """Add an example of what to type instead to an error that has no hint yet."""
        example = _FIELD_EXAMPLES.get(error.field or "", EXAMPLES[self.kind])
        if error.field == "servings":
            example = f"{self.phrase} 2x"
        elif error.field == "severity":
            example = f"{self.phrase} 6"
        error.hint = error.hint or f"Try: {example}"

    def unknown(self, at: int, *, why: str = "is not understood", hint: str = "") -> DataError:
        """The error for a word of this entry."""
        return self.line.unknown(self.words[at], why=why, hint=hint)

    def _back(self) -> int:
        """`-20m`, `-20 min`, `20m ago`: no duration of the entry, and no amount; nor is `at 8`."""
        here, behind = self.plain[self.at], self.plain[self.at + 1 : self.at + 2]
        if here == "at" and behind and behind[0].isdecimal() and len(behind[0]) <= len("14"):
            hint = f"Try: {behind[0]}:00"
            raise self.unknown(self.at + 1, why="could be a time", hint=hint)
        if self.kind is Kind.SLEEP or back(self.plain, self.at) is None:
            return 0
        return self.when.take(self.plain, self.at)

    def _time(self) -> int:
        taken = self.when.take(self.plain, self.at)
        if taken == 0:
            raise self.unknown(self.at, hint=self._guidance())
        return taken

    def _guidance(self) -> str:
        known = (*details(self.kind), *TIME_WORDS)
        hint = guidance(self.plain[self.at], known, phrase=self.phrase, rated=bool(self.rated[-1]))
        return hint or f'Try: {EXAMPLES[self.kind]}. A note stands in quotes: "…"'
