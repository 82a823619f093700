"""What changed, what to ask the doctor, and where on the face it was."""

from datetime import date

from tracker.diary import Diary
from tracker.flags import Evidence, Flag
from tracker.report import changes, places
from tracker.report.places import SiteLine, Spot
from tracker.report.summary import Place
from tracker.vocabulary import FlagStatus, Side, Site, Tier

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
AT = "2026-11-18T08:00:00+01:00"


def of(*rows):
    found = changes.changes(Diary.from_records(rows), since=MONDAY, until=SUNDAY)
    return [(change.day.day, change.text) for change in found]


def episode(day, *sites):
    return {"kind": "episode", "start": f"2026-{day}T08:00:00+01:00", "sites": list(sites)}


def flag(tier, message="Worth discussing because it lasts.", **more):
    given = {"fired_on": date(2026, 11, 18), "status": FlagStatus.OPEN, "evidence": ()} | more
    return Flag("rule", Tier(tier), "Title", message, causes=(), sources=(), **given)


def test_courses_begin_change_and_end():
    rows = [
        {"kind": "medication", "name": "a", "dose": 50, "unit": "mg", "start_date": "2026-11-18",
         "change": "increased"},
        {"kind": "medication", "name": "b", "start_date": "2026-11-16", "stop_date": "2026-11-22"},
        {"kind": "medication", "name": "c", "start_date": "2026-11-15", "stop_date": "2026-11-23"},
    ]  # fmt: skip
    assert of(*rows) == [(16, "started b"), (18, "increased a 50 mg"), (22, "last day of b")]


def test_trials_substances_and_events_are_named_with_their_outcome():
    rows = [
        {"kind": "trial", "name": "less coffee", "factor": "caffeine", "start_date": "2026-11-01",
         "stop_date": "2026-11-20"},
        {"kind": "substance", "time": AT, "name": "nicotine", "event": "cut_down"},
        {"kind": "substance", "time": AT, "name": "nicotine"},
        {"kind": "event", "date": "2026-11-19", "event": "doctor_visit", "outcome": "blood test"},
        {"kind": "event", "date": "2026-11-21", "event": "face_injury"},
    ]  # fmt: skip
    assert of(*rows) == [
        (18, "cut down nicotine"),
        (19, "visit to a doctor: blood test"),
        (20, "last day of the trial less coffee"),
        (21, "injury of the face"),
    ]


def test_only_a_symptom_s_first_time_is_a_change():
    def symptom(name, day):
        return {"kind": "symptom", "time": f"2026-11-{day}T08:00:00+01:00", "symptom": name}

    rows = [symptom("irritability", 10), symptom("irritability", 18), symptom("palpitations", 18),
            symptom("palpitations", 19)]  # fmt: skip
    assert of(*rows) == [(18, "first noted: fast or irregular heartbeat")]


def test_a_site_is_new_once_the_usual_ones_are_known():
    assert of(episode("11-01", "upper_lip"), episode("11-18", "chin", "jaw", "upper_lip")) == [
        (18, "first twitch noted at: chin, jaw")
    ]
    assert of(episode("11-16", "upper_lip"), episode("11-18", "chin")) == []


def test_open_flags_come_most_urgent_first_without_the_answered_ones():
    flags = [flag("self_care"), flag("routine"), flag("emergency"), flag("soon"),
             flag("emergency", status=FlagStatus.ACKNOWLEDGED)]  # fmt: skip
    assert [each.tier for each in changes.open_flags(flags)] == list(Tier)


def test_questions_are_the_reasons_of_flags_that_a_doctor_should_see():
    asked = changes.questions([
        flag("routine", "Worth discussing with a doctor because it lasts. Most are harmless."),
        flag("soon", "Worth discussing within days because it spreads."),
        flag("soon", "Worth discussing within days because it spreads."),
        flag("routine", "A second opinion may help."),
        flag("emergency", "Call now because it is sudden."),
        flag("self_care", "Rest because it helps."),
    ])  # fmt: skip
    assert asked == (changes.URGENT, "it spreads", "it lasts", "a second opinion may help")


def test_a_flag_says_since_when_and_on_what_it_rests():
    evidence = tuple(Evidence(date(2026, 11, n), None, f"{n} episodes.") for n in (12, 13, 14, 18))
    found = flag("routine", evidence=evidence)
    assert changes.why(found, since=MONDAY, until=SUNDAY) == (
        "Since Wed 18 Nov (new): 12 episodes (12 Nov); 2 more in between; 18 episodes"
    )
    old = flag("routine", fired_on=date(2025, 11, 18))
    assert changes.why(old, since=MONDAY, until=SUNDAY) == "Since Tue 18 Nov 2025"


def test_both_sides_are_marked_on_both_sides():
    found = places.spots([Place(Site.CHEEK, Side.BOTH, 2), Place(Site.CHEEK, Side.LEFT, 3)])
    assert found == (Spot(Site.CHEEK, Side.LEFT, 5), Spot(Site.CHEEK, Side.RIGHT, 2))


def test_a_side_that_was_not_noted_is_not_the_middle():
    found = places.spots([Place(Site.CHIN, None, 1), Place(Site.CHIN, Side.MIDLINE, 1)])
    assert set(found) == {Spot(Site.CHIN, None, 1), Spot(Site.CHIN, Side.MIDLINE, 1)}


def test_sites_off_the_face_are_listed_but_not_drawn():
    hand = [Place(Site.HAND, Side.LEFT, 2)]
    assert places.spots(hand) == ()
    assert places.site_lines(hand) == (SiteLine("hand", 2, "left 2"),)


def test_a_site_s_line_adds_up_its_sides():
    found = places.site_lines(
        [
            Place(Site.UPPER_LIP, Side.BOTH, 3),
            Place(Site.UPPER_LIP, Side.LEFT, 12),
            Place(Site.UPPER_LIP, None, 1),
            Place(Site.CHIN, Side.MIDLINE, 20),
        ]
    )
    assert found == (
        SiteLine("chin", 20, "middle 20"),
        SiteLine("upper lip", 16, "left 12, both 3, side not noted 1"),
    )
