"""Every theme that Textual ships can be read: text at 4.5 to 1, graphics at 3 to 1."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tracker.tui.contrast import GRAPHIC, SHADES, TEXT, contrast, legible

THEMES = sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi)
COLOURS = ("primary", "accent", "success", "warning", "error", "muted", "disabled")
TEXTS = ("foreground", "foreground-muted", *(f"text-{colour}" for colour in COLOURS))


def variables(name):
    theme = BUILTIN_THEMES[name]
    return {**theme.to_color_system().generate(), **theme.variables}


def seen(ground, value):
    """A colour as it is seen on a ground; `auto` is black or white by the ground."""
    if value.startswith("auto"):
        part = value.removeprefix("auto").strip().rstrip("%") or "100"
        return ground + ground.get_contrast_text(int(part) / 100)
    return ground + Color.parse(value)


def grounds(found):
    area, dialog = Color.parse(found["background"]), Color.parse(found["surface"])
    rest = [area + Color.parse(found[name]) for name in ("panel", "primary-muted")]
    return [area, dialog, dialog + Color.parse(found["boost"]), *rest]


def test_black_on_white_is_the_greatest_contrast():
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_can_be_read_wherever_it_stands(theme, name):
    found = legible(variables(theme))
    for ground in grounds(found):
        assert contrast(seen(ground, found[name]), ground) >= TEXT, ground


@pytest.mark.parametrize("theme", THEMES)
def test_an_emergency_and_the_question_of_the_moment_can_be_read(theme):
    found = legible(variables(theme))
    emergency, moment = (Color.parse(found[f"{name}-muted"]) for name in ("error", "accent"))
    for name in ("foreground", "foreground-muted", "text-error"):
        assert contrast(seen(emergency, found[name]), emergency) >= TEXT
    for name in ("foreground", "text-accent"):
        assert contrast(seen(moment, found[name]), moment) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_graphics_stand_out(theme):
    found = legible(variables(theme))
    for name in ("primary", "accent", "success"):
        for ground in grounds(found)[:2]:
            assert contrast(Color.parse(found[f"mark-{name}"]), ground) >= GRAPHIC


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_colour_can_be_read(theme):
    found = legible(variables(theme))
    pairs = [("on-primary", "primary"), ("muted-row", "background"), ("muted-row", "primary-muted")]
    pairs += [(f"on-shade-{n}", f"shade-{n}") for n, _ in enumerate(SHADES, 1)]
    for text, ground in pairs:
        assert contrast(Color.parse(found[text]), Color.parse(found[ground])) >= TEXT


def test_what_could_be_read_already_stays():
    before = variables("textual-dark")
    after = legible(before)
    assert {n for n in before if before[n] != after[n]} == {"text-disabled"}
    assert after["mark-accent"] == Color.parse(before["accent"]).hex


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_the_terminals_own_colours_stay_as_they_are(theme):
    before = variables(theme)
    assert before.items() <= legible(before).items()
