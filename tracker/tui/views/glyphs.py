"""One glyph for each kind of entry and each state of a day; every one is a single column wide."""

from typing import Final

from tracker.vocabulary import Kind

GLYPHS: Final[dict[Kind, str]] = {
    Kind.EPISODE: "●",
    Kind.CAFFEINE: "▲",
    Kind.SLEEP: "◗",
    Kind.STRESS: "≈",
    Kind.MEDICATION: "✚",
    Kind.DOSE: "+",
    Kind.ALCOHOL: "▽",
    Kind.SUBSTANCE: "▿",
    Kind.SYMPTOM: "◆",
    Kind.EVENT: "★",
    Kind.FACTOR: "◇",
    Kind.DAY: "✓",
    Kind.TRIAL: "⇄",
    Kind.PROFILE: "·",
}
"""The glyph that stands before an entry."""

TWITCH: Final = "●"
CLEAR: Final = "○"
UNKNOWN: Final = "·"

BLANK: Final = "\u2013"
"""The dash where nothing was recorded."""
