"""`tearoad demo`: the demo mission as a folder of files, or as a site to click through."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words

STAGES = ("called", "selected", "companies", "screened", "matched", "planned", "published", "followed")


@click.command("demo")
@click.option("--files", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--serve", is_flag=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=2023, metavar="N")
@click.option("--stage", type=click.Choice(STAGES), default="published")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N")
@click.option("--two-organisations", is_flag=True)
@click.pass_obj
def demo(  # noqa: PLR0913  # one for each option
    words: Words,
    files: Path | None,
    seed: int,
    stage: str,
    on: datetime | None,
    port: int | None,
    *,
    serve: bool,
    two_organisations: bool,
) -> int:
    """Write the demo mission as files, or serve it."""
    if (files is None) is not serve:
        raise click.UsageError(words(Text("cli.demo_files_or_serve")))
    if files is None:
        from tearoad.cli.site.demo import serve_demo  # noqa: PLC0415  # loads the site

        return serve_demo(words, seed, stage, on.date() if on else None, port, two_organisations=two_organisations)
    from tearoad.demo.folder import write_demo  # noqa: PLC0415  # the name generator is heavy

    write_demo(files, seed, words.language)
    click.echo(words(Text("cli.demo_done", path=str(files))))
    return ExitCode.DONE
