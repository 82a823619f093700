"""Every command's arguments. Handlers are named, and imported when their command runs."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

from tracker import __version__
from tracker.cli import options
from tracker.cli.arguments import command_of, text_last, values_joined
from tracker.errors import UsageError
from tracker.settings import PRESETS

_EXIT_CODES = """exit codes: 0 ok, 2 usage, 65 bad data, 66 no such input or entry,
70 internal error, 73 cannot create output, 74 I/O error or disk full, 75 database busy,
77 no permission or read-only, 78 database too new, damaged or not a diary"""


_NO_DAILY_BACKUP = frozenset(
    {"backup", "restore", "check", "purge", "demo", "paths", "completion"}
    | {"status", "remind", "keys"}
)
"""Commands after which the day's backup is not looked for."""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are the program's own errors."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}.", hint=f"Try: {self.prog} --help", safe="")


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of a command line; `run` is the command's handler. Raises UsageError."""
    words = values_joined(text_last(arguments))
    command = command_of(words)
    parser = build(fields_of=command if command in {"log", "edit"} else None)
    return parser.parse_args(words, argparse.Namespace(db=None, debug=False, command=None))


def build(fields_of: str | None = None) -> argparse.ArgumentParser:
    """The whole parser.

    The options of every record field take milliseconds to build: `fields_of` names the command
    that needs them (`log`, `edit`, or `all`).
    """
    shared = _Parser(add_help=False)
    shared.add_argument("--db", metavar="FILE", default=argparse.SUPPRESS, help="the diary to use")
    shared.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="show a fault's traceback"
    )
    parser = _Parser(
        prog="tracker",
        parents=[shared],
        description="A private diary for a twitching lip. Without a command the screens open.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", "-V", action="version", version=f"tracker {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", parser_class=_Parser, title="commands"
    )
    add = _Adder(commands, shared)
    _entries(add, fields_of)
    _present(add)
    _findings(add)
    _transfer(add)
    _safety(add)
    _housekeeping(add)
    return parser


class _Adder:
    """Adds one command: its shared options, its help, its handler."""

    def __init__(self, commands: Any, shared: _Parser) -> None:
        self.commands, self.shared = commands, shared

    def __call__(self, name: str, handler: str, text: str, **more: Any) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self.commands.add_parser(
            name, parents=[self.shared], help=text, description=text[0].upper() + text[1:], **more
        )
        parser.set_defaults(run=_handler(handler), backs_up=name not in _NO_DAILY_BACKUP)
        return parser


def _handler(path: str) -> Callable[[argparse.Namespace], int]:
    module, _, function = path.partition(":")

    def run(given: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"tracker.cli.{module}"), function)(given)
        return code

    return run


def _entries(add: _Adder, fields_of: str | None) -> None:
    quick = add("add", "entries:add", "log in plain words: tracker add coffee 2x 8:30")
    quick.add_argument("text", nargs="*", metavar="TEXT", help="asked for when left out")
    options.future(quick)
    options.json(quick)

    log = add("log", "entries:log", "log one entry with named fields: tracker log caffeine --mg 90")
    if fields_of in {"log", "all"}:
        from tracker.cli.fields import add_kinds

        add_kinds(log, _Parser, add.shared)

    listing = add("list", "entries:list_entries", "list entries, newest first")
    listing.add_argument("--kind", action="append", metavar="K,K", help="only these: twitch,coffee")
    options.period(listing)
    listing.add_argument("--text", metavar="T", default="", help="each of these words is in it")
    listing.add_argument("--site", metavar="S,S", default="", help="at any of these places: chin")
    listing.add_argument("--side", metavar="SIDE", default="", help="left, right, both or midline")
    listing.add_argument("--intensity", metavar="N", default="", help="how strong: 6, 4-7 or 6+")
    listing.add_argument("--limit", type=options.count, metavar="N", help="at most N entries")
    options.json(listing)

    show = add("show", "entries:show", "show one entry whole")
    options.identifier(show)
    options.json(show)

    edit = add("edit", "entries:edit", "change fields of an entry: tracker edit 3f2a --intensity 7")
    options.identifier(edit)
    if fields_of in {"edit", "all"}:
        from tracker.cli.fields import add_all_fields

        add_all_fields(edit)
    edit.add_argument("--clear", action="append", metavar="FIELD", help="make it not recorded")
    options.future(edit)
    options.json(edit)

    delete = add("delete", "entries:delete", "delete entries; undo brings them back")
    delete.add_argument("ids", nargs="+", metavar="ID", help="id or its beginning")
    options.json(delete)

    undo = add("undo", "entries:undo", "take the last change back, up to 30 changes deep")
    options.json(undo)


