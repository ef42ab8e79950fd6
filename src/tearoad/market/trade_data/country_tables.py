"""A table of countries read into a part: population, GDP, distances or tariffs, each row with its line."""

from __future__ import annotations

import csv
import math
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.errors import InputError
from tearoad.market.trade_data.country_areas import country, customs_areas, origins
from tearoad.market.trade_data.country_formats import (
    PUBLISHERS,
    CountryTable,
    CountryTableFormat,
    country_table_format,
    table_of_series,
)
from tearoad.market.trade_data.formats import FORMATS, folded_header
from tearoad.market.trade_data.reading import TradePart, no_usable_row
from tearoad.market.trade_data.table_rows import TableRows, table_rows
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

MOST_TARIFF = 1000.0
"""Per cent of the value; more is a slip of units."""
_PREAMBLE = 8
"""Rows above the headers: the World Bank says there when it worked the table out."""
_MISSING = frozenset({"", "..", ".", "NA", "N/A", "NAN", "NULL", "NONE", "-"})
_GROUPED = re.compile(r"\d{1,3}(?:[ ,\u00a0]\d{3})+(?:\.\d+)?")
_LEAST_PEOPLE, _LEAST_GDP, _MOST_PEOPLE = 1000, 1_000_000, 20_000_000_000
_DUTIES = {"AHS": 3, "EFFECTIVELY APPLIED": 3, "PRF": 2, "PREF": 2, "PREFERENTIAL": 2}
"""Which rate is charged where a table has several of one year; all others come last."""
_BOUND = frozenset({"BND", "BOUND"})
_COLUMNS = {
    "told": "VARCHAR", "year": "INTEGER", "area": "VARCHAR", "partner": "VARCHAR", "product": "VARCHAR",
    "value": "DOUBLE", "priority": "INTEGER", "line": "BIGINT",
}  # fmt: skip
_AT_ONCE = 50_000
_CountryRow = tuple[str, int, str, str, str, float, int, int]


