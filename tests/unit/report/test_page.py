"""The page as a whole: what it must say, that nothing overlaps, and that it is always the same."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations

import pytest

from tracker.analysis.factors import Contrast
from tracker.analysis.findings import Finding
from tracker.diary import Diary
from tracker.errors import UsageError
from tracker.flags import Evidence, Flag
from tracker.report.contents import contents
from tracker.report.paper import PaperName
from tracker.vocabulary import FlagStatus, Site, Tier, Verdict

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
NOW = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
LONG = (
    "An extraordinarily long name that nobody would choose but that a person may well have pasted "
    "from a leaflet, with its strength and its maker and the number of tablets in the packet"
)
HOSTILE = (
    "$\\frac{$",
    "[/red]",
    "\u202eשלום עולם",
    "مرحبا بالعالم",
    "頭痛薬",
    "☕🙂👩‍👩‍👧",
    "a\x1b[2J\nb",
)


def at(day, clock, offset="+01:00"):
    return f"{day}T{clock}:00{offset}"


def episode(day, clock, offset="+01:00", **more):
    return {"kind": "episode", "start": at(day, clock, offset)} | more


def ordinary_day(n, day, *, episodes, record="complete"):
    yield {
        "kind": "sleep",
        "date": f"{day}",
        "start": at(day - timedelta(days=1), "23:10"),
        "end": at(day, f"0{5 + n % 3}:40"),
        "quality": 6,
    }
    for hour in ("08:05", "10:40", "15:20")[: 1 + n % 3]:
        yield {"kind": "caffeine", "time": at(day, hour), "mg": 90 + 20 * (n % 2)}
    yield {
        "kind": "dose",
        "time": at(day, "08:00"),
        "name": "magnesium",
        "status": "skipped" if n % 5 == 0 else "taken",
    }
    if n % 4 == 2:
        yield {"kind": "alcohol", "time": at(day, "20:15"), "grams": 20}
    yield {"kind": "stress", "time": at(day, "18:00"), "stress": 3 + n % 5}
    for k in range(episodes):
        hour, minute = divmod(8 * 60 + (k * 787 + n * 61) % 840, 60)
        yield episode(
            day,
            f"{hour:02d}:{minute:02d}",
            end=at(day, f"{hour + (minute > 55):02d}:{(minute + 4) % 60:02d}"),
            side=("left", "left", "left", "right", "both")[(k + n) % 5],
            sites=[("upper_lip", "upper_lip", "lower_lip", "mouth_corner", "lower_eyelid")[k % 5]],
            **({"intensity": (k * 3 + n) % 11} if k % 4 != 3 else {}),
        )
    if record:
        yield {
            "kind": "day",
            "date": f"{day}",
            "status": "clear" if not episodes and record == "complete" else record,
        }


def twelve_weeks(each=3):
    first = SUNDAY - timedelta(days=83)
    for n in range(84):
        day = first + timedelta(days=n)
        if 40 <= n < 49 or n in {78, 80}:
            continue
        yield from ordinary_day(
            n,
            day,
            episodes=0 if n % 9 == 1 else each + n % 3,
            record=None if n == 81 else "complete",
        )
    yield {
        "kind": "medication",
        "name": "magnesium",
        "dose": 300,
        "unit": "mg",
        "start_date": "2026-09-20",
    }
    yield {
        "kind": "medication",
        "name": "sertraline",
        "dose": 25,
        "unit": "mg",
        "start_date": "2026-05-20",
    }
    yield {
        "kind": "medication",
        "name": "sertraline",
        "dose": 50,
        "unit": "mg",
        "start_date": "2026-11-18",
        "change": "increased",
    }
    yield {
        "kind": "event",
        "date": "2026-11-19",
        "event": "doctor_visit",
        "outcome": "blood test ordered",
    }
    yield {
        "kind": "trial",
        "name": "three weeks of less caffeine",
        "factor": "caffeine",
        "start_date": "2026-11-02",
    }
    yield {"kind": "symptom", "time": at("2026-11-20", "21:00"), "symptom": "headache"}


def medications(number):
    for n in range(number):
        yield {
            "kind": "medication",
            "name": f"{LONG[n : n + 60]}" if n % 2 else f"Medicine {n}",
            "dose": 2.5 * (n + 1),
            "unit": "mg",
            "start_date": f"2026-{8 + n % 4:02d}-1{n % 9}",
            "change": ("started", "increased", "decreased")[n % 3],
        }
        yield {
            "kind": "dose",
            "time": at(MONDAY, f"{8 + n:02d}:00"),
            "name": f"{LONG[n : n + 60]}" if n % 2 else f"Medicine {n}",
        }


def finding(factor, verdict, ratio=None, ci95=None, **more):
    given = {"amount": 1, "unit": "", "days_needed": None} | more
    return Finding(
        factor=factor,
        exposure=factor,
        lag="same day",
        contrast=Contrast(given["amount"], given["unit"]),
        verdict=Verdict(verdict),
        rate_ratio=ratio,
        ci95=ci95,
        p=None if ratio is None else 0.01,
        q=None if ratio is None else 0.02,
        complete_days=60,
        days_needed=given["days_needed"],
        caveats=(),
        summary="",
    )


FINDINGS = (
    finding("caffeine", "raises", 1.62, (1.2, 2.2), amount=100, unit="mg"),
    finding("sleep", "raises", 1.4, (1.02, 1.9), amount=-2, unit="h"),
    finding("medication:magnesium", "lowers", 0.6, (0.4, 0.9), unit="course"),
    finding("stress", "no_association", 1.01, (0.9, 1.13), amount=3, unit="points"),
    finding("alcohol", "unclear", 1.3, (0.5, 3.4), amount=40, unit="g"),
    finding("medication:sertraline", "not_enough_data", days_needed=37, unit="course"),
)


def flag(tier, title, message, evidence, **more):
    given = {"fired_on": date(2026, 11, 18), "status": "open"} | more
    return Flag(
        rule=title,
        tier=Tier(tier),
        title=title,
        message=message,
        fired_on=given["fired_on"],
        status=FlagStatus(given["status"]),
        evidence=tuple(Evidence(given["fired_on"], None, text) for text in evidence),
        causes=(),
        sources=(),
    )


FLAGS = (
    flag(
        "routine",
        "Twitching for more than two weeks",
        "Worth discussing with a doctor because the twitch has now been going on for more than "
        "two weeks. Most twitches are harmless; a check can look for everyday causes.",
        ["twitches on 13 of the 16 days with entries since 3 Nov", "longest gap 2 days"],
    ),
    flag(
        "routine",
        "Always the same side, eyelid and mouth",
        "Worth discussing with a doctor because the twitching keeps to one side and involves both "
        "the eye area and the mouth. Bring a phone video.",
        ["left in 14 of 15 episodes"],
    ),
    flag(
        "soon",
        "Weakness, wasting or stiffness where it twitches",
        "Worth discussing with a doctor within days because a twitch together with lasting "
        "weakness should be examined.",
        ["weakness noted on 17 Nov"],
        fired_on=date(2026, 11, 17),
    ),
    flag(
        "self_care",
        "Caffeine above the usual guidance",
        "Your caffeine is above the usual guidance. Cutting down step by step is a simple test.",
        ["410 mg on 19 Nov"],
    ),
    flag(
        "emergency",
        "Sudden stroke-type signs",
        "One of the signs you ticked can mean a stroke. Call the emergency number now, even if it "
        "has eased. Note the time it began. Do not wait to see whether it passes.",
        ["sudden facial droop on 22 Nov at 07:10"],
        fired_on=date(2026, 11, 22),
    ),
)
MANY_FLAGS = tuple(
    flag(("soon", "routine", "self_care")[n % 3], f"{LONG[: 30 + 9 * n]}",
         f"Worth discussing because reason {n} of {LONG}.", [LONG, LONG, LONG])
    for n in range(12)
)  # fmt: skip
MANY_URGENT = tuple(
    flag("emergency" if n < 6 else "soon" if n < 9 else "routine", f"Sign number {n} to look at",
         "Call the emergency number now, even if it has eased. Do not wait. " * 3,
         ["noted on 12 Nov 2026", "again on 20 Nov 2026"])
    for n in range(12)
)  # fmt: skip
MANY_FINDINGS = tuple(
    finding(f"medication:{LONG[n:]}", ("unclear", "raises", "lowers", "not_enough_data")[n % 4],
            *((None, None) if n % 4 == 3 else (0.02 * 4**n, (0.001 * 4**n, 0.4 * 4**n))),
            days_needed=1234 if n % 4 == 3 else None)
    for n in range(16)
)  # fmt: skip


def busy(number, days=7):
    for n in range(days):
        yield from ordinary_day(n, SUNDAY - timedelta(days=days - 1 - n), episodes=number)


def everywhere():
    for n, side in enumerate(("left", "right", "both", "midline", None)):
        for k, site in enumerate(Site):
            for _ in range(1 + (n * 7 + k * 3) % 11):
                yield episode(
                    MONDAY, f"{8 + n:02d}:{k:02d}", sites=[site], side=side, intensity=k % 11
                )


def hostile():
    yield from busy(2)
    for n, name in enumerate(HOSTILE):
        yield {
            "kind": "medication",
            "name": name,
            "start_date": f"2026-11-{16 + n}",
            "dose": 1,
            "unit": name,
        }
        yield {"kind": "dose", "time": at(MONDAY, f"1{n}:00"), "name": name}
        yield {"kind": "event", "date": f"{MONDAY}", "event": "other", "outcome": name * 30}
        yield {"kind": "trial", "name": name * 8, "factor": "caffeine", "start_date": "2026-10-01"}
        yield {"kind": "symptom", "time": at(MONDAY, f"1{n}:30"), "symptom": name}


def travel():
    """Berlin to New York on the Wednesday, and clocks that go back on the Sunday."""
    for n, offset in enumerate(("+01:00", "+01:00", "-05:00", "-05:00", "-05:00")):
        day = MONDAY + timedelta(days=n)
        yield {"kind": "caffeine", "time": at(day, "08:00", offset), "mg": 120}
        yield episode(day, "09:00", offset, intensity=4)
        yield {"kind": "day", "date": f"{day}", "status": "complete"}
    yield {
        "kind": "sleep",
        "date": "2026-11-18",
        "start": at("2026-11-18", "14:00"),
        "end": at("2026-11-18", "13:30", "-05:00"),
    }


CASES = {
    "ordinary": (twelve_weeks, FINDINGS, FLAGS[:4], MONDAY, SUNDAY),
    "all five flags": (twelve_weeks, FINDINGS, FLAGS, MONDAY, SUNDAY),
    "empty": (list, (), (), MONDAY, SUNDAY),
    "one entry": (lambda: [episode(MONDAY, "08:05", intensity=3)], (), (), MONDAY, SUNDAY),
    "none a day": (lambda: busy(0), FINDINGS, (), MONDAY, SUNDAY),
    "one a day": (lambda: busy(1), FINDINGS, FLAGS[:1], MONDAY, SUNDAY),
    "sixty a day": (lambda: busy(60), FINDINGS, FLAGS[:2], MONDAY, SUNDAY),
    "twelve medications": (lambda: [*busy(3), *medications(12)], MANY_FINDINGS[:8], (), MONDAY,
                           SUNDAY),
    "twelve flags": (twelve_weeks, MANY_FINDINGS, MANY_FLAGS, MONDAY, SUNDAY),
    "everywhere": (everywhere, (), (), MONDAY, SUNDAY),
    "hostile names": (hostile,
                      [finding(f"medication:{n}", "unclear", 1, (0.4, 3)) for n in HOSTILE],
                      [flag("soon", name * 9, f"{name * 50} because {name * 50}", [name * 40])
                       for n, name in enumerate(HOSTILE)], MONDAY, SUNDAY),
    "travel": (travel, (), (), MONDAY, SUNDAY),
    "one day": (twelve_weeks, FINDINGS, FLAGS[:1], SUNDAY, SUNDAY),
    "three days": (twelve_weeks, FINDINGS, FLAGS[:1], SUNDAY - timedelta(days=2), SUNDAY),
    "twelve weeks": (lambda: twelve_weeks(14), FINDINGS, FLAGS[:1],
                     SUNDAY - timedelta(days=83), SUNDAY),
    "month": (lambda: twelve_weeks(5), FINDINGS, FLAGS, date(2026, 10, 1), date(2026, 10, 31)),
    "unfinished month": (twelve_weeks, (), (), date(2026, 11, 1), date(2026, 11, 30)),
    "sixty a day in a month": (lambda: busy(60, 31), FINDINGS, FLAGS, MONDAY - timedelta(days=24),
                               SUNDAY),
    "empty month": (list, (), (), date(2026, 10, 1), date(2026, 10, 31)),
    "fourteen weeks": (twelve_weeks, MANY_FINDINGS, FLAGS, SUNDAY - timedelta(days=97), SUNDAY),
    "sixty a day in a quarter": (lambda: busy(60, 92), FINDINGS, FLAGS,
                                 SUNDAY - timedelta(days=91), SUNDAY),
    "half a year": (twelve_weeks, FINDINGS, FLAGS[:2], SUNDAY - timedelta(days=180), SUNDAY),
    "year": (lambda: [*busy(3, 400), *medications(12)], FINDINGS, MANY_FLAGS,
             SUNDAY - timedelta(days=364), SUNDAY),
    "two years": (lambda: busy(1, 700), FINDINGS, FLAGS, SUNDAY - timedelta(days=741), SUNDAY),
    "ten years": (lambda: busy(1, 3000), FINDINGS, FLAGS, SUNDAY - timedelta(days=3652), SUNDAY),
    "ten empty years": (list, (), (), SUNDAY - timedelta(days=3652), SUNDAY),
    "year to come": (twelve_weeks, FINDINGS, FLAGS, date(2026, 1, 1), date(2026, 12, 31)),
    "twelve urgent flags": (twelve_weeks, FINDINGS, MANY_URGENT, MONDAY, SUNDAY),
    "last week": (twelve_weeks, FINDINGS, FLAGS, MONDAY - timedelta(days=7),
                  SUNDAY - timedelta(days=7)),
    "half to come": (twelve_weeks, FINDINGS, (), MONDAY + timedelta(days=4),
                     SUNDAY + timedelta(days=4)),
}  # fmt: skip


@cache
def drawn(name, paper=PaperName.A4):
    from tracker.report.page import page

    rows, findings, flags, since, until = CASES[name]
    diary = Diary.from_records(rows())
    told = contents(diary, flags, since=since, until=until, now=NOW)
    return page(told, lambda: findings, paper=paper)


def said(figure):
    return [line.text for line in figure.writing.lines if line.text.strip()]


def together(figure):
    return " ".join(said(figure))


def boxes(figure):
    """Left, right, lower and upper edge of each text in inches from the page's lower left."""
    return [(line.text, line.extent) for line in figure.writing.lines if line.text.strip()]