def _present(add: _Adder) -> None:
    status = add("status", "status:status", "today in one line, for a prompt or a status bar")
    options.json(status)

    doses = add("doses", "medicines:doses", "doses that are due, and how the last month went")
    options.json(doses)

    stop = add("stop", "medicines:stop", "end the course of a medicine: tracker stop lithium")
    stop.add_argument("name", nargs="+", metavar="NAME", help="the medicine")
    stop.add_argument("--on", metavar="D", help="its last day; today when left out")
    options.json(stop)

    remind = add("remind", "remind:remind", "one neutral line while the day is still open")
    scheduler, deed = (remind.add_mutually_exclusive_group() for _ in range(2))
    scheduler.add_argument("--systemd", action="store_true", help="print a user's timer for it")
    scheduler.add_argument("--cron", action="store_true", help="print a line of crontab for it")
    remind.add_argument("--at", metavar="HH:MM", default="21:00", help="when it comes: 21:00")
    deed.add_argument("--install", action="store_true", help="set it up instead of printing")
    deed.add_argument("--remove", action="store_true", help="take it out again")
    options.json(remind)

    days = add("days", "days:days", "what is known of each day; the last two weeks when left out")
    options.period(days)
    options.json(days)

    caffeine = add("caffeine", "caffeine:caffeine", "caffeine in the body, now and until bedtime")
    options.json(caffeine)


def _findings(add: _Adder) -> None:
    triggers = add("triggers", "triggers:triggers", "what goes with the twitching, and how sure")
    triggers.add_argument("factor", nargs="?", metavar="FACTOR", help="one finding, opened")
    triggers.add_argument(
        "--belief",
        choices=["raises", "lowers", "no_association", "unsure"],
        help="what you expect of FACTOR; best said before looking",
    )
    triggers.add_argument("--peek", action="store_true", help="as of now, not of the last week end")
    options.period(triggers)
    options.json(triggers)

    flags = add("flags", "flags:flags", "patterns worth a doctor visit")
    flags.add_argument("--all", action="store_true", help="also resolved, and not evaluated yet")
    options.preset(flags, None)
    options.json(flags)
    deeds = flags.add_subparsers(
        dest="deed", metavar="ack|visit|explain|preset", parser_class=_Parser
    )
    ack = deeds.add_parser("ack", parents=[add.shared], help="say that a flag was seen")
    ack.add_argument("rule", metavar="RULE")
    ack.add_argument("--note", metavar="T", help="what to remember with it")
    options.preset(ack, argparse.SUPPRESS)
    ack.set_defaults(run=_handler("flags:acknowledge"))
    visit = deeds.add_parser("visit", parents=[add.shared], help="note a visit to a doctor")
    visit.add_argument("rule", nargs="?", metavar="RULE", help="the flag that it was about")
    visit.add_argument("--date", metavar="D", help="its day; today when left out")
    visit.add_argument("--outcome", metavar="T", help="what came of it")
    options.preset(visit, argparse.SUPPRESS)
    visit.set_defaults(run=_handler("flags:visit"))
    chosen = deeds.add_parser("preset", parents=[add.shared], help="show or choose the preset")
    chosen.add_argument("name", nargs="?", choices=PRESETS, help="kept in the settings file")
    options.json(chosen)
    chosen.set_defaults(run=_handler("flags:preset"))
    explain = deeds.add_parser("explain", parents=[add.shared], help="a rule and its numbers")
    explain.add_argument("rule", metavar="RULE")
    options.preset(explain, argparse.SUPPRESS)
    options.json(explain)
    explain.set_defaults(run=_handler("flags:explain"))

    causes = add("causes", "guide:causes", "the twelve causes an article names, as a guide")
    causes.add_argument("id", nargs="?", metavar="ID", help="one of them alone: caffeine")
    options.json(causes)

    report = add("report", "report:report", "a page for the doctor, as PNG, PDF or SVG")
    report.add_argument("--week", metavar="W", help="an ISO week: 2026-W47")
    report.add_argument("--month", metavar="M", help="a month: 2026-11")
    report.add_argument("--quarter", metavar="Q", help="a quarter: 2026-Q4")
    report.add_argument("--year", metavar="Y", help="a year: 2026")
    options.period(report)
    report.add_argument("--paper", choices=["a4", "letter"], default="a4", help="a4 when left out")
    report.add_argument(
        "--dpi", type=int, choices=[150, 300], default=150, help="a PNG's fineness; 300 for print"
    )
    options.output(report, "its ending picks PNG, PDF or SVG; - is stdout")


