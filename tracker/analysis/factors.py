"""The factors that are looked at: their names, contrasts and the words used for them."""

from dataclasses import dataclass
from typing import Any, Final

from tracker.diary import Diary
from tracker.vocabulary import Kind

COURSE_PREFIX: Final = "medication:"


@dataclass(frozen=True, slots=True)
class Contrast:
    """The difference of exposure that a rate ratio is stated for."""

    amount: float
    unit: str

    def to_dict(self) -> dict[str, Any]:
        """The contrast as the public JSON has it."""
        return {"amount": self.amount, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: what is measured on a day, how far back it reaches, and how to say it.

    `more` is the contrast in words, as the end of "times as many episodes for ...". `unknown` says
    why a complete day may have no value, as the end of "left out: ...".
    """

    id: str
    exposure: str
    lag: str
    contrast: Contrast
    more: str
    unknown: str

    @property
    def is_course(self) -> bool:
        """Whether it is a medication course rather than something measured every day."""
        return self.id.startswith(COURSE_PREFIX)


DAILY: Final[tuple[Factor, ...]] = (
    Factor(
        "caffeine",
        "caffeine active in the body",
        "same hours",
        Contrast(100, "mg"),
        "100 mg more caffeine in the body",
        "caffeine left over from days that are not complete, or an entry without an amount",
    ),
    Factor(
        "sleep",
        "hours slept in the night before",
        "the night that ended on the day",
        Contrast(-2, "h"),
        "2 hours less sleep",
        "no hours of sleep recorded",
    ),
    Factor(
        "stress",
        "mean of the day's stress ratings",
        "same day",
        Contrast(3, "points"),
        "3 points more stress",
        "no stress rating",
    ),
    Factor(
        "alcohol",
        "alcohol drunk 12 to 48 hours before",
        "12 to 48 hours",
        Contrast(40, "g"),
        "40 g more alcohol",
        "one of the two days before is not complete, or an entry has no amount",
    ),
)
"""The factors measured every day; contrasts are fixed beforehand, never fitted to the data."""


def course(name: str) -> Factor:
    """The factor of one medicine, by the name its course has in the diary."""
    return Factor(
        COURSE_PREFIX + name,
        f"course of {name}",
        "same day",
        Contrast(1, "course"),
        f"days on {name} against days off it",
        "not known whether it was taken then",
    )


def factors(diary: Diary) -> tuple[Factor, ...]:
    """Every factor that is looked at in a diary: the daily ones, then each medicine with a course.

    Names that differ only in case or outer blanks are one medicine, named as first written.
    """
    names: dict[str, str] = {}
    for entry in diary.of(Kind.MEDICATION):
        name = str(entry.record["name"]).strip()
        names.setdefault(name.casefold(), name)
    return (*DAILY, *(course(name) for name in names.values()))
