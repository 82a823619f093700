"""What stands behind a finding: bands, observed days, what would settle it; beliefs; open days."""

import json
import math
import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from tracker.analysis import Diary, Finding, find_triggers, wording
from tracker.analysis.bands import amount, bands, dispersion, interval, label
from tracker.analysis.beliefs import EXPECTATIONS, belief, belief_change, beside
from tracker.analysis.detail import details
from tracker.analysis.factors import Contrast
from tracker.analysis.settling import BLOCKS, SETTLED, TRIAL, settles
from tracker.analysis.stability import Held
from tracker.analysis.unconfirmed import unconfirmed
from tracker.vocabulary import Kind, Verdict

FIRST = date(2026, 6, 1)
LAST = FIRST + timedelta(days=59)


def on(number: int, clock: str = "12:00") -> str:
    return f"{FIRST + timedelta(days=number)}T{clock}:00+02:00"


def day(number: int) -> dict:
    text = (FIRST + timedelta(days=number)).isoformat()
    return {"kind": "day", "date": text, "status": "complete", "tz": "Europe/Berlin"}


def lived(days: int = 60) -> list[dict]:
    """Stress at random, two or three twitches a day, a medicine from day 30 on."""
    rng = random.Random(1)  # noqa: S311  a simulated diary
    rows = [{"kind": "medication", "name": "m", "start_date": f"{FIRST + timedelta(days=30)}"}]
    for n in range(days):
        rows += [day(n), {"kind": "stress", "time": on(n), "stress": rng.randint(0, 9)}]
        rows += [{"kind": "episode", "start": on(n, f"1{k}:30")} for k in range(2 + n % 2)]
    return rows


def opened(rows: list[dict], until: date = LAST) -> dict:
    diary = Diary.from_records(rows)
    held = [Held(one, until) for one in find_triggers(diary)]
    return details(diary, held)


# bands


@given(st.integers(0, 200), st.integers(1, 400))
def test_without_over_dispersion_the_interval_is_the_exact_one_of_poisson(count, days):
    low, high = interval(count, days, 1.0)
    exact_low = chi2.ppf(0.025, 2 * count) / 2 / days if count else 0
    assert low == pytest.approx(exact_low, abs=1e-4)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * count + 2) / 2 / days, abs=1e-4)


def test_over_dispersion_is_that_of_a_poisson_regression_on_the_bands():
    rng = np.random.default_rng(1)
    groups = [rng.negative_binomial(2, 0.4, 30), rng.negative_binomial(2, 0.2, 50)]
    table = np.repeat(np.eye(2), (30, 50), axis=0)
    known = sm.GLM(np.concatenate(groups), table, family=sm.families.Poisson()).fit()
    assert dispersion(groups) == pytest.approx(known.pearson_chi2 / known.df_resid)
    assert interval(40, 20, 4.0)[1] > interval(40, 20, 1.0)[1]


def test_dispersion_is_never_below_chance():
    assert dispersion([np.full(20, 3)]) == 1.0
    assert dispersion([np.array([9, 0])]) == 1.0


def test_no_drink_at_all_is_a_band_of_its_own():
    exposure = np.array([0.0] * 20 + [float(n) for n in range(1, 41)])
    found = bands(exposure, np.ones(60, dtype=np.int64), "g")
    assert [band.label for band in found] == [
        "0 g", "1 to 10 g", "11 to 20 g", "21 to 30 g", "31 to 40 g",
    ]  # fmt: skip
    assert [band.days for band in found] == [20, 10, 10, 10, 10]


def test_a_medicine_has_its_three_stages():
    level = np.array([0.0] * 10 + [0.5, 0.75] + [1.0] * 8)
    found = bands(level, np.ones(20, dtype=np.int64), "course")
    assert [(band.label, band.days) for band in found] == [
        ("off", 10), ("rising or fading", 2), ("on", 8),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.floats(-50, 500), st.integers(0, 1000)), max_size=80))
