"""Emergency rules about signs after an injury, or after a medicine or substance was changed."""

import pytest

from tracker import knowledge

HEAD = {
    "empty diary": (lambda log: log, False),
    "vomiting the same day": (lambda log: log.event("head_injury", 0).sign("vomiting", 1), True),
    "14 days after": (lambda log: log.event("head_injury", 14).sign("drowsiness", 1), True),
    "15 days after": (lambda log: log.event("head_injury", 15).sign("drowsiness", 1), False),
    "before the injury": (lambda log: log.event("head_injury", 0).sign("drowsiness", 23), False),
    "24 hours ago": (lambda log: log.event("head_injury", 5).sign("drowsiness", 24), True),
    "over 24 hours ago": (lambda log: log.event("head_injury", 5).sign("drowsiness", 24.01), False),
    "gradual": (
        lambda log: log.event("head_injury", 5).sign("slurred_speech", 1, onset="gradual"),
        True,
    ),
    "the injury alone": (lambda log: log.event("head_injury", 1), False),
    "another event": (lambda log: log.event("jaw_or_dental", 1).sign("vomiting", 1), False),
    "a symptom it does not read": (lambda log: log.event("head_injury", 1).sign("fever", 1), False),
    "the injury tomorrow": (lambda log: log.event("head_injury", -1).sign("vomiting", 1), False),
    "an episode without awareness": (
        lambda log: log.event("head_injury", 3).twitch_hours(1, altered_awareness=True),
        True,
    ),
    "an episode with awareness": (
        lambda log: log.event("head_injury", 3).twitch_hours(1, altered_awareness=False),
        False,
    ),
    "abroad, the local date before the injury": (
        lambda log: log.event("head_injury", 0).add(
            kind="symptom", symptom="vomiting", time="2026-11-19T23:30:00-08:00"
        ),
        False,
    ),
    "at night, when the 15th day has not begun": (
        lambda log: (
            log.profile(day_starts_at="04:00")
            .event("head_injury", 15)
            .symptom("vomiting", 0, time="03:00")
        ),
        True,
    ),
    "two injuries": (
        lambda log: log.event("head_injury", 60).event("head_injury", 3).sign("vomiting", 1),
        True,
    ),
}


@pytest.mark.parametrize(("build", "expected"), HEAD.values(), ids=HEAD)
def test_head_injury_alarm(log, build, expected):
    assert build(log).holds("head_injury_alarm") is expected


@pytest.mark.parametrize("symptom", knowledge.rules()["head_injury_alarm"].symptom_ids)
def test_every_alarm_sign_counts_after_a_head_injury(log, symptom):
    assert log.event("head_injury", 3).sign(symptom, 1).holds("head_injury_alarm")


def stopped(log, drug_class, hours, **fields):
    return log.substance(drug_class, hours, drug_class=drug_class, event="stopped", **fields)


def cut(log, hours, **fields):
    return log.substance("wine", hours, drug_class="alcohol", event="cut_down", **fields)


DAY = 24

