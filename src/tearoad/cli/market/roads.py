"""The longer way of `tearoad market road`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError
from tearoad.market.price.tables import table_in_file
from tearoad.market.road.legs import ROUTE_TABLE, parse_routes, routes_template
from tearoad.market.road.posts import POST_TABLE, parse_posts, posts_template, years_on_year
from tearoad.market.road.routes import TradeRoute, routes_to, unbeaten
from tearoad.market.road.sea import with_sea_legs
from tearoad.market.road.wording import cost_text, hours_text, open_legs, post_lines, post_value
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.paper.figures import number
from tearoad.text import Text
from tearoad.words import Words


def print_road_template(name: str) -> int:
    """Print an empty table of routes or of border posts."""
    click.echo(routes_template() if name == "routes" else posts_template(), nl=False)
    return ExitCode.DONE


def print_sea_legs(words: Words, routes: Path | None) -> int:
    """Print a table of routes with the kilometres of its sea legs filled in.

    Raises:
        InputError: the table is missing or cannot be read.
        SetupError: the package that knows the lanes is not installed.

    """
    if routes is None:
        raise InputError(Text("market.road_nothing"), Text("market.road_nothing_hint"))
    filled, count = with_sea_legs(table_in_file(routes, ROUTE_TABLE), routes.name)
    click.echo(filled, nl=False)
    click.echo(words(Text("market.sea_filled", count=count)), err=True)
    return ExitCode.DONE


def print_road(words: Words, country: str, routes: Path | None, posts: Path | None) -> int:
    """Print the routes to a market and the figures of its border posts; exit code 1 where a route stays open.

    Raises:
        InputError: the country or a table cannot be read.

    """
    market = area_of(country)
    if market is None or not is_country(market):
        raise InputError(Text("market.brief_country", found=country), Text("market.brief_country_hint"))
    complete = True
    if routes is not None:
        legs = parse_routes(table_in_file(routes, ROUTE_TABLE), routes.name)
        found = routes_to(legs, market)
        complete = _print_routes(words, found, market)
    if posts is not None:
        rows = parse_posts(table_in_file(posts, POST_TABLE), posts.name)
        for year in years_on_year(rows, market):
            value = post_value(year, words)
            click.echo(words(Text("market.post_line", post=year.row.post, period=year.row.period, value=value)))
            for line in post_lines(year, words):
                click.echo("  " + words(line))
    return ExitCode.DONE if complete else ExitCode.HELD_BACK


def _print_routes(words: Words, routes: tuple[TradeRoute, ...], market: str) -> bool:
    """Print routes; False where one of them stays open."""
    if not routes:
        click.echo(words(Text("market.road_none", market=market)))
    best = unbeaten(routes)
    for route in routes:
        click.echo(words(_line(route, words)))
        for cost in route.costs:
            click.echo("  " + words(cost_text(cost, words)))
        if route.name in best:
            click.echo("  " + words(Text("market.road_unbeaten")))
        for text in open_legs(route):
            click.echo("  " + words(text))
    return not any(open_legs(route) for route in routes)


def _line(route: TradeRoute, words: Words) -> Text:
    if route.time is None:
        return Text("market.road_line_open", route=route.name)
    km = Text("market.road_unknown_km") if route.km is None else number(route.km.quantize(Decimal(1)), words.language)
    ends = {name: hours_text(getattr(route.time, name), words) for name in ("p10", "p50", "p90")}
    return Text("market.road_line", route=route.name, km=km, **ends)
