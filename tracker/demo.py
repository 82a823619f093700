"""A made-up diary of 120 days for looking around: the same every time, and nobody's.

What is true in it. Episodes come hour by hour, about 2 a day (0 to 8), more often towards evening.
Their rate is multiplied by
- 2.3 for every 100 mg of caffeine more in the body at that hour,
- 2.1 for every 2 hours less sleep in the night before,
- 2.0 for every 3 points more stress on that day,
- chance from day to day (a gamma factor of mean 1 and shape 30).
Alcohol does nothing. Neither does the medicine, magnesium, taken daily from day 60 on; nor screens.
Up to two weeks before the end only the lips twitch, mostly the upper left; then now and then the
left lower eyelid, too.

Days 40 to 49 are spent in New York, the rest in Berlin, where the clocks go back on day 93. Four
days have no entries at all, four more have entries but no `day` record; on some others the night
or the stress was not noted. Every entry lies before 22:30 of the last day.
"""

import math
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from tracker import clock, knowledge
from tracker.analysis.caffeine import remaining_mg
from tracker.records import Record, ordered
from tracker.vocabulary import Character, DayStatus, DoseStatus, Kind, Side, Site

DAYS: Final = 120
LAST_DAY: Final = date(2026, 11, 20)
HOME: Final = ZoneInfo("Europe/Berlin")
NOW: Final = datetime.combine(LAST_DAY, time(22, 30), HOME)
"""The moment at which the sample diary is looked at."""
AWAY: Final = ZoneInfo("America/New_York")
TRIP: Final = range(40, 50)
NO_ENTRIES: Final = frozenset({17, 50, 77, 101})
NO_DAY_RECORD: Final = frozenset({9, 40, 66, 92})
MEDICINE: Final = "magnesium"
MEDICINE_FROM: Final = 60
EYELID_FROM: Final = DAYS - 14

PER_100_MG: Final = math.log(2.3)
PER_HOUR_LOST: Final = math.log(2.1) / 2
PER_STRESS_POINT: Final = math.log(2.0) / 3
NOISE_SHAPE: Final = 30
HOURLY_RATE: Final = 0.11
MOST_A_DAY: Final = 8
HALF_LIFE_HOURS: Final = 5.0

_SEED: Final = 4
_IDS: Final = uuid.UUID("0d4f3f5e-0b1e-5b3a-9a55-6f0a3b6a7c11")
_AWAKE: Final = range(7, 22)
_COFFEE: Final = "coffee, filter, EU cup"
_DRINKS: Final = (
    (7.6, _COFFEE, 0.8),
    (10.2, _COFFEE, 0.55),
    (13.3, "espresso, EU", 0.4),
    (15.4, _COFFEE, 0.4),
    (17.2, "tea, black, EU cup", 0.3),
)
_SITES: Final = ((Site.UPPER_LIP,),) * 7 + ((Site.LOWER_LIP,), (Site.UPPER_LIP, Site.MOUTH_CORNER))
_NOTES: Final = (
    "while reading; stopped when I looked up",
    'long call, "again": twice in a row',
    "felt it, did not see it (mirror)",
    "tired today 😴",
    "quiet otherwise: 10 minutes at most",
    "on the train, window seat",
)


@dataclass(slots=True)
class _Writer:
    """Collects records; each gets an id made of its kind and number, so that it never changes."""

    rng: Random
    first_day: date
    rows: list[Record] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)

    def add(self, kind: Kind, **fields: Any) -> None:
        """One record; fields that are None are left out."""
        name = str(uuid.uuid5(_IDS, f"{kind} {self.counts[kind]}"))
        self.counts[kind] += 1
        self.rows.append(ordered({"kind": kind.value, "id": name, **fields}))

    def day(self, number: int) -> date:
        """The date of day `number`; the first is 0."""
        return self.first_day + timedelta(days=number)

    def at(self, number: int, hour: float) -> datetime:
        """An hour (8.5 is 08:30) of day `number`, in the zone the person was in."""
        where = AWAY if number in TRIP else HOME
        wall = datetime.combine(self.day(number), clock.MIDNIGHT) + _minutes(hour * 60)
        return wall.replace(tzinfo=where)

    def chance(self, probability: float) -> bool:
        """Whether something of that probability happens."""
        return self.rng.random() < probability