@pytest.mark.parametrize("paper", PaperName)
@pytest.mark.parametrize("name", CASES)
def test_every_text_stands_on_the_page(name, paper):
    figure = drawn(name, paper)
    wide, tall = figure.get_size_inches()
    outside = [
        text for text, (left, right, low, high) in boxes(figure)
        if left < 0.395 or right > wide - 0.395 or low < 0.1 or high > tall - 0.1
    ]  # fmt: skip
    assert not outside


@pytest.mark.parametrize("paper", PaperName)
@pytest.mark.parametrize("name", CASES)
def test_no_two_texts_overlap(name, paper):
    touching = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes(drawn(name, paper)), 2)
        if min(a[1], b[1]) - max(a[0], b[0]) > 0.005 and min(a[3], b[3]) - max(a[2], b[2]) > 0.005
    ]
    assert not touching


def test_the_head_says_what_is_recorded_and_what_the_page_is_not():
    text = said(drawn("ordinary"))
    assert "Mon 16 Nov to Sun 22 Nov 2026 (7 days)" in text
    assert "5 of 7 days recorded; 2 unknown" in text
    assert "Self-reported, not a diagnosis" in text


def test_unknown_days_are_named_unknown_and_have_no_number():
    text = said(drawn("ordinary"))
    assert text.count("unknown") == 2
    assert text.count("clear") == 1
    assert together(drawn("none a day")).count("clear") >= 7


