"""`tearoad help` and `tearoad completion`: what a command does, and a shell that knows the commands."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from tearoad.text import Text
from tearoad.words import Words

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_TEAROAD_COMPLETE"
"""In it the shell says that it asks for completions."""


@click.command("help")
@click.argument("command", nargs=-1)
@click.pass_context
def help_(context: click.Context, command: tuple[str, ...]) -> None:
    """Show the page of a command."""
    words: Words = context.obj
    target = context.find_root()
    for name in command:
        if not isinstance(target.command, click.Group):
            raise click.UsageError(words(Text("cli.click_extra", args=name)), target)
        _name, below, _rest = target.command.resolve_command(target, [name])
        assert below is not None  # noqa: S101  # click complains of a name that it does not know
        target = click.Context(below, parent=target, info_name=name)
    click.echo(target.get_help())


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.pass_context
def completion(context: click.Context, shell: str | None) -> None:
    """Print what a shell has to read to complete commands and options."""
    own = Path(os.environ.get("SHELL", "")).name
    kind = get_completion_class(shell or (own if own in SHELLS else SHELLS[0]))
    assert kind is not None  # noqa: S101  # click knows all of them
    made = kind(context.find_root().command, {}, "tearoad", _VARIABLE)
    click.echo(made.source_template % made.source_vars())
