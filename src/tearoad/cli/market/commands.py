"""`tearoad market`: its commands and their options."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from tearoad.errors import InputError
from tearoad.text import Text
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


@market.command("fetch")
@click.argument("address", required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@click.pass_obj
def fetch(words: Words, address: str, out: Path) -> int:
    """Fetch a trade file from a host that the settings name."""
    from tearoad.cli.market.fetching import fetch_to  # noqa: PLC0415  # `--help` opens no connection

    return fetch_to(words, address, out)


@market.command("check")
@click.option("--store", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(words: Words, store: Path | None, *, as_json: bool) -> int:
    """Say who published which year whole."""
    from tearoad.cli.market.loading import check_years  # noqa: PLC0415  # `--help` needs no engine

    return check_years(words, store, as_json=as_json)


@market.command("rates")
def rates() -> int:
    """Print an empty table of rates."""
    from tearoad.cli.market.pricing import print_template  # noqa: PLC0415  # `--help` needs none of it

    return print_template()


@market.command("price")
@click.option("--rates", "table", type=click.Path(path_type=Path), required=True, metavar="CSV")
@click.option("--market", "country", required=True, metavar="COUNTRY")
@click.option("--hs", "product", required=True, metavar="CODE")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DATE")
@click.option("--pieces", type=click.IntRange(min=1), required=True, metavar="N")
@click.option("--weight", required=True, metavar="KG")
@click.option("--currency", required=True, metavar="CODE")
@click.option("--ex-works", metavar="PRICE")
@click.option("--shelf", metavar="PRICE")
@click.pass_obj
def price(  # noqa: PLR0913, PLR0917  # one parameter an option
    words: Words,
    table: Path,
    country: str,
    product: str,
    on: datetime,
    pieces: int,
    weight: str,
    currency: str,
    ex_works: str | None,
    shelf: str | None,
) -> int:
    """Work out a landed price, or backwards what goods may cost at the factory."""
    from tearoad.cli.market.pricing import amount_of, print_price, shipment_of  # noqa: PLC0415  # `--help` needs none

    if (ex_works is None) == (shelf is None):
        raise InputError(Text("market.price_one_of"), Text("market.price_one_of_hint"))
    given = ex_works if ex_works is not None else shelf
    amount = amount_of(given or "", "--ex-works" if ex_works is not None else "--shelf")
    shipment = shipment_of(
        country, product, on=on.date(), pieces=pieces, weight_kg=amount_of(weight, "--weight"), currency=currency
    )
    return print_price(words, table, shipment, amount, backwards=ex_works is None)


@market.command("facts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def facts(words: Words, file: Path, on: datetime | None, *, as_json: bool) -> int:
    """Propose the facts of an article or a notice, and check its numbers."""
    from tearoad.cli.market.facts import print_facts  # noqa: PLC0415  # `--help` needs none of it

    return print_facts(words, file, on.date() if on else None, as_json=as_json)


@market.command("obstacles")
@click.option("--table", type=click.Path(path_type=Path), metavar="CSV")
@click.option("--market", "country", metavar="COUNTRY")
@click.option("--hs", "product", metavar="CODE")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.pass_obj
def obstacles(words: Words, table: Path | None, country: str | None, product: str | None, on: datetime | None) -> int:
    """Say what a table of requirements tells of goods in a market; without a table print one to begin with."""
    from tearoad.cli.market.obstacles import print_obstacles, print_requirements  # noqa: PLC0415  # `--help` needs none

    if table is None:
        return print_requirements()
    if country is None or product is None or on is None:
        raise InputError(Text("market.obstacles_options"), Text("market.obstacles_options_hint"))
    return print_obstacles(words, table, country, product, on.date())


@market.command("road")
@click.option("--routes", type=click.Path(path_type=Path), metavar="CSV")
@click.option("--posts", type=click.Path(path_type=Path), metavar="CSV")
@click.option("--market", "country", metavar="COUNTRY")
@click.option("--template", type=click.Choice(["routes", "posts"]))
@click.option("--sea", is_flag=True)
@click.pass_obj
def road(  # one parameter an option
    words: Words,
    routes: Path | None,
    posts: Path | None,
    country: str | None,
    template: str | None,
    *,
    sea: bool,
) -> int:
    """Set the routes to a market beside each other, and what its border posts let through."""
    from tearoad.cli.market.roads import print_road, print_road_template, print_sea_legs  # noqa: PLC0415  # heavy

    if template is not None:
        return print_road_template(template)
    if sea:
        return print_sea_legs(words, routes)
    if country is None or (routes is None and posts is None):
        raise InputError(Text("market.road_nothing"), Text("market.road_nothing_hint"))
    return print_road(words, country, routes, posts)
