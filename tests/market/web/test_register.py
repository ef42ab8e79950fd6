"""The products of firms become the form of a brief, and the brief says firm by firm which markets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.companies import Product
from tearoad.companies.web.actions.register import enter
from tearoad.demo.make import make_mission
from tearoad.market.brief.document import BriefMeasure
from tearoad.market.brief.firms import (
    BriefFirm,
    BriefFirms,
    FirmProducts,
    ProductsOfFirms,
    brief_firms,
    products_of_firms,
)
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries.firms import SellerSelection, SellerSource, firms_of, firms_of_brief
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.values import HSCode
from tearoad.values.document import to_document
from tests.market.web.made_up_trade import keep_small_brief

REGISTER = SellerSelection(SellerSource.REGISTER)


def products(*codes: str) -> tuple[Product, ...]:
    return tuple(Product(FirmName(native=f"товар {code}"), HSCode(code) if code else None) for code in codes)


def three_firms(officer: Actor) -> None:
    sold = (products("09021090", "210390"), products("090210", ""), products("090210", "220890"))
    for firm, goods in zip(make_mission(2023).exporters[:3], sold, strict=True):
        enter(officer, replace(firm, products=goods))


def test_codes_that_most_firms_sell_come_first_and_products_without_one_are_named(officer: Actor) -> None:
    three_firms(officer)
    known = firms_of(officer, REGISTER)

    assert products_of_firms(known, 2) == ProductsOfFirms(("090210", "210390"), 1, ("товар ",))
    assert products_of_firms(known, 9) == ProductsOfFirms(("090210", "210390", "220890"), 0, ("товар ",))


def test_form_is_filled_in_from_the_register_and_the_brief_keeps_the_firms(
    signed_in: Client, officer: Actor, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    assert "None of these firms has a product" in signed_in.get("/markets/?products=register").content.decode()
    three_firms(officer)

    page = signed_in.get("/markets/?products=register").content.decode()
    assert 'value="0902.10, 2103.90, 2208.90"' in page
    assert 'name="sellers" value="register:"' in page
    assert "1 product has no HS code" in page
    assert "?products=register#new" in signed_in.get("/markets/").content.decode()

    sent = {"exporter": "China", "products": "2208.90", "markets": "Russia", "sellers": "register:"}
    assert signed_in.post("/markets/ask/", sent).status_code == 302
    wanted = [firm for firm in firms_of(officer, REGISTER).firms if firm.uncoded or "220890" in firm.codes]
    assert firms_of_brief(SavedBrief.objects.get()) == BriefFirms(tuple(wanted))
    assert len(wanted) == 2


@pytest.mark.parametrize("source", ["mission", "call"])
def test_whose_products_are_wanted_must_be_known(signed_in: Client, source: str) -> None:
    for wanted, status in ((f"{source}&of=soon", 422), (f"{source}&of={uuid4()}", 404), ("moon", 422)):
        assert signed_in.get(f"/markets/?products={wanted}").status_code == status
    sent = {"exporter": "China", "products": "0902", "markets": "Russia", "sellers": "moon:"}
    answer = signed_in.post("/markets/ask/", sent)
    assert (answer.status_code, "does not say whose products" in answer.content.decode()) == (422, True)


def test_the_brief_says_firm_by_firm_which_markets_in_every_form(signed_in: Client) -> None:
    firms = BriefFirms(
        (
            BriefFirm("茶（虚构）", ("090210",), full_name=FirmName(native="茶（虚构）", latin="Tea Ltd (fictional)")),
            BriefFirm("Bare Ltd (fictional)", (), ("sauce",)),
        )
    )
    row = keep_small_brief()
    for figure in row.document["figures"]:
        if figure["measure"] == BriefMeasure.UNUSED:
            figure["value"] = {"RUS": 1000.0, "KAZ": 2500.0}[figure["market"]]
    row.firms = to_document(firms)
    row.save()
    refs = {f["market"]: f["ref"] for f in row.document["figures"] if f["measure"] == BriefMeasure.UNUSED}

    page = signed_in.get(f"/markets/{row.pk}/").content.decode()
    text = signed_in.get(f"/markets/{row.pk}/md/").content.decode()

    first, second = (f"Kazakhstan: 2,500 US dollars [{refs['KAZ']}]", f"Russia: 1,000 US dollars [{refs['RUS']}]")
    assert f"| Tea Ltd (fictional) | 0902.10 | {first} | {second} | – |" in text
    assert page.index("sauce (no HS code)") < page.index("Tea Ltd (fictional)")
    assert first in page
    signed_in.post("/language/", {"language": "zh-Hans", "next": "/"})
    assert "| 茶（虚构） | 0902.10 |" in signed_in.get(f"/markets/{row.pk}/md/").content.decode()
    assert signed_in.get(f"/markets/{row.pk}/pdf/").content.startswith(b"%PDF")


def test_firms_are_told_with_all_their_goods() -> None:
    sellers = (FirmProducts(FirmName(native="茶", latin="Tea"), products("090210", "09021090", "", "")),)

    assert brief_firms(sellers) == BriefFirms((BriefFirm("茶", ("090210",), ("товар ",), sellers[0].name),))
