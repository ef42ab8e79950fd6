"""Questions to one snapshot; the engine may read the snapshot's folder and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from tearoad.market.clickhouse import URL as CLICKHOUSE_URL
from tearoad.market.clickhouse import ClickHouseEngine
from tearoad.market.engine import connected_engine
from tearoad.market.trade_data.completeness import REPORTER_YEARS, ReporterYear, open_completeness, reporter_years_of
from tearoad.market.trade_data.country_data import open_country_data
from tearoad.market.trade_data.cubes import BILATERAL, open_cubes
from tearoad.market.trade_data.store import TradeSnapshot

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class TradeRows:
    """The rows of a snapshot as the view `trade` of an engine, and what was added up of them beside it."""

    snapshot: TradeSnapshot
    engine: Any
    """Of DuckDB, or what answers as it does."""

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        found: list[tuple[Any, ...]] = self.engine.execute(query, list(values)).fetchall()
        return found

    def reporter_years(self) -> tuple[ReporterYear, ...]:
        """Return who published which year whole."""
        return reporter_years_of(self.rows(REPORTER_YEARS))


@contextmanager
def open_trade(snapshot: TradeSnapshot, url: str = "") -> Iterator[TradeRows]:
    """Lend the rows of a snapshot; what is made beside them (`CREATE TEMP TABLE`) goes when they are given back.

    Args:
        snapshot: whose rows.
        url: of the engine, as `TEAROAD_MARKET_URL` has it; empty for DuckDB.

    """
    with _engine_of(snapshot.folder, url).cursor() as engine:
        yield TradeRows(snapshot, engine)


_open_engines: dict[int, tuple[tuple[object, ...], Any]] = {}
"""By process, the engine of the snapshot that was asked last: opening one takes longer than most questions. A forked
process opens its own, and never touches what it was forked with."""
_opening = Lock()


def _engine_of(folder: Path, url: str) -> Any:  # noqa: ANN401  # an engine of DuckDB, or what answers as it does
    files = tuple((file, file.stat().st_mtime_ns) for file in sorted(folder.glob("*.parquet")))
    key = (url, *files)
    with _opening:
        known = _open_engines.get(os.getpid())
        if known is not None and known[0] == key:
            return known[1]
        if known is not None and isinstance(known[1], ClickHouseEngine):
            known[1].close()  # a process has one session of it at a time
        engine = _clickhouse_of(folder) if url == CLICKHOUSE_URL else _duckdb_of(folder)
        _open_engines[os.getpid()] = (key, engine)
        return engine


def _clickhouse_of(folder: Path) -> ClickHouseEngine:
    engine = ClickHouseEngine(folder)
    return engine.execute(f"CREATE OR REPLACE VIEW bilateral AS {BILATERAL}")


def _duckdb_of(folder: Path) -> duckdb.DuckDBPyConnection:
    engine = connected_engine([folder])
    engine.read_parquet(str(folder / "trade.parquet")).create_view("trade")
    open_cubes(engine, folder)
    open_country_data(engine, folder)
    open_completeness(engine, folder)
    return engine
