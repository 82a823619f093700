"""The page as a whole: what it must say, that nothing overlaps, and that it is always the same."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from types import SimpleNamespace

import pytest

from tracker.diary import Diary
from tracker.errors import UsageError
from tracker.report.page import weekly
from tracker.report.render import render
from tracker.vocabulary import FlagStatus, Tier, Verdict

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
NOW = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
LONG = (
    "An extraordinarily long name that nobody would choose but that a person may well have pasted "
    "from a leaflet, with its strength and its maker and the number of tablets in the packet"
)
HOSTILE = (
    "$\\frac{$",
    "[/red]",
    "\u202eשלום עולם",
    "مرحبا بالعالم",
    "頭痛薬",
    "☕🙂👩‍👩‍👧",
    "a\x1b[2J\nb",
)


def at(day, clock, offset="+01:00"):
    return f"{day}T{clock}:00{offset}"


def episode(day, clock, offset="+01:00", **more):
    return {"kind": "episode", "start": at(day, clock, offset)} | more


def ordinary_day(n, day, *, episodes, record="complete"):
    yield {
        "kind": "sleep",
        "date": f"{day}",
        "start": at(day - timedelta(days=1), "23:10"),
        "end": at(day, f"0{5 + n % 3}:40"),
        "quality": 6,
    }
    for hour in ("08:05", "10:40", "15:20")[: 1 + n % 3]:
        yield {"kind": "caffeine", "time": at(day, hour), "mg": 90 + 20 * (n % 2)}
    yield {
        "kind": "dose",
        "time": at(day, "08:00"),
        "name": "magnesium",
        "status": "skipped" if n % 5 == 0 else "taken",
    }
    if n % 4 == 2:
        yield {"kind": "alcohol", "time": at(day, "20:15"), "grams": 20}
    yield {"kind": "stress", "time": at(day, "18:00"), "stress": 3 + n % 5}
    for k in range(episodes):
        hour, minute = divmod(8 * 60 + (k * 787 + n * 61) % 840, 60)
        yield episode(
            day,
            f"{hour:02d}:{minute:02d}",
            end=at(day, f"{hour + (minute > 55):02d}:{(minute + 4) % 60:02d}"),
            side=("left", "left", "left", "right", "both")[(k + n) % 5],
            sites=[("upper_lip", "upper_lip", "lower_lip", "mouth_corner", "lower_eyelid")[k % 5]],
            **({"intensity": (k * 3 + n) % 11} if k % 4 != 3 else {}),
        )
    if record:
        yield {
            "kind": "day",
            "date": f"{day}",
            "status": "clear" if not episodes and record == "complete" else record,
        }


def twelve_weeks(each=3):
    first = SUNDAY - timedelta(days=83)
    for n in range(84):
        day = first + timedelta(days=n)
        if 40 <= n < 49 or n in {78, 80}:
            continue
        yield from ordinary_day(
            n,
            day,
            episodes=0 if n % 9 == 1 else each + n % 3,
            record=None if n == 81 else "complete",
        )
    yield {
        "kind": "medication",
        "name": "magnesium",
        "dose": 300,
        "unit": "mg",
        "start_date": "2026-09-20",
    }
    yield {
        "kind": "medication",
        "name": "sertraline",
        "dose": 25,
        "unit": "mg",
        "start_date": "2026-05-20",
    }
    yield {
        "kind": "medication",
        "name": "sertraline",
        "dose": 50,
        "unit": "mg",
        "start_date": "2026-11-18",
        "change": "increased",
    }
    yield {
        "kind": "event",
        "date": "2026-11-19",
        "event": "doctor_visit",
        "outcome": "blood test ordered",
    }
    yield {
        "kind": "trial",
        "name": "three weeks of less caffeine",
        "factor": "caffeine",
        "start_date": "2026-11-02",
    }
    yield {"kind": "symptom", "time": at("2026-11-20", "21:00"), "symptom": "headache"}


def medications(number):
    for n in range(number):
        yield {
            "kind": "medication",
            "name": f"{LONG[n : n + 60]}" if n % 2 else f"Medicine {n}",
            "dose": 2.5 * (n + 1),
            "unit": "mg",
            "start_date": f"2026-{8 + n % 4:02d}-1{n % 9}",
            "change": ("started", "increased", "decreased")[n % 3],
        }
        yield {
            "kind": "dose",
            "time": at(MONDAY, f"{8 + n:02d}:00"),
            "name": f"{LONG[n : n + 60]}" if n % 2 else f"Medicine {n}",
        }


def finding(factor, verdict, ratio=None, ci95=None, *, amount=1, unit="", needed=None, exposure=""):
    return SimpleNamespace(
        factor=factor,
        exposure=exposure or factor,
        verdict=Verdict(verdict),
        rate_ratio=ratio,
        contrast=SimpleNamespace(amount=amount, unit=unit),
        ci95=ci95,
        days_needed=needed,
        p=0.01,
        q=0.02,
        complete_days=60,
        summary="",
    )


FINDINGS = (
    finding("caffeine", "raises", 1.62, (1.2, 2.2), amount=100, unit="mg"),
    finding("sleep", "raises", 1.4, (1.02, 1.9), amount=-2, unit="h"),
    finding("medication:magnesium", "lowers", 0.6, (0.4, 0.9), unit="course"),
    finding("stress", "no_association", 1.01, (0.9, 1.13), amount=3, unit="points"),
    finding("alcohol", "unclear", 1.3, (0.5, 3.4), amount=40, unit="g"),
    finding("medication:sertraline", "not_enough_data", needed=37, unit="course"),
)


def flag(n, tier, title, message, evidence, *, fired_on=date(2026, 11, 18), status="open"):
    return SimpleNamespace(
        rule=f"rule_{n}",
        tier=Tier(tier),
        title=title,
        message=message,
        fired_on=fired_on,
        status=FlagStatus(status),
        evidence=tuple(SimpleNamespace(day=fired_on, entry=None, text=text) for text in evidence),
    )


FLAGS = (
    flag(
        1,
        "routine",
        "Twitching for more than two weeks",
        "Worth discussing with a doctor because the twitch has now been going on for more than "
        "two weeks. Most twitches are harmless; a check can look for everyday causes.",
        ["twitches on 13 of the 16 days with entries since 3 Nov", "longest gap 2 days"],
    ),
    flag(
        2,
        "routine",
        "Always the same side, eyelid and mouth",
        "Worth discussing with a doctor because the twitching keeps to one side and involves both "
        "the eye area and the mouth. Bring a phone video.",
        ["left in 14 of 15 episodes"],
    ),
    flag(
        3,
        "soon",
        "Weakness, wasting or stiffness where it twitches",
        "Worth discussing with a doctor within days because a twitch together with lasting "
        "weakness should be examined.",
        ["weakness noted on 17 Nov"],
        fired_on=date(2026, 11, 17),
    ),
    flag(
        4,
        "self_care",
        "Caffeine above the usual guidance",
        "Your caffeine is above the usual guidance. Cutting down step by step is a simple test.",
        ["410 mg on 19 Nov"],
    ),
    flag(
        5,
        "emergency",
        "Sudden stroke-type signs",
        "One of the signs you ticked can mean a stroke. Call the emergency number now, even if it "
        "has eased. Note the time it began. Do not wait to see whether it passes.",
        ["sudden facial droop on 22 Nov at 07:10"],
        fired_on=date(2026, 11, 22),
    ),
)
MANY_FLAGS = tuple(
    flag(n, ("soon", "routine", "self_care")[n % 3], f"{LONG[: 30 + 9 * n]}",
         f"Worth discussing because reason {n} of {LONG}.", [LONG, LONG, LONG])
    for n in range(12)
)  # fmt: skip
MANY_FINDINGS = tuple(
    finding(f"medication:{LONG[n:]}", ("unclear", "raises", "lowers", "not_enough_data")[n % 4],
            *((None, None) if n % 4 == 3 else (0.02 * 4**n, (0.001 * 4**n, 0.4 * 4**n))),
            needed=1234 if n % 4 == 3 else None)
    for n in range(16)
)  # fmt: skip


def busy(number):
    for n in range(7):
        yield from ordinary_day(n, MONDAY + timedelta(days=n), episodes=number)


def everywhere():
    sites = ("upper_lip lower_lip mouth_corner chin cheek upper_eyelid lower_eyelid brow jaw "
             "tongue nose neck arm hand leg other").split()  # fmt: skip
    for n, side in enumerate(("left", "right", "both", "midline", None)):
        for k, site in enumerate(sites):
            for _ in range(1 + (n * 7 + k * 3) % 11):
                yield episode(
                    MONDAY, f"{8 + n:02d}:{k:02d}", sites=[site], side=side, intensity=k % 11
                )


def hostile():
    yield from busy(2)
    for n, name in enumerate(HOSTILE):
        yield {
            "kind": "medication",
            "name": name,
            "start_date": f"2026-11-{16 + n}",
            "dose": 1,
            "unit": name,
        }
        yield {"kind": "dose", "time": at(MONDAY, f"1{n}:00"), "name": name}
        yield {"kind": "event", "date": f"{MONDAY}", "event": "other", "outcome": name * 30}
        yield {"kind": "trial", "name": name * 8, "factor": "caffeine", "start_date": "2026-10-01"}
        yield {"kind": "symptom", "time": at(MONDAY, f"1{n}:30"), "symptom": name}


def travel():
    """Berlin to New York on the Wednesday, and clocks that go back on the Sunday."""
    for n, offset in enumerate(("+01:00", "+01:00", "-05:00", "-05:00", "-05:00")):
        day = MONDAY + timedelta(days=n)
        yield {"kind": "caffeine", "time": at(day, "08:00", offset), "mg": 120}
        yield episode(day, "09:00", offset, intensity=4)
        yield {"kind": "day", "date": f"{day}", "status": "complete"}
    yield {
        "kind": "sleep",
        "date": "2026-11-18",
        "start": at("2026-11-18", "14:00"),
        "end": at("2026-11-18", "13:30", "-05:00"),
    }


CASES = {
    "ordinary": (twelve_weeks, FINDINGS, FLAGS[:4], MONDAY, SUNDAY),
    "all five flags": (twelve_weeks, FINDINGS, FLAGS, MONDAY, SUNDAY),
    "empty": (list, (), (), MONDAY, SUNDAY),
    "one entry": (lambda: [episode(MONDAY, "08:05", intensity=3)], (), (), MONDAY, SUNDAY),
    "none a day": (lambda: busy(0), FINDINGS, (), MONDAY, SUNDAY),
    "one a day": (lambda: busy(1), FINDINGS, FLAGS[:1], MONDAY, SUNDAY),
    "sixty a day": (lambda: busy(60), FINDINGS, FLAGS[:2], MONDAY, SUNDAY),
    "twelve medications": (lambda: [*busy(3), *medications(12)], MANY_FINDINGS[:8], (), MONDAY,
                           SUNDAY),
    "twelve flags": (twelve_weeks, MANY_FINDINGS, MANY_FLAGS, MONDAY, SUNDAY),
    "everywhere": (everywhere, (), (), MONDAY, SUNDAY),
    "hostile names": (hostile,
                      [finding(f"medication:{n}", "unclear", 1, (0.4, 3)) for n in HOSTILE],
                      [flag(n, "soon", name * 9, f"{name * 50} because {name * 50}", [name * 40])
                       for n, name in enumerate(HOSTILE)], MONDAY, SUNDAY),
    "travel": (travel, (), (), MONDAY, SUNDAY),
    "one day": (twelve_weeks, FINDINGS, FLAGS[:1], SUNDAY, SUNDAY),
    "three days": (twelve_weeks, FINDINGS, FLAGS[:1], SUNDAY - timedelta(days=2), SUNDAY),
    "twelve weeks": (lambda: twelve_weeks(14), FINDINGS, FLAGS[:1],
                     SUNDAY - timedelta(days=83), SUNDAY),
    "half to come": (twelve_weeks, FINDINGS, (), MONDAY + timedelta(days=4),
                     SUNDAY + timedelta(days=4)),
}  # fmt: skip


def drawn(name):
    rows, findings, flags, since, until = CASES[name]
    diary = Diary.from_records(rows())
    return weekly(diary, since=since, until=until, findings=findings, flags=flags, now=NOW)
