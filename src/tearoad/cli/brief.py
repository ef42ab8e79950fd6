"""`tearoad brief`: which markets for these products, with every number traceable."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.words import Words


@click.command("brief")
@click.option("--exporter", required=True, metavar="COUNTRY")
@click.option("--hs", "products", required=True, metavar="CODES")
@click.option("--markets", required=True, metavar="COUNTRIES")
@click.option("--year", type=click.IntRange(1960, 2100), metavar="Y")
@click.option("--store", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def brief(  # one parameter an option
    words: Words, exporter: str, products: str, markets: str, year: int | None, store: Path | None, out: Path | None
) -> int:
    """Make a market brief."""
    from tearoad.cli.market.briefing import write_brief  # noqa: PLC0415  # `--help` needs no engine
    from tearoad.market.brief.making import brief_request  # noqa: PLC0415  # `--help` needs no engine

    return write_brief(words, brief_request(exporter, products, markets, year), store, out)
