from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tearoad.errors import InputError
from tearoad.market.brief.document import BriefFigure, BriefMeasure, BriefRequest, MarketBrief, ReportedBy
from tearoad.market.brief.figure_wording import figure_value
from tearoad.market.brief.making import brief_request, make_brief
from tearoad.market.brief.queries import QUERIES, STANDING_QUERIES, SUPPLIERS, YEAR_IMPORTS
from tearoad.market.brief.trends import trend_table
from tearoad.market.brief.wording import worded
from tearoad.market.brief.writing import brief_pdf, markdown, workbook
from tearoad.market.trade_data.query import TradeRows, open_trade
from tearoad.market.trade_data.store import TradeSnapshot
from tearoad.values import Language
from tearoad.words import Words
from tests.market.trade_files import AT, Trade, comtrade, load

COUNTRIES = ("156", "643", "398", "704", "276", "842", "392", "410", "764", "356")
CODES = ("090210", "090240", "210390")
REQUEST = BriefRequest("CHN", ("0902", "210390"), ("RUS", "KAZ", "VNM"))


def made_trade() -> Iterator[Trade]:
    """Five years of imports; Russia tells nothing of the last one, its partners do."""
    for year in range(2018, 2023):
        for i, exporter in enumerate(COUNTRIES):
            for j, market in enumerate(COUNTRIES):
                for k, code in enumerate(CODES):
                    value = 1000 * ((i * 7 + j * 5 + k * 3 + year) % 11)
                    if exporter == market or not value:
                        continue
                    if market == "643" and year == 2022:
                        yield (year, exporter, "X", market, code, value)
                    else:
                        yield (year, market, "M", exporter, code, value)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> TradeSnapshot:
    folder = tmp_path_factory.mktemp("trade")
    return load(folder / "store", comtrade(folder / "made.csv", list(made_trade()), weight=250))


@pytest.fixture(scope="module")
def five_year_brief(snapshot: TradeSnapshot) -> MarketBrief:
    with open_trade(snapshot) as trade:
        return make_brief(trade, REQUEST)


def asked_again(trade: TradeRows, figure: BriefFigure) -> float | None:
    """Answer a figure's query once more, over tables made as the brief says."""
    if figure.query == "suppliers":
        place = {BriefMeasure.FIRST_SUPPLIER: 1, BriefMeasure.SECOND_SUPPLIER: 2, BriefMeasure.THIRD_SUPPLIER: 3}
        found = {(row[0], row[1], row[4]): (row[2], row[3]) for row in trade.rows(SUPPLIERS)}
        supplier, share = found.get((figure.product, figure.market, place[figure.measure]), ("", None))
        assert supplier == figure.supplier
        return None if share is None else float(share)
    if figure.query == "year_imports":
        imports = {(row[0], row[1], row[2]): row[3] for row in trade.rows(YEAR_IMPORTS)}
        return imports.get((figure.product, figure.market, figure.year))
    if figure.query in STANDING_QUERIES:
        return {row[0]: row[1] for row in trade.rows(STANDING_QUERIES[figure.query])}.get(figure.product)
    found_again: dict[tuple[str, str], float] = {(row[0], row[1]): row[2] for row in trade.rows(QUERIES[figure.query])}
    return found_again.get((figure.product, figure.market))


def test_every_figure_comes_out_of_its_query_again(snapshot: TradeSnapshot, five_year_brief: MarketBrief) -> None:
    with open_trade(snapshot) as trade:
        again = make_brief(trade, REQUEST, lambda *_: ({}, ()))
        traded = [figure for figure in five_year_brief.figures if figure.query != "ranking"]

        assert len(traded) == 2 * 3 * (12 + 5) + 2 * 2
        assert [figure.value for figure in traded] == [asked_again(trade, figure) for figure in traded]
        assert [figure.value for figure in again.figures if figure.query != "ranking"] == [
            figure.value for figure in traded
        ]


