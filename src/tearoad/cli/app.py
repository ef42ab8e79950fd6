"""The command line: one file per command, every word from the catalogue."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence

import click

from tearoad import __version__
from tearoad.cli.brief import brief
from tearoad.cli.catalogue import catalogue
from tearoad.cli.check import check
from tearoad.cli.demo import demo
from tearoad.cli.doctor import doctor
from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.helping import completion, help_
from tearoad.cli.language import choose_language, speak_click, unsupported_language
from tearoad.cli.market.commands import market
from tearoad.cli.new import new
from tearoad.cli.plan import plan
from tearoad.cli.shortlist import shortlist
from tearoad.cli.site.backup import backup
from tearoad.cli.site.database import database
from tearoad.cli.site.hall_copy import hall_copy
from tearoad.cli.site.hub import hub
from tearoad.cli.site.ledger import ledger
from tearoad.cli.site.restore import restore
from tearoad.cli.site.returned_mails import returned_mails
from tearoad.cli.site.serve import serve
from tearoad.cli.site.user import user
from tearoad.cli.site.web import web
from tearoad.cli.site.worker import worker
from tearoad.cli.timetable.commands import timetable
from tearoad.cli.try_ import try_
from tearoad.errors import Interrupted, TearoadError
from tearoad.text import Text
from tearoad.values import BY_CODE, Language
from tearoad.words import Words

UNREACHABLE = frozenset({"site.database_unreachable", "hub_pages.out_of_reach"})
COMMANDS: tuple[click.Command, ...] = (
    try_,
    new,
    demo,
    plan,
    check,
    shortlist,
    catalogue,
    timetable,
    market,
    brief,
    serve,
    web,
    worker,
    hub,
    database,
    backup,
    restore,
    returned_mails,
    hall_copy,
    user,
    ledger,
    doctor,
    help_,
    completion,
)
_HELP = ["--help", "-h"]


class _InOurOrder(click.Group):
    """Lists its commands as they were given, the first to try first."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(self.commands)


def build(language: Language) -> click.Group:
    """Return the whole command line, speaking one language."""
    return command_line("tearoad", COMMANDS, Words(language), lambda path: f"cli.{path}")


def command_line(
    program: str, commands: Sequence[click.Command], words: Words, code: Callable[[str], str]
) -> click.Group:
    """Return a program of these commands; `code` names the text of `plan.help` and, of an option, of `plan.seed`."""
    options = [
        _language_option(),
        click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version),
    ]
    settings = {"help_option_names": _HELP, "show_default": True}
    root = _InOurOrder(program, params=[*options], callback=lambda: None, context_settings=settings)
    for command in commands:
        _give_language(command)
        root.add_command(command)
    _speak(root, words, code)
    return root


def _give_language(command: click.Command) -> None:
    """Let a command, and each below it, take `--language`."""
    command.params = [param for param in command.params if param.name != "language"] + [_language_option()]
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _give_language(below)


def _language_option() -> click.Option:
    """Return `--language`, before or behind the command's name.

    Its value is read before the command line is built, so that `--help` speaks it too.
    """
    return click.Option(["--language"], type=click.Choice(list(BY_CODE)), metavar="|".join(BY_CODE), expose_value=False)


def _version(context: click.Context, _option: click.Parameter, is_wanted: bool) -> None:  # noqa: FBT001  # click's form
    if is_wanted:
        click.echo(__version__)
        context.exit()


def _speak(command: click.Command, words: Words, code: Callable[[str], str], path: str = "") -> None:
    """Put the catalogue's words on a command: `cli.plan.help` and, for each option, `cli.plan.seed`."""
    command.help = words(Text(code(f"{path}help")))
    command.short_help = None if isinstance(command, click.Group) else words(Text(code(f"{path}short")))
    help_option = command.get_help_option(click.Context(command, help_option_names=_HELP))
    for param in (*command.params, help_option):
        if isinstance(param, click.Option):
            shared = {"language": "cli.language"}.get(str(param.name), code(f"{path}{param.name}"))
            param.help = words(Text("cli.option_help" if param is help_option else shared))
        elif isinstance(param, click.Argument):
            param.help = words(Text(code(f"{path}{param.name}")))
    if isinstance(command, click.Group):
        for name, sub in command.commands.items():
            _speak(sub, words, code, f"{path}{name.replace('-', '_')}.")


def run(arguments: Sequence[str], program: Callable[[Language], click.Group] = build) -> int:
    """Run one command and return its exit code; a user's mistake is a sentence, never a traceback."""
    words = Words(choose_language(arguments))
    speak_click(words)
    unsupported = unsupported_language()
    if unsupported:
        click.echo(words(Text("cli.language_unknown", language=unsupported, known=", ".join(BY_CODE))), err=True)
    try:
        root = program(words.language)
        code = root.main(list(arguments), prog_name=root.name, standalone_mode=False, obj=words)
    except click.exceptions.Exit as left:
        code = left.exit_code
    except click.ClickException as wrong:
        wrong.show()
        code = ExitCode.UNUSABLE
    except (click.Abort, KeyboardInterrupt, Interrupted):
        click.echo(words(Text("cli.interrupted")), err=True)
        code = ExitCode.INTERRUPTED
    except TearoadError as error:
        complain(error, words)
        code = ExitCode.UNREACHABLE if error.code in UNREACHABLE else ExitCode.UNUSABLE
    return code if isinstance(code, int) else ExitCode.DONE


def complain(error: TearoadError, words: Words) -> None:
    """Say what went wrong and what to do, on the error stream."""
    for problem in (error, *getattr(error, "problems", ())):
        click.echo(words(problem.text), err=True)
        if problem.hint is not None:
            click.echo(words(problem.hint), err=True)


def main(program: Callable[[Language], click.Group] = build) -> None:
    """Run the command line with the arguments of the process."""
    code = run(sys.argv[1:], program)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and said: a Ctrl-C now changes nothing
    sys.exit(code)
