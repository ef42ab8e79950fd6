"""What a market brief holds: figures with where each comes from, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tearoad.market.trade_data.formats import FICTIONAL


class BriefMeasure(StrEnum):
    """What a figure of a brief measures."""

    IMPORTS = "imports"
    FROM_EXPORTER = "from_exporter"
    SHARE = "share"
    POTENTIAL = "potential"
    UNUSED = "unused"
    GROWTH = "growth"
    CONCENTRATION = "concentration"
    UNIT_VALUE = "unit_value"
    OWN_UNIT_VALUE = "own_unit_value"
    FIRST_SUPPLIER = "first_supplier"
    SECOND_SUPPLIER = "second_supplier"
    THIRD_SUPPLIER = "third_supplier"
    RANK = "rank"
    RANK_FROM = "rank_from"
    RANK_TO = "rank_to"
    RANKED_MARKETS = "ranked_markets"
    YEAR_IMPORTS = "year_imports"
    ADVANTAGE = "advantage"
    DENSITY = "density"
    POPULATION = "population"
    POPULATION_GROWTH = "population_growth"
    GDP = "gdp"
    GDP_GROWTH = "gdp_growth"
    DISTANCE = "distance"
    TARIFF = "tariff"
    TARIFF_ADVANTAGE = "tariff_advantage"
    DISTANCE_ADVANTAGE = "distance_advantage"
    POTENTIAL_AHEAD = "potential_ahead"


class FigureUnit(StrEnum):
    """How a figure is written."""

    DOLLARS = "dollars"
    DOLLARS_A_KILOGRAM = "dollars_a_kilogram"
    SHARE = "share"
    INDEX = "index"
    PLACE = "place"
    PEOPLE = "people"
    KILOMETRES = "kilometres"


UNITS = {
    BriefMeasure.IMPORTS: FigureUnit.DOLLARS,
    BriefMeasure.FROM_EXPORTER: FigureUnit.DOLLARS,
    BriefMeasure.SHARE: FigureUnit.SHARE,
    BriefMeasure.POTENTIAL: FigureUnit.DOLLARS,
    BriefMeasure.UNUSED: FigureUnit.DOLLARS,
    BriefMeasure.GROWTH: FigureUnit.SHARE,
    BriefMeasure.CONCENTRATION: FigureUnit.INDEX,
    BriefMeasure.UNIT_VALUE: FigureUnit.DOLLARS_A_KILOGRAM,
    BriefMeasure.OWN_UNIT_VALUE: FigureUnit.DOLLARS_A_KILOGRAM,
    BriefMeasure.FIRST_SUPPLIER: FigureUnit.SHARE,
    BriefMeasure.SECOND_SUPPLIER: FigureUnit.SHARE,
    BriefMeasure.THIRD_SUPPLIER: FigureUnit.SHARE,
    BriefMeasure.RANK: FigureUnit.PLACE,
    BriefMeasure.RANK_FROM: FigureUnit.PLACE,
    BriefMeasure.RANK_TO: FigureUnit.PLACE,
    BriefMeasure.RANKED_MARKETS: FigureUnit.PLACE,
    BriefMeasure.YEAR_IMPORTS: FigureUnit.DOLLARS,
    BriefMeasure.ADVANTAGE: FigureUnit.INDEX,
    BriefMeasure.DENSITY: FigureUnit.INDEX,
    BriefMeasure.POPULATION: FigureUnit.PEOPLE,
    BriefMeasure.POPULATION_GROWTH: FigureUnit.SHARE,
    BriefMeasure.GDP: FigureUnit.DOLLARS,
    BriefMeasure.GDP_GROWTH: FigureUnit.SHARE,
    BriefMeasure.DISTANCE: FigureUnit.KILOMETRES,
    BriefMeasure.TARIFF: FigureUnit.SHARE,
    BriefMeasure.TARIFF_ADVANTAGE: FigureUnit.INDEX,
    BriefMeasure.DISTANCE_ADVANTAGE: FigureUnit.INDEX,
    BriefMeasure.POTENTIAL_AHEAD: FigureUnit.DOLLARS,
}


class ReportedBy(StrEnum):
    """Who says what a market imported in a year."""

    OWN = "own"
    """The market itself."""
    STUB = "stub"
    """The market itself, in a year that is only a stub."""
    RECONCILED = "reconciled"
    """A publisher who reconciled both sides."""
    PARTNERS = "partners"
    """Its partners, as what they exported: without freight, re-exports included."""
    NOBODY = "nobody"
    EVERYBODY = "everybody"
    """Every market, each as it is told: of figures about all countries together."""
    TABLE = "table"
    """A table of countries (`MarketBrief.country_tables`)."""


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What a brief is to be about."""

    exporter: str
    products: tuple[str, ...]
    markets: tuple[str, ...]
    year: int | None = None
    """None: the last year that somebody published."""


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """One number of a brief, and how to find it again."""

    ref: str
    """`F12`, by which tables name it."""
    measure: BriefMeasure
    product: str
    market: str
    value: float | None
    """None where the figures do not tell."""
    query: str
    """The name of the query, in `queries.QUERIES`, or `ranking`."""
    told_by: ReportedBy
    supplier: str = ""
    """Of a supplier's share: whose."""
    year: int = 0
    """Of a trend, or of a table of countries: the year it is of; 0 where it is of the brief's, or of none."""


@dataclass(frozen=True, slots=True)
class BriefCountryTable:
    """A table of countries that a brief stands on."""

    table: str
    publisher: str
    file: str
    countries: int
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class MarketBrief:
    """A whole brief."""

    exporter: str
    products: tuple[str, ...]
    markets: tuple[str, ...]
    first_year: int
    year: int
    snapshot: str
    sources: tuple[str, ...]
    """Publishers."""
    files: tuple[str, ...]
    loaded_at: datetime
    released_on: date | None
    figures: tuple[BriefFigure, ...]
    ranked_on: tuple[int, ...]
    """The years that the ranking was worked out from; empty where the figures have too few years for it."""
    country_tables: tuple[BriefCountryTable, ...] = ()
    missing_tables: tuple[str, ...] = ()
    """Tables of countries that were not loaded, so that no figure takes them into account."""
    editions: tuple[str, ...] = ()
    """Of the Harmonised System, H0 to H6, as the rows say; empty where none does."""
    places: dict[tuple[BriefMeasure, str, str], int] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Where each figure stands, once one was looked for."""

    @property
    def fictional(self) -> bool:
        """Whether it stands on figures that were made up."""
        return FICTIONAL in self.sources

    def by_cell(self) -> dict[tuple[str, str], list[BriefFigure]]:
        """Return the figures by product and market, each in the order of the brief; O(figures)."""
        found: dict[tuple[str, str], list[BriefFigure]] = {}
        for figure in self.figures:
            found.setdefault((figure.product, figure.market), []).append(figure)
        return found

    def figure(self, measure: BriefMeasure, product: str, market: str) -> BriefFigure:
        """Return one figure; KeyError where the brief has no such."""
        if not self.places:
            for place, figure in enumerate(self.figures):
                self.places[figure.measure, figure.product, figure.market] = place
        return self.figures[self.places[measure, product, market]]
