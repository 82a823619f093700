"""Texts of people and files are shown as text: they format, move and crash nothing."""

import pytest

HOSTILE = {
    "markup": "[/red] [bold]x[/] [@click=app.quit]press[/] [",
    "escape codes": "\x1b[2J\x1b]52;c;aGk=\x07 \x9b31m",
    "right to left": "\u202etxt.exe\u2066 שלום",
    "wide": "日本語" * 40 + "👩‍👩‍👧‍👦" * 20,
    "long": "n" * 1_000_000,
    "lines": "a\r\nb\x85c\u2028d\te",
}


def hostile(text):
    name = text[:60]
    at = "2026-11-20T09:00:00+01:00"
    return [
        {"kind": "episode", "start": at, "note": text},
        {"kind": "dose", "time": at, "name": name, "unit": name[:20], "note": text},
        {"kind": "medication", "name": name, "start_date": "2026-11-01", "reason": name},
        {"kind": "profile", "emergency_number": name},
        {
            "kind": "symptom",
            "time": at,
            "symptom": "facial_weakness",
            "onset": "sudden",
            "note": text,
        },
    ]


@pytest.mark.parametrize("name", HOSTILE)
async def test_every_area_and_form_shows_it_as_text(start, name):
    async with start(hostile(HOSTILE[name]), size=(100, 30)) as person:
        for area in ("f1", "f2", "f3", "f4", "f5"):
            await person.press(area)
            assert "\x1b" not in person.screen
            assert "\x9b" not in person.screen
            assert "\u202e" not in person.screen
        for entry in person.entries():
            person.app.edit_entry(entry.id)
            await person.settle()
            assert "\x1b" not in person.screen
            await person.press("escape")
        await person.press("f1", "m", "u")
        assert person.app.is_running


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "long"])
async def test_it_can_be_typed_and_filtered_by(start, name):
    async with start(hostile("plain"), keys=("f2", "/")) as person:
        person.app.screen.query_one("#filter").value = HOSTILE[name]
        await person.until("No entry contains that.")
        person.app.drafts.keep("In words", {"": HOSTILE[name]})
        await person.press("escape", "f1", "/", "enter")
        assert person.app.is_running
