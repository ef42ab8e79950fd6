"""What a snapshot tells of countries: population, GDP, distances and tariffs, beside its trade."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.errors import InputError
from tearoad.market.trade_data.reading import TradePart
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

COUNTRY_FILE = "country_data.parquet"
_NONE = (
    "CREATE VIEW country_data AS SELECT '' AS told, 0 AS year, '' AS area, '' AS partner, '' AS product, 0.0 AS value,"
    " 0 AS part, 0 AS line"
    " WHERE false"
)


def write_country_data(
    engine: duckdb.DuckDBPyConnection, files: Sequence[Path], parts: Sequence[TradePart], first: int, folder: Path
) -> None:
    """Write the rows of all tables of countries into a snapshot's folder; `first` is the number of the first part.

    Of several tariffs for one country, product and year the one that is charged is kept: preferences before the rate
    for all.

    Raises:
        InputError: two rows contradict each other.

    """
    if not files:
        return
    sources = [
        engine.read_parquet(str(file)).project(f"*, {first + place} AS part") for place, file in enumerate(files)
    ]
    every = sources[0]
    for source in sources[1:]:
        every = every.union(source)
    engine.execute("DROP TABLE IF EXISTS every_country_row; DROP TABLE IF EXISTS country_rows")
    every.create("every_country_row")
    engine.execute(
        "CREATE TABLE country_rows AS FROM every_country_row QUALIFY"
        " priority = max(priority) OVER (PARTITION BY told, year, area, partner, product)"
    )
    _refuse_contradictions(engine, parts, first)
    engine.sql(
        "SELECT told, year, area, partner, product, any_value(value) AS value, min(part) AS part,"
        " arg_min(line, (part, line)) AS line"
        " FROM country_rows GROUP BY told, year, area, partner, product ORDER BY ALL"
    ).write_parquet(str(folder / COUNTRY_FILE))


def open_country_data(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the view `country_data`; without rows where no such table was loaded."""
    file = folder / COUNTRY_FILE
    if file.is_file():
        engine.read_parquet(str(file)).create_view("country_data")
    else:
        engine.execute(_NONE)


def _refuse_contradictions(engine: duckdb.DuckDBPyConnection, parts: Sequence[TradePart], first: int) -> None:
    differing = engine.execute(
        "SELECT told, year, area, partner, product, arg_min((part, line), value), arg_max((part, line), value)"
        " FROM country_rows"
        " GROUP BY told, year, area, partner, product"
        " HAVING max(value) - min(value) > 1e-9 * max(value) ORDER BY ALL LIMIT 1"
    ).fetchall()
    for table, year, area, partner, product, *rows in differing:
        (part, line), (other, other_line) = sorted(rows)
        text = Text(
            "market.country_tables_differ",
            table=Text(f"market.table_{table}"),
            key=" ".join(str(code) for code in (area, partner, product, year) if code),
            file=parts[part - first].file,
            line=int(line),
            other=parts[other - first].file,
            other_line=int(other_line),
        )
        raise InputError(text, Text("market.files_differ_hint" if part != other else "market.rows_differ_hint"))
