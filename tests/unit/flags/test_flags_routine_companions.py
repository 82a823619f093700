"""Routine rules about what twitching comes along with."""

import pytest

from tracker import knowledge

RULE = "with_other_symptom"
EAR = "ear_pain"

CASES = {
    "empty diary": (lambda log: log, False),
    "4 days": (lambda log: log.twitch(0, 2, 5, 13).symptom(EAR, 0, 2, 5, 13), True),
    "3 days": (lambda log: log.twitch(0, 2, 5, 13).symptom(EAR, 0, 2, 5), False),
    "4 reports on 3 days": (lambda log: log.twitch(0, 2, 5).symptom(EAR, 0, 0, 2, 5), False),
    "one of 4 days is 14 days ago": (
        lambda log: log.twitch(0, 2, 5, 14).symptom(EAR, 0, 2, 5, 14),
        False,
    ),
    "on days without twitching": (
        lambda log: log.twitch(0, 2, 5).clear(6).symptom(EAR, 0, 2, 5, 6),
        False,
    ),
    "on days nobody logged": (lambda log: log.twitch(0, 2, 5).symptom(EAR, 0, 2, 5, 6), False),
    "with twitching of the leg": (
        lambda log: log.twitch(0, 2, 5, 6, sites=["leg"]).symptom(EAR, 0, 2, 5, 6),
        False,
    ),
    "two symptoms, 2 days each": (
        lambda log: log.twitch(0, 2, 5, 6).symptom(EAR, 0, 2).symptom("taste_change", 5, 6),
        False,
    ),
    "on either side": (
        lambda log: (
            log.twitch(0, 2, 5, 6).symptom(EAR, 0, 2, side="left").symptom(EAR, 5, 6, side="right")
        ),
        True,
    ),
    "reported not to be there": (
        lambda log: log.twitch(0, 2, 5, 6).symptom(EAR, 0, 2, 5, 6, severity=0),
        False,
    ),
    "later today": (
        lambda log: log.twitch(0, 2, 5, 6).symptom(EAR, 2, 5, 6).symptom(EAR, 0, time="12:30"),
        False,
    ),
    "it went away": (lambda log: log.twitch(*range(30)).symptom(EAR, *range(14, 30)), False),
    "a symptom the vocabulary does not hold": (
        lambda log: log.twitch(0, 2, 5, 6).symptom("cold_feet", 0, 2, 5, 6),
        True,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CASES.values(), ids=CASES)
def test_with_other_symptom(log, build, expected):
    assert build(log).holds(RULE) is expected


def test_only_symptoms_that_no_other_rule_reads_and_that_are_not_everyday_count(log):
    rules = knowledge.rules()
    left_out = {"facial_twitching", *rules[RULE].params["everyday_symptoms"]}
    left_out.update(*(rule.symptom_ids for rule in rules.values()))
    counted = set()
    for symptom in knowledge.symptoms():
        log.rows.clear()
        if log.twitch(0, 1, 2, 3).symptom(symptom, 0, 1, 2, 3, onset="gradual").holds(RULE):
            counted.add(symptom)
    assert counted == set(knowledge.symptoms()) - left_out
    assert {"motor_tics", "one_sided_spasm"} <= left_out


def test_it_waits_once_the_symptom_is_there(log):
    assert log.twitch(0, 1, 2).needs(RULE) is None
    assert log.symptom(EAR, 0, 1).needs(RULE) == (
        "4 active days with the same symptom in the last 14; 2 so far"
    )


def test_the_evidence_names_the_symptom_on_each_day(log):
    flag = log.twitch(0, 2, 5, 13).symptom(EAR, 0, 2, 5, 13).flags()[RULE]
    assert [e.day for e in flag.evidence] == [log.day(n) for n in (13, 5, 2, 0)]
    assert {e.text for e in flag.evidence} == {"Pain near the ear, on a day with twitching"}
