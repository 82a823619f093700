"""What the settings file chooses for the screens; read before the first frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker import paths
from tracker.errors import TrackerError

THEME = "theme"
WELCOMED = "welcomed"
"""Settings' names in the file."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The theme (empty: as built in), keys of one's own by command, and whether one was welcomed.

    `trouble` says what is wrong with the file; what it concerns is then as built in.
    """

    theme: str = ""
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    welcomed: bool = False
    trouble: str = ""


def chosen() -> Chosen:
    """What the file says. Never raises: the diary opens whatever stands in a settings file."""
    try:
        if not paths.config_file().exists():
            return Chosen()
        stated = paths.settings()
    except (TrackerError, OSError) as error:
        return Chosen(welcomed=True, trouble=str(getattr(error, "message", error)))
    theme, welcomed = stated.get(THEME, ""), stated.get(WELCOMED, False)
    trouble = "" if isinstance(theme, str) else f"{THEME} must be a theme's name in quotes."
    found = Chosen(theme if not trouble else "", {}, bool(welcomed), trouble)
    return found if "keys" not in stated else _with_keys(found)


def _with_keys(found: Chosen) -> Chosen:
    from tracker import keys  # noqa: PLC0415  most people have no keys of their own
    from tracker.tui.commands import bound  # noqa: PLC0415

    try:
        own = keys.keymap(keys.chosen(), bound())
    except TrackerError as error:
        said = f"{error.message} {error.hint} The keys are as built in.".replace("  ", " ")
        return Chosen(found.theme, {}, found.welcomed, said)
    return Chosen(found.theme, own, found.welcomed, found.trouble)
