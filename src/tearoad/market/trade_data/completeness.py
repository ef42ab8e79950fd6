"""Who published which year whole: reporters who stopped, years that are stubs, years that only partners tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_STUB_SHARE = 0.5
"""A year with less than half of the usual rows and of the usual value is a stub, unless partners saw the same fall."""
_PARTNERS_FELL = 0.6
COMPLETENESS_FILE = "completeness.parquet"


class YearStatus(StrEnum):
    """How far a reporter's year can be relied on."""

    FULL = "full"
    STUB = "stub"
    STOPPED = "stopped"
    """Nothing, though there are earlier years: the reporter stopped publishing, or has not published yet."""
    GAP = "gap"
    """Nothing, between years that were published."""


@dataclass(frozen=True, slots=True)
class ReporterYear:
    """One reporter's year in one direction."""

    reporter: str
    flow: str
    year: int
    status: YearStatus
    rows: int
    value: float
    partners_value: float
    """What partners report about the same trade, in dollars; 0 where nobody does."""


@dataclass(frozen=True, slots=True)
class _YearTotals:
    rows: int
    value: float


_Totals = Mapping[tuple[str, str], Mapping[int, _YearTotals]]


REPORTER_YEARS = (
    "SELECT reporter, flow, year, status, rows, value, partners_value FROM completeness ORDER BY reporter, flow, year"
)


def reporter_years_of(rows: Sequence[Sequence[Any]]) -> tuple[ReporterYear, ...]:
    """Return every reporter's years, in order of reporter, direction and year; years before the first are left out.

    A year counts as stopped only where somebody published it: files that end in 2022 say nothing of 2023.
    """
    return tuple(
        ReporterYear(reporter, flow, year, YearStatus(status), *figures)
        for reporter, flow, year, status, *figures in rows
    )


def open_completeness(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the view `completeness`; of a snapshot of an earlier version its years are judged now."""
    file = folder / COMPLETENESS_FILE
    if file.is_file():
        engine.read_parquet(str(file)).create_view("completeness")
    else:
        _judged_years(engine).create("completeness")


def write_completeness(engine: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Judge the years of the rows in the view `trade` once for a snapshot."""
    _judged_years(engine).write_parquet(str(out))


def _judged_years(engine: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    names = [field.name for field in fields(ReporterYear)]
    columns = ("VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "BIGINT", "DOUBLE", "DOUBLE")
    read = ", ".join(f"unnest(?::{column}[]) AS {name}" for name, column in zip(names, columns, strict=True))
    years = tuple(_reporter_years(engine))
    return engine.sql(f"SELECT {read}", params=[[getattr(year, name) for year in years] for name in names])


def _reporter_years(engine: duckdb.DuckDBPyConnection) -> Iterator[ReporterYear]:
    own = _totals(engine, "SELECT reporter, flow, year, count(*), sum(value)", "reporter")
    mirrored = _totals(
        engine,
        "SELECT partner, CASE flow WHEN 'import' THEN 'export' ELSE 'import' END, year, count(*), sum(value)",
        "partner",
    )
    last = max((year for years in own.values() for year in years), default=0)
    for (reporter, flow), years in sorted(own.items()):
        partners = mirrored.get((reporter, flow), {})
        for year in range(min(years), last + 1):
            totals = years.get(year, _YearTotals(0, 0.0))
            seen = partners.get(year, _YearTotals(0, 0.0)).value
            status = _status(year, years, partners)
            yield ReporterYear(reporter, flow, year, status, totals.rows, totals.value, seen)


def _totals(engine: duckdb.DuckDBPyConnection, select: str, of: str) -> dict[tuple[str, str], dict[int, _YearTotals]]:
    found: dict[tuple[str, str], dict[int, _YearTotals]] = defaultdict(dict)
    rows = engine.execute(
        f"{select} FROM trade WHERE flow IN ('import', 'export') AND {of} <> 'WLD' GROUP BY 1, 2, 3"
    ).fetchall()
    for area, flow, year, count, value in rows:
        found[str(area), str(flow)][int(year)] = _YearTotals(int(count), float(value))
    return found


def _status(year: int, years: Mapping[int, _YearTotals], partners: Mapping[int, _YearTotals]) -> YearStatus:
    if year not in years:
        return YearStatus.GAP if max(years) > year else YearStatus.STOPPED
    others = [totals for other, totals in years.items() if other != year]
    if len(others) < 2 or not _fell(years[year], others, _STUB_SHARE):
        return YearStatus.FULL
    seen = [totals.value for other, totals in partners.items() if other != year and other in years]
    if year in partners and len(seen) >= 2 and partners[year].value < _PARTNERS_FELL * median(seen):
        return YearStatus.FULL
    return YearStatus.STUB


def _fell(totals: _YearTotals, others: Sequence[_YearTotals], share: float) -> bool:
    rows = median(other.rows for other in others)
    value = median(other.value for other in others)
    return totals.rows < share * rows and totals.value < share * value
