"""Tables of a brief beside the comparison: imports year by year, and where the exporter stands in its products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief
from tearoad.market.brief.figure_wording import BriefTable, area_names, marked_value, measure_name, referred_value
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.words import Words

STANDING = (BriefMeasure.ADVANTAGE, BriefMeasure.DENSITY)
"""Of a product, whatever the market."""


def standing_tables(brief: MarketBrief, words: Words) -> Iterator[BriefTable]:
    """Give the table of where the exporter stands in each product; none where no figure tells."""
    found = {(figure.measure, figure.product): figure for figure in brief.figures if figure.measure in STANDING}
    if not found:
        return
    heads = (words(Text("market.brief_product")), *(measure_name(measure, words) for measure in STANDING))
    rows = []
    for product in brief.products:
        figures = [figure for measure in STANDING if (figure := found.get((measure, product)))]
        rows.append((str(HSCode(product)), *(referred_value(figure, words) for figure in figures)))
    exporter = area_names(words.language)(brief.exporter)
    yield BriefTable(words(Text("market.brief_standing", exporter=exporter)), heads, tuple(rows))


def trend_of(figures: Iterable[BriefFigure]) -> tuple[BriefFigure, ...]:
    """Return the imports by year among the figures of a product in a market."""
    return tuple(figure for figure in figures if figure.measure is BriefMeasure.YEAR_IMPORTS)


def trend_table(
    brief: MarketBrief, product: str, cells: Mapping[tuple[str, str], list[BriefFigure]], words: Words
) -> BriefTable:
    """Return the imports of each market by year; a year that others tell is marked in its cell."""
    named = area_names(words.language)
    trends = {market: trend_of(cells.get((product, market), ())) for market in brief.markets}
    years = sorted({figure.year for trend in trends.values() for figure in trend})
    rows = [(named(market), *(marked_value(figure, words) for figure in trend)) for market, trend in trends.items()]
    heads = (words(Text("market.brief_market")), *map(str, years))
    title = words(Text("market.brief_trend", product=str(HSCode(product))))
    return BriefTable(title, heads, tuple(row for row in rows if len(row) == len(heads) > 1))
