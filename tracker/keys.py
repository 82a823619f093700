"""The keys that a person has chosen, from the settings file.

    [keys]
    twitch = "space"                # everywhere, or in the one area that has this command
    "diary.filter" = ["f", "slash"] # in one area

A name is that of a command, as `tracker keys` lists them. Nothing here knows the screens: they
hand over their commands and get back the keys.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tracker import paths
from tracker.errors import DataError

RESERVED: Final = frozenset(
    {"escape", "tab", "shift+tab", "ctrl+c", "ctrl+q", "up", "down", "pageup", "pagedown"}
)
"""Keys that dialogs, lists and the terminal need: no command may have them."""

_NAMED: Final = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)*(?:[a-z][a-z0-9_]*|.)", re.DOTALL)
_RENAMED: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Signs whose key is not called as Unicode calls the sign."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A command and its usual key. `area` is None for a command that works everywhere.

    `name` is unique within its area; `area.name` names it without doubt.
    """

    name: str
    key: str
    area: str | None = None

    @property
    def id(self) -> str:
        """The name that fits no other command: 'today.twitch', 'words'."""
        return self.name if self.area is None else f"{self.area}.{self.name}"


def chosen() -> dict[str, tuple[str, ...]]:
    """The `[keys]` of the settings file: command name to keys, spelled as the screens spell them.

    Raises DataError for a table or a key that makes no sense; empty when there is none.
    """
    table = paths.settings().get("keys", {})
    if not isinstance(table, Mapping):
        raise _refused("[keys] must be a table of commands and keys.")
    return {str(name): _keys(str(name), value) for name, value in table.items()}


def keymap(
    wanted: Mapping[str, tuple[str, ...]], commands: Iterable[Bound]
) -> dict[str, tuple[str, ...]]:
    """The keys of every command by its id, once what was chosen has been put in place.

    Raises DataError for a name that no command or more than one has, for a reserved key, and for a
    key that would do two things in one place.
    """
    bound = list(commands)
    found: dict[str, tuple[str, ...]] = {command.id: (command.key,) for command in bound}
    for name, keys in wanted.items():
        command = _named(name, bound)
        for key in keys:
            if key in RESERVED:
                raise _refused(f'keys: "{key}" cannot be given to {name}; the screens need it.')
        found[command.id] = keys
    _require_single(bound, found, frozenset(_named(name, bound).id for name in wanted))
    return found


def canonical(key: str) -> str:
    """A key as the screens call it: `/` is `slash`, `Ctrl+N` is `ctrl+n`; `T` stays `T`.

    Raises DataError for what is no key.
    """
    *held, last = key.strip().rsplit("+", 1) if len(key.strip()) > 1 else [key]
    last = last.lower() if held or len(last) > 1 else last
    spelled = "+".join([*(part.lower() for part in held), _sign(last)])
    if not _NAMED.fullmatch(spelled) or not spelled.isprintable() or not spelled.strip():
        raise _refused(
            f'keys: "{key}" is no key.', 'Try: "t", "T", "/", "ctrl+n", "f5" or "space".'
        )
    return spelled


def _sign(last: str) -> str:
    if len(last) != 1 or last.isalnum():
        return last
    name = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def _keys(name: str, value: Any) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        raise _refused(f"keys: {name} must be a key in quotes, or a list of them.")
    return tuple(dict.fromkeys(canonical(key) for key in keys))


def _named(name: str, commands: Iterable[Bound]) -> Bound:
    bound = list(commands)
    exact = [command for command in bound if command.id == name]
    fitting = exact or [command for command in bound if command.name == name]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        ids = ", ".join(command.id for command in fitting)
        raise _refused(f'keys: "{name}" could be several commands.', f"Say which: {ids}.")
    from tracker.knowledge import did_you_mean, near  # noqa: PLC0415  only after a mistake

    close = near(name, [command.id for command in bound] + [command.name for command in bound])
    hint = did_you_mean(close) or "See: tracker keys"
    raise _refused(f'keys: there is no command "{name}".', hint)


def _require_single(
    commands: list[Bound], found: Mapping[str, tuple[str, ...]], changed: frozenset[str]
) -> None:
    """Raise DataError where a chosen key would do two things in one place."""
    for one in commands:
        for other in commands:
            if one.id not in changed or one.id == other.id:
                continue
            if one.area not in {other.area, None} and other.area is not None:
                continue
            shared = {one.key} & {other.key}  # an area may use a key of everywhere as it always has
            twice = [k for k in found[one.id] if k in found[other.id] and k not in shared]
            if twice:
                raise _refused(
                    f'keys: "{twice[0]}" is the key of {one.id} and of {other.id}.',
                    f"Give {other.id} another one.",
                )


def _refused(message: str, hint: str = "See: tracker keys") -> DataError:
    return DataError(message, hint=f"{hint} In {paths.config_file()}.", safe="", field="keys")
