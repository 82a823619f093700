"""What the person has chosen for the program as a whole: a small TOML file, theirs to edit as well.

It is written by changing one line; comments, order and everything else in it stay.
"""

import os
import re
from pathlib import Path
from typing import Any, Final

from tracker import paths
from tracker.errors import AccessError, DataError

PRESETS: Final = ("strict", "default", "sensitive")
"""How long twitching lasts before it counts as lasting, the most patient first; see the rules file
for their numbers."""

PRESET: Final = "flag_preset"
"""The setting's name in the file."""


def flag_preset() -> str:
    """The persistence preset in use. Raises DataError when the file states an unknown one."""
    stated = paths.settings().get(PRESET, "default")
    if stated not in PRESETS:
        raise DataError(
            f"{PRESET} in {paths.config_file()} must be one of {', '.join(PRESETS)}.",
            hint="Try: tracker flags preset default",
            safe="",
        )
    return str(stated)


def keep_flag_preset(preset: str) -> None:
    """Write the preset to the settings file. Raises DataError, AccessError."""
    if preset not in PRESETS:
        raise DataError(f"preset must be one of {', '.join(PRESETS)}, not {preset!r}.", safe="")
    keep(PRESET, preset)


def stated(name: str) -> Any:
    """What the settings file says under a name; None for nothing. Raises DataError."""
    return paths.settings().get(name)


def keep(name: str, value: str | bool) -> None:
    """Write one setting, changing its line alone. Raises DataError, AccessError."""
    import json  # noqa: PLC0415  its texts and truth values are also TOML's

    target = paths.config_file()
    paths.settings()  # a file that is no TOML is not written over
    text = _text(target)
    top, table, rest = re.match(r"(?s)(.*?)(^\s*\[|\Z)(.*)", text, re.MULTILINE).groups()  # type: ignore[union-attr]  # it matches every text
    line = f"{name} = {json.dumps(value)}\n"
    known = re.compile(rf"^[ \t]*{name}[ \t]*=.*(\n|\Z)", re.MULTILINE)
    top = known.sub(lambda _: line, top, count=1) if known.search(top) else line + top
    _write(target, top + table + rest)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _refused(file, error) from error


def _write(target: Path, text: str) -> None:
    """Put the text in the file's place, whole or not at all."""
    beside = target.with_name(f"{target.name}.new")
    try:
        paths.private_folder(target.parent)
        beside.touch(mode=paths.PRIVATE_FILE)
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise _refused(target, error) from error


def _refused(file: Path, error: OSError) -> AccessError:
    return AccessError(
        f"the settings file {file} cannot be changed: {error.strerror}.",
        hint="Try: tracker paths",
    )