def test_an_empty_week_is_never_called_a_quiet_one():
    text = said(drawn("empty"))
    assert text.count("unknown") == 7
    assert "clear" not in text
    assert "Nothing was recorded this week." in together(drawn("empty"))
    assert not any("a day (" in each for each in text)


def test_days_still_to_come_are_not_called_unknown():
    text = said(drawn("half to come"))
    assert "3 of 7 days recorded; 1 unknown; 3 still to come" in text
    assert text.count("still to come") == 3


@pytest.mark.parametrize("paper", PaperName)
def test_days_to_come_have_a_swatch_in_months_and_years(paper):
    assert "still to come" in said(drawn("unfinished month", paper))
    assert "still to come" in said(drawn("year to come", paper))
    assert "still to come" not in said(drawn("month", paper))
    assert "still to come" not in said(drawn("year", paper))


def test_a_day_that_was_not_confirmed_counts_at_least_what_it_has():
    assert "\N{GREATER-THAN OR EQUAL TO}3" in said(drawn("ordinary"))


def test_a_long_period_is_drawn_by_day_and_hour_from_its_first_day():
    text = together(drawn("twelve weeks"))
    assert "The period by day and hour" in text
    assert "31 Aug" in text
    assert "73 of 84 days recorded" in text
    assert "Mon 31 Aug to Sun 22 Nov 2026 (84 days)" in text


