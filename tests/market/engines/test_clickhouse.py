"""A brief on ClickHouse has the figures that DuckDB gives; `make test-engines` brings the extra that it needs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.market.brief.document import BriefRequest, MarketBrief
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.ranking import keep_ranking
from tearoad.market.clickhouse import URL, in_clickhouse
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import TradeSnapshot
from tests.market.brief.test_brief import made_trade
from tests.market.brief.test_country_figures import country_files
from tests.market.trade_files import comtrade, load

pytestmark = pytest.mark.skipif(
    find_spec("chdb") is None or find_spec("sqlglot") is None, reason="the extra `engines` is not installed"
)
REQUESTS = [
    BriefRequest("CHN", ("0902", "210390"), ("RUS", "KAZ", "VNM")),
    BriefRequest("KAZ", ("09", "090240"), ("RUS", "DEU"), 2020),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> TradeSnapshot:
    folder = tmp_path_factory.mktemp("o'clock")
    load(folder / "store", comtrade(folder / "made.csv", list(made_trade()), weight=250))
    made = load(folder / "store", *country_files(folder))
    with open_trade(made) as trade:
        keep_ranking(trade)
    return made


def brief_on(snapshot: TradeSnapshot, request: BriefRequest, url: str) -> MarketBrief:
    with open_trade(snapshot, url) as trade:
        return make_brief(trade, request)


@pytest.mark.parametrize("request_", REQUESTS)
def test_brief_on_clickhouse_is_the_same(snapshot: TradeSnapshot, request_: BriefRequest) -> None:
    ours, theirs = (brief_on(snapshot, request_, url) for url in ("", URL))

    assert len(ours.figures) == len(theirs.figures)
    for figure, other in zip(ours.figures, theirs.figures, strict=True):
        same = (figure.ref, figure.measure, figure.product, figure.market, figure.told_by, figure.supplier, figure.year)
        assert same == (
            other.ref,
            other.measure,
            other.product,
            other.market,
            other.told_by,
            other.supplier,
            other.year,
        )
        assert other.value == (None if figure.value is None else pytest.approx(figure.value, rel=1e-12)), figure
    assert (ours.ranked_on, ours.country_tables, ours.year) == (theirs.ranked_on, theirs.country_tables, theirs.year)
    assert sum(figure.value is not None for figure in ours.figures) > 50


def test_ranking_fitted_on_clickhouse_is_the_same(snapshot: TradeSnapshot) -> None:
    kept = snapshot.folder / "ranking.npz"
    before = brief_on(snapshot, REQUESTS[0], "")
    kept.unlink()
    with open_trade(snapshot, URL) as trade:
        keep_ranking(trade)

    assert kept.is_file()
    assert brief_on(snapshot, REQUESTS[0], "").figures == before.figures


def test_who_published_which_year_is_the_same(snapshot: TradeSnapshot) -> None:
    with open_trade(snapshot) as trade:
        ours = trade.reporter_years()
    with open_trade(snapshot, URL) as trade:
        theirs = trade.reporter_years()

    assert [(year.reporter, year.flow, year.year, year.status, year.rows) for year in ours] == [
        (year.reporter, year.flow, year.year, year.status, year.rows) for year in theirs
    ]


def test_a_value_cannot_end_its_quotes(snapshot: TradeSnapshot) -> None:
    with open_trade(snapshot, URL) as trade:
        for text in ("it's", "\\", "\\' OR 1", 'a"b', "茶?"):
            assert trade.rows("SELECT ? AS text, ? AS other", [text, 1]) == [(text, 1)]
    assert "sumKahan" in in_clickhouse("SELECT fsum(value) FROM trade")


def test_setting_chooses_the_engine(
    snapshot: TradeSnapshot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(Path(snapshot.folder).parent.parent)
    command = ["brief", "--exporter", "CHN", "--hs", "0902", "--markets", "RUS", "--store", store]
    outputs = []
    for url in ("", URL):
        monkeypatch.setenv("TEAROAD_MARKET_URL", url)
        assert run(command) == 0
        outputs.append(capsys.readouterr().out)

    assert outputs[0] == outputs[1] != ""