def _transfer(add: _Adder) -> None:
    export = add("export", "transfer:export", "hand over (csv, daily, bundle, fhir), move (jsonl)")
    export.add_argument("file", nargs="?", metavar="FILE", help="the same as -o FILE")
    options.output(export, "stdout when left out, or -")
    export.add_argument(
        "--format",
        choices=["csv", "daily", "bundle", "jsonl", "fhir"],
        help="told from the file's ending when left out, else csv",
    )
    options.period(export)
    export.add_argument("--kinds", metavar="K,K", help="only these kinds, comma between")
    export.add_argument("--no-notes", action="store_true", help="leave free text out")
    export.add_argument("--excel", action="store_true", help="with the mark that Excel needs")
    export.add_argument("--delimiter", metavar="C", help="between cells: , (default) ; or tab")
    export.add_argument("--decimal", metavar="C", help="decimal sign: . (default) or ,")
    options.sealing(export)

    bring = add("import", "importing:bring", "add a diary file, all or nothing")
    bring.add_argument("files", nargs="*", metavar="FILE", help="- is stdin")
    bring.add_argument(
        "--from",
        dest="format",
        choices=["jsonl", "csv", "bundle"],
        help="told from the file when left out; csv is the clinician's",
    )
    bring.add_argument("--identity", metavar="KEYFILE", help="secret keys that open a sealed file")
    bring.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
    bring.add_argument(
        "--undo", type=options.count, metavar="BATCH", help="take one import out again"
    )
    options.future(bring)
    options.json(bring)


def _safety(add: _Adder) -> None:
    backup = add("backup", "safety:make_backup", "write a verified copy of the diary")
    options.output(backup, "the backups folder when left out; - is stdout")
    options.sealing(backup)
    options.json(backup)

    restore = add("restore", "safety:restore", "put a backup in the diary's place")
    restore.add_argument("file", nargs="?", metavar="FILE", help="a backup, also an encrypted one")
    restore.add_argument("--identity", metavar="KEYFILE", help="secret keys that open it")
    options.yes(restore)
    options.json(restore)

    check = add("check", "checking:check_diary", "whether the diary and its surroundings are sound")
    check.add_argument("--salvage", metavar="OUT", help="save what can be read into a new diary")
    options.json(check)

    purge = add("purge", "safety:purge_deleted", "wipe deleted entries and undo for good")
    options.yes(purge)
    options.json(purge)


def _housekeeping(add: _Adder) -> None:
    demo = add("demo", "screens:demo", "the screens on a sample diary; your own is not touched")
    demo.add_argument("--force", action="store_true", help="replace the files it writes")
    keys = add("keys", "keys:show_keys", "every key of the screens, and how to change it")
    options.json(keys)
    paths = add("paths", "housekeeping:show_paths", "where the diary and the settings are")
    options.json(paths)
    completion = add("completion", "housekeeping:completion", "print a shell completion script")
    completion.add_argument("shell", choices=["bash", "zsh", "tcsh"])


def completion_parser() -> argparse.ArgumentParser:
    """The parser with every option, for completion scripts and the documentation's tests."""
    return build(fields_of="all")
