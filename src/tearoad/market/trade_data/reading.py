"""One trade file, read row by row: what cannot be used is counted by its reason, never dropped in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tearoad.errors import InputError
from tearoad.market.trade_data.answers import create_answer_table
from tearoad.market.trade_data.areas import area_of
from tearoad.market.trade_data.formats import (
    NEEDED,
    OPTIONAL,
    TradeFileFormat,
    edition_in_name,
    folded_header,
    recognised,
)
from tearoad.market.trade_data.number_styles import NumberColumn, number_column
from tearoad.market.trade_data.table_rows import MOST_WHOLE, is_sdmx, read_as_whole
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

TRADE = "trade"
MOST_BYTES = 2_000_000_000
_NOTHING = "('', 'NA', 'N/A', 'NULL', 'NaN')"
_FLOWS = """CASE upper(flow) WHEN 'M' THEN 'import' WHEN '1' THEN 'import' WHEN 'IMPORT' THEN 'import'
 WHEN 'IMPORTS' THEN 'import' WHEN 'X' THEN 'export' WHEN '2' THEN 'export' WHEN 'EXPORT' THEN 'export'
 WHEN 'EXPORTS' THEN 'export' WHEN 'RECONCILED' THEN 'reconciled'
 WHEN 'RX' THEN 'other' WHEN 'RM' THEN 'other' WHEN '3' THEN 'other' WHEN '4' THEN 'other'
 WHEN 'RE-EXPORT' THEN 'other' WHEN 'RE-IMPORT' THEN 'other' WHEN 'DX' THEN 'other' WHEN 'FM' THEN 'other'
 WHEN 'MIP' THEN 'other' WHEN 'MOP' THEN 'other' WHEN 'XIP' THEN 'other' WHEN 'XOP' THEN 'other' END"""
_JUDGED = """CASE
 WHEN frequency NOT IN ('', 'A') THEN 'not_a_year'
 WHEN upper(sort) = 'S' OR starts_with(upper(edition), 'EB') THEN 'services'
 WHEN second_partner NOT IN ('', '0', 'NA', '-1') OR customs NOT IN ('', 'C00', 'NA')
   OR transport NOT IN ('', '0', 'NA') OR flow_read = 'other' THEN 'breakdown'
 WHEN year_read IS NULL OR year_read NOT BETWEEN 1960 AND LATEST_YEAR THEN 'year'
 WHEN flow_read IS NULL THEN 'flow'
 WHEN upper(product) IN ('TOTAL', 'AG2', 'AG4', 'AG6', 'ALL') THEN 'breakdown'
 WHEN NOT regexp_full_match(product_read, '[0-9]+') OR length(product_read) NOT IN (2, 4, 6)
   OR starts_with(product_read, '00') THEN 'product'
 WHEN value_read IS NULL OR NOT isfinite(value_read) OR value_read < 0 THEN 'value'
 END"""
SKIPPED = frozenset({"not_a_year", "breakdown", "missing", "group", "bound", "other_series", "services"})
"""Reasons that are no fault of the file: it also holds months, a split by transport, customs or second partner, groups
of countries, other series, services."""
LOST_ZERO = frozenset({"product", "tariff_product"})
"""Reasons behind which a code may have lost its leading zero."""


@dataclass(frozen=True, slots=True)
class TradePart:
    """What one file gave."""

    file: str
    digest: str
    format: str
    publisher: str
    rows: int
    bad_rows: Mapping[str, int]
    """Rows that were not taken, by reason; `weight` counts rows that were taken without their weight."""
    first_bad: Mapping[str, int]
    """Reason -> the first line of the file with it."""
    tables: str = TRADE
    """What it tells of: trade, or some of `country_formats.CountryTable` with a comma between."""


def read_trade_file(
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    digest: str,
    mapping: TradeFileFormat | None,
    out: Path,
    latest_year: int = 2100,
) -> TradePart:
    """Read a file into a Parquet file of our columns, sorted as it was, each row with its line.

    Rows of a year after the latest one are left out: a slip of the hand, which would become the year of every brief.

    Raises:
        InputError: it is no trade table, is cut off, empty or too large, or names a country that no table knows.

    """
    broken_lines = _raw_table(engine, path)
    columns = engine.execute("SELECT column_name FROM (DESCRIBE raw) WHERE column_name <> 'line__'").fetchall()
    headers = [str(name) for (name,) in columns]
    known = {folded_header(header): header for header in headers}
    if mapping is not None and not mapping.fits(known):
        text = ", ".join(headers)[:160]
        raise InputError(Text("market.mapping_misses", file=path.name, found=text), Text("market.mapping_hint"))
    form = mapping or recognised(headers, path.name)
    if form.name == "baci":
        form = replace(form, constants={**form.constants, "edition": edition_in_name(path.name)})
    _our_columns(engine, form, known)
    _read_areas(engine, path.name)
    _judge_rows(engine, form, latest_year, path.name)
    return _write_part(engine, path, digest=digest, form=form, broken_lines=broken_lines, out=out)


def refuse_by_look(path: Path) -> None:
    """Refuse what is no table before anything else looks at it.

    Raises:
        InputError: it is too large, empty or a web page.

    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(path, size, MOST_BYTES)
    with path.open("rb") as opened:
        start = opened.read(2000)
    if size > MOST_WHOLE and read_as_whole(start, path.suffix.lower()):
        raise too_large(path, size, MOST_WHOLE)
    if not start.strip():
        raise _refused("file_empty", path)
    text = start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    page = text.startswith(("<!doctype", "<html", "<head", "<?xml", "<!--")) or "<body" in text
    if page and not is_sdmx(start):
        raise _refused("file_is_web_page", path)


