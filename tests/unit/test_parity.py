"""Whatever a key of the screens does, a command does: the table of docs/screens.md holds."""

import re
import shlex
from pathlib import Path

import pytest

from tracker.cli import parser
from tracker.tui.commands import Area, listed

PAGE = Path(__file__).parents[2] / "docs" / "screens.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.read_text().partition("| area")[2].partition("\n\n")[0].splitlines()[2:]
]
COMMANDS = sorted({words for row in ROWS for words in re.findall("`(tracker [^`]*)`", row[3])})
GOING = {"[", "]", "q", *(area.key.upper() for area in Area)}


def test_every_key_is_in_the_table():
    keys = {
        (area.label if area else "everywhere", command.shown_as)
        for area in (*Area, None)
        for command in listed(area)
        if command.shown_as not in GOING
    }
    assert {(row[0], row[1].strip("`")) for row in ROWS} == keys


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_of_the_table_is_taken(words):
    options = parser.parse(shlex.split(words)[1:])
    assert options.run
