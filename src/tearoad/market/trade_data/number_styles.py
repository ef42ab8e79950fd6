"""How a column of a text file writes its numbers: by its own cells, never by the country it may come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tearoad.errors import InputError
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

_BLANKS = r"[ \x{00a0}\x{2009}\x{202f}''’]"
"""What stands between thousands and never before decimals."""
_SPACED = rf"\d{{1,3}}(?:{_BLANKS}\d{{3}})+(?:[.,]\d+)?"
_COMMAS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_DOTS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"
_SURE_COMMAS = r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
_SURE_DOTS = r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
_SURE_DECIMAL = r"\d+,\d{1,2}|\d+,\d{4,}|\d{4,},\d+|0\d*,\d+"
_EITHER = r"[1-9]\d{0,2},\d{3}"
"""Thousands, or three decimals."""
_CLEARLY = 10
"""One way of writing must be so many times as frequent as the other: a slip does not turn a column."""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """How a column of the view `cells` is read."""

    sql: str
    """Its number; NULL where a cell is none."""


def number_column(engine: duckdb.DuckDBPyConnection, column: str, *, decimal: str, file: str) -> NumberColumn:
    """Return how a column is read.

    Args:
        engine: with the view `cells`, where every column is text.
        column: of it.
        decimal: the sign that the file's mapping names; a full stop where nothing is named.
        file: its name, for what is said of it.

    Raises:
        InputError: `1,234` stands there more than once, and no other cell tells whether thousands or decimals follow.

    """
    bare = f"CASE WHEN regexp_full_match({column}, '{_SPACED}') THEN regexp_replace({column}, '{_BLANKS}', '', 'g')"
    bare += f" ELSE {column} END"
    text = "SELECT line, WRITTEN AS written FROM cells WHERE regexp_matches(COLUMN, '[,.].*[,.]|,')"
    text = text.replace("WRITTEN", bare).replace("COLUMN", column)
    counts = ", ".join(
        f"count(*) FILTER (regexp_full_match(written, '{pattern}'))"
        for pattern in (_SURE_COMMAS, _SURE_DOTS, _SURE_DECIMAL, _EITHER)
    )
    first = f"arg_min(written, line) FILTER (regexp_full_match(written, '{_EITHER}'))"
    line = f"min(line) FILTER (regexp_full_match(written, '{_EITHER}'))"
    ((commas, dots, fractions, either, sample, at),) = engine.execute(
        f"SELECT {counts}, {first}, {line} FROM ({text})"  # noqa: S608  # patterns of ours
    ).fetchall()
    if decimal == "," or dots + fractions > _CLEARLY * commas:
        without = f"CASE WHEN regexp_full_match({bare}, '{_DOTS}') THEN replace({bare}, '.', '') ELSE {bare} END"
        return NumberColumn(f"try_cast(replace({without if dots else bare}, ',', '.') AS DOUBLE)")
    if commas > _CLEARLY * (dots + fractions):
        without = f"CASE WHEN regexp_full_match({bare}, '{_COMMAS}') THEN replace({bare}, ',', '') ELSE {bare} END"
        return NumberColumn(f"try_cast({without} AS DOUBLE)")
    if either > 1:
        problem = Text("market.numbers_ambiguous", file=file, line=int(at), found=str(sample), count=int(either))
        raise InputError(problem, Text("market.numbers_ambiguous_hint"))
    return NumberColumn(f"try_cast({bare} AS DOUBLE)")
