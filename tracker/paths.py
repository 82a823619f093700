"""Where the diary, its settings and its backups are, and how private those places are made."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import AccessError, DataError

APP = "tracker"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class Paths:
    """The places in use, and what chose the diary's."""

    diary: Path
    chosen_by: str
    backups: Path


def resolve(db: str | None = None) -> Paths:
    """The places in use: `--db` beats `TRACKER_DB` beats the config file beats the default.

    Raises DataError when the config file is not TOML or its `db` is not a path.
    """
    if db:
        diary, chosen_by = Path(db), "--db"
    elif os.environ.get("TRACKER_DB"):
        diary, chosen_by = Path(os.environ["TRACKER_DB"]), "TRACKER_DB"
    elif (configured := _configured_db(config := config_file())) is not None:
        diary, chosen_by = configured, str(config)
    else:
        import platformdirs  # noqa: PLC0415  a diary that is named needs none

        diary, chosen_by = Path(platformdirs.user_data_dir(APP)) / "diary.db", "default"
    diary = diary.expanduser().absolute()
    return Paths(diary, chosen_by, diary.parent / "backups")


def config_file() -> Path:
    """The settings file: `TRACKER_CONFIG`, else in the platform's folder for settings."""
    if os.environ.get("TRACKER_CONFIG"):
        return Path(os.environ["TRACKER_CONFIG"])
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_config_dir(APP)) / "config.toml"


def draft_files(diary: Path) -> tuple[Path, ...]:
    """Where texts that were not saved yet are kept: beside the diary, else in memory.

    The second place is the person's own runtime folder, where there is one: a full disk does not
    matter there.
    """
    beside = diary.with_name(f".{diary.name}.drafts")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not Path(runtime).is_absolute():
        return (beside,)
    import hashlib  # noqa: PLC0415  for the screens alone

    known = hashlib.sha256(str(diary.absolute()).encode()).hexdigest()[:16]
    return (beside, Path(runtime) / APP / f"{known}.drafts")


def private_folder(folder: Path) -> Path:
    """Make a folder and its missing parents readable by their owner alone; return it.

    Folders that exist are left as they are. Raises AccessError when it cannot be made.
    """
    each = folder
    try:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            each.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise AccessError(
            f"the folder {each} cannot be made: {error.strerror}.",
            hint="Try another place: tracker --db FILE …",
        ) from error
    return folder


def is_abandoned(pid: int) -> bool:
    """Whether the process whose number stands in an unfinished file's name is no longer there."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def settings(config: Path | None = None) -> dict[str, Any]:
    """What the settings file says; empty when there is none or it may not be read.

    Raises DataError when it is not TOML or no file.
    """
    import tomllib  # noqa: PLC0415  a diary that is named needs no settings

    config = config or config_file()
    try:
        return tomllib.loads(config.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            f"the settings file {config} is not valid TOML: {error}.",
            hint="Mend it or move it away.",
        ) from error
    except OSError as error:
        raise DataError(
            f"the settings file {config} cannot be read: {error.strerror}.",
            hint="Mend it or move it away.",
        ) from error


def _configured_db(config: Path) -> Path | None:
    db = settings(config).get("db")
    if db is None:
        return None
    if not isinstance(db, str) or not db:
        raise DataError(f"db in {config} must be a path in quotes.", field="db")
    return Path(db)
