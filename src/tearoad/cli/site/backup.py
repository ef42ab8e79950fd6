"""`tearoad backup`: everything in one file, while people go on working."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--with-key", is_flag=True)
@click.pass_obj
def backup(words: Words, file: Path, *, with_key: bool) -> int:
    """Write a backup."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.backup.write import backup as write  # noqa: PLC0415  # Django, late

    made = write(file, with_key=with_key)
    rows = sum(table.rows for table in made.manifest.tables.values())
    click.echo(words(Text("cli.backup_done", path=str(file), rows=rows, files=len(made.manifest.files))))
    click.echo(words(Text("cli.backup_has_key" if with_key else "cli.backup_needs_key")))
    click.echo(words(Text("cli.backup_code", code=made.code)))
    return ExitCode.DONE
