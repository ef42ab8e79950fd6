"""Trade figures on ClickHouse, in the process (chDB): the statements that DuckDB is asked, said in its words.

`TEAROAD_MARKET_URL=chdb:` chooses it. It reads the files of a snapshot where they lie, and writes none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tearoad.errors import SetupError
from tearoad.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

URL = "chdb:"
_SETTINGS = (
    "join_use_nulls = 1",
    "prefer_column_name_to_alias = 1",
    "union_default_mode = 'DISTINCT'",
    "joined_subquery_requires_alias = 0",
    # One thread adds always in the same order, as with DuckDB.
    "max_threads = 1",
    "output_format_json_quote_64bit_integers = 0",
)


class ClickHouseEngine:
    """Answers as an engine of DuckDB does: `execute(…)`, then `fetchall()` or `fetchnumpy()`."""

    def __init__(self, folder: Path) -> None:
        """Make every file of a snapshot's folder known as a view of its name.

        Raises:
            SetupError: the extra `engines` is not installed, or the snapshot is of a version without sums.

        """
        try:
            opened = import_module("chdb.session").Session
        except ImportError as missing:
            raise SetupError(Text("market.clickhouse_missing"), Text("market.clickhouse_missing_hint")) from missing
        if not (folder / "tellers.parquet").is_file():
            raise SetupError(Text("market.clickhouse_old"), Text("market.clickhouse_old_hint"))
        self._session: Any = opened()
        self._rows: list[list[Any]] = []
        self._names: list[str] = []
        for setting in _SETTINGS:
            self._session.query(f"SET {setting}")
        for file in sorted(folder.glob("*.parquet")):
            path = str(file.resolve()).replace("\\", "\\\\").replace("'", "\\'")
            read = f"SELECT * FROM file('{path}', 'Parquet')"  # noqa: S608  # a folder's name, its quotes escaped
            self._session.query(f"CREATE OR REPLACE VIEW {file.stem} AS {read}")

    def execute(self, statement: str, values: Sequence[object] = ()) -> ClickHouseEngine:
        """Ask or do something, as DuckDB would be told to."""
        query = in_clickhouse(statement, len(values))
        for number, value in enumerate(values):
            query = query.replace(_place(number), _literal(value))
        made = str(self._session.query(query, "JSONCompactEachRowWithNames"))
        lines = [json.loads(line) for line in made.splitlines()]
        self._names, self._rows = (lines[0], lines[1:]) if lines else ([], [])
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows of the last question."""
        return [tuple(row) for row in self._rows]

    def fetchnumpy(self) -> dict[str, npt.NDArray[Any]]:
        """Return the columns of the last question."""
        import numpy as np  # noqa: PLC0415  # as the package that asks for arrays has it

        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in self._names)
        return {name: np.array(list(column)) for name, column in zip(self._names, columns, strict=True)}

    def cursor(self) -> ClickHouseEngine:
        """Return itself: a session of chDB is alone in its process, and a brief makes its tables anew."""
        return self

    def __enter__(self) -> Self:
        """Lend itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what it knows of the snapshot."""

    def close(self) -> None:
        """Give back what it holds."""
        self._session.close()


@lru_cache(maxsize=256)
def in_clickhouse(statement: str, values: int = 0) -> str:
    """Return a statement of DuckDB in ClickHouse's words; a word of its own stands for each value."""
    sqlglot = import_module("sqlglot")
    for number in range(values):
        statement = statement.replace("?", _place(number), 1)
    parsed = sqlglot.parse_one(statement, read="duckdb")
    for join in parsed.find_all(sqlglot.expressions.Join):
        if join.args.get("kind") == "SEMI":
            join.set("side", "LEFT")
    for both in list(parsed.find_all(sqlglot.expressions.BitwiseAnd)):
        both.replace(sqlglot.expressions.func("bitAnd", both.left, both.right))
    made: str = parsed.sql(dialect="clickhouse")
    return (
        made.replace("fsum(", "sumKahan(")
        .replace("bit_count(", "bitCount(")
        .replace("list_contains(", "has(")
        .replace("list_position(", "indexOf(")
    )


def _place(number: int) -> str:
    """Return the word that stands in a statement for its value of a number."""
    return f"value_{number}_of_statement"


def _literal(value: object) -> str:
    """Return a value as ClickHouse reads it in a statement; a text cannot end its quotes."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(entry) for entry in value) + "]"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return repr(value)
