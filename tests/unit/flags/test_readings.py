"""Where the rules' wording leaves a choice: each reading chosen here, at its edge and beyond it."""

import pytest

from tracker import knowledge

STOPPED = {"drug_class": "alcohol", "event": "stopped"}


def heavy(log, *days):
    for ago in days:
        log.add(kind="alcohol", grams=130, time=log.at(ago, "20:00"))
    return log


def took(log, medicine, *days):
    for ago in days:
        log.add(kind="dose", name=medicine, time=log.at(ago, "08:00"))
    return log


CASES = {
    "34 a sudden turn of what was gradual and assessed": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 20, 3, onset="gradual", assessed=True).sign(
            "arm_weakness", 2, onset="sudden"
        ),
        True,
    ),
    "34 a sudden turn that is dated back to before the assessment": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 20, 3, onset="gradual", assessed=True).sign(
            "arm_weakness", 2, onset="sudden", began=500
        ),
        False,
    ),
    "34 the same told as gradual": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 20, 3, onset="gradual", assessed=True).sign(
            "arm_weakness", 2, onset="gradual"
        ),
        False,
    ),
    "34 more of what was sudden and is assessed": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 6, 4, 2, assessed=True).sign("arm_weakness", 2),
        False,
    ),
    "34 the same after a silence of eight days": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 20, 8, assessed=True).sign("arm_weakness", 2),
        True,
    ),
    "34 after one of seven": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 20, 14, 7, assessed=True).sign("arm_weakness", 2),
        False,
    ),
    "34 on the other side nothing was assessed": (
        "stroke_signs",
        lambda log: log.symptom("arm_weakness", 6, side="left", assessed=True).sign(
            "arm_weakness", 30, side="right"
        ),
        True,
    ),
    "35 gradual facial weakness on day 7, gone": (
        "stroke_signs",
        lambda log: log.symptom("facial_weakness", 7, onset="gradual").symptom(
            "facial_weakness", 6, onset="gradual", severity=0
        ),
        True,
    ),
    "35 on day 8": (
        "stroke_signs",
        lambda log: log.symptom("facial_weakness", 8, 6, onset="gradual"),
        False,
    ),
    "35 a stroke ruled out within 24 hours": (
        "stroke_signs",
        lambda log: log.sign("slurred_speech", 23, stroke_ruled_out=True, assessed=True),
        True,
    ),
    "35 a stroke ruled out, after 25 hours": (
        "stroke_signs",
        lambda log: log.sign("slurred_speech", 25, stroke_ruled_out=True),
        False,
    ),
    "37 168 hours apart": (
        "breathing_weakness",
        lambda log: log.sign("breathless_rest", 1).sign("muscle_weakness", 169),
        True,
    ),
    "37 an hour more": (
        "breathing_weakness",
        lambda log: log.sign("breathless_rest", 1).sign("muscle_weakness", 170),
        False,
    ),
    "37 weakness that lasted into the span": (
        "breathing_weakness",
        lambda log: log.sign("breathless_rest", 1).sign("muscle_weakness", 200, gone=160),
        True,
    ),
    "38 vomiting before and after alcohol was stopped": (
        "withdrawal_severe",
        lambda log: log.substance("alcohol", 10, **STOPPED).sign("vomiting", 20, 1),
        True,
    ),
    "38 vomiting twice, both before": (
        "withdrawal_severe",
        lambda log: log.substance("alcohol", 10, **STOPPED).sign("vomiting", 20, 11),
        False,
    ),
    "38 vomiting once": (
        "withdrawal_severe",
        lambda log: log.substance("alcohol", 10, **STOPPED).sign("vomiting", 1),
        False,
    ),
    "38 restlessness after heavy drinking": (
        "withdrawal_mild",
        lambda log: (
            heavy(log, *range(3, 14))
            .substance("alcohol", 40, **STOPPED)
            .sign("restless_hands_feet", 2)
        ),
        True,
    ),
    "38 restlessness without any": (
        "withdrawal_mild",
        lambda log: log.substance("alcohol", 40, **STOPPED).sign("restless_hands_feet", 2),
        False,
    ),
    "40 a dose of lithium seven days ago": (
        "lithium_toxicity",
        lambda log: took(log, "lithium", 7).twitch_hours(2).sign("vomiting", 1),
        True,
    ),
    "40 eight days ago": (
        "lithium_toxicity",
        lambda log: took(log, "lithium", 8).twitch_hours(2).sign("vomiting", 1),
        False,
    ),
    "46 ninety days, both ends counted": (
        "over_three_months",
        lambda log: log.twitch(*range(0, 89, 8), 89).complete(*range(60)),
        True,
    ),
    "46 eighty-nine": (
        "over_three_months",
        lambda log: log.twitch(*range(0, 88, 8), 88).complete(*range(60)),
        False,
    ),
    "47 last seen thirteen days ago": (
        "recent_simple_twitch",
        lambda log: log.twitch(13, 14, 15),
        True,
    ),
    "47 last seen fourteen days ago": (
        "recent_simple_twitch",
        lambda log: log.twitch(14, 15, 16),
        False,
    ),
    "48 an injury, then a month of which nothing is known": (
        "injury_recent",
        lambda log: log.event("head_injury", 40).twitch(30, 31),
        True,
    ),
    "48 an injury, then four days stated clear in that month": (
        "injury_recent",
        lambda log: log.event("head_injury", 40).twitch(30, 31).clear(2, 9, 16, 20),
        False,
    ),
    "48 three days stated clear": (
        "injury_recent",
        lambda log: log.event("head_injury", 40).twitch(30, 31).clear(2, 9, 16),
        True,
    ),
    "48 a medicine, then a month of which nothing is known": (
        "new_medicine",
        lambda log: log.course("sertraline", 50).clear(*range(51, 60)).twitch(30, 31),
        True,
    ),
    "48 a medicine, then four days stated clear": (
        "new_medicine",
        lambda log: log.course("sertraline", 50).clear(*range(51, 60), 1, 3, 5, 7).twitch(30, 31),
        False,
    ),
    "51 two nights of the window and one before it": (
        "in_sleep",
        lambda log: log.twitch(2, 5, 14, asleep=True, side="left", time="02:00"),
        False,
    ),
    "51 the night before the window's first day, told by that day": (
        "in_sleep",
        lambda log: log.twitch(2, 5, 13, asleep=True, side="left", time="02:00"),
        True,
    ),
}


