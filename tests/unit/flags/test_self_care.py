"""Self-care rules."""

import pytest

RULE = "recent_simple_twitch"

SIMPLE = {
    "empty diary": (lambda log: log, False),
    "one episode": (lambda log: log.twitch(0), True),
    "first and last day 13 apart": (lambda log: log.twitch(13, 0), True),
    "first and last day 14 apart": (lambda log: log.twitch(14, 0), False),
    "10 days in a row": (lambda log: log.twitch(*range(10)), True),
    "a short run, not seen for a month but never broken": (lambda log: log.twitch(40, 38), False),
    "older runs that ended do not count": (
        lambda log: log.twitch(*range(20, 60)).clear(*range(10, 20)).twitch(2, 0),
        True,
    ),
    "the run has ended": (lambda log: log.twitch(6, 5).clear(1, 2, 3, 4), False),
    "3 clear days": (lambda log: log.twitch(6, 5).clear(1, 2, 3), True),
    "only the leg": (lambda log: log.twitch(0, sites=["leg"]), False),
    "later than now": (lambda log: log.twitch_hours(-1), False),
    "with an emergency": (lambda log: log.twitch(0).sign("chest_pain", 1), False),
    "with a routine rule": (
        lambda log: log.twitch(0, 1, 2, 3).symptom("ear_pain", 0, 1, 2, 3),
        False,
    ),
    "after the emergency": (lambda log: log.twitch(0).sign("chest_pain", 30, gone=29), True),
}


