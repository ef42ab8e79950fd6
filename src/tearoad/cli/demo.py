"""`tearoad demo`: the demo mission as a folder of files."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("demo")
@click.option("--files", type=click.Path(path_type=Path), required=True, metavar="DIR")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=2023, metavar="N")
@click.pass_obj
def demo(words: Words, files: Path, seed: int) -> int:
    """Write the demo mission as files."""
    from tearoad.demo.folder import write_demo  # noqa: PLC0415  # the name generator is heavy

    write_demo(files, seed, words.language)
    click.echo(words(Text("cli.demo_done", path=str(files))))
    return ExitCode.DONE
