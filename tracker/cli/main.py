"""The entry point: arguments to a command, and every error shown in one line with its exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from tracker import __version__
from tracker.errors import TrackerError

_INTERRUPTED = 130
_PIPE_CLOSED = 141
_INTERNAL = 70
_YOUNG = 200_000
"""New objects after which garbage is looked for. Loading libraries makes nearly as many, and a
sixth of its time went into looking them through; screens and exports have ways of their own."""


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911  one return a way to end
    """Run one command; return the exit code. Without a command the screens open."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    gc.set_threshold(_YOUNG)
    _ready_streams()
    if arguments in (["--version"], ["-V"]):
        print(f"tracker {__version__}")
        return 0
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has gone: what is still buffered must not raise again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        print("tracker: interrupted. What was saved before is safe.", file=sys.stderr)
        return _INTERRUPTED
    except TrackerError as error:
        return _show(error, arguments)
    except OSError as error:
        return _show_os_error(error, arguments)
    except Exception as error:
        if "--debug" in arguments:
            raise
        print(
            f"tracker: a fault of the program: {type(error).__name__}: {_one_line(error)}. "
            "What was saved before is safe. Try the same with --debug and report what it prints.",
            file=sys.stderr,
        )
        return _INTERNAL
    return code


def _ready_streams() -> None:
    """Print whatever stdout is: closed by the shell (`>&-`; words go nowhere), or without é."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  open to the end
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _run(arguments: list[str]) -> int:
    from tracker.cli.parser import parse

    options = parse(arguments)
    if options.command is None:
        from tracker.cli.screens import open_diary

        return open_diary(options)
    code: int = options.run(options)
    if options.backs_up:
        from tracker.cli.daily import back_up_if_due

        sys.stdout.flush()
        back_up_if_due(options)
    return code


def _show(error: TrackerError, arguments: list[str]) -> int:
    if "--debug" in arguments:
        raise error
    print(f"tracker: {_one_line(error)}", file=sys.stderr)
    return error.exit_code


def _show_os_error(error: OSError, arguments: list[str]) -> int:
    from tracker.exchange.files import in_words

    return _show(in_words(str(error.filename or "the output"), error), arguments)


def _one_line(error: Exception) -> str:
    from tracker.entry.printable import printable

    return printable(str(error))