def test_every_day_is_in_one_band_and_the_rate_in_its_interval(days):
    exposure = np.array([x for x, _ in days])
    episodes = np.array([y for _, y in days], dtype=np.int64)
    found = bands(exposure, episodes, "mg")
    assert sum(band.days for band in found) == len(days)
    assert sum(band.episodes for band in found) == episodes.sum()
    assert all(a.high < b.low for a, b in pairwise(found))
    for band in found:
        assert band.ci95[0] <= band.per_day <= band.ci95[1]
    json.dumps([band.to_dict() for band in found], allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "0 mg"),
        (0.041, 1.26, "0.041 to 1.3 mg"),
        (9.5, 12.4, "9.5 to 12 mg"),
        (-0.0, 0, "0 mg"),
    ],
)
def test_a_band_is_said_in_short_numbers(low, high, words):
    assert label(low, high, "mg") == words


def test_a_day_is_said_in_its_unit_and_a_medicine_as_on_or_off():
    assert amount(None, "h") == "not known"
    assert amount(6.5, "h") == "6.5 h"
    assert [amount(x, "course") for x in (0.0, 0.43, 1.0)] == ["off", "43 % on", "on"]


# the detail of a finding


def test_a_detail_has_every_complete_day_and_what_it_was_adjusted_for():
    found = opened(lived())
    stress = found["stress"]
    assert len(stress.days) == 60
    assert stress.days[0].day == FIRST
    assert sum(band.days for band in stress.bands) == 60
    assert "course of m" in stress.adjusted_for
    assert "slow drifts over weeks" in stress.adjusted_for
    assert "mean of the day's stress ratings" not in stress.adjusted_for
    assert [band.label for band in found["medication:m"].bands] == ["off", "rising or fading", "on"]


def test_what_is_missing_is_said_and_stays_missing():
    rows = [row for row in lived() if not (row["kind"] == "day" and row["date"] == "2026-06-11")]
    rows = [row for row in rows if not str(row.get("time", "")).startswith("2026-06-21")]
    rows = [row for row in rows if "2026-06-12" not in str(row)]
    found = opened(rows)["stress"]
    assert found.missing == (
        "1 of 58 complete days: no stress rating.",
        "1 day with twitches, but not marked complete: left out.",
        "1 day of which nothing is known: left out, not taken for days without.",
    )
    assert next(one for one in found.days if one.day == date(2026, 6, 21)).exposure is None
    assert sum(band.days for band in found.bands) == 57


def test_a_finding_of_an_earlier_week_has_the_days_of_that_week():
    until = FIRST + timedelta(days=39)
    assert opened(lived(), until)["stress"].days[-1].day == until


def test_over_time_are_the_weeks_of_these_very_days_up_to_the_last_one_looked_at():
    found = opened(lived(), LAST + timedelta(days=20))["stress"]
    columns = found.over_time.columns
    assert sum(column.days for column in columns) == len(found.days) == 60
    assert columns[0].per_day == pytest.approx(sum(d.episodes for d in found.days[:7]) / 7)
    assert columns[-1].until == LAST + timedelta(days=20)
    assert columns[-1].per_day is None


def test_a_detail_is_json_without_gaps():
    for rows in ([], [day(0)], lived(), [*lived(), *lived()[:3]]):
        for one in opened(rows).values():
            json.dumps(one.to_dict(), allow_nan=False)
            assert one.settles


# what would settle it


def finding(verdict: Verdict, interval: tuple[float, float] = (0.5, 2.0), **more) -> Finding:
    middle = math.sqrt(interval[0] * interval[1])
    made = Finding(
        "stress", "", "same day", Contrast(3, "points"), verdict, middle, interval, 0.2, 0.3,
        complete_days=60, days_needed=None, caveats=(), summary="",
    )  # fmt: skip
    return replace(made, **more)


