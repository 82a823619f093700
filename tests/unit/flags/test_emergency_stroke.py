"""Sudden signs: while they are there (`stroke_signs`), and once they have passed."""

from datetime import date

import pytest

from tracker import knowledge
from tracker.flags import emergencies
from tracker.vocabulary import Tier

RULE = "stroke_signs"
SYMPTOMS = knowledge.rules()[RULE].symptom_ids

CASES = {
    "empty diary": (lambda log: log, False),
    "now": (lambda log: log.sign("arm_weakness", 0), True),
    "stated sudden": (lambda log: log.sign("arm_weakness", 1, onset="sudden"), True),
    "gradual": (lambda log: log.sign("arm_weakness", 1, onset="gradual"), False),
    "not there": (lambda log: log.sign("arm_weakness", 1, severity=0), False),
    "in an hour": (lambda log: log.sign("arm_weakness", -1), False),
    # it has passed: for 24 hours from its onset
    "passed, began 24 h ago": (lambda log: log.sign("arm_weakness", 24, gone=23), True),
    "passed, began over 24 h ago": (lambda log: log.sign("arm_weakness", 24.01, gone=23), False),
    "passed, logged late": (
        lambda log: log.sign("arm_weakness", 1, severity=0, began=20, gone=19),
        True,
    ),
    # it is present now
    "not resolved, 7 days ago": (lambda log: log.symptom("arm_weakness", 7), True),
    "not resolved, 8 days ago": (lambda log: log.symptom("arm_weakness", 8), False),
    "began long ago, reported today": (lambda log: log.sign("arm_weakness", 1, began=5000), True),
    "resolved by severity 0": (
        lambda log: log.sign("arm_weakness", 50).sign("arm_weakness", 30, severity=0),
        False,
    ),
    "came back": (
        lambda log: log.sign("arm_weakness", 200, gone=190).sign("arm_weakness", 3),
        True,
    ),
    # assessed
    "assessed within 24 h": (lambda log: log.sign("arm_weakness", 24, assessed=True), True),
    "ruled out within 24 h": (
        lambda log: log.sign("arm_weakness", 24, stroke_ruled_out=True),
        True,
    ),
    "assessed after 24 h": (lambda log: log.sign("arm_weakness", 25, assessed=True), False),
    "assessed by a later report": (
        lambda log: log.sign("arm_weakness", 60).sign("arm_weakness", 2, assessed=True),
        False,
    ),
    "assessed, and the other side": (
        lambda log: log.sign("arm_weakness", 60, assessed=True, side="left").sign(
            "arm_weakness", 60, side="right"
        ),
        True,
    ),
    "assessed, and sudden again": (
        lambda log: log.sign("arm_weakness", 99, assessed=True).sign("arm_weakness", 1, began=1),
        True,
    ),
    "assessed, reported again after 7 days": (
        lambda log: log.symptom("arm_weakness", 7, assessed=True).symptom("arm_weakness", 0),
        False,
    ),
    "assessed, reported again after 8 days": (
        lambda log: log.symptom("arm_weakness", 8, assessed=True).symptom("arm_weakness", 0),
        True,
    ),
    "assessed, reported again after 8 days as the old one": (
        lambda log: log.symptom("arm_weakness", 8, assessed=True).sign(
            "arm_weakness", 1, began=9 * 24
        ),
        False,
    ),
    "assessed, reported again after 8 days as gradual": (
        lambda log: log.symptom("arm_weakness", 8, assessed=True).sign(
            "arm_weakness", 1, onset="gradual"
        ),
        False,
    ),
    "assessed, reported again after 8 days, assessed again": (
        lambda log: log.symptom("arm_weakness", 10, assessed=True).symptom(
            "arm_weakness", 2, assessed=True
        ),
        False,
    ),
    "blank after gradual": (
        lambda log: log.sign("arm_weakness", 99, onset="gradual").sign("arm_weakness", 1),
        True,
    ),
    # facial weakness of any speed, for 7 days
    "face, gradual, 7 days": (
        lambda log: log.symptom("facial_weakness", 7, onset="gradual"),
        True,
    ),
    "face, gradual, 8 days": (
        lambda log: log.symptom("facial_weakness", 8, 1, onset="gradual"),
        False,
    ),
    "face, gradual, onset 8 days ago": (
        lambda log: log.sign("facial_weakness", 1, began=8 * 24, onset="gradual"),
        False,
    ),
    "face, gradual, passed": (
        lambda log: log.sign("facial_weakness", 80, gone=70, onset="gradual"),
        True,
    ),
    "face, gradual, assessed": (
        lambda log: log.sign("facial_weakness", 2, onset="gradual", assessed=True),
        False,
    ),
    "face, gradual, ruled out": (
        lambda log: log.sign("facial_weakness", 2, onset="gradual", stroke_ruled_out=True),
        False,
    ),
    "face, sudden, ruled out after 24 h": (
        lambda log: log.sign("facial_weakness", 25, stroke_ruled_out=True),
        False,
    ),
    "droop of the eyelid, gradual": (
        lambda log: log.sign("eyelid_droop", 1, onset="gradual"),
        False,
    ),
    "a symptom it does not read": (lambda log: log.sign("chest_pain", 1), False),
}