def records(today: date | None = None) -> list[Record]:
    """The sample diary in the public format, oldest day first, ending on `today`.

    Without a date it ends on 2026-11-20. The same date gives the same records, ids included.
    """
    last = today or LAST_DAY
    writer = _Writer(Random(_SEED), last - timedelta(days=DAYS - 1))  # noqa: S311  no secret
    _once(writer)
    drunk: list[tuple[datetime, float]] = []
    for number in range(DAYS):
        if number in NO_ENTRIES:
            continue
        drunk += _caffeine(writer, number)
        slept = _sleep(writer, number)
        stress = _stress(writer, number)
        episodes = _episodes(writer, number, drunk, (7 - slept, stress - 4))
        _habits(writer, number)
        if number not in NO_DAY_RECORD:
            status = DayStatus.COMPLETE if episodes else DayStatus.CLEAR
            tz = _zone_name(writer.at(number, 12))
            writer.add(Kind.DAY, date=writer.day(number).isoformat(), status=status.value, tz=tz)
    return writer.rows


def _once(writer: _Writer) -> None:
    """What is entered once: the profile, the medicine, a visit, a trial, one cigarette."""
    home = HOME.key
    on = [writer.day(number).isoformat() for number in range(DAYS)]
    beliefs = {"caffeine": "raises", "alcohol": "raises"}
    writer.add(Kind.PROFILE, age=34, smoker=False, emergency_number="112", beliefs=beliefs, tz=home)
    writer.add(
        Kind.MEDICATION, name=MEDICINE, dose=300, unit="mg", start_date=on[MEDICINE_FROM], tz=home
    )
    writer.add(
        Kind.EVENT,
        date=on[34],
        event="doctor_visit",
        outcome="nothing unusual; keep a diary",
        tz=home,
    )
    arms = [
        {"start_date": on[70], "stop_date": on[76], "arm": "usual"},
        {"start_date": on[77], "stop_date": on[83], "arm": "without"},
    ]
    writer.add(
        Kind.TRIAL,
        name="No screens in the evening",
        factor="screen_hours",
        start_date=on[70],
        stop_date=on[83],
        arms=arms,
        tz=home,
    )
    smoked = clock.iso(writer.at(52, 21.5))
    writer.add(
        Kind.SUBSTANCE, time=smoked, name="cigarette", drug_class="nicotine", event="used", tz=home
    )


def _caffeine(writer: _Writer, number: int) -> list[tuple[datetime, float]]:
    """The day's drinks: some days hardly any, some days all of them."""
    appetite = writer.rng.choice((0.1, 0.6, 1.1, 1.8))
    drunk = []
    for hour, item, usual in _DRINKS:
        at = writer.at(number, hour + writer.rng.uniform(-0.3, 0.5))
        if not writer.chance(usual * appetite):
            continue
        mg = knowledge.caffeine_mg(item)
        writer.add(Kind.CAFFEINE, **_timed(at), mg=mg, item=item, servings=1)
        drunk.append((at, mg))
    return drunk


def _sleep(writer: _Writer, number: int) -> float:
    """The night that ended on the day; not noted after the two flights and on some mornings."""
    rng = writer.rng
    hours = round(min(max(rng.gauss(6.9, 1.5), 4.4), 8.6) * 12) / 12
    end = writer.at(number, rng.uniform(6.6, 7.5))
    start = (end.astimezone(UTC) - _minutes(hours * 60)).astimezone(end.tzinfo)
    noted = not writer.chance(0.05) and number not in {TRIP.start, TRIP.stop}
    if noted:
        writer.add(
            Kind.SLEEP,
            date=writer.day(number).isoformat(),
            start=clock.iso(start),
            end=clock.iso(end),
            quality=min(max(round(hours - 1 + rng.gauss(0, 1)), 0), 10),
            awakenings=rng.randrange(3) if writer.chance(0.4) else None,
            tz=_zone_name(end),
        )
    return hours


def _stress(writer: _Writer, number: int) -> float:
    """One or two ratings around the day's level, now and then with tiredness; some days none."""
    rng = writer.rng
    weekend = writer.day(number).weekday() >= 5
    level = min(max(rng.gauss(3.2 if weekend else 4.2, 2.2), 0), 9)
    noted = not writer.chance(0.05)
    for hour in (12.5, 19.0)[: rng.choice((1, 2, 2))]:
        at = writer.at(number, hour + rng.uniform(-0.7, 0.7))
        rating = min(max(round(level + rng.gauss(0, 0.5)), 0), 10)
        tired = min(max(round(4 + rng.gauss(0, 1.5)), 0), 10) if writer.chance(0.4) else None
        if noted:
            writer.add(Kind.STRESS, **_timed(at), stress=rating, fatigue=tired)
    return level


