"""A command line before it is parsed: which command it is, and where its free text begins."""

from collections.abc import Sequence


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