WITHDRAWAL = {
    "empty diary": (lambda log: log, False),
    "stopped alcohol, seeing things": (
        lambda log: stopped(log, "alcohol", 48).sign("hallucination", 1),
        True,
    ),
    "stopped, nothing else": (lambda log: stopped(log, "alcohol", 48), False),
    "a sign, nothing stopped": (lambda log: log.sign("hallucination", 1), False),
    "used, not stopped": (
        lambda log: log.substance("beer", 48, drug_class="alcohol").sign("hallucination", 1),
        False,
    ),
    "silence is not a stop": (
        lambda log: log.add(kind="alcohol", time=log.hours(90), grams=150).sign("hallucination", 1),
        False,
    ),
    "cut by half": (lambda log: cut(log, 48, fraction_cut=0.5).sign("fever", 1), True),
    "cut by less": (lambda log: cut(log, 48, fraction_cut=0.49).sign("fever", 1), False),
    "cut by an unknown share": (lambda log: cut(log, 48).sign("fever", 1), True),
    "alcohol, 7 days after": (
        lambda log: stopped(log, "alcohol", 7 * DAY).sign("fever", 0),
        True,
    ),
    "alcohol, 8 days after": (
        lambda log: stopped(log, "alcohol", 8 * DAY).sign("fever", 0),
        False,
    ),
    "benzodiazepine, 21 days after": (
        lambda log: stopped(log, "benzodiazepine", 21 * DAY).sign("fever", 0),
        True,
    ),
    "benzodiazepine, 22 days after": (
        lambda log: stopped(log, "benzodiazepine", 22 * DAY).sign("fever", 0),
        False,
    ),
    "z-drug, 21 days after": (
        lambda log: stopped(log, "z-drug", 21 * DAY).sign("convulsion", 0),
        True,
    ),
    "opioid, 7 days after": (
        lambda log: stopped(log, "opioid", 7 * DAY).sign("confusion", 0),
        True,
    ),
    "opioid, 8 days after": (
        lambda log: stopped(log, "opioid", 8 * DAY).sign("confusion", 0),
        False,
    ),
    "nicotine": (lambda log: stopped(log, "nicotine", 48).sign("fever", 1), False),
    "the sign came first": (lambda log: stopped(log, "alcohol", 2).sign("fever", 3), False),
    "the sign 24 hours ago": (lambda log: stopped(log, "alcohol", 48).sign("fever", 24), True),
    "the sign over 24 hours ago": (
        lambda log: stopped(log, "alcohol", 48).sign("fever", 24.01),
        False,
    ),
    "vomited once": (lambda log: stopped(log, "alcohol", 48).sign("vomiting", 1), False),
    "vomited twice": (lambda log: stopped(log, "alcohol", 48).sign("vomiting", 25, 1), True),
    "vomited twice, over 24 hours apart": (
        lambda log: stopped(log, "alcohol", 48).sign("vomiting", 25.1, 1),
        False,
    ),
    "vomited twice, once before the stop": (
        lambda log: stopped(log, "alcohol", 10).sign("vomiting", 11, 1),
        True,
    ),
    "a course of diazepam stopped": (
        lambda log: log.course("Diazepam 5 mg", 90, 20).sign("convulsion", 1),
        True,
    ),
    "a course of diazepam stopped 22 days ago": (
        lambda log: log.course("Diazepam 5 mg", 90, 22).sign("convulsion", 1),
        False,
    ),
    "a course by its class": (
        lambda log: log.course("Brand", 90, 5, drug_class="benzodiazepine").sign("confusion", 1),
        True,
    ),
    "a course that goes on": (
        lambda log: log.course("diazepam", 90).sign("convulsion", 1),
        False,
    ),
    "a course that stops tomorrow": (
        lambda log: log.course("diazepam", 90, -1).sign("convulsion", 1),
        False,
    ),
    "a course carried on by another": (
        lambda log: (
            log.course("diazepam", 90, 5)
            .course("Diazepam", 4, change="decreased", fraction_cut=0.1)
            .sign("convulsion", 1)
        ),
        False,
    ),
    "a course cut by half": (
        lambda log: log.course("diazepam", 4, change="decreased", fraction_cut=0.5).sign(
            "convulsion", 1
        ),
        True,
    ),
    "a course of something else stopped": (
        lambda log: log.course("vitamin D", 90, 5).sign("convulsion", 1),
        False,
    ),
    "in an hour": (lambda log: stopped(log, "alcohol", 48).sign("fever", -1), False),
}


@pytest.mark.parametrize(("build", "expected"), WITHDRAWAL.values(), ids=WITHDRAWAL)
def test_withdrawal_severe(log, build, expected):
    assert build(log).holds("withdrawal_severe") is expected


def three(log, hours=1):
    """Twitching and two signs."""
    return log.twitch_hours(hours).sign("fever", hours).sign("agitation", hours)