def test_figures_are_those_of_the_rows(snapshot: TradeSnapshot, five_year_brief: MarketBrief) -> None:
    with open_trade(snapshot) as trade:
        ((imports, own),) = trade.rows(
            "SELECT sum(value), sum(value) FILTER (exporter = 'CHN') FROM bilateral WHERE market = 'KAZ'"
            " AND year = 2022 AND starts_with(product, '0902')"
        )

    assert five_year_brief.figure(BriefMeasure.IMPORTS, "0902", "KAZ").value == imports
    assert five_year_brief.figure(BriefMeasure.FROM_EXPORTER, "0902", "KAZ").value == own
    assert five_year_brief.figure(BriefMeasure.SHARE, "0902", "KAZ").value == pytest.approx(own / imports)


def test_year_that_partners_tell_is_marked(five_year_brief: MarketBrief) -> None:
    assert five_year_brief.figure(BriefMeasure.IMPORTS, "0902", "RUS").told_by is ReportedBy.PARTNERS
    assert five_year_brief.figure(BriefMeasure.IMPORTS, "0902", "KAZ").told_by is ReportedBy.OWN
    assert five_year_brief.figure(BriefMeasure.IMPORTS, "0902", "RUS").value is not None


def test_growth_is_not_told_between_a_year_of_ones_own_and_one_of_partners(five_year_brief: MarketBrief) -> None:
    growth = [five_year_brief.figure(BriefMeasure.GROWTH, "0902", market).value for market in ("RUS", "KAZ", "VNM")]

    assert [value is None for value in growth] == [True, False, False]


def test_places_lie_within_their_intervals(five_year_brief: MarketBrief) -> None:
    assert five_year_brief.ranked_on == (2018, 2019, 2020, 2021, 2022)
    for product in five_year_brief.products:
        for market in five_year_brief.markets:
            low, place, high, many = (
                five_year_brief.figure(measure, product, market).value or 0
                for measure in (
                    BriefMeasure.RANK_FROM,
                    BriefMeasure.RANK,
                    BriefMeasure.RANK_TO,
                    BriefMeasure.RANKED_MARKETS,
                )
            )
            assert 1 <= low <= place <= high <= many == 9


def test_markets_at_one_place_are_said_to_be_level(five_year_brief: MarketBrief) -> None:
    def ranked(ranks: dict[str, float]) -> MarketBrief:
        figures = (
            replace(figure, value=ranks[figure.market]) if figure.measure is BriefMeasure.RANK else figure
            for figure in five_year_brief.figures
        )
        return replace(five_year_brief, figures=tuple(figures))

    for language, mark in ((Language.EN, ", shared"), (Language.ZH, "并列"), (Language.RU, "наравне")):
        for ranks, level in (({"RUS": 2.0, "KAZ": 2.0, "VNM": 5.0}, 2), ({"RUS": 2.0, "KAZ": 3.0, "VNM": 5.0}, 0)):
            said = worded(ranked(ranks), Words(language))
            for table in said.comparisons:
                assert sum(mark in cell for row in table.rows for cell in row) == level


def test_a_market_more_turns_no_order(snapshot: TradeSnapshot, five_year_brief: MarketBrief) -> None:
    with open_trade(snapshot) as trade:
        more = make_brief(trade, BriefRequest("CHN", REQUEST.products, (*REQUEST.markets, "DEU")))

    assert five_year_brief.figures
    values = {
        (brief_figure.measure, brief_figure.product, brief_figure.market, brief_figure.year): brief_figure.value
        for brief_figure in more.figures
    }
    for figure in five_year_brief.figures:
        assert values[figure.measure, figure.product, figure.market, figure.year] == figure.value


@pytest.mark.parametrize("language", list(Language))
def test_every_number_on_paper_leads_to_its_figure(five_year_brief: MarketBrief, language: Language) -> None:
    words = Words(language)
    said = worded(five_year_brief, words)
    known = {figure.ref: figure for figure in five_year_brief.figures}
    seen = set()
    for table in said.details:
        for _label, value, ref, query, _told in table.rows:
            assert (value, query) == (figure_value(known[ref], words), known[ref].query)
            seen.add(ref)
    assert seen == set(known)
    for table in said.comparisons:
        for row in table.rows:
            for cell in row[1:]:
                shown, ref = re.fullmatch(r"(.+) \[(F\d+)\]", cell).groups()  # type: ignore[union-attr]  # all match
                assert shown.partition(" (")[0] == figure_value(known[ref], words)


