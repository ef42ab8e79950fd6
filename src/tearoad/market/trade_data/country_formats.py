"""By which columns a table of countries is recognised: population, GDP, distances, tariffs, in any publisher's form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tearoad.market.trade_data.formats import folded_header


class CountryTable(StrEnum):
    """What a table says of countries."""

    POPULATION = "population"
    GDP = "gdp"
    DISTANCE = "distance"
    TARIFF = "tariff"


PUBLISHERS = {
    CountryTable.POPULATION: "World Bank",
    CountryTable.GDP: "World Bank",
    CountryTable.DISTANCE: "CEPII",
    CountryTable.TARIFF: "WITS/TRAINS",
}
_YEAR_HEADER = re.compile(r"(\d{4})(?:yr\d{4})?")
_AREA = (
    "countrycode", "countryiso3code", "countryiso3", "iso3code", "iso3", "economy", "refarea", "code", "country",
    "countryname", "entity",
)  # fmt: skip
_YEAR = ("year", "tariffyear", "timeperiod", "refyear", "date", "time", "period")
_SERIES = ("indicatorcode", "seriescode", "indicator", "indicatorname", "seriesname", "series")
_VALUE = ("value", "obsvalue")
_ORIGIN = ("isoo", "iso3o", "isoorigin", "origin", "exporter", "fromcountry", "from")
_DESTINATION = ("isod", "iso3d", "isodestination", "destination", "importer", "tocountry", "to")
_DISTANCE = ("dist", "distance", "distancekm", "distkm", "distw", "distwharmonic", "distcap")
_REPORTER = (
    "reporteriso3", "reporteriso", "reportercode", "reporterison", "reporter", "importer", "market",
    "declarant", "reportingeconomy", "country", "countrycode", "reportername",
)  # fmt: skip
_PARTNER = ("partneriso3", "partneriso", "partnercode", "partnerison", "partner", "exporter", "origin", "partnername")
_PRODUCT = ("productcode", "hs6", "hscode", "cmdcode", "commoditycode", "product", "hs", "tariffline", "tl", "code")
_RATE = (
    "tariff", "tariffrate", "simpleaverage", "simpleavg", "simpleaverageduty", "averagerate", "rate", "obsvalue",
    "advaloremrate", "advalorem", "ave", "dutyrate", "duty", "avduty", "averageofadvaloremduties", "mfnrate",
)  # fmt: skip
_DUTY = ("dutytype", "tarifftype", "ratetype")


@dataclass(frozen=True, slots=True)
class CountryTableFormat:
    """Where the columns of a table of countries stand; a place of -1 is none."""

    table: CountryTable | None
    """None: each row, or the values, must tell whether it is population or GDP."""
    area: int
    value: int = -1
    year: int = -1
    partner: int = -1
    product: int = -1
    duty: int = -1
    series: int = -1
    years: Mapping[int, int] | None = None
    """Column -> year, where every year has a column of its own."""


def country_table_format(headers: Sequence[str]) -> CountryTableFormat | None:
    """Return the form that headers are of; None where they are of no table of countries."""
    places = {folded_header(header): place for place, header in reversed([*enumerate(headers)])}
    return _distances(places) or _tariffs(places) or _series_by_year(places) or _series(places)


def table_of_series(written: str) -> CountryTable | None:
    """Return what a series is by its code or name; None for any other one."""
    name = folded_header(written)
    if "sppoptotl" in name or name in {"population", "populationtotal", "totalpopulation", "pop"}:
        return CountryTable.POPULATION
    if "nygdpmktpcd" in name or name in {"gdp", "gdpcurrentus", "gdpus", "gdpcurrent", "gdpusd"}:
        return CountryTable.GDP
    return None


def _first(places: Mapping[str, int], names: Sequence[str]) -> int:
    return next((places[name] for name in names if name in places), -1)


def _distances(places: Mapping[str, int]) -> CountryTableFormat | None:
    area, partner, value = (_first(places, names) for names in (_ORIGIN, _DESTINATION, _DISTANCE))
    if min(area, partner, value) < 0:
        return None
    return CountryTableFormat(CountryTable.DISTANCE, area, value, partner=partner)


def _tariffs(places: Mapping[str, int]) -> CountryTableFormat | None:
    area, product, year, value = (_first(places, names) for names in (_REPORTER, _PRODUCT, _YEAR, _RATE))
    if min(area, product, year, value) < 0 or len({area, product, year, value}) < 4:
        return None
    partner, duty = _first(places, _PARTNER), _first(places, _DUTY)
    return CountryTableFormat(CountryTable.TARIFF, area, value, year, partner, product, duty)


def _series_by_year(places: Mapping[str, int]) -> CountryTableFormat | None:
    years = {place: int(found[1]) for name, place in places.items() if (found := _YEAR_HEADER.fullmatch(name))}
    area = _first(places, _AREA)
    if not years or area < 0:
        return None
    return CountryTableFormat(None, area, series=_first(places, _SERIES), years=years)


def _series(places: Mapping[str, int]) -> CountryTableFormat | None:
    area, year, value = (_first(places, names) for names in (_AREA, _YEAR, _VALUE))
    if min(area, year) < 0:
        return None
    if value >= 0:
        return CountryTableFormat(None, area, value, year, series=_first(places, _SERIES))
    named = {table: place for name, place in places.items() if (table := table_of_series(name)) is not None}
    if len(named) != 1:
        return None
    ((table, value),) = named.items()
    return CountryTableFormat(table, area, value, year)
