"""A theme's colours, moved as little as it takes to be read: the one place where that is decided.

WCAG 2.2 asks for a contrast of 4.5 of text and 3 of graphics (success criteria 1.4.3 and 1.4.11,
https://www.w3.org/TR/WCAG22). Many themes fall short of it, most of all the light ones. A colour
goes towards black or white, whichever is farther from its grounds, until it holds on all of them.
Themes of ANSI colours stay as they are: only the terminal knows what these look like.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from textual.color import BLACK, WHITE, Color

TEXT: Final = 4.5
GRAPHIC: Final = 3.0
"""The least contrasts."""

SHADES: Final = (15, 30, 45, 60)
"""Percent of the accent colour behind the days of a month, fewest twitches first."""

_STEPS: Final = 50
_GROUNDS: Final = ("background", "surface", "panel", "boost", "primary-muted")
"""What words stand on: an area, a dialog, a bar, a line to type into, the row in front."""
_ALSO: Final = {
    "foreground": ("accent-muted", "error-muted"),
    "foreground-muted": ("error-muted",),
    "text-accent": ("accent-muted",),
    "text-error": ("error-muted",),
}
"""What some of them stand on besides: the question of the moment, an emergency."""
_TEXTS: Final = ("foreground", *(f"text-{c}" for c in ("primary", "accent", "success", "warning")))
_MARKS: Final = ("primary", "accent", "success")
_IN_ROWS: Final = frozenset({"primary"})
"""Graphics that stand in a list, whose row in front has a ground of its own."""


def legible(theme: Mapping[str, str]) -> dict[str, str]:
    """The variables of a theme that can be read, and these of our own.

    `mark-…` are colours of graphics, `on-primary` is for words on the primary colour, `muted-row`
    is `foreground-muted` without transparency, and `shade-1` … with `on-shade-1` … colour a month.
    """
    found = dict(theme)
    if Color.parse(theme["background"]).ansi is not None:
        return found | _unchanged(theme)
    grounds = {name: _over(theme, name) for name in (*_GROUNDS, "accent-muted", "error-muted")}
    usual = [grounds[name] for name in _GROUNDS]

    def of(name: str) -> list[Color]:
        return usual + [grounds[also] for also in _ALSO.get(name, ())]

    for name in (*_TEXTS, "text-error"):
        found[name] = _pushed(Color.parse(theme[name]), of(name), TEXT).hex
    muted = _opaquer(Color.parse(found["foreground"]), theme, of("foreground-muted"))
    found["foreground-muted"] = muted.hex
    rows = [grounds["background"], grounds["primary-muted"]]
    found["muted-row"] = _pushed(rows[0] + muted, rows, TEXT).hex
    for name, percent in (("text-muted", 60), ("text-disabled", 38)):
        found[name] = _auto(percent, usual)
    for name in _MARKS:
        on = usual if name in _IN_ROWS else [grounds["background"], grounds["surface"]]
        found[f"mark-{name}"] = _pushed(Color.parse(theme[name]), on, GRAPHIC).hex
    primary, foreground = Color.parse(theme["primary"]), Color.parse(found["foreground"])
    found["on-primary"] = _best_on(primary, primary.get_contrast_text(1.0)).hex
    for number, percent in enumerate(SHADES, 1):
        shade = grounds["background"].blend(Color.parse(theme["accent"]), percent / 100, alpha=1)
        found[f"shade-{number}"] = shade.hex
        found[f"on-shade-{number}"] = _best_on(shade, foreground).hex
    return found


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _over(theme: Mapping[str, str], name: str) -> Color:
    """A ground as it is seen: a line to type into stands on a dialog's surface."""
    under = Color.parse(theme["background"])
    if name == "boost":
        under += Color.parse(theme["surface"])
    return under + Color.parse(theme[name])


def _holds(color: Color, grounds: Iterable[Color], least: float) -> bool:
    return all(contrast(ground + color, ground) >= least for ground in grounds)


def _pushed(color: Color, grounds: list[Color], least: float) -> Color:
    """A colour on its way to black or white, as soon as it holds; else where that way ends."""
    end = max((BLACK, WHITE), key=lambda e: min(contrast(e, ground) for ground in grounds))
    for step in range(_STEPS):
        found = color.blend(end, step / _STEPS, alpha=1) if step else color
        if _holds(found, grounds, least):
            return found
    return end


def _opaquer(foreground: Color, theme: Mapping[str, str], grounds: list[Color]) -> Color:
    """The muted colour of words, less transparent until it holds."""
    for step in range(round(Color.parse(theme["foreground-muted"]).a * 255), 255):
        if _holds(foreground.with_alpha(step / 255), grounds, TEXT):
            return foreground.with_alpha(step / 255)
    return foreground


def _auto(percent: int, grounds: list[Color]) -> str:
    """Black or white by the ground, so opaque that it holds."""
    for part in range(percent, 100):
        if all(contrast(g + g.get_contrast_text(part / 100), g) >= TEXT for g in grounds):
            return f"auto {part}%"
    return "auto"


def _best_on(ground: Color, usual: Color) -> Color:
    """The usual colour where it can be read; else black or white, one of which always can."""
    if contrast(usual, ground) >= TEXT:
        return usual
    return max((BLACK, WHITE), key=lambda end: contrast(end, ground))


def _unchanged(theme: Mapping[str, str]) -> dict[str, str]:
    own = {f"mark-{name}": theme[name] for name in _MARKS}
    own |= {"on-primary": theme["text"], "muted-row": "dim"}
    for number, percent in enumerate(SHADES, 1):
        own[f"shade-{number}"] = f"{theme['accent']} {percent}%"
        own[f"on-shade-{number}"] = theme["text"]
    return own
