"""Simulated diaries whose truth is known: habits, a severity that drifts by itself, and episodes.

Each day has a stress level, a night, drinks, perhaps alcohol, perhaps a medicine, all of which move
together (a stressed day has more coffee and less sleep), with the weekday and with a slow drift.
Episodes are drawn hour by hour from a rate that the truth multiplies. Everything a person would
write down is turned into records in the public format; what is true stays in `Simulated`.
"""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

FIRST = date(2026, 1, 5)
HOURS = np.arange(7, 23)
FACTORS = ("caffeine", "sleep", "stress", "alcohol", "medication:magnesium")
CONTRASTS = {"caffeine": 100.0, "sleep": -2.0, "stress": 3.0, "alcohol": 40.0}
RATING_HOURS = (12.5, 19.0)
WARM_UP = 4
"""Days lived before the diary begins, so that its first day has a yesterday."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a diary is drawn from. `effects` are log rate ratios for one contrast, by factor id.

    `severity` is `ar`, `walk`, `flares` or `shifts`; `reverse` (points a rating rises per episode)
    acts for 4 hours, or with `reverse_all_day` for the rest of the day; `late` moves every effect
    to its off-prior lag; `missing` is the share of days without a record, which rises with the
    day's severity by `mnar` on the log odds; `bouts` is how many episodes follow each on average.
    """

    days: int
    rate: float = 2.0
    severity: str = "ar"
    phi: float = 0.6
    sd: float = 0.5
    size: float = 8.0
    weekday: float = 0.2
    drift: float = 0.25
    missing: float = 0.1
    mnar: float = 0.5
    bouts: float = 0.0
    reverse: float = 0.0
    reverse_all_day: bool = False
    indication: bool = False
    late: bool = False
    effects: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Simulated:
    """One diary and its truth; n days, 16 waking hours each.

    `records` are in the public format. `counts` (n, 16) are the episodes, `complete` (n) marks the
    days with a record. `exposures` hold each factor's true exposure in contrasts, by hour (n, 16),
    `baseline` (n, 16) the log rate without their effects, of which `path` (n) is severity and
    drift, and `diary` what a simple tracker would correlate: one value a day and factor (n).
    """

    scenario: Scenario
    records: list[dict[str, Any]]
    counts: np.ndarray
    complete: np.ndarray
    exposures: dict[str, np.ndarray]
    baseline: np.ndarray
    path: np.ndarray
    diary: dict[str, np.ndarray]