@pytest.mark.parametrize("language", list(Language))
def test_the_three_papers_say_the_same_numbers(five_year_brief: MarketBrief, language: Language) -> None:
    words = Words(language)
    said = worded(five_year_brief, words)
    cells = {cell for table in (*said.comparisons, *said.details) for row in table.rows for cell in row}

    text = markdown(said, words)
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(said, words)))
    sheets = {
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    }
    pages = pypdfium2.PdfDocument(brief_pdf(five_year_brief, language, AT))
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)

    assert cells <= sheets
    assert [cell for cell in cells if cell not in text] == []
    for figure in five_year_brief.figures:
        assert figure.ref in printed
    # Paper joins letters, so that the digest is looked for by its beginning.
    assert five_year_brief.snapshot[:4] in printed


def test_request_is_read_as_people_write_it() -> None:
    assert brief_request("China", "0902, 2103.90", "Россия、越南,KAZ") == BriefRequest(
        "CHN", ("0902", "210390"), ("RUS", "VNM", "KAZ")
    )


@pytest.mark.parametrize(
    ("exporter", "products", "markets", "code"),
    [
        ("CHN", "0902", "Atlantis", "market.brief_country"),
        ("CHN", "0902", "WLD", "market.brief_country"),
        ("CHN", "09021000", "RUS", "market.brief_code"),
        ("CHN", "", "RUS", "market.brief_empty"),
        ("CHN", "0902", "CHN", "market.brief_home"),
    ],
)
def test_request_that_cannot_be_answered_is_refused(exporter: str, products: str, markets: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        brief_request(exporter, products, markets)

    assert refused.value.code == code


def test_product_without_a_row_is_named_beside_those_that_have_some(snapshot: TradeSnapshot) -> None:
    with open_trade(snapshot) as trade:
        five_year_brief = make_brief(trade, BriefRequest("CHN", ("0902", "8703"), ("RUS",)), lambda *_: ({}, ()))

    missing = [line for line in worded(five_year_brief, Words(Language.EN)).lead if "8703" in line]
    assert missing == [
        "The snapshot has no row of HS 8703 in these markets: check the codes, or load files that hold them."
    ]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (BriefRequest("CHN", ("0902",), ("RUS",), 1999), "market.brief_year"),
        (BriefRequest("CHN", ("8703",), ("RUS",)), "market.brief_nothing"),
    ],
)
def test_snapshot_that_tells_nothing_is_named(snapshot: TradeSnapshot, request_: BriefRequest, code: str) -> None:
    with open_trade(snapshot) as trade, pytest.raises(InputError) as refused:
        make_brief(trade, request_, lambda *_: ({}, ()))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("0902 2103.90", ("0902", "210390")),
        ("0902  2103 90", ("0902210390",)),
        ("0902 10", ("090210",)),
        ("0902.10\t170490, 2103 90", ("090210", "170490", "210390")),
        ("0902\u30002103", ("0902", "2103")),
        ("0902 1000", ("09021000",)),
    ],
)
def test_codes_parted_by_blanks_are_codes_of_their_own(written: str, codes: tuple[str, ...]) -> None:
    if all(len(code) <= 6 for code in codes):
        assert brief_request("CHN", written, "RUS").products == codes
    else:
        with pytest.raises(InputError) as refused:
            brief_request("CHN", written, "RUS")
        assert refused.value.text["found"] == codes[0]


def test_trend_has_only_markets_whose_years_are_all_there(five_year_brief: MarketBrief) -> None:
    """Finds a market of which nothing is known as a row of its own, and figures under the heads of other years."""
    brief = replace(five_year_brief, markets=("RUS", "DEU", "KAZ"))
    figure = BriefFigure("F1", BriefMeasure.YEAR_IMPORTS, "0902", "RUS", 5.0, YEAR_IMPORTS, ReportedBy.OWN, year=2022)
    cells = {("0902", "RUS"): [figure, replace(figure, ref="F2", year=2023)], ("0902", "DEU"): [figure]}
    table = trend_table(brief, "0902", cells, Words(Language.EN))
    assert ([row[0] for row in table.rows], table.heads[1:]) == (["Russia"], ("2022", "2023"))
    assert trend_table(brief, "0902", {}, Words(Language.EN)).rows == ()