SEROTONIN = {
    "empty diary": (lambda log: log, False),
    "a start today, twitching, two signs": (lambda log: three(log.course("sertraline", 0)), True),
    "3 local dates after": (lambda log: three(log.course("sertraline", 3)), True),
    "4 local dates after": (lambda log: three(log.course("sertraline", 4)), False),
    "an increase": (lambda log: three(log.course("sertraline", 1, change="increased")), True),
    "a decrease": (lambda log: three(log.course("sertraline", 1, change="decreased")), False),
    "a medicine that is not serotonergic": (lambda log: three(log.course("estradiol", 1)), False),
    "one of the unsourced names": (lambda log: three(log.course("tramadol", 1)), True),
    "by its class": (lambda log: three(log.course("Brand", 1, drug_class="SNRI")), True),
    "no change": (lambda log: three(log.course("sertraline", 100)), False),
    "one sign": (lambda log: log.course("sertraline", 1).twitch_hours(1).sign("fever", 1), False),
    "no twitching": (
        lambda log: log.course("sertraline", 1).sign("fever", 1).sign("sweating", 1),
        False,
    ),
    "tremor instead": (
        lambda log: (
            log.course("sertraline", 1).sign("tremor", 1).sign("fever", 1).sign("sweating", 1)
        ),
        True,
    ),
    "agitation and confusion are one sign": (
        lambda log: (
            log.course("sertraline", 1).twitch_hours(1).sign("agitation", 1).sign("confusion", 1)
        ),
        False,
    ),
    "vomiting and diarrhoea are one sign": (
        lambda log: (
            log.course("sertraline", 1).twitch_hours(1).sign("vomiting", 1).sign("diarrhoea", 1)
        ),
        False,
    ),
    "signs on different days after the change": (
        lambda log: (
            log.course("sertraline", 3)
            .twitch_hours(60)
            .sign("stiffness", 40)
            .sign("palpitations", 2)
        ),
        True,
    ),
    "the latest 24 hours ago": (lambda log: three(log.course("sertraline", 2), 24), True),
    "the latest over 24 hours ago": (lambda log: three(log.course("sertraline", 2), 24.01), False),
    "a first dose, exactly 72 hours before": (
        lambda log: three(log.add(kind="dose", name="tramadol", time=log.hours(73))),
        True,
    ),
    "a first dose, over 72 hours before": (
        lambda log: three(log.add(kind="dose", name="tramadol", time=log.hours(73.01))),
        False,
    ),
    "a dose that was skipped": (
        lambda log: three(
            log.add(kind="dose", name="tramadol", time=log.hours(5), status="skipped")
        ),
        False,
    ),
    "one of many doses": (
        lambda log: three(
            log.add(kind="dose", name="sertraline", time=log.hours(48)).add(
                kind="dose", name="sertraline", time=log.hours(24 * 20)
            )
        ),
        False,
    ),
    "a dose of a running course": (
        lambda log: three(
            log.course("sertraline", 90).add(kind="dose", name="sertraline", time=log.hours(5))
        ),
        False,
    ),
    "a substance": (
        lambda log: three(log.substance("MDMA", 5, drug_class="stimulant", event="used")),
        True,
    ),
    "signs before the change": (lambda log: three(log.course("sertraline", 0), 13), False),
    "in an hour": (lambda log: three(log.course("sertraline", 0), -1), False),
}


@pytest.mark.parametrize(("build", "expected"), SEROTONIN.values(), ids=SEROTONIN)
def test_serotonin_like(log, build, expected):
    assert build(log).holds("serotonin_like") is expected


def with_twitch(log, symptom="vomiting", hours=1):
    return log.twitch_hours(hours).sign(symptom, hours)


LITHIUM = {
    "empty diary": (lambda log: log, False),
    "twitching and vomiting": (lambda log: with_twitch(log.course("Lithium carbonate", 400)), True),
    "tremor and unsteadiness": (
        lambda log: log.course("lithium", 400).sign("tremor", 2).sign("balance_loss", 1),
        True,
    ),
    "by its class": (lambda log: with_twitch(log.course("Priadel", 9, drug_class="lithium")), True),
    "no lithium": (lambda log: with_twitch(log.course("lamotrigine", 400)), False),
    "twitching alone": (lambda log: log.course("lithium", 400).twitch_hours(1), False),
    "vomiting alone": (lambda log: log.course("lithium", 400).sign("vomiting", 1), False),
    "stopped today": (lambda log: with_twitch(log.course("lithium", 400, 0)), True),
    "stopped before the signs": (lambda log: with_twitch(log.course("lithium", 400, 2)), False),
    "starts tomorrow": (lambda log: with_twitch(log.course("lithium", -1)), False),
    "a dose taken 7 days ago": (
        lambda log: with_twitch(log.add(kind="dose", name="lithium", time=log.hours(7 * 24))),
        True,
    ),
    "a dose taken 8 days ago": (
        lambda log: with_twitch(log.add(kind="dose", name="lithium", time=log.hours(8 * 24))),
        False,
    ),
    "24 hours apart": (
        lambda log: log.course("lithium", 400).twitch_hours(24).sign("vomiting", 0),
        True,
    ),
    "over 24 hours apart": (
        lambda log: log.course("lithium", 400).twitch_hours(24.01).sign("vomiting", 0),
        False,
    ),
    "24 hours ago": (lambda log: with_twitch(log.course("lithium", 400), hours=24), True),
    "over 24 hours ago": (lambda log: with_twitch(log.course("lithium", 400), hours=24.01), False),
    "in an hour": (lambda log: with_twitch(log.course("lithium", 400), hours=-1), False),
}


