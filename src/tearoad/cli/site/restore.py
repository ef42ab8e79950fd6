"""`tearoad restore`: a backup into an empty place, and a look at what came out."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--code", default="")
@click.option("--unverified", is_flag=True)
@click.pass_obj
def restore(words: Words, file: Path, *, key_file: Path | None, code: str, unverified: bool) -> int:
    """Restore a backup."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late
    from tearoad.site.backup.judging import judge  # noqa: PLC0415  # Django, late
    from tearoad.site.backup.keys import key_here, placed  # noqa: PLC0415  # before Django makes a key of its own
    from tearoad.site.backup.manifest import open_backup  # noqa: PLC0415  # before Django makes a key of its own
    from tearoad.site.config import read_config  # noqa: PLC0415  # before Django makes a key of its own

    config, opened = read_config(), open_backup(file)
    with opened.archive:
        judged = judge(opened, own_key=key_here(config, key_file), code=code, unverified=unverified)
        if judged.unknown is not None:
            click.echo(words(Text(f"site.restored_{judged.unknown}")), err=True)
        with placed(judged.key, config):
            manage.start()
            from tearoad.site.backup.restore import restore as read  # noqa: PLC0415  # before Django makes a key of its own

            restored = read(judged)
    rows = sum(table.rows for table in restored.manifest.tables.values())
    files = len(restored.manifest.files)
    click.echo(words(Text("cli.restore_done", path=str(file), rows=rows, files=files)))
    if restored.manifest.hall is not None:
        click.echo(words(Text("cli.restore_hall")))
    for chain in restored.chains:
        click.echo(words(chain.said), err=not chain.well)
    return ExitCode.DONE if all(chain.well for chain in restored.chains) else ExitCode.HELD_BACK
