"""Soon rules about substances and medicines: after cutting down, and on a dopamine blocker."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tracker.flags.courses import Change, Course
from tracker.flags.days import ONE_DAY, last_days
from tracker.flags.moments import clock_of, day_of
from tracker.flags.places import touches
from tracker.flags.registry import check
from tracker.flags.result import Evidence, Outcome
from tracker.flags.rules.soon_signs import report_evidence
from tracker.flags.sedating import ALCOHOL, OPIOIDS, SLEEPING_DRUGS
from tracker.flags.signs import OPEN_HOURS, Sign, evidence_of
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import Character, CourseChange, Kind, Site, SubstanceEvent

BEFORE_DAYS: Final = 14
MOST_DAYS: Final = 8
"""'Most days' is 8 or more of the 14 before a change (reading 29)."""

AFTER_STOPPING_DAYS: Final = 92
"""Three months, at their longest, after a dopamine-blocking medicine was stopped."""


@check
def withdrawal_mild(view: View, rule: Rule) -> Outcome:
    """Twitching, tremor or sweating after heavy or daily use was stopped or cut by half or more.

    Sources: alcoholchange, gateshead_alcohol, bmjbp_alcohol, rightdecisions_benzo, opioid_wd;
    readings 3, 5, 12, 29. Open for 24 hours after the latest sign.
    """
    p = rule.params
    signs = [*view.twitches(OPEN_HOURS), *view.signs(rule.symptom_ids, OPEN_HOURS)]
    fraction = view.timeline.rules["withdrawal_severe"].params["cut_fraction"]
    found = []
    for change in view.cuts(p["benzo_days"][1] + 1) if signs else ():
        after = [sign for sign in signs if _in_withdrawal_window(change, sign, rule)]
        if after and change.cut_by(fraction) and _used_much(view, change, rule):
            found.append((change, after))
    latest: Sequence[Sign] = found[-1][1] if found else ()
    return Outcome(
        holds=bool(found),
        tell=lambda: [
            *(e for change, _ in found for e in _drunk(view, change, rule)),
            *(change.evidence() for change, _ in found),
            *evidence_of(latest),
        ],
        measured={"days_since_change": (view.today - found[-1][0].day).days if found else None},
    )


@check
def orofacial_dyskinesia(view: View, rule: Rule) -> Outcome:
    """Chewing, smacking or tongue movements on three days, after six weeks of a dopamine blocker.

    Sources: healthwise_td, stelizabeth_td, td_medline_copy, droracle_td. While it is taken, or
    within three months of its end. Dates of all such courses count together, each once.
    Reading 54: an episode at the tongue counts.
    """
    p = rule.params
    window = last_days(view.today, p["days"])
    courses = [c for c in view.courses() if c.is_one_of(p["dopamine_blocking_classes"])]
    exposure = _days_covered(courses, view.today)
    moved = [
        Evidence(day_of(e), e.id, f"{_movement(e)} at {clock_of(e)}")
        for e in view.episodes(*window)
        if _movement(e)
    ]
    moved += [report_evidence(r) for r in view.reports(rule.symptom_ids, *window)]
    moved = [item for item in moved if any(_under(course, item.day) for course in courses)]
    days = len({item.day for item in moved})
    enough = days >= p["symptom_days"] and exposure >= p["exposure_days"]
    needs = (
        f"{p['symptom_days']} days with such movements and {p['exposure_days']} days of the "
        f"medicine; {days} and {exposure} so far"
    )
    return Outcome(
        holds=enough,
        tell=lambda: [
            *(Evidence(c.first, c.entry.id, f"{c.name} {c.change.value}") for c in courses),
            *sorted(moved, key=lambda item: item.day),
        ],
        measured={"symptom_days": days, "exposure_days": exposure},
        needs=needs if days and not enough else "",
    )


def _movement(episode: Entry) -> str:
    """What kind of such movement an episode is, in words; empty when it is none."""
    if episode.record.get("character") == Character.CHEWING:
        return "chewing movement"
    return "tongue movement" if touches(episode, {Site.TONGUE}) else ""


def _in_withdrawal_window(change: Change, sign: Sign, rule: Rule) -> bool:
    p = rule.params
    if change.is_one_of(SLEEPING_DRUGS):
        low, high = p["benzo_days"]
        return change.before(sign, days=high) and (sign.day - change.day).days >= low
    if change.is_one_of(OPIOIDS):
        return change.before_by_hours(sign, *p["opioid_hours"])
    return change.is_one_of(ALCOHOL) and change.before_by_hours(sign, *p["alcohol_hours"])


def _used_much(view: View, change: Change, rule: Rule) -> bool:
    """Whether use before the change was heavy (alcohol) or daily (the others)."""
    first, last = change.day - timedelta(days=BEFORE_DAYS), change.day - ONE_DAY
    if change.is_one_of(ALCOHOL):
        return len(_drunk(view, change, rule)) >= MOST_DAYS
    wanted = SLEEPING_DRUGS if change.is_one_of(SLEEPING_DRUGS) else OPIOIDS
    if change.entry.record.get("change") == CourseChange.DECREASED and not change.entry.record.get(
        "as_needed"
    ):
        return True
    return len(_days_of_use(view, wanted, first, last)) >= MOST_DAYS


def _drunk(view: View, change: Change, rule: Rule) -> list[Evidence]:
    """The days of heavy drinking before alcohol was stopped or cut."""
    if not change.is_one_of(ALCOHOL):
        return []
    days: dict[date, list[Entry]] = {}
    for entry in view.on(
        Kind.ALCOHOL, change.day - timedelta(days=BEFORE_DAYS), change.day - ONE_DAY
    ):
        days.setdefault(day_of(entry), []).append(entry)
    grams = {day: sum(e.record["grams"] for e in some) for day, some in days.items()}
    heavy = rule.params["heavy_alcohol_g_per_day"]
    return [
        Evidence(day, days[day][0].id, f"{grams[day]:g} g alcohol")
        for day in sorted(days)
        if grams[day] >= heavy
    ]


def _days_of_use(view: View, wanted: Sequence[str], first: date, last: date) -> set[date]:
    used = {
        day_of(entry)
        for entry in view.on(Kind.SUBSTANCE, first, last)
        if entry.record.get("event") in {None, SubstanceEvent.USED}
        and Change.of(entry).is_one_of(wanted)
    }
    for course in view.taken(first, last):
        if course.is_one_of(wanted) and not course.as_needed:
            end = min(last, course.stop or last)
            begin = max(first, course.first)
            used.update(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    return used


def _under(course: Course, day: date) -> bool:
    until = course.stop + timedelta(days=AFTER_STOPPING_DAYS) if course.stop else day
    return course.first <= day <= until


def _days_covered(courses: Sequence[Course], today: date) -> int:
    """On how many dates up to today at least one of the courses was taken."""
    total, covered = 0, date.min
    for course in sorted(courses, key=lambda c: c.first):
        begin = max(course.first, covered + ONE_DAY)
        end = min(today, course.stop or today)
        if end >= begin:
            total += (end - begin).days + 1
            covered = end
    return total