def _episodes(
    writer: _Writer, number: int, drunk: list[tuple[datetime, float]], excess: tuple[float, float]
) -> int:
    """The day's episodes, drawn hour by hour; `excess` is hours of sleep lost and stress points."""
    rng = writer.rng
    lost, stress = excess
    level = PER_HOUR_LOST * lost + PER_STRESS_POINT * stress
    noise = rng.gammavariate(NOISE_SHAPE, 1 / NOISE_SHAPE)
    begun = 0
    for hour in _AWAKE:
        middle = writer.at(number, hour + 0.5)
        active = math.fsum(
            remaining_mg(mg, (middle - at) / timedelta(hours=1), HALF_LIFE_HOURS)
            for at, mg in drunk
            if middle - at < timedelta(days=2)
        )
        evening = 0.7 + 0.04 * (hour - 7)
        rate = HOURLY_RATE * noise * evening * math.exp(level + PER_100_MG * (active - 100) / 100)
        wait = rng.expovariate(rate)
        while wait < 1 and begun < MOST_A_DAY:
            _episode(writer, number, writer.at(number, hour + wait))
            begun += 1
            wait += rng.expovariate(rate)
    return begun


def _episode(writer: _Writer, number: int, start: datetime) -> None:
    rng = writer.rng
    eyelid = number >= EYELID_FROM and writer.chance(0.25)
    seconds = min(max(round(rng.lognormvariate(3.6, 0.9) / 5) * 5, 5), 900)
    end = clock.iso(start + timedelta(seconds=seconds)) if writer.chance(0.85) else None
    sites = (Site.LOWER_EYELID,) if eyelid else rng.choice(_SITES)
    side = Side.LEFT if eyelid else rng.choice((Side.LEFT,) * 8 + (Side.RIGHT, Side.BOTH))
    writer.add(
        Kind.EPISODE,
        start=clock.iso(start),
        end=end,
        intensity=min(max(round(rng.gauss(3, 1.3)), 1), 8),
        side=side.value,
        sites=[site.value for site in sites],
        character=rng.choice((Character.FLUTTER,) * 4 + (Character.JERK,)).value,
        interfered=True if writer.chance(0.03) else None,
        note=rng.choice(_NOTES) if writer.chance(0.12) else None,
        tz=_zone_name(start),
    )


def _habits(writer: _Writer, number: int) -> None:
    """The rest of a day, none of which does anything: drinks, tablets, screens, complaints."""
    rng = writer.rng
    if writer.chance(0.55 if writer.day(number).weekday() in {4, 5} else 0.2):
        item = rng.choice(("wine, glass", "beer"))
        glasses = rng.choice((1, 1, 2, 3))
        at = _timed(writer.at(number, 19.5 + rng.uniform(0, 1.5)))
        grams = knowledge.alcohol_grams(item, glasses)
        writer.add(Kind.ALCOHOL, **at, grams=grams, item=item, servings=glasses)
    if number >= MEDICINE_FROM:
        due, taken = writer.at(number, 20), writer.at(number, 20 + rng.uniform(0, 0.5))
        status = DoseStatus.SKIPPED if writer.chance(0.08) else DoseStatus.TAKEN
        what = {"name": MEDICINE, "dose": 300, "unit": "mg", "status": status.value}
        writer.add(Kind.DOSE, **_timed(taken), **what, scheduled=clock.iso(due))
    if writer.chance(0.6):
        hours = rng.uniform(0, 1.5) if 77 <= number < 84 else rng.uniform(3, 9)
        at = _timed(writer.at(number, 21.5))
        writer.add(Kind.FACTOR, **at, name="screen_hours", value=round(hours * 2) / 2, unit="h")
    if writer.chance(0.05):
        complaint = rng.choice(("screen_strain", "fatigue", "irritability"))
        at = _timed(writer.at(number, rng.uniform(15, 21)))
        writer.add(Kind.SYMPTOM, **at, symptom=complaint, severity=rng.randint(1, 4))


def _timed(at: datetime) -> dict[str, Any]:
    return {"time": clock.iso(at), "tz": _zone_name(at)}


def _zone_name(at: datetime) -> str:
    return clock.zone_name(at) or "UTC"


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=round(count))
