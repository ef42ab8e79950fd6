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
CUBES = {
    "tellers": TELLERS,
    **{
        name: f"SELECT {by}, fsum(value) AS value FROM bilateral GROUP BY ALL ORDER BY ALL"  # noqa: S608  # the names above
        for name, by in _SUMMED_BY.items()
    },
}
"""Each is a file of the snapshot."""
_GROUP_ROWS = 20_000


def open_cubes(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the tables known beside the view `trade`."""
    for name in ("tellers", "bilateral", *_SUMMED_BY):
        file = folder / f"{name}.parquet"
        if file.is_file():
            engine.read_parquet(str(file)).create_view(name)
        else:
            engine.execute(f"CREATE VIEW {name} AS {BILATERAL if name == 'bilateral' else CUBES[name]}")


def write_cubes(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Add up the rows in a snapshot's folder and write every table beside them; the views stay open."""
    engine.execute("DROP VIEW IF EXISTS trade")
    engine.read_parquet(str(folder / "trade.parquet")).create_view("trade")
    for name, statement in CUBES.items():
        engine.sql(statement).write_parquet(str(folder / f"{name}.parquet"), row_group_size=_GROUP_ROWS)
        if name == "tellers":
            engine.execute("DROP VIEW IF EXISTS tellers; DROP VIEW IF EXISTS bilateral")
            engine.read_parquet(str(folder / "tellers.parquet")).create_view("tellers")
            engine.execute(f"CREATE VIEW bilateral AS {BILATERAL}")
