"""Which came first, twitch or rating: the link within days, cleaning, and the guard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
import statsmodels.api as sm

from tracker.analysis import Diary, cleaning, exposures, find_triggers, ratings, waking
from tracker.analysis.factors import SLEEP, STRESS
from tracker.analysis.model import between, design, grid, laplace
from tracker.analysis.ratings import NO_LINK, Link, Rating
from tracker.vocabulary import Verdict

FIRST = date(2026, 6, 1)
CLAIMS = {Verdict.RAISES, Verdict.LOWERS}


def at(number: int, hour: float) -> str:
    day = FIRST + timedelta(days=number)
    return f"{day.isoformat()}T{int(hour):02}:{int(hour % 1 * 60):02}:00+02:00"


def complete(number: int) -> dict:
    return {"kind": "day", "date": f"{FIRST + timedelta(days=number)}", "status": "complete"}


def rated(number: int, hour: float, value: int) -> dict:
    return {"kind": "stress", "time": at(number, hour), "stress": value}


def twitch(number: int, hour: float) -> dict:
    return {"kind": "episode", "start": at(number, hour)}


def lived(days: int, seed: int, *, added: float = 0.0, most: int = 5, effect: float = 0.0) -> Diary:
    """Ratings at 12:30 and 19:00; stress raises the rate.

    Each of the first `most` twitches of a day adds points to later ratings.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(days):
        level = rng.normal(4, 1.8)
        severity = rng.normal(0, 0.5)
        rate = np.exp(severity + effect * (level - 4) / 3) * 2.5 / 16
        counts = rng.poisson(rate, 16)
        rows.append(complete(n))
        for hour, count in zip(range(7, 23), counts.tolist(), strict=True):
            rows += [twitch(n, hour + (k + 0.5) / (count + 1)) for k in range(count)]
        for hour in (12.5, 19.0):
            before = int(counts[: int(hour - 7 + 0.5)].sum())
            felt = level + added * min(before, most) + rng.normal(0, 0.6)
            rows.append(rated(n, hour, int(np.clip(round(felt), 0, 10))))
    return Diary.from_records(rows)


def test_a_rating_knows_the_episodes_of_its_day_before_it():
    diary = Diary.from_records(
        [
            complete(0),
            complete(1),
            twitch(0, 22.5),
            *[twitch(1, hour) for hour in (7.5, 8.5, 11, 12, 14)],
            rated(1, 12.5, 4),
            rated(1, 15.5, 5),
            rated(2, 9, 9),
        ]
    )
    found = ratings.ratings(diary, "stress")
    assert [(one.value, one.just_before, one.earlier) for one in found] == [(4, 3, 1), (5, 2, 3)]


def test_a_rating_is_cleaned_of_what_came_before_it():
    rating = Rating(FIRST, 0.0, 7.0, just_before=3, earlier=2)
    assert ratings.clean(rating, Link(0.5, 0.25, significant=True)) == 5.0
    assert ratings.clean(rating, Link(0.5, 0.25, significant=True, most=2)) == 5.5
    assert ratings.clean(rating, NO_LINK) == 7.0


def test_what_an_episode_adds_to_the_next_ratings_is_read_off():
    link = ratings.link(ratings.ratings(lived(200, 1, added=0.8), "stress"))
    assert link.significant
    assert link.just_before == pytest.approx(0.8, abs=0.2)
    assert 0.3 < link.earlier < 0.9  # the simulated person's scale is full after five


def test_only_the_first_twitches_count_where_the_ratings_say_so():
    links = [
        ratings.link(ratings.ratings(lived(200, 1, added=added, most=most), "stress"))
        for added, most in ((2.0, 1), (0.5, 8))
    ]
    assert [link.most for link in links] == [2, 8]


def test_the_link_is_a_regression_within_days_with_errors_clustered_by_day():
    found = ratings.ratings(lived(60, 5, added=0.4), "stress")
    days = [one.day.toordinal() for one in found]
    link = ratings.link(found)
    raw = np.array(
        [
            (one.value, min(one.just_before, link.most), min(one.earlier, link.most), one.at)
            for one in found
        ]
    )
    means = np.array([raw[np.array(days) == day].mean(axis=0) for day in days])
    centred, clusters = raw - means, len(set(days))
    known = sm.OLS(centred[:, 0], centred[:, 1:]).fit(
        cov_type="cluster", cov_kwds={"groups": days, "use_correction": False}
    )
    t = known.params[:2] / known.bse[:2] / np.sqrt(clusters / (clusters - 3))
    shrunk = np.maximum(known.params[:2], 0) * np.maximum(1 - 1 / t**2, 0)
    assert (link.just_before, link.earlier) == pytest.approx(tuple(shrunk), rel=1e-6)
    assert link.significant == (t.max() > ratings.SIGNIFICANT)
    covariance = known.cov_params()[:2, :2] * clusters / (clusters - 3)
    expected = (covariance[0, 0], covariance[0, 1], covariance[1, 1])
    assert link.covariance == pytest.approx(expected, rel=1e-6)


def cleaned_stress(diary: Diary) -> tuple[list[date], design.Problem, tuple[grid.Point, ...]]:
    """The regression on cleaned stress alone, as the analysis makes it."""
    days = sorted(diary.complete_days)
    values = exposures.exposure_of(diary, STRESS, waking.waking(diary))
    column = np.array([[values[day] / 3] for day in days])
    counts = np.array([float(exposures.episodes_per_day(diary)[day]) for day in days])
    problem = design.problem(np.array([day.toordinal() for day in days]), counts, column)
    return days, problem, between.estimates(problem, 1)[0]


