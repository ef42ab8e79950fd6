"""Questions to one snapshot; the engine may read the snapshot's folder and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from tearoad.market.engine import connected_engine
from tearoad.market.trade_data.completeness import ReporterYear, completeness
from tearoad.market.trade_data.country_data import open_country_data
from tearoad.market.trade_data.cubes import open_cubes
from tearoad.market.trade_data.store import TradeSnapshot

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class TradeRows:
    """The rows of a snapshot as the view `trade` of an engine, and what was added up of them beside it."""

    snapshot: TradeSnapshot
    engine: duckdb.DuckDBPyConnection

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        return self.engine.execute(query, list(values)).fetchall()

    def reporter_years(self) -> tuple[ReporterYear, ...]:
        """Return who published which year whole."""
        return completeness(self.engine, self.snapshot.folder)


@contextmanager
def open_trade(snapshot: TradeSnapshot) -> Iterator[TradeRows]:
    """Lend the rows of a snapshot; what is made beside them (`CREATE TEMP TABLE`) goes when they are given back."""
    with _engine_of(snapshot.folder).cursor() as engine:
        yield TradeRows(snapshot, engine)


_SnapshotFiles: TypeAlias = "tuple[tuple[Path, int], ...]"
_open_engines: dict[int, tuple[_SnapshotFiles, duckdb.DuckDBPyConnection]] = {}
"""By process, the engine of the snapshot that was asked last: opening one takes longer than most questions. A forked
process opens its own, and never touches what it was forked with."""
_opening = Lock()


def _engine_of(folder: Path) -> duckdb.DuckDBPyConnection:
    files = tuple((file, file.stat().st_mtime_ns) for file in sorted(folder.glob("*.parquet")))
    with _opening:
        known = _open_engines.get(os.getpid())
        if known is not None and known[0] == files:
            return known[1]
        engine = connected_engine([folder])
        engine.read_parquet(str(folder / "trade.parquet")).create_view("trade")
        open_cubes(engine, folder)
        open_country_data(engine, folder)
        _open_engines[os.getpid()] = (files, engine)
        return engine
