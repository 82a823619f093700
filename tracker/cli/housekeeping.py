"""Where things are, and shell completion."""

import argparse

from tracker import paths
from tracker.cli.output import print_json


def show_paths(options: argparse.Namespace) -> int:
    """The places in use, and what chose them."""
    places, config = paths.resolve(options.db), paths.config_file()
    found = {
        "diary": str(places.diary),
        "diary_chosen_by": places.chosen_by,
        "diary_exists": places.diary.exists(),
        "config": str(config),
        "config_exists": config.exists(),
        "backups": str(places.backups),
    }
    if options.json:
        print_json(found)
        return 0
    print(f"diary    {found['diary']}  (chosen by {places.chosen_by})")
    print(f"config   {found['config']}{'' if config.exists() else '  (not there)'}")
    print(f"backups  {found['backups']}")
    return 0


def completion(options: argparse.Namespace) -> int:
    """A completion script for a shell, on stdout."""
    import shtab

    from tracker.cli.parser import completion_parser

    print(shtab.complete(completion_parser(), shell=options.shell))
    return 0