def test_every_verdict_stands_in_words_the_uncertain_ones_too():
    text = said(drawn("ordinary"))
    assert text.count("goes with more") == 2
    for verdict in ("goes with fewer", "no association", "unclear", "not enough days"):
        assert verdict in text
    assert "1.6 (1.2 to 2.2)" in text
    assert "about 37 more days" in text


def test_factors_and_flags_beyond_the_room_are_counted():
    text = said(drawn("twelve flags"))
    assert "and 8 more that were looked at, less certain" in text
    assert "and 7 more, no room for 2 reasons" in text


@pytest.mark.parametrize("paper", PaperName)
def test_an_urgent_flag_is_never_the_one_left_out(paper):
    text = said(drawn("twelve urgent flags", paper))
    urgent = [each.title for each in MANY_URGENT if each.tier != Tier.ROUTINE]
    assert [title for title in text if title.startswith("Sign number")] == urgent
    assert text.count("EMERGENCY") == 6
    assert "Call the emergency number now" in together(drawn("twelve urgent flags", paper))
    assert any(each.startswith("and 3 more, no room for") for each in text)


def page_of(flags, *, until=SUNDAY, now=NOW, **more):
    from tracker.report.page import page

    diary = Diary.from_records(more.pop("rows", ()))
    since = more.pop("since", until - timedelta(days=6))
    return page(contents(diary, flags, since=since, until=until, now=now), tuple, **more)