def too_large(path: Path, size: int, most: int) -> InputError:
    """Return how a file is refused that has more bytes than are read; never less is said than the limit."""
    million = 1_000_000
    text = Text("market.file_too_large", file=path.name, megabytes=-(-size // million), most=most // million)
    return InputError(text, Text("market.file_too_large_hint"))


def no_usable_row(file: str, bad: Mapping[str, int], first: Mapping[str, int]) -> InputError:
    """Return how a file is refused of which no row can be used: with the worst reason, and what mends that."""
    worst = max(bad, key=lambda reason: bad[reason], default="none")
    text = Text("market.no_rows", file=file, why=Text(f"market.bad_{worst}"), line=first.get(worst, 1))
    return InputError(text, Text("market.code_cut_hint" if worst in LOST_ZERO else "market.no_rows_hint"))


def _refused(code: str, path: Path, **params: str | int) -> InputError:
    return InputError(Text(f"market.{code}", file=path.name, **params), Text(f"market.{code}_hint"))


def _raw_table(engine: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Make a file known as the view `raw`, text as text; return how many lines have too few or too many cells."""
    import duckdb  # noqa: PLC0415  # 60 MB, only for who looks at trade figures

    for name in ("judged", "cells", "raw"):
        engine.execute(f"DROP VIEW IF EXISTS {name}")
    for name in ("raw_lines", "areas"):
        engine.execute(f"DROP TABLE IF EXISTS {name}")
    try:
        if path.suffix.lower() == ".parquet":
            rows = engine.read_parquet(str(path), file_row_number=True)
            rows.project("file_row_number + 1 AS line__, * EXCLUDE (file_row_number)").create_view("raw")
            return 0
        if path.suffix.lower() == ".json":
            create_answer_table(engine, path, "raw_lines")
            engine.execute("CREATE VIEW raw AS FROM raw_lines")
            return 0
        engine.execute("DROP TABLE IF EXISTS reject_errors")
        engine.execute("DROP TABLE IF EXISTS reject_scans")
        engine.execute(
            "CREATE TABLE raw_lines AS SELECT row_number() OVER () AS line__, * FROM read_csv(?, header = true,"
            " all_varchar = true, store_rejects = true, ignore_errors = true, sample_size = 2000)",
            [str(path)],
        )
    except duckdb.Error as fault:
        why = str(fault).partition("\n")[0][:200]
        raise InputError(
            Text("market.file_unreadable", file=path.name, why=why), Text("market.file_unreadable_hint")
        ) from fault
    # A line with too many cells is not in `raw`; the lines behind it are moved back to where they stand in the file.
    engine.execute(
        "UPDATE raw_lines SET line__ = line__ + 1 + (SELECT count(*) FROM"
        " (SELECT line - 1 - row_number() OVER (ORDER BY line) AS before"
        " FROM (SELECT DISTINCT line FROM reject_errors)) WHERE before < raw_lines.line__)"
    )
    engine.execute("CREATE VIEW raw AS FROM raw_lines")
    return int(_number(engine, "SELECT count(DISTINCT line) FROM reject_errors"))


def _our_columns(engine: duckdb.DuckDBPyConnection, form: TradeFileFormat, known: Mapping[str, str]) -> None:
    """Make the view `cells`: our columns as text, and the line."""
    parts = ["line__ AS line"]
    for name in NEEDED + OPTIONAL:
        headers = ['"' + header.replace('"', '""') + '"' for header in form.headers_of(name, known)]
        if name in form.constants:
            parts.append(f"'{form.constants[name].replace(chr(39), chr(39) * 2)}' AS {name}")
        else:
            cells = [f"nullif(trim(CAST({header} AS VARCHAR)), '')" for header in headers]
            parts.append(f"coalesce({', '.join([*cells, chr(39) * 2])}) AS {name}")
    engine.table("raw").project(", ".join(parts)).create_view("cells")


def _read_areas(engine: duckdb.DuckDBPyConnection, file: str) -> None:
    """Make the table `areas` of how the file writes countries; one that no table knows stops the load by its name."""
    engine.execute("CREATE TABLE areas (written VARCHAR, area VARCHAR)")
    written = engine.execute(
        "SELECT written, min(line) FROM (SELECT reporter AS written, line FROM cells UNION ALL"
        " SELECT partner, line FROM cells) GROUP BY written ORDER BY 2"
    ).fetchall()
    for name, line in written:
        area = area_of(str(name)) if name else None
        if area is None:
            raise InputError(
                Text("market.area_unknown", file=file, line=int(line), found=str(name)),
                Text("market.area_unknown_hint"),
            )
        engine.execute("INSERT INTO areas VALUES (?, ?)", [name, area])


def _judge_rows(engine: duckdb.DuckDBPyConnection, form: TradeFileFormat, latest_year: int, file: str) -> None:
    """Make the view `judged`: every row read, with the reason why it cannot be used.

    Raises:
        InputError: it cannot be told how its numbers are written.

    """
    value, weight = (_numbers(engine, form, name, file).sql for name in ("value", "netweight"))
    stated = f"netweight NOT IN {_NOTHING}"
    # A code that begins with 0 has lost none: five digits of it are five digits.
    lost = (
        "CASE WHEN try_cast(level AS INTEGER) = length(product) + 1 AND NOT starts_with(product, '0')"
        " THEN '0' ELSE '' END"
    )
    product = "lpad(product, 6, '0')" if form.padded else f"{lost} || replace(product, '.', '')"
    read = (
        "*, try_cast(year AS INTEGER) AS year_read",
        f"{_FLOWS} AS flow_read",
        f"{value} * {form.value_factor!r} AS value_read",
        f"{product} AS product_read",
        f"CASE WHEN {stated} THEN {weight} * {form.weight_factor!r} END AS weight_read",
        f"{stated} AND {weight} IS NULL AS weight_bad",
    )
    cells = engine.table("cells").project(", ".join(read))
    cells.project(f"*, {_JUDGED.replace('LATEST_YEAR', str(latest_year))} AS reason").create_view("judged")


def _numbers(engine: duckdb.DuckDBPyConnection, form: TradeFileFormat, name: str, file: str) -> NumberColumn:
    """Return how a column of numbers is read; where a file has numbers and not text they are what they are."""
    kinds = {str(row[0]): str(row[1]) for row in engine.execute("DESCRIBE raw").fetchall()}
    headers = form.headers_of(name, {folded_header(header): header for header in kinds})
    if all(kinds[header] != "VARCHAR" for header in headers):
        return NumberColumn(f"try_cast({name} AS DOUBLE)")
    return number_column(engine, name, decimal=form.decimal, file=file)


def _write_part(  # what a part is made of, each by its name
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    digest: str,
    form: TradeFileFormat,
    broken_lines: int,
    out: Path,
) -> TradePart:
    """Write the usable rows and return the counts.

    Raises:
        InputError: no row can be used.

    """
    # Every cell is read once; what was judged lies beside the part until the counts are known.
    judged_file = out.with_name(f"{out.name}.judged")
    try:
        engine.sql(
            "SELECT year_read AS year, r.area AS reporter, p.area AS partner, flow_read AS flow,"
            " product_read AS product, edition, value_read AS value, weight_read AS netweight, line, reason, weight_bad"
            " FROM judged"
            " JOIN areas r ON r.written = judged.reporter JOIN areas p ON p.written = judged.partner"
        ).write_parquet(str(judged_file))
        read = engine.read_parquet(str(judged_file))
        counts, first = _bad_rows(read)
        if broken_lines:
            counts["cells"] = broken_lines
            first["cells"] = _number(engine, "SELECT min(line) FROM reject_errors")
        good = read.filter("reason IS NULL")
        rows = len(good)
        if not rows:
            raise no_usable_row(path.name, counts, first)
        if counts.get("value", 0) > rows:
            raise _refused("most_values_bad", path, count=counts["value"], line=first["value"])
        if not len(good.filter("partner <> 'WLD'").limit(1)):
            raise _refused("world_only", path)
        good.project("* EXCLUDE (reason, weight_bad)").write_parquet(str(out))
    finally:
        judged_file.unlink(missing_ok=True)
    return TradePart(path.name, digest, form.name, form.publisher, rows, counts, first)


def _bad_rows(read: duckdb.DuckDBPyRelation) -> tuple[dict[str, int], dict[str, int]]:
    """Return by reason how many rows were not taken, or not with their weight, and the first line of each."""
    text = "coalesce(reason, CASE WHEN weight_bad THEN 'weight' END)"
    counted = read.aggregate(f"{text} AS why, count(*), min(line)").filter("why IS NOT NULL").order("why").fetchall()
    return {str(why): int(count) for why, count, _ in counted}, {str(why): int(line) for why, _, line in counted}


def _number(engine: duckdb.DuckDBPyConnection, query: str) -> Any:  # noqa: ANN401  # one cell of a table of ours
    ((value,),) = engine.execute(query).fetchall()
    return 0 if value is None else value
