"""`tearoad hall-copy`: one mission for the laptop of a server in a hall."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("hall-copy")
@click.argument("server")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def hall_copy(words: Words, server: str, file: Path) -> int:
    """Write the copy for the laptop of a server in a hall."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.desk.halls import hall_copy as write  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current  # noqa: PLC0415  # Django, late

    check_current()
    made = write(server, file)
    rows = sum(table.rows for table in made.manifest.tables.values())
    click.echo(words(Text("cli.hall_copy_done", path=str(file), rows=rows, files=len(made.manifest.files))))
    click.echo(words(Text("cli.hall_copy_next", path=file.name, code=made.code)))
    return ExitCode.DONE