@pytest.mark.parametrize("paper", PaperName)
@pytest.mark.parametrize("number", range(1, 13))
def test_what_the_flags_panel_leaves_out_is_counted(number, paper):
    every = [
        flag("self_care", f"Pattern {n}", "Because.", [f"reason {n} " * 12]) for n in range(number)
    ]
    text = said(page_of(every, now=NOW - timedelta(days=1), paper=paper))
    shown = sum(each.startswith("Pattern") for each in text)
    reasons = sum(each.startswith("Since") for each in text)
    note = next((each for each in text if each.endswith("tracker flags shows them")), "")
    assert f"and {number - shown} more" in note if shown < number else " more" not in note
    assert f"for {shown - reasons} reason" in note if reasons < shown else "reason" not in note


def test_a_past_page_says_as_of_which_day_its_flags_are():
    assert "as of the end of Sun 15 Nov 2026, most urgent first" in said(drawn("last week"))
    past = together(page_of((), until=date(2026, 11, 1)))
    assert "nothing recorded by then met a rule" in past
    present = page_of(MANY_FLAGS, now=NOW - timedelta(days=1))
    assert "patterns worth a look, most urgent first" in said(present)
    assert "tracker flags shows them" in together(present)
    assert "tracker flags" not in together(page_of(MANY_FLAGS))


def test_five_flags_are_all_named_the_most_urgent_first_and_in_full():
    text = said(drawn("all five flags"))
    titles = [text.index(each.title) for each in FLAGS]
    assert sorted(titles) == [titles[n] for n in (4, 2, 0, 1, 3)]
    assert "Call the emergency number now" in " ".join(" ".join(text).split())
    assert [t for t in text if t in {"EMERGENCY", "SOON", "ROUTINE", "SELF-CARE"}] == [
        "EMERGENCY", "SOON", "ROUTINE", "ROUTINE", "SELF-CARE",
    ]  # fmt: skip


@pytest.mark.parametrize("paper", PaperName)
@pytest.mark.parametrize("name", CASES)
def test_no_line_breaks_or_is_cut_within_a_date(name, paper):
    broken = re.compile(
        r"(?<![\d,.:])\d{1,2}[^\w)]?$|\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov)\u2026$"
    )
    lines = [line.text for line in drawn(name, paper).writing.lines]
    assert not [one for one in lines if one.startswith("Since") and broken.search(one)]