def test_an_unclear_finding_says_how_many_more_days_would_show_a_doubling():
    # log(4) / 3.92 = 0.3536; 60 (0.3536 * 3.25 / ln 2)^2 - 60 = 105 days: 11 to 19 weeks
    assert settles(finding(Verdict.UNCLEAR), is_course=False) == (
        "To see a doubling, four times of five: about 11 to 19 more weeks of complete days."
    )


def test_a_narrow_interval_says_what_would_rule_an_effect_out():
    text = settles(finding(Verdict.UNCLEAR, (0.85, 1.4)), is_course=False)
    assert text.startswith("A doubling would most likely show by now; what is left is smaller.")
    assert "To rule out an effect worth knowing: about" in text


def test_every_verdict_has_its_own_way_to_be_settled():
    assert settles(finding(Verdict.RAISES, (1.2, 3)), is_course=False) == TRIAL
    assert settles(finding(Verdict.LOWERS, (0.2, 0.8)), is_course=True) == BLOCKS
    assert settles(finding(Verdict.NO_ASSOCIATION, (0.9, 1.1)), is_course=False) == SETTLED
    shut = finding(Verdict.NOT_ENOUGH_DATA, caveats=("Reason.",), summary="Not yet.")
    assert settles(shut, is_course=False) == "Not yet. Reason."


def test_guards_say_what_would_tell_the_two_ways_apart():
    late = finding(Verdict.UNCLEAR, caveats=(wording.NOT_FOLLOWED,))
    assert "soon after waking" in settles(late, is_course=False)
    joint = finding(Verdict.UNCLEAR, caveats=(wording.together("sleep"),))
    assert "changes without the other" in settles(joint, is_course=False)


# beliefs


def test_what_is_expected_is_found_in_any_case_and_said_beside_the_verdict():
    profile = {"beliefs": {"Caffeine": "raises"}}
    assert belief(profile, "caffeine") == "raises"
    assert belief(profile, "sleep") is None
    assert belief({}, "sleep") is None
    assert beside("raises", Verdict.NO_ASSOCIATION) == (
        "You expected more twitching with it; the diary says: no association."
    )
    assert beside("makes it worse", Verdict.UNCLEAR).startswith("You expected makes it worse;")
    assert {"raises", "lowers", "no_association", "unsure"} == set(EXPECTATIONS)


def test_a_new_belief_keeps_the_others():
    diary = Diary.from_records(
        [
            {"kind": "profile", "id": "a" * 32, "age": 40},
            {"kind": "profile", "id": "b" * 32, "beliefs": {"sleep": "raises", "Stress": "lowers"}},
        ]
    )
    place, beliefs = belief_change(diary.of(Kind.PROFILE), {"stress": "raises"})
    assert place == "b" * 32
    assert beliefs == {"sleep": "raises", "stress": "raises"}
    assert belief_change((), {"stress": "raises"}) == (None, {"stress": "raises"})


# days that are not confirmed


def test_recent_days_without_a_record_are_offered_newest_first():
    rows = [day(0), day(18), {"kind": "episode", "start": on(19)}, day(20)]
    found = unconfirmed(Diary.from_records(rows), FIRST + timedelta(days=21))
    days = [(one.day - FIRST).days for one in found]
    assert days == [19, *range(17, 6, -1)]
    assert (found[0].episodes, found[0].entries) == (1, ((Kind.EPISODE, 1),))
    assert found[1].to_dict() == {"date": "2026-06-18", "episodes": 0, "entries": 0}


def test_neither_today_nor_a_day_before_the_diary_is_offered():
    rows = [{"kind": "episode", "start": on(3)}]
    assert unconfirmed(Diary.from_records(rows), FIRST + timedelta(days=3)) == ()
    assert len(unconfirmed(Diary.from_records(rows), FIRST + timedelta(days=4))) == 1
    assert unconfirmed(Diary.from_records([]), FIRST) == ()
