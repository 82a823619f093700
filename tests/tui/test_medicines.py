"""Doses of a schedule: `m` takes the next due one, `M` chooses, and each can be late or skipped."""

import pytest

from tracker.tui.jobs import deeds
from tracker.vocabulary import Kind

LITHIUM = {
    "kind": "medication",
    "name": "lithium",
    "dose": 300,
    "unit": "mg",
    "start_date": "2026-11-01",
    "schedule": ["08:00", "20:00"],
}
NOW = "2026-11-20T10:00:00+01:00"
DUE = "2026-11-20T08:00:00+01:00"


async def test_what_is_overdue_is_said(start):
    async with start([LITHIUM]) as person:
        assert "m lithium 300 mg, overdue" in person.words


async def test_m_takes_the_dose_that_is_due_and_says_for_when(start):
    async with start([LITHIUM], keys="m") as person:
        assert person.records(Kind.DOSE) == [
            {"time": NOW, "name": "lithium", "dose": 300, "unit": "mg", "scheduled": DUE}
        ]
        assert "next: lithium 300 mg, 20:00" in person.words


async def test_m_chooses_when_nothing_is_due(start):
    async with start([LITHIUM], keys=("m", "m")) as person:
        assert len(person.records(Kind.DOSE)) == 1
        assert "due 20:00" in person.screen


@pytest.mark.parametrize(
    ("answer", "stored"),
    [
        ("n", {"time": NOW, "dose": 300, "scheduled": DUE}),
        ("d", {"time": DUE, "dose": 300, "scheduled": DUE}),
        ("s", {"time": NOW, "status": "skipped", "scheduled": DUE}),
    ],
)
async def test_capital_m_says_how_it_was(start, answer, stored):
    async with start([LITHIUM], keys=("M", "enter", answer)) as person:
        (dose,) = person.records(Kind.DOSE)
        assert stored.items() <= dose.items()
        assert ("dose" in dose) == (answer != "s")


async def test_a_dose_taken_at_another_time_is_asked_for_it(start):
    async with start([LITHIUM], keys=("M", "enter", "t")) as person:
        await person.type("0915")
        await person.press("enter")
        (dose,) = person.records(Kind.DOSE)
        assert dose["time"] == "2026-11-20T09:15:00+01:00"
        assert dose["scheduled"] == DUE


async def test_an_earlier_day_offers_its_own_doses(start):
    async with start([LITHIUM], keys=("left", "M")) as person:
        assert "not recorded, 08:00" in person.screen
        await person.press("down", "enter", "d")
        assert person.records(Kind.DOSE)[0]["time"] == "2026-11-19T20:00:00+01:00"


async def test_a_medicine_is_found_by_some_letters_or_typed_whole(start):
    async with start(keys="M") as person:
        await person.type("pyrido")
        assert "pyridostigmine" in person.screen
        await person.press("ctrl+u")
        await person.type("nixmedikament 5 mg")
        await person.press("enter")
        (dose,) = person.records(Kind.DOSE)
        assert dose == {"time": NOW, "name": "nixmedikament", "dose": 5, "unit": "mg"}


async def test_the_curve_of_caffeine_reaches_to_bedtime(start):
    nights = [
        {
            "kind": "sleep",
            "date": f"2026-11-{day}",
            "start": f"2026-11-{day - 1}T23:10:00+01:00",
            "end": f"2026-11-{day}T06:40:00+01:00",
        }
        for day in (17, 18, 19, 20)
    ]
    async with start(nights, keys="c", size=(120, 36)) as person:
        assert "23:10" in person.screen
        assert "now 0 mg" in person.words
        assert "▁" in person.screen
        assert "█" in person.screen


def test_a_changed_dose_has_the_unit_of_its_course(store, now):
    course = {"kind": "medication", "name": "lithium", "dose": 300, "unit": "mg"}
    deeds.add([course | {"start_date": "2026-11-01"}], store, now)
    more = {"dose": 600, "unit": None, "change": "increased", "start_date": "2026-11-20"}
    assert "increased lithium 600 mg" in deeds.add([course | more], store, now).sentence
