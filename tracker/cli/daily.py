"""The backup that the program makes by itself, after a command has done its work."""

import argparse

from tracker import clock, paths
from tracker.cli.output import say
from tracker.store.daily import back_up_daily


def back_up_if_due(options: argparse.Namespace) -> None:
    """The day's backup, when it is due; trouble is a warning on stderr."""
    words = back_up_daily(paths.resolve(options.db).diary, clock.now())
    if words:
        say(words)
