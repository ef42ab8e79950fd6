"""How fast a large table of trade is loaded and asked: ours on a generated one, pandas and polars beside it.

The table is made up by hashes, the same at every run; nothing in it is like real trade.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Any

from tearoad.cli.memory import peak_mb
from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.queries import EXPECTATION, POTENTIALS, QUERIES
from tearoad.market.brief.ranking import keep_ranking
from tearoad.market.engine import open_engine
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import LoadOptions, TradeSnapshot, current_snapshot, load_trade
from tearoad_lab.timetable.measured import measured

YEARS = (2018, 2019, 2020, 2021, 2022)
_LARGE = 1_000_000
_SHARE = 8
"""Of a hundred flows that could be, so many are."""
_AT = datetime(2026, 1, 1, tzinfo=UTC)
Potential = Mapping[tuple[str, str], float]
"""By market and product."""


@dataclass(frozen=True, slots=True)
class TableLoad:
    """What it took to load a generated table, in processor seconds; kept beside it."""

    load_s: float
    ranking_s: float
    peak_mb: int


@dataclass(frozen=True, slots=True)
class EngineFigures:
    """Processor seconds, milliseconds of a brief, and how far other engines are from ours."""

    rows: int
    load: TableLoad
    """As it was measured when the table was loaded."""
    brief_10_p95_ms: float
    brief_10_cpu_ms: float
    brief_180_ms: float
    potential_s: Mapping[str, float]
    """By engine; of one exporter, all products and markets. Others read the rows themselves."""
    potential_mb: Mapping[str, int]
    """By engine, the most memory of a process that did nothing else."""
    largest_difference: float
    """Between the engines, as a share of the value."""


def engine_figures(rows: int, folder: Path) -> EngineFigures:
    """Make a table of about so many rows in a folder and load it, unless it lies there from an earlier run; ask it."""
    countries = _countries(100 if rows >= _LARGE else 20)
    kept = folder / f"generated-{rows}"
    note = kept / "load.json"
    load = TableLoad(**json.loads(note.read_text("utf-8"))) if note.is_file() else _loaded(rows, countries, kept, note)
    snapshot, file = current_snapshot(kept / "store"), kept / "generated.parquet"
    exporter, markets = countries[0], countries[1:5]
    runs, few = (20, 3) if rows >= _LARGE else (2, 1)
    ten = [_brief_times(snapshot, BriefRequest(exporter, _codes(snapshot, 10), markets)) for _ in range(runs)]
    many = [_brief_times(snapshot, BriefRequest(exporter, _codes(snapshot, 180), markets)) for _ in range(few)]
    ours = measured(partial(_potential, snapshot, exporter), fresh=True)
    engines, differs = {"tearoad": ours}, 0.0
    for name, ask in (("pandas", _pandas_potential), ("polars", _polars_potential)):
        if find_spec(name) is not None:
            engines[name] = measured(partial(ask, file, exporter), fresh=True)
            differs = max(differs, _difference(ours.found, engines[name].found))
    return EngineFigures(
        rows=snapshot.rows,
        load=load,
        brief_10_p95_ms=1000 * sorted(wall for wall, _ in ten)[ceil(0.95 * runs) - 1],
        brief_10_cpu_ms=1000 * sorted(cpu for _, cpu in ten)[runs // 2],
        brief_180_ms=1000 * sorted(wall for wall, _ in many)[few // 2],
        potential_s={name: done.cpu_s for name, done in engines.items()},
        potential_mb={name: round(done.peak_mb) for name, done in engines.items()},
        largest_difference=differs,
    )


def _loaded(rows: int, countries: tuple[str, ...], folder: Path, note: Path) -> TableLoad:
    """Generate a table and load it; say what that took, once all of it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    file = write_generated_trade(rows, countries, folder)
    load_s, snapshot = _timed(lambda: load_trade([file], folder / "store", at=_AT, options=LoadOptions()))
    with open_trade(snapshot) as trade:
        ranking_s, _ = _timed(lambda: keep_ranking(trade))
    load = TableLoad(load_s, ranking_s, round(peak_mb()))
    note.write_text(json.dumps(asdict(load)), "utf-8")
    return load


