"""The charts of a brief: imports beside each other as bars, and year by year as lines; each has its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief
from tearoad.market.brief.figure_wording import MARKED, BriefTable, figure_value
from tearoad.market.brief.trends import trend_of
from tearoad.market.brief.wording import marked_market
from tearoad.values import HSCode
from tearoad.words import Words

_WHOLE = 1000
_WIDTH, _HEIGHT, _EDGE = 160, 36, 4
"""Of a line, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class TrendDot:
    """A year on a line; hollow where others than the market tell it."""

    x: int
    y: int
    hollow: bool


@dataclass(frozen=True, slots=True)
class TrendLine:
    """Imports year by year; `lines` joins only years that are told alike."""

    dots: tuple[TrendDot, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportsBar:
    """A market's imports as a bar: how long it is of a thousand, the figures it stands for, and their trend."""

    market: str
    length: int
    imports: str
    own: str
    trend: TrendLine


@dataclass(frozen=True, slots=True)
class ProductBars:
    """The bars of one product, and the table of their trends."""

    product: str
    bars: tuple[ImportsBar, ...]
    table: BriefTable


def product_bars(made: MarketBrief, tables: Sequence[BriefTable], words: Words) -> tuple[ProductBars, ...]:
    """Return the imports of each market beside the largest of them, product by product.

    Args:
        made: the brief.
        tables: the trends of its products, as it words them.
        words: of the reader.

    """
    found, cells = [], made.by_cell()
    for product, table in zip(made.products, tables, strict=True):
        imports = [made.figure(BriefMeasure.IMPORTS, product, market) for market in made.markets]
        most = max((figure.value or 0 for figure in imports), default=0)
        bars = []
        for figure in imports:
            if figure.value:
                trend = trend_line(trend_of(cells[product, figure.market]))
                bars.append(_bar(figure, most, made, words, trend))
        if bars:
            found.append(ProductBars(str(HSCode(product)), tuple(bars), table))
    return tuple(found)


def trend_line(figures: Sequence[BriefFigure]) -> TrendLine:
    """Return imports by year as a drawing; from zero up, the largest year at the top."""
    years = [figure.year for figure in figures]
    most = max((figure.value or 0 for figure in figures), default=0)
    dots: dict[int, TrendDot] = {}
    for figure in figures:
        if figure.value is not None and most:
            x = _EDGE + (_WIDTH - 2 * _EDGE) * (figure.year - years[0]) // max(1, years[-1] - years[0])
            y = _HEIGHT - _EDGE - round((_HEIGHT - 2 * _EDGE) * figure.value / most)
            dots[figure.year] = TrendDot(x, y, figure.told_by in MARKED)
    lines = [
        f"{dots[earlier.year].x},{dots[earlier.year].y} {dots[later.year].x},{dots[later.year].y}"
        for earlier, later in pairwise(figures)
        if earlier.year in dots and later.year in dots and earlier.told_by == later.told_by
    ]
    return TrendLine(tuple(dots.values()), tuple(lines))


def _bar(figure: BriefFigure, most: float, made: MarketBrief, words: Words, trend: TrendLine) -> ImportsBar:
    own = made.figure(BriefMeasure.SHARE, figure.product, figure.market)
    length = round(_WHOLE * (figure.value or 0) / most) if most else 0
    market = marked_market(made, figure.market, words)
    return ImportsBar(market, length, figure_value(figure, words), figure_value(own, words), trend)