@pytest.mark.parametrize(("build", "expected"), CASES.values(), ids=CASES)
def test_stroke_signs(log, build, expected):
    assert build(log).holds(RULE) is expected


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_every_sign_counts_when_its_onset_is_blank(log, symptom):
    assert log.sign(symptom, 1).holds(RULE)


def test_hours_are_exact_where_the_clocks_go_back(log_at):
    log = log_at("2026-10-25T12:00:00+01:00")
    log.add(kind="symptom", symptom="confusion", time="2026-10-24T12:30:00+02:00")
    log.rows[0]["resolved_time"] = "2026-10-24T14:00:00+02:00"
    assert not log.holds(RULE)  # 24.5 hours ago


def test_the_evidence_names_the_sign_and_its_time(log):
    flag = log.sign("slurred_speech", 2, began=3).flags()[RULE]
    (item,) = flag.evidence
    assert item.day == date(2026, 11, 20)
    assert item.entry == log.diary.of("symptom")[0].id
    assert item.text == (
        "Slurred speech or trouble with words at 10:00, "
        "onset not stated, which counts as sudden, since 2026-11-20 09:00"
    )


def test_a_later_report_of_the_same_sign_is_evidence_too(log):
    flag = log.sign("arm_weakness", 60, 2, onset="sudden").flags()[RULE]
    assert [e.text for e in flag.evidence] == [
        "Arm or leg weakness at 00:00, began suddenly",
        "Arm or leg weakness at 10:00, began suddenly",
    ]


PASSED = {
    "empty diary": (lambda log: log, None),
    "began 24 h ago: still stroke_signs": (lambda log: log.sign("arm_weakness", 24, gone=23), None),
    "began over 24 h ago": (lambda log: log.sign("arm_weakness", 25, gone=23), Tier.EMERGENCY),
    "not gone: still stroke_signs": (lambda log: log.sign("arm_weakness", 25), None),
    "gone 7 days ago": (
        lambda log: log.sign("arm_weakness", 7 * 24 + 1, gone=7 * 24),
        Tier.EMERGENCY,
    ),
    "gone 8 days ago": (lambda log: log.sign("arm_weakness", 8 * 24 + 1, gone=8 * 24), Tier.SOON),
    "gone 30 days ago": (lambda log: log.sign("arm_weakness", 721, gone=720), Tier.SOON),
    "gone 31 days ago": (lambda log: log.sign("arm_weakness", 745, gone=744), None),
    "never said to be gone, 8 days": (lambda log: log.symptom("arm_weakness", 8), Tier.SOON),
    "never said to be gone, 31 days": (lambda log: log.symptom("arm_weakness", 31), None),
    "began long ago, gone yesterday": (
        lambda log: log.sign("arm_weakness", 25, began=5000, gone=24),
        Tier.EMERGENCY,
    ),
    "gradual": (lambda log: log.sign("arm_weakness", 50, gone=40, onset="gradual"), None),
    "assessed": (lambda log: log.sign("arm_weakness", 50, gone=40, assessed=True), None),
    "ruled out": (lambda log: log.sign("arm_weakness", 50, gone=40, stroke_ruled_out=True), None),
    "a sign read since": (lambda log: log.sign("limb_numbness", 50, gone=40), Tier.EMERGENCY),
    "in the future": (lambda log: log.sign("arm_weakness", -5, gone=-4), None),
}


@pytest.mark.parametrize(("build", "tier"), PASSED.values(), ids=PASSED)
def test_passed_stroke_signs(log, build, tier):
    flag = build(log).flags().get("passed_stroke_signs")
    assert (flag and flag.tier) == tier


def test_a_passed_sign_is_an_emergency_for_a_week_only(log):
    log.sign("arm_weakness", 200, gone=199)
    assert [f.rule for f in emergencies(log.diary, log.now)] == []


def test_between_the_two_rules_no_sudden_sign_that_nobody_assessed_is_lost_for_30_days(log):
    log.symptom("double_vision", 0, time="08:00")
    for days in range(31):
        log.now = log.now.replace(day=20) if days == 0 else log.now + (log.day(0) - log.day(1))
        assert log.flags().keys() & {RULE, "passed_stroke_signs"}, days
