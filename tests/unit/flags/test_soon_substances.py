"""Soon rules about substances and medicines."""

import pytest

DAY = 24


def heavy(log, last_day, days=8, grams=120):
    """That much alcohol on so many days, the latest so many days ago."""
    for n in range(days):
        log.add(kind="alcohol", time=log.at(last_day + n, "20:00"), grams=grams)
    return log


def dry(log, hours=48, **fields):
    return log.substance("beer", hours, drug_class="alcohol", **{"event": "stopped", **fields})


MILD = {
    "empty diary": (lambda log: log, False),
    "heavy use, stopped, twitching": (lambda log: dry(heavy(log, 3)).twitch_hours(1), True),
    "tremor": (lambda log: dry(heavy(log, 3)).sign("tremor", 1), True),
    "sweating": (lambda log: dry(heavy(log, 3)).sign("sweating", 1), True),
    "unease": (lambda log: dry(heavy(log, 3)).sign("withdrawal_signs", 1), True),
    "no sign": (lambda log: dry(heavy(log, 3)), False),
    "7 heavy days": (lambda log: dry(heavy(log, 3, days=7)).twitch_hours(1), False),
    "119 g": (lambda log: dry(heavy(log, 3, grams=119)).twitch_hours(1), False),
    "120 g in two drinks": (
        lambda log: dry(heavy(heavy(log, 3, grams=60), 3, grams=60)).twitch_hours(1),
        True,
    ),
    "8 of the 14 days before": (lambda log: dry(heavy(log, 9)).twitch_hours(1), True),
    "7 of the 14 days before": (lambda log: dry(heavy(log, 10)).twitch_hours(1), False),
    "cut by half": (
        lambda log: dry(heavy(log, 3), event="cut_down", fraction_cut=0.5).twitch_hours(1),
        True,
    ),
    "cut by less": (
        lambda log: dry(heavy(log, 3), event="cut_down", fraction_cut=0.4).twitch_hours(1),
        False,
    ),
    "silence is not a stop": (lambda log: heavy(log, 3).twitch_hours(1), False),
    "6 hours after": (lambda log: dry(heavy(log, 1), 7).twitch_hours(1), True),
    "under 6 hours after": (lambda log: dry(heavy(log, 1), 6.9).twitch_hours(1), False),
    "96 hours after": (lambda log: dry(heavy(log, 5), 97).twitch_hours(1), True),
    "over 96 hours after": (lambda log: dry(heavy(log, 5), 97.1).twitch_hours(1), False),
    "24 hours ago": (lambda log: dry(heavy(log, 4), 72).twitch_hours(24), True),
    "over 24 hours ago": (lambda log: dry(heavy(log, 4), 72).twitch_hours(24.1), False),
    "in an hour": (lambda log: dry(heavy(log, 3)).twitch_hours(-1), False),
    # sedatives and opioids
    "diazepam stopped": (lambda log: log.course("diazepam", 90, 10).twitch_hours(1), True),
    "diazepam stopped 21 days ago": (
        lambda log: log.course("diazepam", 90, 21).twitch_hours(1),
        True,
    ),
    "diazepam stopped 22 days ago": (
        lambda log: log.course("diazepam", 90, 22).twitch_hours(1),
        False,
    ),
    "diazepam stopped today": (lambda log: log.course("diazepam", 90, 0).twitch_hours(1), False),
    "diazepam stopped yesterday": (lambda log: log.course("diazepam", 90, 1).twitch_hours(1), True),
    "diazepam as needed": (
        lambda log: log.course("diazepam", 90, 10, as_needed=True).twitch_hours(1),
        False,
    ),
    "diazepam for 8 days": (lambda log: log.course("diazepam", 18, 10).twitch_hours(1), True),
    "diazepam for 7 days": (lambda log: log.course("diazepam", 17, 10).twitch_hours(1), False),
    "diazepam halved": (
        lambda log: log.course("diazepam", 5, change="decreased", fraction_cut=0.5).twitch_hours(1),
        True,
    ),
    "an opioid, 5 days after": (lambda log: log.course("codeine", 90, 5).twitch_hours(1), True),
    "an opioid, 6 days after": (lambda log: log.course("codeine", 90, 6).twitch_hours(1), False),
    "an opioid used on 8 days, stopped": (
        lambda log: (
            [log.substance("oxycodone", DAY * n, drug_class="opioid") for n in range(3, 11)][-1]
            .substance("oxycodone", 40, drug_class="opioid", event="stopped")
            .twitch_hours(1)
        ),
        True,
    ),
    "an opioid used on 7 days, stopped": (
        lambda log: (
            [log.substance("oxycodone", DAY * n, drug_class="opioid") for n in range(3, 10)][-1]
            .substance("oxycodone", 40, drug_class="opioid", event="stopped")
            .twitch_hours(1)
        ),
        False,
    ),
    "nicotine": (
        lambda log: log.substance(
            "cigarettes", 40, drug_class="nicotine", event="stopped"
        ).twitch_hours(1),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), MILD.values(), ids=MILD)
