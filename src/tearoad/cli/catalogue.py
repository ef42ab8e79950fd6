"""`tearoad catalogue`: the firms of a mission folder as a PDF for all buyers, or for each what fits them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("catalogue")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--buyer", "buyers", multiple=True, metavar="ID")
@click.option("--each-buyer", is_flag=True)
@click.pass_obj
def catalogue(words: Words, folder: Path, out: Path | None, buyers: tuple[str, ...], *, each_buyer: bool) -> int:
    """Write the catalogue of a mission folder."""
    from tearoad.journey.catalogues import write_catalogues  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it

    target = out or folder / "catalogue"
    now = datetime.now(UTC)  # noqa: TID251  # here the time comes in
    made = write_catalogues(folder, target, buyers, each_buyer=each_buyer, stamp=now)
    click.echo(words(Text("cli.catalogue_done", count=len(made.files), path=str(target))))
    if made.left_out:
        click.echo(words(Text("cli.catalogue_left_out", count=made.left_out)))
    return ExitCode.HELD_BACK if made.left_out else ExitCode.DONE
