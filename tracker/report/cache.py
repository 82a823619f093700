"""Where matplotlib may keep its list of fonts: a private folder, chosen before its first import.

Left alone, matplotlib writes into the home folder, or litters the temporary folder and warns when
there is none. A folder the person chose with `MPLCONFIGDIR` is respected.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import platformdirs

from tracker import paths
from tracker.errors import AccessError

VARIABLE: Final = "MPLCONFIGDIR"


def choose() -> None:
    """Point matplotlib at the program's own cache folder, or at one that ends with the program.

    Does nothing where the person has chosen a folder or matplotlib is loaded already. Raises
    AccessError when there is no place to write at all, not even for temporary files.
    """
    if os.environ.get(VARIABLE) or "matplotlib" in sys.modules:
        return
    os.environ[VARIABLE] = str(_lasting() or _passing())


def _lasting() -> Path | None:
    folder = Path(platformdirs.user_cache_dir(paths.APP)) / "fonts"
    try:
        paths.private_folder(folder)
    except AccessError:
        return None
    return folder if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) else None


def _passing() -> Path:
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{paths.APP}-"))
    except OSError as error:
        raise AccessError(
            f"the report needs a folder for temporary files: {error.strerror or error}.",
            hint="Set TMPDIR to a folder that can be written.",
        ) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
