"""Options that several commands share."""

import argparse

from tracker.settings import PRESETS


def period(parser: argparse.ArgumentParser) -> None:
    """The first and the last day."""
    parser.add_argument("--since", metavar="D", help="first day: 2026-11-01, today, yesterday")
    parser.add_argument("--until", metavar="D", help="last day, included")


def preset(parser: argparse.ArgumentParser, default: str | None) -> None:
    """How long twitching lasts before it counts as lasting."""
    parser.add_argument(
        "--preset",
        choices=PRESETS,
        default=default,
        help="how long twitching lasts before it counts as lasting",
    )


def json(parser: argparse.ArgumentParser) -> None:
    """One JSON object in place of lines."""
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def output(parser: argparse.ArgumentParser, text: str) -> None:
    """The file to write, and whether it may replace another."""
    parser.add_argument("-o", "--output", metavar="FILE", help=text)
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def sealing(parser: argparse.ArgumentParser) -> None:
    """Encryption."""
    parser.add_argument("--encrypt", action="store_true", help="with age; asks for a passphrase")
    parser.add_argument(
        "--recipient", action="append", metavar="age1…", help="encrypt for a public key instead"
    )


def yes(parser: argparse.ArgumentParser) -> None:
    """No question is asked."""
    parser.add_argument("--yes", "-y", action="store_true", help="do not ask")


def future(parser: argparse.ArgumentParser) -> None:
    """Times that are still to come are accepted."""
    parser.add_argument("--allow-future", action="store_true", help="accept times yet to come")


def identifier(parser: argparse.ArgumentParser) -> None:
    """The entry that is meant."""
    parser.add_argument("id", metavar="ID", help="id or its beginning")


def count(text: str) -> int:
    """A whole number from 1. Raises ArgumentTypeError."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not {text}")
    return int(text)
