"""The place behind an Incoterm that was written before there were three languages stands in that of its letters."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

from django.apps import apps

from tearoad.companies import Exporter, Price, Product
from tearoad.companies.web.actions import enter
from tearoad.companies.web.queries import party_of
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.values import Incoterm, LocalText, Money, PartyId

MIGRATION = import_module("tearoad.companies.web.migrations.0004_named_places")


def test_a_named_place_moves_to_the_language_of_its_letters_and_back(officer: Actor) -> None:
    price = Price(Money(Decimal(3), "USD"), "kg", Incoterm.FOB, LocalText(zh="钦州"))
    tea = Product(FirmName("绿茶"), price=price)
    row = enter(officer, Exporter(PartyId("E1"), FirmName("示例茶业"), products=(tea,)))
    now = row.document
    row.document = now | {
        "products": [now["products"][0] | {"price": now["products"][0]["price"] | {"named_place": "钦州"}}]
    }
    old = row.document
    row.save()
    MIGRATION.sort_in(apps, None)
    row.refresh_from_db()
    assert row.document == now
    MIGRATION.take_out(apps, None)
    row.refresh_from_db()
    assert row.document == old
    party = party_of(row)
    assert isinstance(party, Exporter)
    assert party.products == (tea,)