@pytest.mark.parametrize(("rule", "build", "expected"), CASES.values(), ids=CASES)
def test_a_reading(log, rule, build, expected):
    assert build(log).holds(rule) is expected


PASSED = {
    "gone seven days ago": (lambda log: log.sign("slurred_speech", 200, gone=168), "emergency"),
    "gone eight days ago": (lambda log: log.sign("slurred_speech", 220, gone=192), "soon"),
    "never said to be gone, eight days ago": (lambda log: log.symptom("confusion", 8), "soon"),
    "the same, thirty days ago": (lambda log: log.symptom("confusion", 30), "soon"),
    "thirty-one days ago": (lambda log: log.symptom("confusion", 31), None),
    "assessed": (lambda log: log.symptom("confusion", 8, assessed=True), None),
}


@pytest.mark.parametrize(("build", "tier"), PASSED.values(), ids=PASSED)
def test_a_sign_that_has_passed_becomes_less_urgent_and_ends(log, build, tier):
    flag = build(log).flags().get("passed_stroke_signs")
    assert (flag and flag.tier.value) == tier


def test_every_reading_that_was_chosen_here_belongs_to_a_rule():
    chosen = {r["n"] for r in knowledge.flag_texts()["readings"] if r["n"] > 33}
    used = {n for rule in knowledge.rules().values() for n in rule.readings}
    assert chosen <= used


@pytest.mark.parametrize("rule", knowledge.rules().values(), ids=lambda rule: rule.id)
def test_every_rule_says_what_ends_it(rule):
    assert rule.ends.startswith(("It ", "In the first"))
    assert rule.ends.endswith(".")
