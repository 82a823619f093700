"""A flag's life: open, acknowledged by the person or by a visit to a doctor, resolved."""

from datetime import datetime, timedelta

import pytest

from tracker.flags import evaluate
from tracker.flags.life import history, resolved, standing, with_status


def unchanged(_):
    """When entries were recorded: no later than they happened."""
    return {}


@pytest.fixture
def status(log):
    """The status of one rule's flag; what was seen is given as rules with hours ago."""

    def of(rule, **seen):
        times = [(r, log.now - timedelta(hours=hours)) for r, hours in seen.items()]
        found = with_status(evaluate(log.diary, log.now), log.diary, times, log.now, unchanged)
        return {flag.rule: flag.status.value for flag in found}[rule]

    return of


@pytest.fixture
def lasting(log):
    """Three weeks of twitching: over_two_weeks has held since a week ago."""
    log.twitch(*range(21))
    assert log.flags()["over_two_weeks"].fired_on == log.day(6)
    return log


def test_it_is_open_at_first(lasting, status):
    assert status("over_two_weeks") == "open"


def test_it_is_acknowledged_until_the_cooldown_is_over(lasting, status):
    assert status("over_two_weeks", over_two_weeks=24 * 5) == "acknowledged"
    lasting.now += timedelta(days=13)
    for ago in range(13):
        lasting.twitch(ago)
    assert status("over_two_weeks", over_two_weeks=24 * 13) == "acknowledged"
    assert status("over_two_weeks", over_two_weeks=24 * 14) == "open"


def test_another_rule_s_acknowledgement_is_not_its_own(lasting, status):
    assert status("over_two_weeks", high_burden=1) == "open"


@pytest.mark.parametrize(
    ("ago", "expected"),
    [(8, "open"), (6, "open"), (5, "acknowledged"), (0, "acknowledged"), (-1, "open")],
)
def test_a_visit_after_the_flag_fired_counts_as_acknowledged(lasting, status, ago, expected):
    lasting.event("doctor_visit", ago)
    assert status("over_two_weeks") == expected


def test_a_visit_holds_for_the_cooldown_alone(log, status):
    log.twitch(*range(60)).event("doctor_visit", 13)
    assert status("over_two_weeks") == "acknowledged"
    log.rows.pop()
    log.event("doctor_visit", 14)
    assert status("over_two_weeks") == "open"


def test_another_event_is_no_visit(lasting, status):
    lasting.event("other", 2)
    assert status("over_two_weeks") == "open"


def test_a_visit_on_the_day_of_an_emergency_s_sign_does_not_silence_it(log, status):
    log.sign("chest_pain", 2).event("doctor_visit", 0)
    assert status("danger_symptom") == "open"


def test_a_visit_before_the_newest_sign_does_not_silence_an_emergency(log, status):
    log.sign("chest_pain", 23, 1).event("doctor_visit", 0)
    assert status("danger_symptom") == "open"


def test_a_visit_after_the_newest_sign_quiets_an_emergency_until_the_next(log, status):
    log.sign("chest_pain", 20).event("doctor_visit", 0)
    assert status("danger_symptom") == "acknowledged"
    log.sign("chest_pain", 0.5)
    assert status("danger_symptom") == "open"


def test_a_flag_acknowledged_once_is_resolved_when_its_condition_is_gone(log):
    log.sign("chest_pain", 48)
    seen = [("danger_symptom", log.now - timedelta(hours=47))]
    assert "danger_symptom" not in log.flags()
    (flag,) = resolved([], log.diary, seen, log.now)
    assert (flag.rule, flag.status, flag.fired_on) == ("danger_symptom", "resolved", log.day(2))
    assert flag.evidence


def test_a_flag_that_holds_or_was_never_there_is_not_resolved(log):
    log.sign("chest_pain", 2)
    seen = [("danger_symptom", log.now), ("over_two_weeks", log.now), ("no_such_rule", log.now)]
    assert resolved(evaluate(log.diary, log.now), log.diary, seen, log.now) == []


def test_resolved_flags_come_most_urgent_first(log):
    log.twitch(*range(40, 60)).clear(*range(40)).sign("chest_pain", 24 * 41)
    at = datetime.combine(log.day(41), datetime.min.time(), tzinfo=log.now.tzinfo)
    seen = [("over_two_weeks", at + timedelta(hours=20)), ("danger_symptom", at.replace(hour=20))]
    found = resolved([], log.diary, seen, log.now)
    assert [flag.rule for flag in found] == ["danger_symptom", "over_two_weeks"]


def test_a_flag_that_held_when_a_doctor_was_visited_and_is_gone_is_resolved(log):
    log.twitch(*range(20, 40)).event("doctor_visit", 19).clear(*range(15))
    found = resolved(evaluate(log.diary, log.now), log.diary, [], log.now)
    assert "over_two_weeks" in {flag.rule for flag in found}
    assert all(flag.status == "resolved" for flag in found)


def test_a_flag_that_came_after_the_visit_is_not_resolved_by_it(log):
    log.event("doctor_visit", 45).twitch(*range(20, 40)).clear(*range(15))
    assert resolved(evaluate(log.diary, log.now), log.diary, [], log.now) == []


def test_flags_of_a_past_moment_know_nothing_of_what_came_later(log):
    log.twitch(*range(10, 40)).clear(*range(5, 10)).sign("chest_pain", 2)
    then = log.now - timedelta(days=10)
    before, after = then - timedelta(days=1), then + timedelta(days=1)

    def standing_with(at):
        found = standing(log.diary, [("over_two_weeks", at)], then, recorded=unchanged)
        return {flag.rule: flag.status.value for flag in found}

    assert standing_with(before)["over_two_weeks"] == "acknowledged"
    assert standing_with(after)["over_two_weeks"] == "open"
    assert "danger_symptom" not in standing_with(after)
    assert standing(log.diary, [], log.now, recorded=unchanged)[0].rule == "danger_symptom"


def test_a_visit_after_a_past_moment_did_not_quiet_its_flags(log):
    log.twitch(*range(10, 40)).event("doctor_visit", 9)
    then = log.now - timedelta(days=10)
    found = {flag.rule: flag.status for flag in standing(log.diary, [], then, recorded=unchanged)}
    assert found["over_two_weeks"] == "open"


def test_its_history_is_what_was_seen_and_said_and_what_a_doctor_said(log):
    log.twitch(*range(30)).add(
        kind="event", event="doctor_visit", date=str(log.day(5)), outcome="come back in a month"
    )
    log.event("doctor_visit", 60).event("other", 3)
    seen = [
        ("over_two_weeks", log.now - timedelta(days=8), "rang the practice"),
        ("high_burden", log.now, "another"),
        ("over_two_weeks", log.now - timedelta(days=1), None),
    ]
    steps = history("over_two_weeks", log.day(15), log.diary, seen, log.now)
    assert [(step.day, step.what, step.words) for step in steps] == [
        (log.day(8), "seen", "rang the practice"),
        (log.day(5), "doctor visit", "come back in a month"),
        (log.day(1), "seen", ""),
    ]


def test_a_flag_nobody_has_seen_has_no_history(log):
    log.twitch(0).event("doctor_visit", 0)
    assert history("over_two_weeks", None, log.diary, [], log.now) == []