def stress_of(diary):
    return {"stress": ratings.rated(diary, "stress")}


def test_the_ratings_of_some_days_have_a_link_of_their_own():
    whole = ratings.rated(lived(60, 4, added=0.8), "stress")
    days = {one.day for one in whole.ratings}
    assert whole.of_days(days) is whole
    some = whole.of_days(set(sorted(days)[:30]))
    assert len({one.day for one in some.ratings}) == 30
    assert some.link == ratings.link(some.ratings) != whole.link


def test_what_the_cleaning_leaves_uncertain_is_the_spread_over_links_that_may_be_true():
    diary = lived(60, 4, added=0.8)
    days, problem, points = cleaned_stress(diary)
    added = cleaning.added_variance(stress_of(diary), STRESS, days, problem, 0, points)
    found = ratings.ratings(diary, "stress")
    link = ratings.link(found)
    assert min(link.just_before, link.earlier) > 0
    first, shared, second = link.covariance
    rng = np.random.default_rng(1)
    drawn = rng.multivariate_normal(
        (link.just_before, link.earlier), [[first, shared], [shared, second]], 200
    )
    point = max(points, key=lambda one: one.weight)
    slopes = []
    for just_before, earlier in drawn:
        other = replace(link, just_before=just_before, earlier=earlier)
        means = ratings.means(found, other)
        column = np.array([means[day] / 3 for day in days])
        moved = laplace.fit(design.with_exposure(problem, 0, column), point.theta, point.fit)
        slopes.append(moved.coefficients[0])
    assert np.sqrt(added) == pytest.approx(np.std(slopes), rel=0.2)


def test_a_link_within_chance_adds_no_uncertainty():
    diary = next(
        diary
        for diary in (lived(60, seed) for seed in range(20))
        if not ratings.link(ratings.ratings(diary, "stress")).significant
    )
    days, problem, points = cleaned_stress(diary)
    assert cleaning.added_variance(stress_of(diary), STRESS, days, problem, 0, points) == 0


def test_only_ratings_are_cleaned():
    days, problem, points = cleaned_stress(diary := lived(40, 4, added=0.8))
    assert cleaning.added_variance(stress_of(diary), SLEEP, days, problem, 0, points) == 0


def test_what_is_below_its_own_error_is_not_taken_off():
    links = [ratings.link(ratings.ratings(lived(40, seed), "stress")) for seed in range(12)]
    assert sum(link.just_before == 0 for link in links) >= 6


def test_stress_that_comes_first_is_not_taken_for_the_reverse():
    links = [
        ratings.link(ratings.ratings(lived(90, seed, effect=0.7), "stress")) for seed in range(20)
    ]
    # either of two one-sided tests at 5 %
    assert sum(link.significant for link in links) <= 5
    assert sum(link.just_before + link.earlier for link in links) / len(links) < 0.15


def test_days_with_one_rating_say_nothing_of_the_order():
    diary = lived(60, 2, added=0.8)
    ones = [one for one in ratings.ratings(diary, "stress") if one.at % 24 > 12]
    assert ratings.link(ones) == NO_LINK
    assert ratings.days_with_several(ones) == 0


def test_twitching_that_raises_ratings_is_not_claimed_as_stress():
    claims = 0
    for seed in range(12):
        found = {one.factor: one for one in find_triggers(lived(90, seed, added=0.8))}
        claims += found["stress"].verdict in CLAIMS
    assert claims <= 2


def test_it_says_that_ratings_were_cleaned():
    found = {one.factor: one for one in find_triggers(lived(120, 3, added=0.8))}
    said = " ".join(found["stress"].caveats)
    assert "Ratings were higher after twitches" in said


def test_stress_that_comes_first_is_still_found_where_ratings_also_follow():
    found = {one.factor: one for one in find_triggers(lived(240, 4, added=0.4, effect=1.0))}
    assert found["stress"].verdict is Verdict.RAISES


def test_one_rating_a_day_earns_a_caveat():
    rows = [row for n in range(40) for row in (complete(n), rated(n, 19, n % 7), twitch(n, 9))]
    found = {one.factor: one for one in find_triggers(Diary.from_records(rows))}
    said = " ".join(found["stress"].caveats)
    assert "what came first can be told apart; there are 0" in said


def nights_after(worse: Callable[[int], float]) -> Diary:
    rows = []
    for n in range(60):
        count = 5 if n % 3 == 0 else 1
        rows += [complete(n), *[twitch(n, 9 + k) for k in range(count)]]
        hours = worse(5 if (n - 1) % 3 == 0 else 1) + 0.1 * (n % 5)
        rows.append({"kind": "sleep", "date": f"{FIRST + timedelta(days=n)}", "hours": hours})
    return Diary.from_records(rows)


def test_nights_shortened_by_twitching_are_said():
    diary = nights_after(lambda count: 7.5 - 0.3 * count)
    assert ratings.short_nights_follow_bad_days(diary, exposures.sleep_hours(diary))
    found = {one.factor: one for one in find_triggers(diary)}
    assert any("may cost sleep" in caveat for caveat in found["sleep"].caveats)


def test_nights_that_do_not_follow_bad_days_are_not():
    for diary in (nights_after(lambda _: 7.0), nights_after(lambda count: 6 + 0.3 * count)):
        assert not ratings.short_nights_follow_bad_days(diary, exposures.sleep_hours(diary))