@pytest.mark.parametrize(("build", "expected"), LITHIUM.values(), ids=LITHIUM)
def test_lithium_toxicity(log, build, expected):
    assert build(log).holds("lithium_toxicity") is expected


@pytest.mark.parametrize("symptom", knowledge.rules()["lithium_toxicity"].symptom_ids)
def test_every_sign_counts_with_lithium(log, symptom):
    assert with_twitch(log.course("lithium", 400), symptom).holds("lithium_toxicity")


def pulled(log, hours=2, trouble="breathless_severe"):
    return log.sign("sustained_pulling", hours).sign(trouble, hours)


DYSTONIA = {
    "empty diary": (lambda log: log, False),
    "metoclopramide, breathing": (lambda log: pulled(log.course("metoclopramide", 1)), True),
    "haloperidol, swallowing": (
        lambda log: pulled(log.course("haloperidol", 1), trouble="swallowing_trouble"),
        True,
    ),
    "7 days after": (lambda log: pulled(log.course("metoclopramide", 7)), True),
    "8 days after": (lambda log: pulled(log.course("metoclopramide", 8)), False),
    "an increase": (
        lambda log: pulled(log.course("quetiapine", 1, change="increased")),
        True,
    ),
    "a decrease": (lambda log: pulled(log.course("quetiapine", 1, change="decreased")), False),
    "a dose": (
        lambda log: pulled(log.add(kind="dose", name="prochlorperazine", time=log.hours(9))),
        True,
    ),
    "another medicine": (lambda log: pulled(log.course("sertraline", 1)), False),
    "pulling alone": (
        lambda log: log.course("metoclopramide", 1).sign("sustained_pulling", 1),
        False,
    ),
    "breathing alone": (
        lambda log: log.course("metoclopramide", 1).sign("breathless_severe", 1),
        False,
    ),
    "a pulling episode of the neck": (
        lambda log: (
            log.course("metoclopramide", 1)
            .twitch_hours(2, character="pull", sites=["neck"])
            .sign("breathless_severe", 1)
        ),
        True,
    ),
    "a pulling episode of the lip": (
        lambda log: (
            log.course("metoclopramide", 1)
            .twitch_hours(2, character="pull", sites=["upper_lip"])
            .sign("breathless_severe", 1)
        ),
        False,
    ),
    "before the change": (lambda log: pulled(log.course("metoclopramide", 0), 13), False),
    "24 hours ago": (lambda log: pulled(log.course("metoclopramide", 3), 24), True),
    "over 24 hours ago": (lambda log: pulled(log.course("metoclopramide", 3), 24.01), False),
    "in an hour": (lambda log: pulled(log.course("metoclopramide", 3), -1), False),
}


@pytest.mark.parametrize(("build", "expected"), DYSTONIA.values(), ids=DYSTONIA)
def test_dystonia_breathing(log, build, expected):
    assert build(log).holds("dystonia_breathing") is expected


def test_the_evidence_names_the_change_and_the_signs(log):
    log.course("Lithium carbonate", 400).twitch_hours(2).sign("vomiting", 1)
    flag = log.flags()["lithium_toxicity"]
    assert [e.text for e in flag.evidence] == [
        "Lithium carbonate started",
        "Twitching at 10:00",
        "Vomiting at 11:00",
    ]
    assert all(e.entry for e in flag.evidence)


def test_what_was_stopped_is_named(log):
    flag = stopped(log, "alcohol", 48).sign("fever", 1).flags()["withdrawal_severe"]
    assert [e.text for e in flag.evidence] == ["alcohol stopped", "Fever at 11:00"]
