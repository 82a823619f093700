"""Symptoms by themselves: sudden, gradual, present now, gone, and what reports share."""

from datetime import date

import pytest

from tracker import knowledge
from tracker.flags.symptoms import label
from tracker.flags.view import View


def view_of(log) -> View:
    return View.of(log.diary, log.now, knowledge.rules())


def spell(log, symptom="facial_weakness"):
    (found,) = view_of(log).spells([symptom])
    return found


@pytest.mark.parametrize(
    "symptom", [key for key, symptom in knowledge.symptoms().items() if symptom.ask_onset]
)
def test_a_blank_onset_is_sudden_wherever_the_onset_is_asked(log, symptom):
    assert spell(log.sign(symptom, 1), symptom).sudden is not None


def test_a_blank_onset_is_not_sudden_where_it_is_not_asked(log):
    assert spell(log.sign("muscle_weakness", 1), "muscle_weakness").sudden is None


@pytest.mark.parametrize(
    ("onset", "sudden", "gradual"), [("sudden", True, False), ("gradual", False, True)]
)
@pytest.mark.parametrize("symptom", ["arm_weakness", "muscle_weakness"])
def test_a_stated_onset_counts_as_stated(log, symptom, onset, sudden, gradual):
    found = spell(log.sign(symptom, 1, onset=onset), symptom)
    assert (found.sudden is not None, found.latest.gradual) == (sudden, gradual)


def test_a_blank_report_in_a_gradual_spell_counts_both_ways(log):
    log.sign("arm_weakness", 30, onset="gradual").sign("arm_weakness", 1)
    found = spell(log, "arm_weakness")
    assert found.sudden is found.latest
    assert found.latest.gradual


def test_a_blank_report_is_not_gradual_once_the_spell_was_sudden(log):
    log.sign("arm_weakness", 60, onset="gradual").sign("arm_weakness", 30, onset="sudden")
    assert not spell(log.sign("arm_weakness", 1), "arm_weakness").latest.gradual


def test_reports_of_one_side_share_the_earliest_onset(log):
    log.sign("facial_weakness", 50, side="left")
    log.sign("facial_weakness", 20, began=100, side="left")
    log.sign("facial_weakness", 2, began=30, side="left")
    assert spell(log).onset_day == date(2026, 11, 16)


def test_without_a_stated_onset_it_began_with_the_first_report(log):
    assert spell(log.sign("facial_weakness", 50, 2)).onset_day == date(2026, 11, 18)


def test_the_two_sides_and_a_blank_side_are_different_spells(log):
    log.sign("facial_weakness", 5, side="left").sign("facial_weakness", 4, side="right")
    log.sign("facial_weakness", 3)
    assert len(view_of(log).spells(["facial_weakness"])) == 3


def test_after_it_was_gone_a_report_begins_a_new_spell(log):
    log.sign("facial_weakness", 100, gone=90, assessed=True).sign("facial_weakness", 5)
    old, new = view_of(log).spells(["facial_weakness"])
    assert (old.ended is not None, old.assessed) == (True, True)
    assert (new.ended, new.assessed, new.onset_day) == (None, False, date(2026, 11, 20))


def test_an_onset_stated_to_lie_before_the_last_end_is_not_the_new_spells(log):
    log.sign("facial_weakness", 100, gone=90).sign("facial_weakness", 5, began=100)
    assert view_of(log).spells(["facial_weakness"])[1].onset_day == date(2026, 11, 20)


@pytest.mark.parametrize("gone", [{"severity": 0}, {"gone": 3}])
def test_severity_nought_or_an_end_means_gone(log, gone):
    found = spell(log.sign("facial_weakness", 50).sign("facial_weakness", 2, **gone))
    assert found.ended is not None
    assert not found.present(log.day(0))


def test_a_report_that_it_is_not_there_begins_no_spell(log):
    assert view_of(log.sign("chest_pain", 1, severity=0)).spells(["chest_pain"]) == []


def test_a_report_of_something_that_has_passed_begins_one(log):
    found = spell(log.sign("chest_pain", 1, severity=0, began=3), "chest_pain")
    assert found.ended is not None


def test_a_report_before_a_later_stated_end_belongs_to_the_same_spell(log):
    log.sign("facial_weakness", 10, gone=2).sign("facial_weakness", 5)
    assert spell(log).ended is not None


def test_an_end_after_the_moment_has_not_come(log):
    assert spell(log.sign("facial_weakness", 2, gone=-3)).present(log.day(0))


@pytest.mark.parametrize(("days", "present"), [(0, True), (6, True), (7, True), (8, False)])
def test_present_now_is_not_gone_and_reported_at_most_seven_days_ago(log, days, present):
    assert spell(log.symptom("facial_weakness", days)).present(log.day(0)) is present


def test_reports_later_than_the_moment_are_ignored(log):
    assert view_of(log.sign("facial_weakness", -1)).spells(["facial_weakness"]) == []


def test_assessed_and_treated_hold_for_the_spell_and_improving_is_the_last_word(log):
    log.sign("facial_weakness", 60, assessed=True, treated=True, improving=True)
    found = spell(log.sign("facial_weakness", 30, improving=False).sign("facial_weakness", 5))
    assert (found.assessed, found.treated, found.improving) == (True, True, False)


def test_a_stroke_that_was_ruled_out_has_been_assessed(log):
    assert spell(log.sign("facial_weakness", 3, stroke_ruled_out=True)).assessed


def test_a_spell_seen_from_an_earlier_day_knows_nothing_of_later_reports(log):
    log.symptom("facial_weakness", 5).symptom("facial_weakness", 2, severity=0, assessed=True)
    (then,) = view_of(log).at_end_of(log.day(3)).spells(["facial_weakness"])
    assert then.present(log.day(3))
    assert not then.assessed


def test_signs_reach_back_by_exact_hours(log):
    log.sign("chest_pain", 24).sign("fainting", 24.01)
    assert [s.what for s in view_of(log).signs(["chest_pain", "fainting"], 24)] == ["chest_pain"]


def test_a_sign_lasts_until_it_was_gone(log):
    log.sign("chest_pain", 90, gone=2)
    (sign,) = view_of(log).signs(["chest_pain"], 24)
    assert (log.now - sign.last).total_seconds() == 2 * 3600


def test_every_symptom_has_words_also_one_the_vocabulary_does_not_hold():
    assert label("chest_pain") == "Chest pain"
    assert label("cold_feet") == "Cold feet"
