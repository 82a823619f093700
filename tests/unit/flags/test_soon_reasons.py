"""Soon rules about twitching with a bodily reason for it."""

import pytest


def signs(log):
    return log.twitch(0, 6).symptom("muscle_cramp", 1).symptom("palpitations", 2)


MINERALS = {
    "empty diary": (lambda log: log, False),
    "two signs and a diuretic": (lambda log: signs(log).course("furosemide", 300), True),
    "no exposure": (signs, False),
    "1 active day": (
        lambda log: (
            log.twitch(0)
            .symptom("muscle_cramp", 1)
            .symptom("palpitations", 2)
            .course("furosemide", 300)
        ),
        False,
    ),
    "cramp and spasm are one sign": (
        lambda log: (
            log.twitch(0, 6)
            .symptom("muscle_cramp", 1)
            .symptom("muscle_spasm", 2)
            .course("furosemide", 300)
        ),
        False,
    ),
    "tingling of lips and fingers is one sign": (
        lambda log: (
            log.twitch(0, 6)
            .symptom("tingling_lips", 1)
            .symptom("tingling_fingers_toes", 2)
            .course("furosemide", 300)
        ),
        False,
    ),
    "weakness and constipation": (
        lambda log: (
            log.twitch(0, 6)
            .symptom("muscle_weakness", 1)
            .symptom("constipation", 2)
            .course("furosemide", 300)
        ),
        True,
    ),
    "a sign 6 days ago": (
        lambda log: (
            log.twitch(0, 6)
            .symptom("muscle_cramp", 6)
            .symptom("palpitations", 2)
            .course("furosemide", 300)
        ),
        True,
    ),
    "a sign 7 days ago": (
        lambda log: (
            log.twitch(0, 6)
            .symptom("muscle_cramp", 7)
            .symptom("palpitations", 2)
            .course("furosemide", 300)
        ),
        False,
    ),
    "a medicine by its class": (
        lambda log: signs(log).course("Brand", 30, drug_class="loop diuretic"),
        True,
    ),
    "a laxative": (lambda log: signs(log).course("senna", 30), True),
    "a systemic steroid": (
        lambda log: signs(log).course("Brand", 30, drug_class="corticosteroids (systemic)"),
        True,
    ),
    "a beta-agonist": (lambda log: signs(log).course("albuterol", 30), True),
    "marked hypocalcaemia": (lambda log: signs(log).course("denosumab", 30), True),
    "another medicine": (lambda log: signs(log).course("sertraline", 30), False),
    "stopped 6 days ago": (lambda log: signs(log).course("furosemide", 30, 6), True),
    "stopped 7 days ago": (lambda log: signs(log).course("furosemide", 30, 7), False),
    "starts tomorrow": (lambda log: signs(log).course("furosemide", -1), False),
    "a dose": (
        lambda log: signs(log).add(kind="dose", name="furosemide", time=log.hours(30)),
        True,
    ),
    "a dose that was skipped": (
        lambda log: signs(log).add(
            kind="dose", name="furosemide", time=log.hours(30), status="skipped"
        ),
        False,
    ),
    "vomiting and diarrhoea on 2 days": (
        lambda log: signs(log).symptom("vomiting", 1).symptom("diarrhoea", 3),
        True,
    ),
    "vomiting twice on 1 day": (lambda log: signs(log).symptom("vomiting", 1, 1), False),
    "sweating": (lambda log: signs(log).symptom("sweating", 6), True),
    "a sign later than now": (
        lambda log: (
            log.twitch(0, 6)
            .symptom("muscle_cramp", 0, time="13:00")
            .symptom("palpitations", 2)
            .course("furosemide", 300)
        ),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), MINERALS.values(), ids=MINERALS)
def test_electrolyte_pattern(log, build, expected):
    assert build(log).holds("electrolyte_pattern") is expected


TINGLING = "tingling_lips"

