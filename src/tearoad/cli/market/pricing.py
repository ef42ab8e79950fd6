"""The longer way of `tearoad market price`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError
from tearoad.market.price.landed import LandedPrice, PricedShipment, highest_ex_works, landed_price
from tearoad.market.price.rates import PriceStep, rates_template, read_rates
from tearoad.market.price.wording import missing_step, money_written
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.text import Text
from tearoad.values import HSCode, Money
from tearoad.words import Words

_MOST = Decimal(10) ** 12


def print_template() -> int:
    """Print an empty table of rates."""
    click.echo(rates_template(), nl=False)
    return ExitCode.DONE


def amount_of(written: str, option: str) -> Decimal:
    """Return an amount that an option gives.

    Raises:
        InputError: it is no number of zero or more.

    """
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < _MOST:
        text = Text("market.price_amount", option=option, found=written)
        raise InputError(text, Text("market.price_amount_hint"))
    return amount


def shipment_of(  # what a shipment is made of, each by its name
    country: str, product: str, *, on: date, pieces: int, weight_kg: Decimal, currency: str
) -> PricedShipment:
    """Return the shipment that options tell of.

    Raises:
        InputError: country, code or currency are none.

    """
    market = area_of(country)
    if market is None or not is_country(market):
        raise InputError(Text("market.brief_country", found=country), Text("market.brief_country_hint"))
    Money(Decimal(0), currency)
    return PricedShipment(market, HSCode.parse(product).digits, on, pieces, weight_kg, currency)


def print_price(words: Words, rates: Path, shipment: PricedShipment, amount: Decimal, *, backwards: bool) -> int:
    """Print a landed price, or backwards what goods may cost at the factory; exit code 1 where a rate is missing.

    Raises:
        InputError: the table of rates cannot be read.

    """
    table = read_rates(rates)
    found = highest_ex_works(amount, shipment, table) if backwards else amount
    made = landed_price(found or Decimal(0), shipment, table)
    if found is None and not made.missing:
        click.echo(words(Text("market.price_never", shelf=money_written(amount, made.currency, words))))
        return ExitCode.HELD_BACK
    if made.missing:
        _print_missing(words, made)
        return ExitCode.HELD_BACK
    click.echo(
        words(Text("market.price_ex_works", amount=money_written(found or Decimal(0), shipment.currency, words)))
    )
    for line in made.lines:
        shown, rate = money_written(line.amount, line.currency, words), line.rate
        origin: dict[str, str | int] = {"since": rate.since.isoformat(), "line": rate.line, "source": rate.source}
        written = words(Text("market.price_line", step=Text(f"market.step_{line.step}"), amount=shown, **origin))
        age = rate.age(shipment.on)
        click.echo(f"{written} · {words(age)}" if age else written)
    for name, total in (("customs", made.customs_value), ("warehouse", made.warehouse), ("shelf", made.shelf)):
        click.echo(words(Text(f"market.price_{name}", amount=money_written(total or Decimal(0), made.currency, words))))
    return ExitCode.DONE


def _print_missing(words: Words, made: LandedPrice) -> None:
    click.echo(words(Text("market.price_open")), err=True)
    for step in PriceStep:
        if step in made.missing:
            click.echo("  " + words(missing_step(step)), err=True)
    click.echo(words(Text("market.price_open_hint")), err=True)