@dataclass(slots=True)
class _CountryTableReader:
    """Reads the rows below the headers and counts those that cannot be used."""

    file: str
    form: CountryTableFormat
    default: CountryTable | None = None
    bad: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def rows(self, below: TableRows) -> Iterator[_CountryRow]:
        """Give what each line says."""
        widest = max(self.form.area, self.form.value, self.form.year, self.form.partner, self.form.product)
        for line, cells in below:
            if not any(cells):
                continue
            if len(cells) <= widest:
                self._leave_out("cells", line)
            elif self.form.years is not None:
                for place, year in self.form.years.items():
                    if place < len(cells):
                        yield from self._row(line, cells, str(year), cells[place])
            else:
                yield from self._row(line, cells, self._cell(cells, self.form.year) or "0", cells[self.form.value])

    def _row(self, line: int, cells: list[str], year: str, value: str) -> Iterator[_CountryRow]:
        form = self.form
        table = form.table or self.default
        if form.series >= 0 and form.table is None:
            table = table_of_series(cells[form.series])
        if table is None:
            return self._leave_out("other_series", line)
        known = table is CountryTable.DISTANCE or re.fullmatch(r"(?:19|20)\d\d(?:\.0)?(?:[ _\[(].*)?", year)
        when = 0 if table is CountryTable.DISTANCE or not known else int(year[:4])
        duty = self._cell(cells, form.duty).upper()
        areas, whose = self._areas(line, cells, when, duty)
        product = self._cell(cells, form.product).replace(".", "")
        amount = _amount(value)
        reason = (
            ("year" if not known else "")
            or ("missing" if value.strip().upper() in _MISSING else "")
            or ("group" if not areas or not whose else "")
            or ("bound" if duty in _BOUND else "")
            or ("tariff_product" if form.product >= 0 and not _is_tariff_line(product) else "")
            or ("value" if amount is None or (amount == 0 and table is not CountryTable.TARIFF) else "")
        )
        if reason or amount is None:
            return self._leave_out(reason, line)
        if table is CountryTable.TARIFF and amount > MOST_TARIFF:
            text = Text("market.tariff_too_high", file=self.file, line=line, found=value.strip())
            raise InputError(text, Text("market.tariff_too_high_hint"))
        priority = _DUTIES.get(duty, 1)
        return ((table.value, when, area, other, product, amount, priority, line) for area in areas for other in whose)

    def _leave_out(self, reason: str, line: int) -> Iterator[_CountryRow]:
        self.bad[reason] += 1
        self.first.setdefault(reason, line)
        return iter(())

    def _areas(self, line: int, cells: list[str], year: int, duty: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return of which countries a row tells, and to which others it relates them."""
        area, partner = cells[self.form.area], self._cell(cells, self.form.partner)
        if self.form.table is CountryTable.TARIFF:
            everybody = "" if duty == "MFN" else partner
            return self._known(line, area, _customs_areas(area, year)), self._known(
                line, partner, _origins(everybody, year)
            )
        whose = self._known(line, partner, _country(partner)) if self.form.partner >= 0 else ("",)
        return self._known(line, area, _country(area)), whose

    def _known(self, line: int, written: str, found: tuple[str, ...] | None) -> tuple[str, ...]:
        if found is None:
            text = Text("market.area_unknown", file=self.file, line=line, found=written)
            raise InputError(text, Text("market.area_unknown_hint"))
        return found

    @staticmethod
    def _cell(cells: list[str], place: int) -> str:
        return cells[place].strip() if 0 <= place < len(cells) else ""


_country = lru_cache(maxsize=20_000)(country)
_customs_areas = lru_cache(maxsize=20_000)(customs_areas)
_origins = lru_cache(maxsize=20_000)(origins)


def is_country_table(engine: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether a file is of countries and not of trade; False as well where it cannot be read as a table at all."""
    return _opened(engine, path) is not None


def read_country_table(engine: duckdb.DuckDBPyConnection, path: Path, *, digest: str, out: Path) -> TradePart:
    """Read a file into a Parquet file of our columns.

    Raises:
        InputError: no row can be used, a country is unknown, a tariff is impossible.

    """
    opened = _opened(engine, path)
    if opened is None:
        raise InputError(Text("market.other_table", file=path.name, found=""), Text("market.other_table_hint"))
    form, below = opened
    reader = _CountryTableReader(path.name, form)
    if form.table is None and form.series < 0:
        lines = list(below)
        reader.default = _table_by_values(form, lines, path.name)
        below = iter(lines)
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    engine.execute(f"CREATE OR REPLACE TEMP TABLE country_rows ({columns})")
    read = ", ".join(f"unnest(?::{kind}[])" for kind in _COLUMNS.values())
    rows = reader.rows(below)
    try:
        while some := list(islice(rows, _AT_ONCE)):
            engine.execute(
                f"INSERT INTO country_rows SELECT {read}", [list(column) for column in zip(*some, strict=True)]
            )
    except InputError:
        raise
    except _unreadable() as fault:
        raise InputError(
            Text("market.file_unreadable", file=path.name, why=str(fault)[:200]), Text("market.file_unreadable_hint")
        ) from fault
    found = engine.execute("SELECT DISTINCT told FROM country_rows ORDER BY 1").fetchall()
    tables = [CountryTable(name) for (name,) in found]
    if not tables:
        raise no_usable_row(path.name, reader.bad, reader.first)
    # Lines of a national tariff are finer than six digits: their simple mean stands for the subheading.
    engine.sql(
        "SELECT * FROM country_rows WHERE length(product) <= 6 UNION ALL SELECT told, year, area, partner,"
        " left(product, 6) AS product, avg(value), priority, min(line) FROM country_rows WHERE length(product) > 6"
        " GROUP BY ALL"
    ).write_parquet(str(out))
    ((count,),) = engine.execute("SELECT count(DISTINCT line) FROM country_rows").fetchall()
    engine.execute("DROP TABLE country_rows")
    publisher = ", ".join(dict.fromkeys(PUBLISHERS[table] for table in tables))
    names = ",".join(table.value for table in tables)
    return TradePart(path.name, digest, names, publisher, int(count), dict(reader.bad), reader.first, names)


def _opened(engine: duckdb.DuckDBPyConnection, path: Path) -> tuple[CountryTableFormat, TableRows] | None:
    """Return the form of a file and the rows below its headers; None where it is no table of countries."""
    try:
        rows = table_rows(engine, path)
        for _, cells in islice(rows, _PREAMBLE):
            if any(form.fits({folded_header(header): header for header in cells}) for form in FORMATS):
                return None
            form = country_table_format(cells)
            if form is not None:
                return form, rows
    except _unreadable():
        pass
    return None


def _unreadable() -> tuple[type[Exception], ...]:
    """Return what readers of files raise where a file is damaged."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415  # the exception only; parsing is defusedxml's

    import duckdb  # noqa: PLC0415  # 60 MB, only for who looks at trade figures
    from defusedxml import DefusedXmlException  # noqa: PLC0415  # only where trade figures are read
    from python_calamine import CalamineError  # noqa: PLC0415  # only where trade figures are read

    known = (OSError, EOFError, struct.error, UnicodeError, csv.Error, zipfile.BadZipFile, RecursionError)
    return (*known, ParseError, DefusedXmlException, CalamineError, duckdb.Error, ValueError)


def _table_by_values(form: CountryTableFormat, lines: list[tuple[int, list[str]]], file: str) -> CountryTable:
    """Return whether a table without a name of its series is population or GDP.

    Raises:
        InputError: it is neither.

    """
    places = [form.value] if form.years is None else list(form.years)
    written = (cells[place] for _, cells in lines for place in places if place < len(cells))
    known = [amount for cell in written if (amount := _amount(cell)) is not None]
    whole, most = all(amount.is_integer() for amount in known), max(known, default=0.0)
    named = file.lower()
    if not known:  # each row will be counted as one without a figure
        return CountryTable.POPULATION
    if "gdp" not in named and whole and _LEAST_PEOPLE <= most < _MOST_PEOPLE:
        return CountryTable.POPULATION
    if most >= _LEAST_GDP:
        return CountryTable.GDP
    raise InputError(Text("market.series_unnamed", file=file), Text("market.series_unnamed_hint"))


def _amount(written: str) -> float | None:
    """Return a number of zero or more; None where a cell is none."""
    bare = written.strip().removesuffix("%").strip()
    if bare.lower() == "free":
        return 0.0
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[ ,\u00a0]", "", bare)
    try:
        number = float(bare.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _is_tariff_line(product: str) -> bool:
    return product.isascii() and product.isdigit() and len(product) in {2, 4, 6, 8, 10} and not product.startswith("00")
