"""The longer way of `tearoad market obstacles`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError
from tearoad.market.obstacles.requirements import (
    REQUIREMENT_TABLE,
    obstacles_of,
    parse_requirements,
    requirements_template,
)
from tearoad.market.price.tables import table_in_file
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.words import Words


def print_requirements() -> int:
    """Print a table to begin with."""
    click.echo(requirements_template(), nl=False)
    return ExitCode.DONE


def print_obstacles(words: Words, table: Path, country: str, product: str, on: date) -> int:
    """Print what a table tells of goods in a market, topic by topic.

    Raises:
        InputError: the table, the country or the code cannot be read.

    """
    market = area_of(country)
    if market is None or not is_country(market):
        raise InputError(Text("market.brief_country", found=country), Text("market.brief_country_hint"))
    rows = parse_requirements(table_in_file(table, REQUIREMENT_TABLE), table.name)
    for obstacle in obstacles_of(rows, market, HSCode.parse(product).digits, on):
        click.echo(words(Text(f"market.topic_{obstacle.topic}")))
        if not obstacle.requirements:
            click.echo("  " + words(Text("market.obstacles_silent")))
        for row in obstacle.requirements:
            text = Text("market.obstacle", requirement=row.requirement, source=row.source, line=str(row.line))
            click.echo("  " + words(text))
            if row.is_old(on):
                click.echo("    " + words(Text("market.obstacle_old", day=row.read_on.isoformat())))
    return ExitCode.DONE
