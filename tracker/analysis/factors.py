"""The factors that are looked at: their names, contrasts and the words used for them."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from tracker.diary import Diary
from tracker.vocabulary import Kind

COURSE_PREFIX: Final = "medication:"
FREE_PREFIX: Final = "factor:"
"""Stands before a free factor's name only where the name alone would be a built-in factor's id."""

SUMMED_UNITS: Final = frozenset((
    "h", "hour", "hours", "min", "minute", "minutes", "s", "sec", "seconds", "ml", "l", "cl",
    "dl", "oz", "cup", "cups", "glass", "glasses", "g", "mg", "kg", "mcg", "serving",
    "servings", "portion", "portions", "piece", "pieces", "tablet", "tablets", "pill",
    "pills", "step", "steps", "km", "mile", "miles", "count", "times", "x", "kcal", "iu",
))  # fmt: skip
"""Units of amounts, which add up over a day; a value in any other unit is averaged."""


class Way(Enum):
    """How a day's entries become one exposure."""

    BUILT_IN = auto()
    SUM = auto()
    MEAN = auto()


@dataclass(frozen=True, slots=True)
class Contrast:
    """The difference of exposure that a rate ratio is stated for."""

    amount: float
    unit: str

    def to_dict(self) -> dict[str, Any]:
        """The contrast as the public JSON has it."""
        return {"amount": self.amount, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Alternative:
    """A factor's one off-prior exposure: in the same unit, at another lag."""

    exposure: str
    lag: str
    more: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: what is measured on a day, how far back it reaches, and how to say it.

    `more` is the contrast in words, as the end of "times as many episodes for ...". `unknown` says
    why a complete day may have no value. `expected_share` is the share of the error budget that is
    spent on more episodes with the contrast; the rest goes to fewer.
    """

    id: str
    exposure: str
    lag: str
    contrast: Contrast
    more: str
    unknown: str
    expected_share: float = 0.8
    alternative: Alternative | None = None
    way: Way = Way.BUILT_IN

    @property
    def is_course(self) -> bool:
        """Whether it is a medication course rather than something measured every day."""
        return self.id.startswith(COURSE_PREFIX)

    @property
    def name(self) -> str:
        """A medicine's or a free factor's name as the diary has it; else the id."""
        return self.id.removeprefix(COURSE_PREFIX).removeprefix(FREE_PREFIX)


CAFFEINE: Final = Factor(
    "caffeine",
    "caffeine active in the body",
    "same hours",
    Contrast(100, "mg"),
    "100 mg more caffeine in the body",
    "caffeine left over from days that are not complete, or an entry without an amount",
    alternative=Alternative(
        "caffeine active in the body", "the day before", "100 mg more caffeine on the day before"
    ),
)
SLEEP: Final = Factor(
    "sleep",
    "hours slept in the night before",
    "the night that ended on the day",
    Contrast(-2, "h"),
    "2 hours less sleep",
    "no hours of sleep recorded",
    alternative=Alternative(
        "hours slept in the night before last",
        "the night before last",
        "2 hours less sleep in the night before last",
    ),
)
STRESS: Final = Factor(
    "stress",
    "mean of the day's stress ratings",
    "same day",
    Contrast(3, "points"),
    "3 points more stress",
    "no stress rating",
    alternative=Alternative(
        "mean of the stress ratings of the day before",
        "the day before",
        "3 points more stress on the day before",
    ),
)
FATIGUE: Final = Factor(
    "fatigue",
    "mean of the day's fatigue ratings",
    "same day",
    Contrast(3, "points"),
    "3 points more fatigue",
    "no fatigue rating",
    alternative=Alternative(
        "mean of the fatigue ratings of the day before",
        "the day before",
        "3 points more fatigue on the day before",
    ),
)
ALCOHOL: Final = Factor(
    "alcohol",
    "alcohol drunk 12 to 48 hours before",
    "12 to 48 hours",
    Contrast(40, "g"),
    "40 g more alcohol",
    "the days before are not complete, or an entry has no amount",
    alternative=Alternative(
        "alcohol drunk 48 to 84 hours before",
        "48 to 84 hours",
        "40 g more alcohol two to three days before",
    ),
)
DAILY: Final = (CAFFEINE, SLEEP, STRESS, ALCOHOL)
"""The factors every diary is asked for; contrasts are fixed beforehand, not fitted to the data."""


def course(name: str) -> Factor:
    """The factor of one medicine, by the name its course has in the diary."""
    return Factor(
        COURSE_PREFIX + name,
        f"course of {name}",
        "same day",
        Contrast(1, "course"),
        f"days on {name} against days off it",
        "not known whether it was taken then",
        expected_share=0.5,
    )


def free(name: str, way: Way, contrast: Contrast) -> Factor:
    """The factor of something of the person's own; its contrast is the inter-quartile range."""
    taken = {one.id for one in (*DAILY, FATIGUE)}
    clash = name.casefold() in taken or name.casefold().startswith((COURSE_PREFIX, FREE_PREFIX))
    amount = f"{contrast.amount:g} {contrast.unit}".strip()
    return Factor(
        FREE_PREFIX + name if clash else name,
        f"{'total' if way is Way.SUM else 'mean'} of {name} on the day",
        "same day",
        contrast,
        f"{amount} more {name}",
        f"no entry of {name}",
        expected_share=0.5,
        way=way,
    )


def factors(diary: Diary) -> tuple[Factor, ...]:
    """Every factor that is looked at in a diary, free ones with a contrast of 1 as yet.

    The daily ones, fatigue where it was ever rated, then each medicine with a course and each name
    of a `factor`. Names that differ only in case or outer blanks are one, as first written.
    """
    tired = (FATIGUE,) if any("fatigue" in e.record for e in diary.of(Kind.STRESS)) else ()
    courses = (course(name) for name in _names(diary, Kind.MEDICATION))
    own = (free(name, way_of(name, unit), Contrast(1, unit)) for name, unit in _own(diary).items())
    return (*DAILY, *tired, *courses, *own)


def way_of(name: str, unit: str) -> Way:
    """Whether a day's values add up: by the unit, or by the last part of a name like `water_ml`."""
    word = unit or name.replace("-", "_").replace(" ", "_").rpartition("_")[2]
    return Way.SUM if word.strip().casefold() in SUMMED_UNITS else Way.MEAN


def _own(diary: Diary) -> dict[str, str]:
    """The free factors' names, each with the unit it has most often; empty without one."""
    found = {}
    for name in _names(diary, Kind.FACTOR):
        units = Counter(
            str(entry.record["unit"]).strip()
            for entry in diary.of(Kind.FACTOR)
            if entry.record.get("unit") and _key(entry.record["name"]) == name.casefold()
        )
        found[name] = min(units, key=lambda unit: (-units[unit], unit)) if units else ""
    return found


def _names(diary: Diary, kind: Kind) -> list[str]:
    names: dict[str, str] = {}
    for entry in diary.of(kind):
        name = str(entry.record["name"]).strip()
        names.setdefault(name.casefold(), name)
    return list(names.values())


def _key(name: object) -> str:
    return str(name).strip().casefold()