def severity(scenario: Scenario, rng: np.random.Generator, days: int) -> np.ndarray:
    """The log severity of each day, with mean near 0."""
    path = np.zeros(days)
    if scenario.severity == "ar":
        step = math.sqrt(1 - scenario.phi**2)
        path[0] = rng.normal()
        for n in range(1, days):
            path[n] = scenario.phi * path[n - 1] + step * rng.normal()
        return scenario.sd * path - scenario.sd**2 / 2
    if scenario.severity == "walk":
        path = 0.12 * np.cumsum(rng.normal(size=days))
    elif scenario.severity == "flares":
        for start in rng.integers(0, days, max(1, days // 40)):
            path[start : start + rng.integers(4, 15)] += rng.uniform(0.7, 1.5)
    else:
        for start in rng.integers(0, days, 2):
            path[start:] += rng.normal(0, 0.8)
    return path - path.mean()


def simulate(scenario: Scenario, seed: tuple[int, ...]) -> Simulated:
    """One diary; the same seed gives the same diary."""
    rng = np.random.default_rng(seed)
    life = _Life(scenario, rng)
    life.live()
    return life.written()


class _Life:
    """The days as they are lived; arrays cover the warm-up and the diary."""

    def __init__(self, scenario: Scenario, rng: np.random.Generator) -> None:
        self.s, self.rng = scenario, rng
        self.total = scenario.days + WARM_UP
        days = np.arange(self.total)
        self.weekend = ((days - WARM_UP) % 7 >= 5).astype(float)
        self.path = severity(scenario, rng, self.total)
        slow = np.cos(np.pi * (days / self.total + rng.uniform(0, 2)))
        weekly = rng.normal(0, 1) * scenario.weekday
        self.wave = scenario.drift * slow
        self.background = self.path + self.wave + weekly * self.weekend
        self.slow = slow * rng.choice((-1, 1))
        curve = 1 + 0.4 * np.sin(2 * np.pi * (HOURS - rng.uniform(0, 24)) / 24)
        self.curve = np.log(curve / curve.mean())
        self.noise = np.log(rng.gamma(scenario.size, 1 / scenario.size, self.total))
        self.habits()

    def habits(self) -> None:
        """Stress, nights, drinks, alcohol and the medicine, before any episode."""
        rng, n, s = self.rng, self.total, self.s
        level = np.zeros(n)
        for day in range(1, n):
            level[day] = 0.4 * level[day - 1] + rng.normal(0, 1.6)
        self.stress = np.clip(4 + level - 1.2 * self.weekend + s.drift * self.slow, 0, 9)
        tense = (self.stress - 4) / 2
        self.sleep = np.clip(rng.normal(7 - 0.25 * tense + 0.5 * self.weekend, 1.1), 3, 11)
        thirst = 2.2 + 0.4 * tense - 0.3 * (self.sleep - 7) + 2 * s.drift * self.slow
        self.cups = []
        for day in range(n):
            many = min(rng.poisson(max(thirst[day], 0.2)), 6)
            hours = np.sort(rng.choice((8.0, 9.5, 11.0, 13.5, 15.0, 16.5), many, replace=False))
            times = (hours + rng.uniform(-0.6, 0.6, many)).tolist()
            self.cups.append([(at, float(rng.choice((60, 90, 120)))) for at in times])
        drinks = rng.random(n) < 0.15 + 0.35 * self.weekend
        self.grams = np.where(drinks, rng.choice((12.0, 24.0, 36.0, 60.0), n), 0.0)
        self.evening = rng.uniform(19, 22, n)
        begin = int(n * rng.uniform(0.3, 0.7))
        if s.indication:
            week = np.convolve(self.path, np.ones(7) / 7)[:n]
            begin = int(n * 0.25) + int(np.argmax(week[int(n * 0.25) : int(n * 0.75)])) + 1
        self.begin = begin
        self.course = np.clip((np.arange(n) - begin + 1) / 7, 0, 1)

    def true_exposures(self) -> dict[str, np.ndarray]:
        """Every exposure by hour, in contrasts, at the lag at which its effect acts."""
        back = 1 if self.s.late else 0
        days = np.arange(self.total)
        hours = (24 * days[:, None] + HOURS[None, :] + 0.5).ravel()
        ke, ka = math.log(2) / 5, math.log(2) / 0.25
        active, alcohol = np.zeros(len(hours)), np.zeros(len(hours))
        nearest, furthest = (48, 84) if self.s.late else (12, 48)
        for day in range(self.total):
            for at, mg in self.cups[day]:
                later = slice(day * len(HOURS), (day + 3) * len(HOURS))
                t = np.maximum(hours[later] - (24 * day + at), 0)
                active[later] += mg * ka / (ka - ke) * (np.exp(-ke * t) - np.exp(-ka * t))
            if self.grams[day]:
                t = hours - (24 * day + self.evening[day])
                alcohol += self.grams[day] * ((t >= nearest) & (t <= furthest))
        shape = (self.total, len(HOURS))
        values = {
            "caffeine": active.reshape(shape),
            "sleep": np.repeat(np.roll(self.sleep, back), len(HOURS)).reshape(shape) - 7,
            "stress": np.repeat(np.roll(self.stress, back), len(HOURS)).reshape(shape) - 4,
            "alcohol": alcohol.reshape(shape),
        }
        if back:
            daily = values["caffeine"].mean(axis=1)
            values["caffeine"] = np.repeat(np.roll(daily, 1), len(HOURS)).reshape(shape)
        scaled = {name: value / CONTRASTS[name] for name, value in values.items()}
        scaled[FACTORS[4]] = np.repeat(self.course, len(HOURS)).reshape(shape)
        return scaled

    def live(self) -> None:
        """Draw the episodes hour by hour."""
        self.exposures = self.true_exposures()
        log_rate = self.background[:, None] + self.curve[None, :] + math.log(self.s.rate / 16)
        self.baseline = log_rate
        moved = np.zeros_like(log_rate)
        for name, effect in self.s.effects.items():
            moved += effect * (self.exposures[name] - self.exposures[name].mean())
        mean = np.exp(log_rate + moved + self.noise[:, None]) / (1 + self.s.bouts)
        counts = self.rng.poisson(mean)
        if self.s.bouts:
            counts = counts + self.rng.negative_binomial(
                np.maximum(counts, 1e-9), 1 / (1 + self.s.bouts)
            )
        self.counts = np.minimum(counts, 59)

    def ratings(self, day: int) -> list[tuple[float, int]]:
        """The day's ratings as they are written down: now and then only one."""
        found = []
        for at in RATING_HOURS:
            if self.rng.random() < 0.08:
                continue
            before = at > HOURS + 0.5
            if not self.s.reverse_all_day:
                before &= at - 4 <= HOURS + 0.5
            felt = self.stress[day] + self.s.reverse * min(int(self.counts[day][before].sum()), 5)
            found.append((at, int(np.clip(round(felt + self.rng.normal(0, 0.6)), 0, 10))))
        return found

    def written(self) -> Simulated:
        """The diary that is written: without the warm-up, with gaps."""
        n = self.s.days
        kept = slice(WARM_UP, None)
        odds = math.log(self.s.missing / (1 - self.s.missing)) + self.s.mnar * (
            self.background[kept] + self.noise[kept]
        )
        complete = self.rng.random(n) > 1 / (1 + np.exp(-odds))
        writer = _Writer()
        felt = np.full(n, np.nan)
        for number in range(n):
            day = number + WARM_UP
            some = self.ratings(day)
            if not complete[number]:
                continue
            felt[number] = np.mean([value for _, value in some]) if some else np.nan
            writer.day(number, self, some)
        start = writer.date(self.begin - WARM_UP)
        writer.add(kind="medication", name="magnesium", start_date=start)
        diary = {
            "caffeine": np.array([sum(mg for _, mg in cups) for cups in self.cups])[kept],
            "sleep": -self.sleep[kept],
            "stress": felt,
            "alcohol": np.roll(self.grams, 1)[kept],
            FACTORS[4]: (self.course[kept] > 0).astype(float),
        }
        return Simulated(
            self.s,
            writer.records,
            self.counts[kept],
            complete,
            {name: value[kept] for name, value in self.exposures.items()},
            self.baseline[kept],
            (self.path + self.wave)[kept],
            diary,
        )


class _Writer:
    """Collects records in the public format."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []

    def add(self, **record: Any) -> None:
        self.records.append({"id": f"{len(self.records):06}", **record})

    def date(self, number: int) -> str:
        return (FIRST + timedelta(days=number)).isoformat()

    def at(self, number: int, hour: float) -> str:
        minutes = min(int(hour * 60), 24 * 60 - 1)
        return f"{self.date(number)}T{minutes // 60:02}:{minutes % 60:02}:00+00:00"

    def day(self, number: int, life: _Life, ratings: list[tuple[float, int]]) -> None:
        day = number + WARM_UP
        on = self.date(number)
        self.add(kind="day", date=on, status="complete", tz="UTC")
        if life.rng.random() > 0.05:
            self.add(kind="sleep", date=on, hours=round(float(life.sleep[day]), 1))
        for at, mg in life.cups[day]:
            self.add(kind="caffeine", time=self.at(number, at), mg=mg)
        for at, value in ratings:
            self.add(kind="stress", time=self.at(number, at), stress=value)
        if life.grams[day]:
            drunk = self.at(number, float(life.evening[day]))
            self.add(kind="alcohol", time=drunk, grams=float(life.grams[day]))
        for hour, count in zip(HOURS.tolist(), life.counts[day].tolist(), strict=True):
            for n in range(count):
                self.add(kind="episode", start=self.at(number, hour + (n + 0.5) / (count + 1)))
