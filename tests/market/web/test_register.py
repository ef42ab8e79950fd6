"""The products of the register's firms become the form of a brief."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.companies import Product
from tearoad.companies.web.actions.register import enter
from tearoad.demo.make import make_mission
from tearoad.market.web.queries.briefs import RegisterProducts, register_products
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.values import HSCode


def products(*codes: str) -> tuple[Product, ...]:
    return tuple(Product(FirmName(native=f"товар {code}"), HSCode(code) if code else None) for code in codes)


def three_firms(officer: Actor) -> None:
    sold = (products("09021090", "210390"), products("090210", ""), products("090210", "220890"))
    for firm, goods in zip(make_mission(2023).exporters[:3], sold, strict=True):
        enter(officer, replace(firm, products=goods))


def test_codes_that_most_firms_sell_come_first_and_products_without_one_are_named(officer: Actor) -> None:
    three_firms(officer)

    assert register_products(officer, 2) == RegisterProducts(("090210", "210390"), 1, ("товар ",))
    assert register_products(officer, 9) == RegisterProducts(("090210", "210390", "220890"), 0, ("товар ",))


def test_form_is_filled_in_from_the_register(
    signed_in: Client, officer: Actor, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    assert "No exporter of the register" in signed_in.get("/markets/?products=register").content.decode()
    three_firms(officer)

    page = signed_in.get("/markets/?products=register").content.decode()

    assert 'value="0902.10, 2103.90, 2208.90"' in page
    assert "1 product has no HS code" in page
    assert "?products=register#new" in signed_in.get("/markets/").content.decode()
