"""Files joined into the rows of one snapshot: contradictions refused, repeated rows and totals counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.errors import InputError
from tearoad.market.trade_data.editions import ConvertedRows, EditionChoice, convert_leaves
from tearoad.market.trade_data.reading import TradePart
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class JoinedTrade:
    """What was left out or brought into another edition on the way."""

    rows: int
    totals_left_out: int
    repeated: int
    converted: ConvertedRows


def write_joined(
    engine: duckdb.DuckDBPyConnection,
    files: Sequence[Path],
    parts: Sequence[TradePart],
    chosen: EditionChoice | None,
    *,
    out: Path,
) -> JoinedTrade:
    """Write the rows of all parts, sorted, into one file.

    Tables are made of what is unusual only (repeated rows, totals): twenty million rows are read where they lie.

    Raises:
        InputError: two files contradict each other, or a reporter's year is there in two editions.

    """
    for view in ("leaves", "distinct_rows", "joined"):
        engine.execute(f"DROP VIEW IF EXISTS {view}")
    sources = [engine.read_parquet(str(file)).project(f"*, {place} AS part") for place, file in enumerate(files)]
    joined = sources[0]
    for source in sources[1:]:
        joined = joined.union(source)
    joined.create_view("joined")
    _find_repeated(engine)
    _refuse_contradictions(engine, parts)
    _leave_out_repeated(engine)
    summed_up = _leave_out_totals(engine)
    brought = ConvertedRows(0, 0)
    if chosen is not None:
        engine.execute("CREATE TABLE published AS FROM leaves")
        engine.execute("DROP VIEW leaves; ALTER TABLE published RENAME TO leaves")
        brought = convert_leaves(engine, chosen)
    engine.sql("SELECT * FROM leaves ORDER BY product, year, reporter, partner, flow").write_parquet(
        str(out), row_group_size=20_000
    )
    repeated = count_rows(engine, "joined") - count_rows(engine, "distinct_rows")
    return JoinedTrade(len(engine.read_parquet(str(out))), summed_up, repeated, brought)


def _find_repeated(engine: duckdb.DuckDBPyConnection) -> None:
    """Make the table `repeated` of flows that are told more than once; year by year, to keep within the memory."""
    years = engine.execute("SELECT DISTINCT year FROM joined ORDER BY year").fetchall()
    statement = (
        "SELECT year, reporter, partner, flow, product, max(value) - min(value) AS differs"
        " FROM joined WHERE year = ? GROUP BY year, reporter, partner, flow, product HAVING count(*) > 1"
    )
    engine.execute("DROP TABLE IF EXISTS repeated")
    for place, (year,) in enumerate(years):
        begun = "INSERT INTO repeated" if place else "CREATE TABLE repeated AS"
        engine.execute(f"{begun} {statement}", [year])


def _refuse_contradictions(engine: duckdb.DuckDBPyConnection, parts: Sequence[TradePart]) -> None:
    differing = engine.execute(
        "SELECT year, reporter, partner, product, flow, count(*) OVER ()"
        " FROM repeated WHERE differs > 0.01 ORDER BY 1, 2, 3, 4 LIMIT 1"
    ).fetchall()
    if not differing:
        return
    *key, count = differing[0]
    year, reporter, partner, product, _flow = key
    rows = engine.execute(
        "SELECT value, part, line FROM joined WHERE year = ? AND reporter = ? AND partner = ? AND product = ?"
        " AND flow = ? ORDER BY part, line",
        key,
    ).fetchall()
    value, first, first_line = rows[0]
    second, second_line = next((part, line) for other, part, line in rows if abs(other - value) > 0.01)
    text = Text(
        "market.files_differ",
        count=int(count),
        year=str(year),
        reporter=str(reporter),
        partner=str(partner),
        product=str(product),
        file=parts[first].file,
        line=int(first_line),
        other=parts[second].file,
        other_line=int(second_line),
    )
    raise InputError(text, Text("market.files_differ_hint" if first != second else "market.rows_differ_hint"))


def _leave_out_repeated(engine: duckdb.DuckDBPyConnection) -> None:
    """Make the view `distinct_rows`: every flow once, as the first file has it."""
    if not count_rows(engine, "repeated"):
        engine.execute("CREATE VIEW distinct_rows AS FROM joined")
        return
    engine.execute(
        "CREATE VIEW distinct_rows AS SELECT * FROM joined ANTI"
        " JOIN repeated USING (year, reporter, partner, flow, product) UNION ALL SELECT * FROM joined SEMI"
        " JOIN repeated USING (year, reporter, partner, flow, product)"
        " QUALIFY row_number() OVER (PARTITION BY year, reporter, partner, flow, product ORDER BY part, line) = 1"
    )


def _leave_out_totals(engine: duckdb.DuckDBPyConnection) -> int:
    """Make the view `leaves`: no chapter or heading beside its subheadings; return how many rows were totals."""
    engine.execute(
        "CREATE OR REPLACE TABLE totals AS SELECT year, reporter, partner, flow, product FROM distinct_rows a"
        " WHERE length(product) < 6 AND EXISTS"
        " (SELECT 1 FROM distinct_rows b WHERE b.year = a.year AND b.reporter = a.reporter AND b.partner = a.partner"
        " AND b.flow = a.flow AND length(b.product) > length(a.product) AND left(b.product, 2) = left(a.product, 2)"
        " AND starts_with(b.product, a.product))"
    )
    engine.execute(
        "CREATE VIEW leaves AS SELECT * FROM distinct_rows ANTI"
        " JOIN totals USING (year, reporter, partner, flow, product)"
    )
    return count_rows(engine, "totals")


def count_rows(engine: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table or view has."""
    return len(engine.table(table))
