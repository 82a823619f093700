"""`tracker keys`: every key of the screens in plain lines, by the names of their commands."""

import argparse

from tracker import keys, paths
from tracker.cli.output import print_json, say


def show_keys(options: argparse.Namespace) -> int:
    """The keys in use, one command a line. Raises DataError when the settings make no sense."""
    from tracker.tui.commands import COMMANDS, bound

    commands = bound()
    found = keys.keymap(keys.chosen(), commands)
    if options.json:
        print_json({"keys": {name: list(own) for name, own in found.items()}})
        return 0
    for command, described in zip(commands, COMMANDS, strict=True):
        if described.listed:
            own = " or ".join(found[command.id])
            print(f"{command.id}: {own}. {described.text}")
    say(f'To change one: [keys] and a line such as twitch = "space" in {paths.config_file()}')
    return 0