def write_generated_trade(rows: int, countries: tuple[str, ...], folder: Path) -> Path:
    """Write about so many rows of made-up imports as a Parquet file of our own columns."""
    file = folder / "generated.parquet"
    flows = len(countries) * (len(countries) - 1) * len(YEARS) * _SHARE / 100
    products = max(1, round(rows / flows))
    with open_engine([folder]) as engine:
        engine.execute(
            "CREATE TABLE countries AS SELECT unnest(?::VARCHAR[]) AS area, unnest(range(?)) AS n",
            [list(countries), len(countries)],
        )
        engine.execute(
            "CREATE TABLE goods AS SELECT n, printf('%06d', 10000 + n * ?) AS code FROM range(?) made(n)",
            [max(1, 960_000 // products), products],
        )
        engine.sql(
            "SELECT ? + y AS fictional_year, m.area AS reporter, 'import' AS flow, x.area AS partner, code AS product,"
            " round(exp(4 + 8 * (hash(x.n * 1000003 + g.n) % 10007) / 10007.0 + 3 * (hash(m.n * 7919 + g.n * 31 + y)"
            " % 10007) / 10007.0), 2) AS value,"
            " round(exp(2 + 8 * (hash(x.n * 1000003 + g.n) % 10007) / 10007.0), 1) AS netweight"
            " FROM countries x, countries m, goods g, range(?) made(y)"
            " WHERE x.n <> m.n AND hash(x.n * 131 + m.n * 77777 + g.n * 1009) % 100 < ?",
            params=[YEARS[0], len(YEARS), _SHARE],
        ).write_parquet(str(file))
    return file


def _countries(many: int) -> tuple[str, ...]:
    import pycountry  # noqa: PLC0415  # read only where a table is generated

    return tuple(sorted(str(country.alpha_3) for country in pycountry.countries)[:many])


def _codes(snapshot: TradeSnapshot, many: int) -> tuple[str, ...]:
    with open_trade(snapshot) as trade:
        known = [str(row[0]) for row in trade.rows("SELECT DISTINCT product FROM world_products ORDER BY 1")]
    return tuple(known[:: max(1, len(known) // many)][:many])


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return processor seconds and what came of it."""
    begun = time.process_time()
    made = run()
    return time.process_time() - begun, made


def _brief_times(snapshot: TradeSnapshot, request: BriefRequest) -> tuple[float, float]:
    """Return wall and processor seconds of a brief, the opening of the snapshot included."""
    wall, cpu = time.perf_counter(), time.process_time()
    with open_trade(snapshot) as trade:
        make_brief(trade, request)
    return time.perf_counter() - wall, time.process_time() - cpu


def _potential(snapshot: TradeSnapshot, exporter: str) -> Potential:
    with open_trade(snapshot) as trade:
        trade.engine.execute(
            "CREATE TEMP TABLE asked AS SELECT ? AS exporter, ?::INTEGER AS first_year, ?::INTEGER AS year",
            [exporter, YEARS[0], YEARS[-1]],
        )
        trade.engine.execute(
            "CREATE TEMP TABLE asked_products AS SELECT DISTINCT product, product AS code FROM world_products"
        )
        trade.engine.execute("CREATE TEMP TABLE markets AS SELECT DISTINCT market FROM tellers")
        trade.engine.execute(EXPECTATION)
        trade.engine.execute(POTENTIALS)
        return {(market, code): value for code, market, value in trade.rows(QUERIES["potential"])}


def _pandas_potential(file: Path, exporter: str) -> Potential:
    with open_engine([file.parent]) as engine:
        rows = engine.read_parquet(str(file)).filter(f"fictional_year = {YEARS[-1]}")
        flows = rows.project("reporter, partner, product, value").df()
    own = flows[flows["partner"] == exporter]
    share = own.groupby("product")["value"].sum() / flows.groupby("product")["value"].sum()
    demand = flows.groupby(["reporter", "product"])["value"].sum()
    expected = demand.mul(share, level="product").dropna()
    ease = own.groupby("reporter")["value"].sum() / expected.groupby(level="reporter").sum()
    made: Potential = expected.mul(ease, level="reporter").dropna().to_dict()
    return made


def _polars_potential(file: Path, exporter: str) -> Potential:
    pl = import_module("polars")
    flows = pl.scan_parquet(file).filter(pl.col("fictional_year") == YEARS[-1])
    own = flows.filter(pl.col("partner") == exporter)
    share = (
        own.group_by("product")
        .agg(own=pl.col("value").sum())
        .join(flows.group_by("product").agg(world=pl.col("value").sum()), on="product")
    )
    expected = (
        flows.group_by("reporter", "product")
        .agg(demand=pl.col("value").sum())
        .join(share, on="product")
        .with_columns(expected=pl.col("demand") * pl.col("own") / pl.col("world"))
    )
    ease = (
        own.group_by("reporter")
        .agg(sold=pl.col("value").sum())
        .join(expected.group_by("reporter").agg(every=pl.col("expected").sum()), on="reporter")
    )
    made = expected.join(ease, on="reporter").select(
        "reporter", "product", value=pl.col("expected") * pl.col("sold") / pl.col("every")
    )
    return {(market, product): value for market, product, value in made.collect().iter_rows()}


def _difference(ours: Potential, theirs: Potential) -> float:
    """Return the largest difference as a share; 1 where one has what the other has not."""
    if ours.keys() != theirs.keys():
        return 1.0
    return max((abs(ours[cell] - value) / max(abs(value), 1e-12) for cell, value in theirs.items()), default=0.0)