def test_flags_that_were_answered_are_not_shown():
    from tracker.report.page import page

    answered = [
        flag("soon", f"Answered {status}", "Because.", [], status=status)
        for status in ("acknowledged", "resolved")
    ]
    diary = Diary.from_records([])
    figure = page(contents(diary, answered, since=MONDAY, until=SUNDAY, now=NOW), tuple)
    assert "Answered" not in together(figure)
    assert "No open flag" in together(figure)


def test_names_are_shown_as_they_were_written_never_as_mathematics_or_markup():
    text = together(drawn("hostile names"))
    assert "$\\frac{$" in text
    assert "[/red]" in text
    assert not {"\x1b", "\u202e", "\n"} & set(text)


@pytest.mark.parametrize("paper", PaperName)
def test_a_long_name_is_cut_and_its_dose_is_not(paper):
    course = {"kind": "medication", "name": LONG, "dose": 12.5, "unit": "mg"}
    rows = [course | {"start_date": "2026-11-02"}]
    labels = [each for each in said(page_of((), rows=rows, paper=paper)) if each.startswith("An ")]
    assert labels == ["An extraordinaril\N{HORIZONTAL ELLIPSIS} 12.5 mg"]


def test_letters_that_cannot_be_drawn_are_boxes_and_the_page_says_so():
    text = together(drawn("hostile names"))
    assert "\N{WHITE SQUARE}\N{WHITE SQUARE}\N{WHITE SQUARE}" in text
    assert "stands for a letter that this page cannot draw" in text
    assert "stands for a letter" not in together(drawn("ordinary"))


def test_the_page_lies_on_its_long_side():
    assert tuple(drawn("empty").get_size_inches()) == (11.69, 8.27)
    assert tuple(drawn("empty", PaperName.LETTER).get_size_inches()) == (11, 8.5)


def test_a_month_has_a_column_a_day_and_names_itself():
    text = said(drawn("month"))
    assert "Twitch diary: monthly report" in text
    assert "The month by day and hour" in text
    assert {str(n) for n in range(1, 32)} <= set(text)
    assert "What changed this month" in text


def test_years_are_shades_by_month_and_say_which_are_not_known():
    text = together(drawn("ten years"))
    assert "The period by month and hour" in text
    assert "Year by year" in text
    assert "no complete day: not known" in text
    assert "3,000 of 3,653 days recorded; 653 unknown" in text
    years = [said(drawn("ten years")).count(str(year)) for year in range(2017, 2027)]
    assert years == [2] * 10


def test_a_longer_period_is_compared_with_one_as_long():
    assert "of the 31 days before" in together(drawn("month"))
    assert "of the 4 weeks before" in together(drawn("ordinary"))


def test_findings_of_the_last_year_alone_are_said_to_be_that():
    from tracker.report.page import page

    told = contents(Diary.from_records([]), (), since=MONDAY, until=SUNDAY, now=NOW)
    assert "in the last 12 months" in together(page(told, lambda: FINDINGS, limited=True))
    assert "in the last 12 months" not in together(page(told, lambda: FINDINGS))


@pytest.mark.parametrize("length", [0, -3, 3661])
def test_a_period_that_is_empty_or_too_long_is_refused(length):
    until = MONDAY + timedelta(days=length - 1)
    with pytest.raises(UsageError, match="one day to ten years"):
        contents(Diary.from_records([]), (), since=MONDAY, until=until, now=NOW)


@pytest.mark.parametrize("length", [*range(1, 15), 31, 32, 98, 99, 742, 743, 3660])
def test_any_length_up_to_ten_years_gives_a_page(length):
    from tracker.report.page import page

    diary = Diary.from_records(busy(2))
    since = SUNDAY - timedelta(days=length - 1)
    figure = page(contents(diary, (), since=since, until=SUNDAY, now=NOW), tuple)
    assert f"({length:,} day" in together(figure)


def test_drawing_leaves_no_shared_state_behind():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawn.cache_clear()
    drawn("ordinary")
    assert dict(mpl.rcParams) == before


def test_settings_that_lie_about_do_not_change_the_page(monkeypatch):
    import matplotlib as mpl

    from tracker.report.render import render

    plain = render(drawn("one day"), "png")
    drawn.cache_clear()
    with mpl.rc_context({"text.usetex": True, "font.size": 30, "lines.linewidth": 9}):
        assert render(drawn("one day"), "png") == plain
