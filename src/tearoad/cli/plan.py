"""`tearoad plan`: a mission folder in, a published timetable out."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.amount import Amount
from tearoad.words import Words


@click.command("plan")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--previous", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, metavar="N")
@click.option("--effort", type=Amount(1), default=15, metavar="N")
@click.option("--time-limit", type=Amount(1), default=600, metavar="S")
@click.option("--strict", is_flag=True)
@click.option("--refuse-errors", is_flag=True)
@click.option("--quiet", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def plan(  # noqa: PLR0913  # one parameter an option
    words: Words,
    folder: Path,
    out: Path | None,
    previous: Path | None,
    seed: int,
    effort: float,
    time_limit: float,
    *,
    strict: bool,
    refuse_errors: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Plan a mission folder."""
    from tearoad.cli.planning import Planning  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it
    from tearoad.journey.run import Options  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it

    options = Options(previous=previous, seed=seed, effort=effort, time_limit_s=time_limit, refuse_errors=refuse_errors)
    return Planning(words, as_json=as_json, quiet=quiet, strict=strict).run(folder, out or folder / "plan", options)
