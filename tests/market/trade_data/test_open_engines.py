"""The engine of a snapshot is opened once a process; what is made beside its rows is nobody else's."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from tearoad.market.brief.document import BriefRequest, MarketBrief
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.ranking import keep_ranking
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import TradeSnapshot
from tests.market.brief.test_brief import made_trade
from tests.market.trade_files import comtrade, load

REQUESTS = [BriefRequest("CHN", ("0902",), ("RUS", "KAZ")), BriefRequest("DEU", ("210390",), ("VNM",))]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> TradeSnapshot:
    folder = tmp_path_factory.mktemp("trade")
    made = load(folder / "store", comtrade(folder / "made.csv", list(made_trade()), weight=250))
    with open_trade(made) as trade:
        keep_ranking(trade)
    return made


def brief_of(snapshot: TradeSnapshot, request: BriefRequest) -> MarketBrief:
    with open_trade(snapshot) as trade:
        return make_brief(trade, request)


def test_two_threads_make_their_briefs_beside_each_other(snapshot: TradeSnapshot) -> None:
    alone = [brief_of(snapshot, request) for request in REQUESTS]

    with ThreadPoolExecutor(4) as threads:
        beside = list(threads.map(lambda number: brief_of(snapshot, REQUESTS[number % 2]), range(8)))

    assert beside == alone * 4


def test_tables_made_for_a_brief_go_with_it(snapshot: TradeSnapshot) -> None:
    with open_trade(snapshot) as trade:
        make_brief(trade, REQUESTS[0])
        assert trade.rows("SELECT count(*) FROM markets") == [(2,)]
        with open_trade(snapshot) as other, pytest.raises(duckdb.CatalogException):
            other.rows("SELECT * FROM markets")


def test_the_snapshot_asked_for_is_the_one_that_answers(snapshot: TradeSnapshot, tmp_path: Path) -> None:
    small = load(tmp_path / "store", comtrade(tmp_path / "one.csv", [(2022, "643", "M", "156", "090210", 5)]))

    for _ in range(2):
        with open_trade(small) as few, open_trade(snapshot) as many:
            counts = [trade.rows("SELECT count(*) FROM trade") for trade in (few, many)]
        assert counts == [[(1,)], [(snapshot.rows,)]]


def test_a_forked_process_opens_its_own(snapshot: TradeSnapshot) -> None:
    before = brief_of(snapshot, REQUESTS[0])

    with multiprocessing.get_context("fork").Pool(2) as pool:
        forked = pool.starmap(brief_of, [(snapshot, REQUESTS[0])] * 2)

    assert forked == [before, before]
    assert brief_of(snapshot, REQUESTS[0]) == before
