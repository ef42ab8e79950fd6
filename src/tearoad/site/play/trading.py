"""Made-up figures, tables and notices are loaded, and an officer asks for a brief of the firms' products."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tearoad.companies import Exporter
from tearoad.demo.notices import NOTICES, DemoNotice
from tearoad.demo.obstacles import REQUIREMENTS_FILE, requirements_table
from tearoad.demo.prices import FILE, rates_table
from tearoad.demo.roads import POSTS_FILE, ROUTES_FILE, posts_table, routes_table
from tearoad.demo.trade import EXPORTER, MARKETS, traded_codes, write_trade
from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.firms import FirmProducts, brief_firms
from tearoad.market.engine import engine_installed
from tearoad.market.trade_data.store import LoadOptions, load_trade
from tearoad.market.web.actions.articles import add_article, decide_facts
from tearoad.market.web.actions.briefs import ask_for_brief
from tearoad.market.web.actions.tables import save_table
from tearoad.market.web.models import FACT_PLACES, FactState
from tearoad.market.web.queries.articles import facts_of_article, proposal
from tearoad.market.web.queries.briefs import market_store, snapshot_in_use
from tearoad.market.web.queries.tables import POSTS, RATES, REQUIREMENTS, ROUTES
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.web.clock import now


def brief_markets(officer: Actor, firms: tuple[Exporter, ...], seed: int) -> None:
    """Fill the pages of markets; without the extra `market` those of briefs say what to install."""
    tables = (
        (RATES, FILE, rates_table()),
        (REQUIREMENTS, REQUIREMENTS_FILE, requirements_table()),
        (ROUTES, ROUTES_FILE, routes_table()),
        (POSTS, POSTS_FILE, posts_table()),
    )
    for kind, file, content in tables:
        save_table(officer, kind, file, content.encode())
    for notice in NOTICES:
        _read_notice(officer, notice)
    if not engine_installed():
        return
    codes = traded_codes(firms)
    if snapshot_in_use() is None:
        with tempfile.TemporaryDirectory() as folder:
            load_trade([write_trade(Path(folder), seed, codes)], market_store(), at=now(), options=LoadOptions())
    sellers = brief_firms(FirmProducts(firm.name, firm.products) for firm in firms)
    ask_for_brief(officer, BriefRequest(EXPORTER, codes, MARKETS), sellers)
    run_waiting()


def _read_notice(officer: Actor, notice: DemoNotice) -> None:
    """Keep an article, and accept those of its facts that pages are to show."""
    row = add_article(officer, notice.title, notice.source, notice.published_on, notice.text)
    facts = {proposal(fact).written: fact.pk for fact in facts_of_article(row)}
    for written, places in notice.accepted:
        placement = {"market": notice.market} | {place: place in places for place in FACT_PLACES}
        decide_facts(officer, row, [facts[written]], FactState.ACCEPTED, placement=placement)
