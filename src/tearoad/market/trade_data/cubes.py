"""Tables that a load adds up once, so that a brief reads some thousand rows of them and not all rows of the snapshot.

A table whose file is missing, as in a snapshot of an earlier version, is a view that adds up the rows themselves: the
same figures, only slower.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

TELLERS = """SELECT year, market, flow,
CASE flow WHEN 'import' THEN 'own' WHEN 'reconciled' THEN 'reconciled' ELSE 'partners' END AS told_by
FROM (SELECT DISTINCT year, if(flow = 'import', reporter, partner) AS market, flow FROM trade
WHERE flow IN ('import', 'reconciled', 'export') AND partner <> 'WLD')
QUALIFY row_number() OVER (PARTITION BY year, market
ORDER BY list_position(['import', 'reconciled', 'export'], flow)) = 1 ORDER BY ALL"""
"""Who tells a market's year: itself; else a publisher who reconciled both sides; else its partners by their exports."""

BILATERAL = """SELECT t.year, if(t.flow = 'import', t.partner, t.reporter) AS exporter, w.market, product, value,
netweight, told_by, part, line FROM trade t JOIN tellers w
ON w.year = t.year AND w.flow = t.flow AND w.market = if(t.flow = 'import', t.reporter, t.partner)
WHERE t.partner <> 'WLD'"""
"""What each market bought from whom, as its teller has it."""

_SUMMED_BY = {
    "market_products": "year, market, product",
    "exporter_products": "year, exporter, product",
    "world_products": "year, product",
    "exporter_markets": "year, exporter, market",
}
WORDS = ("w0", "w1", "w2", "w3", "w4", "w5")
_WORD_BITS = 62
MOST_COUNTRIES = len(WORDS) * _WORD_BITS
"""A set of countries is six whole numbers, a bit a country: what two products share is counted in a moment."""

_BITS = ", ".join(
    f"CAST(CASE WHEN place // {_WORD_BITS} = {number} THEN pow(2, place % {_WORD_BITS}) ELSE 0 END AS BIGINT) AS {word}"
    for number, word in enumerate(WORDS)
)
COUNTRY_BITS = f"""SELECT year, exporter, {_BITS} FROM
(SELECT year, exporter, row_number() OVER (PARTITION BY year ORDER BY exporter) - 1 AS place FROM
(SELECT DISTINCT year, exporter FROM exporter_markets)) ORDER BY ALL"""  # noqa: S608  # the names above
"""The bit of each country among those that export in a year."""

SUMMED_WORDS = ", ".join(f"CAST(sum({word}) AS BIGINT) AS {word}" for word in WORDS)
ADVANTAGE_SETS = f"""SELECT year, product, count(*) AS countries, {SUMMED_WORDS} FROM
(SELECT year, exporter, product, value AS sold FROM exporter_products WHERE value > 0)
JOIN (SELECT year, product, value AS whole FROM world_products) USING (year, product)
JOIN (SELECT year, exporter, fsum(value) AS country FROM exporter_markets GROUP BY ALL) USING (year, exporter)
JOIN (SELECT year, fsum(value) AS world FROM exporter_markets GROUP BY year) USING (year)
JOIN country_bits USING (year, exporter)
WHERE sold * world >= country * whole GROUP BY ALL ORDER BY ALL"""  # noqa: S608  # the names above
"""Which countries export a product with revealed comparative advantage of at least 1 (`figures/advantage.py`)."""

CUBES = {
    "tellers": TELLERS,
    **{
        name: f"SELECT {by}, fsum(value) AS value FROM bilateral GROUP BY ALL ORDER BY ALL"  # noqa: S608  # the names above
        for name, by in _SUMMED_BY.items()
    },
    "country_bits": COUNTRY_BITS,
    "advantage_sets": ADVANTAGE_SETS,
}
"""Each is a file of the snapshot, and reads those before it."""
_GROUP_ROWS = 20_000


def open_cubes(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the tables known beside the view `trade`."""
    for name, statement in CUBES.items():
        if (folder / f"{name}.parquet").is_file():
            _view(engine, folder, name)
        else:
            engine.execute(f"CREATE VIEW {name} AS {statement}")
        if name == "tellers":
            engine.execute(f"CREATE VIEW bilateral AS {BILATERAL}")


def write_cubes(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Add up the rows in a snapshot's folder and write every table beside them; the views stay open."""
    _view(engine, folder, "trade")
    for name, statement in CUBES.items():
        engine.sql(statement).write_parquet(str(folder / f"{name}.parquet"), row_group_size=_GROUP_ROWS)
        _view(engine, folder, name)
        if name == "tellers":
            engine.execute(f"CREATE OR REPLACE VIEW bilateral AS {BILATERAL}")


def _view(engine: duckdb.DuckDBPyConnection, folder: Path, name: str) -> None:
    engine.read_parquet(str(folder / f"{name}.parquet")).create_view(name, replace=True)
