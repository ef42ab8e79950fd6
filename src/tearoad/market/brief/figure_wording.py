"""How one figure of a brief is written, and the tables that figures stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tearoad.market.brief.document import UNITS, BriefFigure, BriefMeasure, FigureUnit, ReportedBy
from tearoad.market.trade_data.areas import alpha2
from tearoad.paper.figures import number
from tearoad.reference import country_name
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words

_STEPS = {
    FigureUnit.DOLLARS: Decimal(1),
    FigureUnit.DOLLARS_A_KILOGRAM: Decimal("0.01"),
    FigureUnit.SHARE: Decimal("0.1"),
    FigureUnit.INDEX: Decimal("0.01"),
    FigureUnit.PLACE: Decimal(1),
    FigureUnit.PEOPLE: Decimal(1),
    FigureUnit.KILOMETRES: Decimal(1),
}
MARKED = {ReportedBy.PARTNERS, ReportedBy.STUB, ReportedBy.NOBODY}
"""Who else than the market itself tells; it is said beside the figure."""
AreaNames = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class BriefTable:
    """A table with its heading; every number in it has its reference behind it or beside it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: str = ""
    """Of a table of details: the market, or the exporter where it is of none; tables of one stand together."""

    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Return every row's cells with the heads above them."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def area_names(language: Language) -> AreaNames:
    """Return how areas are called in a language: as the organisation writes them; else by their code."""

    def name_of(area: str) -> str:
        country = alpha2(area)
        return area if country is None else country_name(country, language)

    return name_of


def measure_name(measure: BriefMeasure, words: Words) -> str:
    """Return what a measure is called."""
    return words(Text(f"market.measure_{measure}"))


def figure_label(figure: BriefFigure, words: Words) -> str:
    """Return what a figure measures; of a trend, in which year."""
    if figure.measure is BriefMeasure.YEAR_IMPORTS:
        return words(Text("market.measure_year_imports", year=str(figure.year)))
    return measure_name(figure.measure, words)


def figure_value(figure: BriefFigure, words: Words) -> str:
    """Return a figure as its reader writes it; a dash where the figures do not tell."""
    if figure.value is None:
        return "–"
    unit = UNITS[figure.measure]
    amount = Decimal(repr(figure.value)) * (100 if unit is FigureUnit.SHARE else 1)
    shown = number(amount.quantize(_STEPS[unit], ROUND_HALF_EVEN), words.language)
    return f"{shown}\u202f%" if unit is FigureUnit.SHARE else shown


def referred_value(figure: BriefFigure, words: Words) -> str:
    """Return a figure with its reference beside it."""
    return f"{figure_value(figure, words)} [{figure.ref}]"


def marked_value(figure: BriefFigure, words: Words) -> str:
    """Return a figure with its reference; with who tells it where the market does not tell it whole itself."""
    value = referred_value(figure, words)
    if figure.told_by not in MARKED or figure.value is None:
        return value
    return words(Text("market.brief_marked", market=value, told_by=Text(f"market.told_by_{figure.told_by}")))