def test_withdrawal_mild(log, build, expected):
    assert build(log).holds("withdrawal_mild") is expected


CHEW = "chewing_smacking"

MOVEMENTS = {
    "empty diary": (lambda log: log, False),
    "6 weeks of haloperidol, 3 days": (
        lambda log: log.course("haloperidol", 41).symptom(CHEW, 0, 5, 13),
        True,
    ),
    "41 days of haloperidol": (
        lambda log: log.course("haloperidol", 40).symptom(CHEW, 0, 5, 13),
        False,
    ),
    "2 days": (lambda log: log.course("haloperidol", 90).symptom(CHEW, 0, 5, 5), False),
    "one 14 days ago": (lambda log: log.course("haloperidol", 90).symptom(CHEW, 0, 5, 14), False),
    "as episodes": (
        lambda log: (
            log.course("haloperidol", 90).twitch(0, 5, character="chewing").symptom(CHEW, 9)
        ),
        True,
    ),
    "episodes at the tongue": (
        lambda log: log.course("haloperidol", 90).twitch(0, 5, 9, sites=["tongue"]),
        True,
    ),
    "episodes of another movement": (
        lambda log: log.course("haloperidol", 90).twitch(0, 5, 9, character="flutter"),
        False,
    ),
    "metoclopramide": (lambda log: log.course("metoclopramide", 60).symptom(CHEW, 0, 5, 9), True),
    "by its class": (
        lambda log: log.course("Brand", 60, drug_class="antipsychotic").symptom(CHEW, 0, 5, 9),
        True,
    ),
    "another medicine": (lambda log: log.course("sertraline", 60).symptom(CHEW, 0, 5, 9), False),
    "no medicine": (lambda log: log.symptom(CHEW, 0, 5, 9), False),
    "stopped three months ago": (
        lambda log: log.course("haloperidol", 400, 92).symptom(CHEW, 0, 0, 1, 2, 3),
        True,
    ),
    "stopped longer ago": (
        lambda log: log.course("haloperidol", 400, 95).symptom(CHEW, 0, 1, 2),
        False,
    ),
    "two courses of 3 weeks": (
        lambda log: (
            log.course("haloperidol", 60, 40).course("haloperidol", 20).symptom(CHEW, 0, 5, 9)
        ),
        True,
    ),
    "two courses at the same time count once": (
        lambda log: log.course("haloperidol", 30).course("clozapine", 30).symptom(CHEW, 0, 5, 9),
        False,
    ),
    "later than now": (
        lambda log: (
            log.course("haloperidol", 90).symptom(CHEW, 5, 9).symptom(CHEW, 0, time="13:00")
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), MOVEMENTS.values(), ids=MOVEMENTS)
def test_orofacial_dyskinesia(log, build, expected):
    assert build(log).holds("orofacial_dyskinesia") is expected


def test_it_waits_for_days_once_there_are_such_movements_on_such_a_medicine(log):
    rule = "orofacial_dyskinesia"
    assert log.course("haloperidol", 9).needs(rule) is None
    assert log.symptom(CHEW, 0).needs(rule) == (
        "3 days with such movements and 42 days of the medicine; 1 and 10 so far"
    )
