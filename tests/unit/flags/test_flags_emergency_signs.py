"""Emergency rules about signs that are urgent whatever else is in the diary."""

from datetime import date

import pytest

from tracker import knowledge
from tracker.flags import emergencies

DANGER = {
    "empty diary": (lambda log: log, False),
    "now": (lambda log: log.sign("chest_pain", 0), True),
    "24 hours ago": (lambda log: log.sign("chest_pain", 24), True),
    "over 24 hours ago": (lambda log: log.sign("chest_pain", 24.01), False),
    "gradual": (lambda log: log.sign("chest_pain", 1, onset="gradual"), True),
    "gone, reported lately": (lambda log: log.sign("chest_pain", 5, gone=4), True),
    "gone lately, reported long ago": (lambda log: log.sign("chest_pain", 90, gone=20), True),
    "gone long ago": (lambda log: log.sign("chest_pain", 90, gone=80), False),
    "reported not to be there": (lambda log: log.sign("chest_pain", 1, severity=0), False),
    "assessed": (lambda log: log.sign("chest_pain", 1, assessed=True), True),
    "in an hour": (lambda log: log.sign("chest_pain", -1), False),
    "another symptom": (lambda log: log.sign("fatigue", 1), False),
    "with days that nobody logged": (lambda log: log.twitch(50).sign("fainting", 1), True),
}


@pytest.mark.parametrize(("build", "expected"), DANGER.values(), ids=DANGER)
def test_danger_symptom(log, build, expected):
    assert build(log).holds("danger_symptom") is expected


@pytest.mark.parametrize("symptom", knowledge.rules()["danger_symptom"].symptom_ids)
def test_each_danger_symptom_counts_alone(log, symptom):
    (flag,) = [
        f for f in emergencies(log.sign(symptom, 1).diary, log.now) if f.rule == "danger_symptom"
    ]
    assert flag.tier == "emergency"


def test_the_evidence_names_the_sign_and_its_time(log):
    (item,) = log.sign("fainting", 14).flags()["danger_symptom"].evidence
    assert (item.day, item.text) == (date(2026, 11, 19), "Fainting at 22:00")


def test_the_time_is_the_one_the_person_had(log):
    log.add(kind="symptom", symptom="fainting", time="2026-11-20T19:00:00+09:00")
    assert log.flags()["danger_symptom"].evidence[0].text == "Fainting at 19:00"
