"""The sizes of paper a page is made for, and how fine its picture is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DPI: Final = (150, 300)
"""Dots an inch of a picture: for a screen, and for print."""


class PaperName(StrEnum):
    """What the sizes are called."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that lies on its long side, in inches."""

    width: float
    height: float


PAPERS: Final = {PaperName.A4: Paper(11.69, 8.27), PaperName.LETTER: Paper(11.0, 8.5)}
