"""Questions to one snapshot; the engine may read the snapshot's folder and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tearoad.market.engine import open_engine
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
    """Lend the rows of a snapshot."""
    with open_engine([snapshot.folder]) as engine:
        engine.read_parquet(str(snapshot.trade)).create_view("trade")
        open_cubes(engine, snapshot.folder)
        open_country_data(engine, snapshot.folder)
        yield TradeRows(snapshot, engine)
