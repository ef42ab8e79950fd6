"""The brief and the price of the demo: made of made-up figures, and marked so on every page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.demo.make import make_mission
from tearoad.demo.prices import FILE, rates_table
from tearoad.demo.trade import MARKETS
from tearoad.market.brief.document import BriefRequest
from tearoad.market.price.rates import PriceStep
from tearoad.market.web.actions.briefs import ask_for_brief
from tearoad.market.web.actions.tables import save_table
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries.tables import RATES
from tearoad.mission.papers import spelling
from tearoad.people import Actor
from tearoad.site.play.trading import brief_markets
from tearoad.values import Language
from tests.market.web.made_up_trade import keep_small_brief

MARK = "Made-up figures of the demo."


def test_demo_shows_a_brief_that_says_its_figures_are_made_up(
    signed_in: Client, officer: Actor, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    firm = make_mission(2023).exporters[0]
    brief_markets(officer, (replace(firm, products=firm.products[:1]),), 2023)

    row = SavedBrief.objects.get()
    keep_small_brief()
    waiting = ask_for_brief(officer, BriefRequest("CHN", ("0902",), ("KAZ",)))
    assert (row.exporter, row.markets, row.made_at is not None) == ("CHN", "RUS,KAZ,VNM,DEU,USA", True)
    listed = signed_in.get("/markets/").content.decode()
    assert MARK in listed
    assert listed.count('<span class="badge warn">made-up figures</span>') == 1
    assert MARK in signed_in.get(f"/markets/{row.pk}/").content.decode()
    assert MARK in signed_in.get(f"/markets/{waiting.pk}/").content.decode()
    text = signed_in.get(f"/markets/{row.pk}/md/").content.decode()
    assert MARK in text
    assert f"| {spelling.firm(firm.name, Language.EN).main} |" in text
    assert "Russian mission in Harbin | official Chinese data" in text
    for address, shown in (
        ("/markets/obstacles/?market=DEU&hs=0902&on=2023-02-06", "Residue analysis of every tenth lot (fictional)"),
        ("/markets/obstacles/?market=RUS&hs=0902&on=2023-02-06", "TR CU 021/2011"),
        ("/markets/road/?market=RUS&on=2023-02-06", "Trains carried 1.5 million tonnes"),
        ("/markets/facts/", "哈萨克斯坦买家订购调味品（虚构）"),
    ):
        assert shown in signed_in.get(address).content.decode(), address


def test_demo_works_out_a_price_for_each_market_and_says_its_rates_are_made_up(
    signed_in: Client, officer: Actor
) -> None:
    save_table(officer, RATES, FILE, rates_table().encode())
    shipment = {"hs": "090210", "on": "2023-02-06", "pieces": "1000", "weight": "250", "currency": "CNY"}

    for market in MARKETS:
        page = signed_in.get("/markets/price/", shipment | {"market": market, "ex_works": "20"}).content.decode()
        assert page.count("made up for the demo (fictional)") == len(PriceStep)
        assert "A piece on the shelf, tax included:" in page