@pytest.mark.parametrize(("build", "expected"), SIMPLE.values(), ids=SIMPLE)
def test_recent_simple_twitch(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_it_waits_for_a_first_episode(log):
    assert log.needs(RULE) == "1 episode; none so far"
    assert log.twitch(40).clear(1, 2, 3, 4).needs(RULE) is None


def test_its_evidence_is_the_days_of_the_run(log):
    flag = log.twitch(5, 3, 3).flags()[RULE]
    assert [e.text for e in flag.evidence] == ["1 episode", "2 episodes"]


# high_caffeine


def cups(log, mg, *days, times=("08:00", "11:00", "14:00")):
    """That much caffeine in equal parts at some times of some days."""
    for ago in days:
        for time in times:
            log.add(kind="caffeine", mg=mg / len(times), time=log.at(ago, time))
    return log


HIGH = {
    "empty diary": (lambda log: log, False),
    "over 400 mg on 3 days": (lambda log: cups(log, 402, 1, 3, 6).twitch(2, 4), True),
    "400 mg": (lambda log: cups(log, 400.2, 1, 3).caffeine(400, 100).twitch(2, 4), False),
    "exactly 400 mg on 3 days": (
        lambda log: cups(log, 400, 1, 3, 6, times=("08:00", "10:00", "12:00", "14:00")).twitch(
            2, 4
        ),
        False,
    ),
    "on 2 days": (lambda log: cups(log, 600, 1, 3).twitch(2, 4), False),
    "one 7 days ago": (lambda log: cups(log, 600, 1, 3, 7).twitch(2, 4), False),
    "1 active day": (lambda log: cups(log, 600, 1, 3, 6).twitch(2), False),
    "201 mg, pregnant": (
        lambda log: cups(log, 201, 1, 3, 6).twitch(2, 4).profile(pregnant=True),
        True,
    ),
    "200 mg, pregnant": (
        lambda log: (
            cups(log, 200, 1, 3, 6, times=("08:00", "14:00")).twitch(2, 4).profile(pregnant=True)
        ),
        False,
    ),
    "201 mg, not pregnant": (lambda log: cups(log, 201, 1, 3, 6).twitch(2, 4), False),
    "201 mg at once": (lambda log: cups(log, 201, 1, 3, 6, times=("08:00",)).twitch(2, 4), True),
    "200 mg at once": (lambda log: cups(log, 200, 1, 3, 6, times=("08:00",)).twitch(2, 4), False),
    "201 mg within an hour": (
        lambda log: cups(log, 202, 1, 3, 6, times=("08:00", "09:00")).twitch(2, 4),
        True,
    ),
    "202 mg in over an hour": (
        lambda log: cups(log, 202, 1, 3, 6, times=("08:00", "09:01")).twitch(2, 4),
        False,
    ),
    "later than now": (
        lambda log: cups(log, 600, 1, 3).caffeine(600, -1).twitch(2, 4),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), HIGH.values(), ids=HIGH)
def test_high_caffeine(log, build, expected):
    assert build(log).holds("high_caffeine") is expected


# caffeine_cluster

FIVE = ("restless_hands_feet", "excitement", "insomnia", "upset_stomach", "agitation")


def jittery(log, *symptoms, hours=1):
    for symptom in symptoms:
        log.sign(symptom, hours)
    return log


CLUSTER = {
    "empty diary": (lambda log: log, False),
    "five signs after 251 mg": (lambda log: jittery(log.caffeine(251, 3), *FIVE), True),
    "five signs after 250 mg": (lambda log: jittery(log.caffeine(250, 3), *FIVE), False),
    "four signs": (lambda log: jittery(log.caffeine(300, 3), *FIVE[:4]), False),
    "twitching is one of them": (
        lambda log: jittery(log.caffeine(300, 3), *FIVE[:4]).twitch_hours(1),
        True,
    ),
    "the same sign twice": (
        lambda log: jittery(log.caffeine(300, 3), *FIVE[:4], FIVE[0]),
        False,
    ),
    "12 hours between": (lambda log: jittery(log.caffeine(300, 13), *FIVE), True),
    "over 12 hours between": (lambda log: jittery(log.caffeine(300, 13.1), *FIVE), False),
    "24 hours ago": (lambda log: jittery(log.caffeine(300, 26), *FIVE, hours=24), True),
    "over 24 hours ago": (lambda log: jittery(log.caffeine(300, 26), *FIVE, hours=24.1), False),
    "with a heartbeat that alone is no emergency": (
        lambda log: jittery(log.caffeine(300, 3), *FIVE, "palpitations"),
        True,
    ),
    "silent in an emergency on the same entries": (
        lambda log: jittery(log.caffeine(300, 3), *FIVE, "palpitations", "fainting").twitch_hours(
            1
        ),
        False,
    ),
    "silent with 1,200 mg": (lambda log: jittery(log.caffeine(1200, 3), *FIVE), False),
    "not silent in an emergency on other entries": (
        lambda log: jittery(log.caffeine(300, 3), *FIVE).sign("slurred_speech", 1),
        True,
    ),
    "later than now": (lambda log: jittery(log.caffeine(300, 3), *FIVE, hours=-1), False),
}


@pytest.mark.parametrize(("build", "expected"), CLUSTER.values(), ids=CLUSTER)
def test_caffeine_cluster(log, build, expected):
    assert build(log).holds("caffeine_cluster") is expected


# short_sleep_stress


def slept(log, hours, *days, **fields):
    for ago in days:
        log.add(kind="sleep", date=str(log.day(ago)), hours=hours, **fields)
    return log


def stress(log, level, *days, time="10:00"):
    for ago in days:
        log.add(kind="stress", stress=level, time=log.at(ago, time))
    return log


def week(log):
    """3 active days and 2 clear ones."""
    return log.twitch(0, 3, 6).clear(1, 2)


TIRED = {
    "empty diary": (lambda log: log, False),
    "under 7 hours": (lambda log: slept(week(log), 6.9, *range(7)), True),
    "7 hours": (lambda log: slept(week(log), 7, *range(7)), False),
    "under 7 on average": (lambda log: slept(slept(week(log), 9, 0), 5.9, 1, 2), True),
    "nights without a record are not nights without sleep": (
        lambda log: slept(week(log), 8, 1, 4),
        False,
    ),
    "two sleeps of one day add up": (lambda log: slept(slept(week(log), 5, 1), 2.5, 1), False),
    "by its start and end": (
        lambda log: week(log).add(
            kind="sleep", date=str(log.day(1)), start=log.at(2, "23:30"), end=log.at(1, "05:30")
        ),
        True,
    ),
    "7 days ago": (lambda log: slept(slept(week(log), 2, 7), 8, 1), False),
    "stress 6": (lambda log: stress(week(log), 6, 0, 2, 4), True),
    "stress 5": (lambda log: stress(week(log), 5, 0, 2, 4), False),
    "a day's ratings count as one": (
        lambda log: stress(stress(stress(week(log), 9, 0), 9, 0, time="11:00"), 2, 3),
        False,
    ),
    "2 active days": (lambda log: slept(log.twitch(0, 3).clear(1, 2, 4), 5, *range(7)), False),
    "4 valid days": (lambda log: slept(log.twitch(0, 3, 6).clear(1), 5, *range(7)), False),
    "later than now": (lambda log: stress(week(log), 9, 0, time="13:00"), False),
    "a night that is not over": (
        lambda log: week(log).add(
            kind="sleep", date=str(log.day(0)), start=log.hours(1), end=log.hours(-1)
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), TIRED.values(), ids=TIRED)
def test_short_sleep_stress(log, build, expected):
    assert build(log).holds("short_sleep_stress") is expected


def test_it_waits_for_valid_days(log):
    assert log.twitch(0, 7).needs("short_sleep_stress") == "5 valid days in the last 7; 1 so far"
