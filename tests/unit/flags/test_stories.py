"""Twelve short diaries, one for each cause: exactly which rules fire as the days go by."""

from datetime import timedelta

import pytest

from tracker import knowledge
from tracker.flags import evaluate

ALONE = {"recent_simple_twitch"}


def caffeine(log):
    """Four strong coffees a day for a week; the lip flutters from the third day on."""
    for ago in range(7):
        log.caffeine(130, *(24 * ago + hours for hours in (0.5, 1.5, 2.5, 3.5)))
    log.twitch(*range(5), sites=["upper_lip"]).clear(5, 6)


def potassium(log):
    """A stomach bug with vomiting, then cramps, weakness and a twitching lip."""
    log.symptom("vomiting", 5, 6).symptom("muscle_cramp", 2, 3).symptom("constipation", 2)
    log.twitch(1, 2, 3, sites=["lower_lip"]).clear(4, 5, 6)


def medications(log):
    """An inhaler is started; two weeks later the lip begins to twitch."""
    log.course("salbutamol", 20).clear(*range(7, 34)).twitch(*range(6), sites=["upper_lip"])


def stress_fatigue(log):
    """A bad week: short nights, much stress, a flutter nearly every day."""
    for ago in range(7):
        log.add(kind="sleep", date=str(log.day(ago)), hours=5.5)
        log.add(kind="stress", time=log.at(ago, "08:00"), stress=8)
    log.twitch(0, 1, 3, 4, sites=["upper_lip"]).complete(2, 5, 6)


def alcohol_drugs(log):
    """A bottle of spirits a day for three weeks, stopped two days ago; then the shaking."""
    for ago in range(3, 24):
        log.add(kind="alcohol", grams=150, time=log.at(ago, "09:00"))
    log.substance("alcohol", 50, drug_class="alcohol", event="stopped")
    log.twitch(0, 1, sites=["upper_lip"])


def bells_palsy(log):
    """One half of the face is weak since yesterday."""
    log.symptom("facial_weakness", 1, side="left").twitch(0, sites=["mouth_corner"], side="left")


def hemifacial_spasm(log):
    """For three weeks the left eyelid and the left mouth twitch; twice it shut the eye."""
    log.twitch(*range(20, 10, -1), sites=["lower_eyelid"], side="left")
    log.twitch(*range(10), sites=["mouth_corner"], side="left")
    log.twitch(2, 4, time="18:00", sites=["upper_eyelid"], side="left", closed_eye=True)


def trauma(log):
    """A fall on the face; ten days later the lip begins."""
    log.event("face_injury", 15).clear(*range(6, 20)).twitch(*range(5), sites=["upper_lip"])


def low_calcium(log):
    """Tingling round the mouth on two days with the twitching."""
    log.symptom("tingling_lips", 1, 2).twitch(0, 1, 2, sites=["upper_lip"])


def tourette(log):
    """Blinks, jerks and sounds with an urge before them."""
    for ago in (2, 6, 10):
        log.twitch(ago, sites=["upper_eyelid"], character="jerk", urge=True)
        log.twitch(ago, time="10:00", sites=["neck"], character="jerk", urge=True)
        log.symptom("vocal_tics", ago).symptom("motor_tics", ago)


def parkinsons(log):
    """The lower lip trembles at rest and stops in talking; a hand trembles too."""
    for ago in (1, 4, 7):
        log.twitch(
            ago,
            sites=["lower_lip"],
            character="tremor",
            rhythmic=True,
            at_rest=True,
            eases_with_use=True,
        )
        log.symptom("limb_rest_tremor", ago, onset="gradual")


def als(log):
    """Weakness that stays, thinning, and speech that slowly slurs, beside the twitching."""
    log.symptom("muscle_weakness", 1, 5, 9, onset="gradual")
    log.symptom("slurred_speech", 1, 4, 8, onset="gradual")
    log.twitch(0, 2, 4, 8, sites=["upper_lip"])


LASTING = {"over_two_weeks", "one_sided_pattern"}
SLOW = {"weakness_or_wasting", "speech_swallow_gradual"}

EXPECTED = {
    # at noon, so many days before the last day of the diary (negative: after it)
    caffeine: {5: set(), 4: ALONE, 3: ALONE | {"high_caffeine"}, 0: ALONE | {"high_caffeine"}},
    potassium: {4: set(), 3: ALONE, 2: {"electrolyte_pattern"}, 0: {"electrolyte_pattern"}},
    medications: {6: set(), 5: ALONE, 4: {"new_medicine"}, 0: {"new_medicine"}},
    stress_fatigue: {5: set(), 4: ALONE, 2: ALONE, 1: ALONE | {"short_sleep_stress"},
                     0: ALONE | {"short_sleep_stress"}},
    alcohol_drugs: {3: set(), 2: set(), 1: {"withdrawal_mild"}, 0: {"withdrawal_mild"}},
    bells_palsy: {2: set(), 1: {"stroke_signs"}, 0: {"stroke_signs"}, -3: {"stroke_signs"},
                  -10: {"passed_stroke_signs"}},
    hemifacial_spasm: {14: ALONE, 7: {"one_sided_pattern"}, 5: LASTING, 2: LASTING,
                       1: LASTING | {"eye_closure"}, 0: LASTING | {"eye_closure"}},
    trauma: {5: set(), 4: ALONE, 3: {"injury_recent"}, 0: {"injury_recent"}},
    low_calcium: {3: set(), 2: ALONE, 1: {"low_calcium_pattern"}, 0: {"low_calcium_pattern"}},
    tourette: {11: set(), 10: ALONE, 6: ALONE, 2: {"motor_and_vocal_tics"},
               0: {"motor_and_vocal_tics"}},
    parkinsons: {8: set(), 7: ALONE, 4: ALONE, 1: {"rest_tremor"}, 0: {"rest_tremor"}},
    als: {9: set(), 8: ALONE, 2: ALONE, 1: SLOW, 0: SLOW, -3: SLOW},
}  # fmt: skip


def test_every_cause_has_its_story():
    assert [story.__name__ for story in EXPECTED] == list(knowledge.causes())


@pytest.mark.parametrize(
    ("story", "ago"),
    [(story, ago) for story, days in EXPECTED.items() for ago in days],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_exactly_these_rules_fire(log, story, ago):
    story(log)
    moment = log.now - timedelta(days=ago)
    assert {flag.rule for flag in evaluate(log.diary, moment)} == EXPECTED[story][ago]


@pytest.mark.parametrize("story", EXPECTED, ids=lambda story: story.__name__)
def test_a_rule_of_the_cause_fires_on_the_last_day(log, story):
    story(log)
    linked = set(knowledge.causes()[story.__name__]["linked_rules"])
    assert linked & log.flags().keys()
