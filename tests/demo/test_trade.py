from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tearoad.demo.make import make_mission
from tearoad.demo.trade import EXPORTER, MARKETS, SILENT, YEARS, traded_codes, write_trade
from tearoad.market.brief.document import BriefMeasure, BriefRequest, MarketBrief, ReportedBy
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.wording import worded
from tearoad.market.brief.writing import brief_pdf, markdown, workbook
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import LoadOptions, current_snapshot
from tearoad.values import Language
from tearoad.words import Words
from tests.market.trade_files import AT, comtrade, load

CODES = ("090210", "210390")
MARK = {
    Language.EN: "Made-up figures of the demo.",
    Language.ZH: "演示用虚构数据",
    Language.RU: "Вымышленные данные для показа.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trade")
    load(folder / "store", write_trade(folder, 2023, CODES))
    return folder / "store"


@pytest.fixture(scope="module")
def made(store: Path) -> MarketBrief:
    with open_trade(current_snapshot(store)) as trade:
        return make_brief(trade, BriefRequest(EXPORTER, CODES, MARKETS))


def test_codes_are_those_of_the_firms_with_six_digits() -> None:
    codes = traded_codes(make_mission(2023).exporters)

    assert {"090210", "210390", "220890"} <= set(codes)
    assert {len(code) for code in codes} == {6}
    assert list(codes) == sorted(set(codes))


def test_the_same_seed_makes_the_same_file_and_another_one_another(tmp_path: Path) -> None:
    first = write_trade(tmp_path, 1, CODES).read_bytes()

    assert write_trade(tmp_path, 1, CODES).read_bytes() == first
    assert write_trade(tmp_path, 2, CODES).read_bytes() != first
    rows = list(csv.DictReader(first.decode().splitlines()))
    assert {int(row["fictional_year"]) for row in rows} == set(YEARS)
    assert not [row for row in rows if (row["reporter"], int(row["fictional_year"])) == SILENT]


def test_brief_ranks_every_market_and_says_who_tells_of_the_silent_one(made: MarketBrief) -> None:
    told_by = {market: made.figure(BriefMeasure.IMPORTS, CODES[0], market).told_by for market in MARKETS}

    assert told_by == {"RUS": ReportedBy.PARTNERS, **dict.fromkeys(MARKETS[1:], ReportedBy.OWN)}
    assert made.fictional
    assert made.ranked_on == YEARS
    assert [figure for figure in made.figures if figure.measure is BriefMeasure.RANK and figure.value is None] == []


@pytest.mark.parametrize("language", Language)
def test_every_page_of_every_form_says_that_the_figures_are_made_up(made: MarketBrief, language: Language) -> None:
    words, mark = Words(language), MARK[language]
    said = worded(made, words)

    assert mark in markdown(said, words).splitlines()[2]
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(said, words)))
    assert len(book.sheet_names) == 3
    for name in book.sheet_names:
        assert any(mark in str(cell) for row in book.get_sheet_by_name(name).to_python() for cell in row)
    pages = pypdfium2.PdfDocument(brief_pdf(made, language, AT))
    assert len(pages) > 1
    assert [number for number, page in enumerate(pages) if mark not in page.get_textpage().get_text_range()] == []


def test_made_up_figures_give_way_to_published_ones(store: Path, tmp_path: Path) -> None:
    published = comtrade(tmp_path / "real.csv", [(2021, "643", "M", "156", "090210", 5)])

    snapshot = load(store, published, options=LoadOptions(add=True))

    assert ([part.file for part in snapshot.parts], snapshot.fictional) == (["real.csv"], False)
