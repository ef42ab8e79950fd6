"""`tearoad shortlist`: whom a mission folder proposes to whom, and what fairness and consent cost."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.amount import Amount
from tearoad.words import Words


@click.command("shortlist")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--consent", is_flag=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, metavar="N")
@click.option("--effort", type=Amount(1), default=None, metavar="N")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def shortlist(words: Words, folder: Path, effort: float | None, *, consent: bool, seed: int, as_json: bool) -> int:
    """Tell the shortlist of a mission folder."""
    from tearoad.cli.shortlisting import tell_shortlist  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it
    from tearoad.journey.run import Options  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it
    from tearoad.timetable.solve import DEFAULT_WORK  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it

    options = Options(seed=seed, effort=DEFAULT_WORK if effort is None else effort)
    return tell_shortlist(words, folder, options, with_consent=consent, as_json=as_json)
