"""`tearoad market load` and `tearoad market check`: the commands and their options."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from tearoad.words import Words


@click.group("market")
def market() -> None:
    """Hold the commands on trade figures."""


@market.command("load")
@click.argument("sources", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--store", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="TOML")
@click.option("--add", is_flag=True)
@click.option("--released", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.pass_obj
def load(  # one parameter an option
    words: Words,
    sources: tuple[Path, ...],
    store: Path | None,
    mapping: Path | None,
    released: datetime | None,
    *,
    add: bool,
) -> int:
    """Read trade files into a new snapshot."""
    from tearoad.cli.market.loading import load_files  # noqa: PLC0415  # `--help` needs no engine

    on: date | None = released.date() if released else None
    return load_files(words, sources, store=store, mapping=mapping, released_on=on, add=add)


@market.command("check")
@click.option("--store", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(words: Words, store: Path | None, *, as_json: bool) -> int:
    """Say who published which year whole."""
    from tearoad.cli.market.loading import check_years  # noqa: PLC0415  # `--help` needs no engine

    return check_years(words, store, as_json=as_json)
