"""`tearoad new`: a folder of templates for a mission."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def new(words: Words, folder: Path) -> int:
    """Make a folder of templates."""
    from tearoad.journey.example import new_folder  # noqa: PLC0415  # spreadsheets are heavy; `--help` needs none of it

    new_folder(folder, words.language)
    click.echo(words(Text("cli.new_done", path=str(folder))))
    return ExitCode.DONE
