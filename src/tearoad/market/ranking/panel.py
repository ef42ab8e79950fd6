"""A panel of trade: values by year, exporter, market and product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.errors import InputError, NotFoundError
from tearoad.market.engine import open_engine
from tearoad.market.trade_data.formats import folded_header
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

Floats: TypeAlias = npt.NDArray[np.float64]
MOST_CELLS = 2_000_000
"""Of one year; a panel with more keeps the products of most trade."""
_COLUMNS = {
    "year": ("year", "refyear", "period", "time", "t"),
    "exporter": ("exporter", "partneriso", "partnercode", "origin", "exporteriso3", "iso3o", "isoo", "i"),
    "importer": (
        "importer",
        "reporteriso",
        "reportercode",
        "destination",
        "importeriso3",
        "iso3d",
        "isod",
        "market",
        "j",
    ),
    "product": ("product", "cmdcode", "productcode", "hscode", "hs6", "hs", "commoditycode", "k"),
    "value": ("value", "primaryvalue", "tradevalueus", "tradevalue", "valueus", "valueusd", "usd", "trade", "v"),
}
_NO_COUNTRY = frozenset({"", "W00", "WLD", "0", "_X", "X1", "X2", "XX", "E19", "F19", "EUR", "EU2"})


@dataclass(frozen=True, slots=True)
class TradePanel:
    """Who sold how much of what where in which year; values are dollars."""

    years: tuple[int, ...]
    exporters: tuple[str, ...]
    markets: tuple[str, ...]
    products: tuple[str, ...]
    values: Floats
    """By year, exporter, market, product."""
    products_left_out: int = 0

    def mean_of(self, years: tuple[int, ...]) -> Floats:
        """Return the mean value of some years by exporter, market and product."""
        made: Floats = self.values[[self.years.index(year) for year in years]].mean(axis=0)
        return made

    def abroad(self) -> npt.NDArray[np.bool_]:
        """Return, by exporter and market, whether they are two countries."""
        made: npt.NDArray[np.bool_] = np.array(self.exporters)[:, None] != np.array(self.markets)[None, :]
        return made


def read_panel(path: Path) -> TradePanel:
    """Return the panel in a CSV or Parquet file: year, exporter, importer, product, value; or Comtrade's imports.

    Raises:
        NotFoundError: there is no such file.
        InputError: it has other columns, or years too few to test anything on.

    """
    if not path.is_file():
        raise NotFoundError(Text("market.no_file", file=str(path)), Text("market.no_file_hint"))
    return panel_of(_panel_rows(path))


def panel_of(rows: list[tuple[int, str, str, str, float]], keep: tuple[str, ...] = ()) -> TradePanel:
    """Return the panel of rows (year, exporter, market, product, value); products to keep come before all others."""
    exporters = tuple(sorted({row[1] for row in rows}))
    markets = tuple(sorted({row[2] for row in rows}))
    every = {row[3] for row in rows}
    most = max(1, MOST_CELLS // max(1, len(exporters) * len(markets)))
    products = tuple(sorted({*_most_traded(rows, most)} | ({*keep} & every)))
    years = tuple(sorted({row[0] for row in rows}))
    places = [{name: place for place, name in enumerate(names)} for names in (years, exporters, markets, products)]
    values = np.zeros(tuple(len(place) for place in places))
    for year, exporter, market, product, value in rows:
        if product in places[3]:
            values[places[0][year], places[1][exporter], places[2][market], places[3][product]] += value
    return TradePanel(years, exporters, markets, products, values, len(every) - len(products))


def _panel_rows(path: Path) -> list[tuple[int, str, str, str, float]]:
    import duckdb  # noqa: PLC0415  # 60 MB, only for who looks at trade figures

    hint = Text("market.panel_hint")
    with open_engine([path.resolve().parent]) as engine:
        try:
            if path.suffix.lower() == ".parquet":
                engine.read_parquet(str(path.resolve())).create("panel")
            else:
                engine.read_csv(str(path.resolve()), header=True, all_varchar=True).create("panel")
        except duckdb.Error as fault:
            why = str(fault).partition("\n")[0][:200]
            raise InputError(Text("market.file_unreadable", file=path.name, why=why), hint) from fault
        headers = {folded_header(name): name for name in engine.table("panel").columns}
        found = {
            name: next((headers[header] for header in names if header in headers), None)
            for name, names in _COLUMNS.items()
        }
        missing = [name for name, header in found.items() if header is None]
        if missing:
            here = ", ".join(engine.table("panel").columns)[:160]
            raise InputError(Text("market.panel_columns", file=path.name, columns=", ".join(missing), found=here), hint)
        read = [f'trim(CAST("{found[name]}" AS VARCHAR)) AS {name}' for name in ("exporter", "importer", "product")]
        read += [f'try_cast("{found["year"]}" AS INTEGER) AS year', f'try_cast("{found["value"]}" AS DOUBLE) AS value']
        if "flowdesc" in headers:
            read.append(f'"{headers["flowdesc"]}" AS flow')
        rows = engine.table("panel").project(", ".join(read))
        if "flowdesc" in headers:
            rows = rows.filter("flow = 'Import'")
        _refuse_unreadable(engine, path.name, found)
        rows = rows.filter("year IS NOT NULL AND value > 0 AND isfinite(value)")
        cells = rows.project("year, exporter, importer, product, value").fetchall()
    kept = [row for row in cells if row[1] not in _NO_COUNTRY and row[2] not in _NO_COUNTRY]
    if len({row[0] for row in kept}) < 5:
        raise InputError(Text("market.panel_years", file=path.name, count=len({row[0] for row in kept})), hint)
    return kept


def _refuse_unreadable(engine: duckdb.DuckDBPyConnection, file: str, headers: Mapping[str, str | None]) -> None:
    """Refuse years and values that are words or have a decimal comma: left out, they would bend the test in silence."""
    for name, kind in (("year", "INTEGER"), ("value", "DOUBLE")):
        written = f'trim(CAST("{headers[name]}" AS VARCHAR))'
        no_figure = f"{written} NOT IN ('', 'NA', 'N/A', 'NULL', 'nan') AND try_cast({written} AS {kind}) IS NULL"
        wrong = engine.table("panel").filter(no_figure).project(written)
        if first := wrong.limit(1).fetchall():
            text = Text(
                "market.panel_cells", file=file, count=len(wrong), column=headers[name] or "", found=first[0][0]
            )
            raise InputError(text, Text("market.panel_hint"))


def _most_traded(rows: list[tuple[int, str, str, str, float]], most: int) -> tuple[str, ...]:
    totals: dict[str, float] = {}
    for row in rows:
        totals[row[3]] = totals.get(row[3], 0.0) + row[4]
    return tuple(sorted(sorted(totals, key=lambda product: (-totals[product], product))[:most]))