CALCIUM = {
    "empty diary": (lambda log: log, False),
    "2 days": (lambda log: log.twitch(3).symptom(TINGLING, 0, 6), True),
    "1 day": (lambda log: log.twitch(3).symptom(TINGLING, 0), False),
    "one 7 days ago": (lambda log: log.twitch(3).symptom(TINGLING, 0, 7), False),
    "either on 2 days": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).symptom("hand_foot_spasm", 4),
        True,
    ),
    "no twitching": (lambda log: log.symptom(TINGLING, 0, 6), False),
    "twitching 7 days ago": (lambda log: log.twitch(7).symptom(TINGLING, 0, 6), False),
    "twitching of the hand": (
        lambda log: log.twitch(3, sites=["hand"]).symptom(TINGLING, 0, 6),
        False,
    ),
    "twitching logged as a symptom": (
        lambda log: log.symptom("facial_twitching", 3).symptom(TINGLING, 0, 6),
        True,
    ),
    "1 day after thyroid surgery": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).event("thyroid_surgery", 4000),
        True,
    ),
    "1 day after neck surgery": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).event("face_or_neck_surgery", 40),
        True,
    ),
    "1 day before surgery": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).event("thyroid_surgery", -1),
        False,
    ),
    "1 day with parathyroid disease": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).profile(parathyroid_disease=True),
        True,
    ),
    "1 day with a medicine": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).course("alendronic acid", 90),
        True,
    ),
    "1 day with a medicine that was stopped": (
        lambda log: log.twitch(3).symptom(TINGLING, 0).course("alendronic acid", 90, 7),
        False,
    ),
    "a risk without a sign": (
        lambda log: log.twitch(3).profile(parathyroid_disease=True),
        False,
    ),
    "later than now": (
        lambda log: log.twitch(3).symptom(TINGLING, 2).symptom(TINGLING, 0, time="13:00"),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), CALCIUM.values(), ids=CALCIUM)
def test_low_calcium_pattern(log, build, expected):
    assert build(log).holds("low_calcium_pattern") is expected


def test_one_day_of_tingling_waits_for_a_second(log):
    assert log.twitch(0).symptom(TINGLING, 1).needs("low_calcium_pattern") == (
        "2 days with such signs and 1 active day in the last 7; 1 and 1 so far"
    )


INJURY = {
    "empty diary": (lambda log: log, False),
    "began 30 days after": (lambda log: log.event("jaw_or_dental", 35).twitch(5, 4), True),
    "began 31 days after": (lambda log: log.event("jaw_or_dental", 36).twitch(5, 4), False),
    "began the same day": (lambda log: log.event("face_injury", 5).twitch(5, 4), True),
    "began a day before": (lambda log: log.event("face_injury", 4).twitch(5, 4), False),
    "1 active day": (lambda log: log.event("head_injury", 9).twitch(5), False),
    "neck or face surgery": (lambda log: log.event("face_or_neck_surgery", 9).twitch(5, 4), True),
    "thyroid surgery": (lambda log: log.event("thyroid_surgery", 9).twitch(5, 4), False),
    "a visit to the doctor": (lambda log: log.event("doctor_visit", 9).twitch(5, 4), False),
    "a run broken by clear days began anew": (
        lambda log: log.twitch(20, 19).clear(8, 9, 10, 11).event("head_injury", 7).twitch(5, 4),
        True,
    ),
    "a run over missing days began before": (
        lambda log: log.twitch(20, 19).event("head_injury", 7).twitch(5, 4),
        False,
    ),
    "the run has ended": (
        lambda log: log.event("head_injury", 9).twitch(8, 7).clear(0, 1, 2, 3),
        False,
    ),
    "with an alarm sign": (
        lambda log: log.event("head_injury", 9).twitch(5, 4).sign("vomiting", 1),
        False,
    ),
    "after the alarm": (
        lambda log: log.event("head_injury", 9).twitch(5, 4).sign("vomiting", 30),
        True,
    ),
    "later than now": (
        lambda log: log.event("head_injury", 9).twitch(5).twitch(0, time="13:00"),
        False,
    ),
}


@pytest.mark.parametrize(("build", "expected"), INJURY.values(), ids=INJURY)
def test_injury_recent(log, build, expected):
    assert build(log).holds("injury_recent") is expected
