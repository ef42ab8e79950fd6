"""An answer of the UN Comtrade API, saved as a JSON file: its rows have the columns that its CSV files have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.errors import InputError
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

_MOST_BYTES = 100_000_000
"""More than the API gives at once; such an answer is read as a whole."""


def create_answer_table(engine: duckdb.DuckDBPyConnection, path: Path, table: str) -> None:
    """Make a table of an answer's rows, all as text, each with its number as `line__`.

    Raises:
        InputError: it is no such answer, an error, empty, or has fewer rows than it says.

    """
    rows = _rows_of(path)
    names = list(dict.fromkeys(name for row in rows for name in row))
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    read = ", ".join(["unnest(?::BIGINT[]) AS line__", *(f"unnest(?::VARCHAR[]) AS {name}" for name in quoted)])
    columns = [[_cell(row.get(name)) for row in rows] for name in names]
    engine.sql(f"SELECT {read}", params=[list(range(1, len(rows) + 1)), *columns]).create(table)


def _rows_of(path: Path) -> list[dict[str, object]]:
    if path.stat().st_size > _MOST_BYTES:
        million = 1_000_000
        text = Text(
            "market.file_too_large",
            file=path.name,
            megabytes=-(-path.stat().st_size // million),
            most=_MOST_BYTES // million,
        )
        raise InputError(text, Text("market.file_too_large_hint"))
    try:
        answer = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as broken:
        raise _refused("broken", path) from broken
    if not isinstance(answer, dict):
        raise _refused("broken", path)
    if answer.get("error"):
        raise _refused("error", path, why=str(answer["error"])[:200])
    rows = answer.get("data")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _refused("broken", path)
    if not rows:
        raise _refused("empty", path)
    count = answer.get("count")
    if isinstance(count, int) and count > len(rows):
        raise _refused("cut", path, count=len(rows), announced=str(count))
    return rows


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _refused(code: str, path: Path, **params: str | int) -> InputError:
    return InputError(Text(f"market.answer_{code}", file=path.name, **params), Text(f"market.answer_{code}_hint"))
