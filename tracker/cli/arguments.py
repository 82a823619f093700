"""A command line before it is parsed: its command, its free text, values with a hyphen first."""

from collections.abc import Sequence
from typing import Final

_WITHOUT_VALUE: Final = frozenset({"--json", "--allow-future", "--debug", "--help"})
"""The options of `log` and `edit` that are no field."""


def command_of(words: list[str]) -> str | None:
    """The first word that is neither an option nor the diary's file."""
    left = iter(words)
    for word in left:
        if word == "--db":
            next(left, None)
        elif not word.startswith("-"):
            return word
    return None


def text_last(arguments: Sequence[str]) -> list[str]:
    """Keep `-20m` in `tracker add twitch -20m` from being read as an option."""
    words = list(arguments)
    position = next((i for i, w in enumerate(words) if not w.startswith("-")), None)
    if position is not None and words[position - 1] == "--db" and position:
        position = next(
            (i for i, w in enumerate(words) if i > position and not w.startswith("-")), None
        )
    if position is None or words[position] != "add":
        return words
    options, text, rest = words[: position + 1], list[str](), words[position + 1 :]
    while rest:
        word = rest.pop(0)
        if word == "--":
            text += rest
            break
        if word == "--db" and rest:
            options += [word, rest.pop(0)]
        elif word in {"-h", "--help"} or word.startswith("--"):
            options.append(word)
        else:
            text.append(word)
    return [*options, "--", *text] if text else options


def values_joined(words: Sequence[str]) -> list[str]:
    """Make `--start -9h` of `tracker log` and `tracker edit` one word, as `--start=-9h` is.

    Else a field's value that begins with a hyphen would be read as an option.
    """
    if command_of(list(words)) not in {"log", "edit"}:
        return list(words)
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        takes = before.startswith("--") and "=" not in before and before not in _WITHOUT_VALUE
        if takes and word[:1] == "-" and word[1:2] not in {"", "-"} and word != "-h":
            found[-1] = f"{before}={word}"
        else:
            found.append(word)
    return found
