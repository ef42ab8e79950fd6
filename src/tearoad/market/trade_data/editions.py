"""Trade published in several editions of the Harmonised System, brought into one by a table that the user has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.errors import InputError, NotFoundError
from tearoad.reference.hs_concordance import EDITIONS, HSConcordance, read_concordance
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

_OTHERS = ", ".join(f"'{name}'" for name in EDITIONS)


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """Into which edition codes are brought, and by which table."""

    edition: str
    """H0 to H6."""
    concordance: HSConcordance
    digest: str
    """Of the table's content; another table gives another snapshot."""


@dataclass(frozen=True, slots=True)
class ConvertedRows:
    """What a conversion did to the table `leaves`."""

    rows: int
    """Rows that were brought from another edition."""
    kept: int
    """Rows that stay as they are: they do not say their edition, or give a chapter or heading alone."""


def edition_choice(edition: str, concordance: Path) -> EditionChoice:
    """Return the choice of an edition with the table in a file.

    Raises:
        NotFoundError: there is no such file.
        InputError: it is another table.

    """
    if not concordance.is_file():
        raise NotFoundError(Text("market.no_file", file=str(concordance)), Text("market.no_file_hint"))
    digest = hashlib.sha256(concordance.read_bytes()).hexdigest()[:24]
    return EditionChoice(edition, read_concordance(concordance), digest)


def convert_leaves(engine: duckdb.DuckDBPyConnection, choice: EditionChoice) -> ConvertedRows:
    """Bring the rows of `leaves` into an edition; the sums of value and weight stay the same.

    A code that was split is shared out by what all reporters trade of its successors in the edition itself. Rows that
    meet in one code are added up where both, or neither, have a weight.

    Raises:
        InputError: a reporter's year is there in two editions, so that it would be counted twice.
        NotFoundError: the table has no step between two editions.

    """
    _refuse_two_editions(engine)
    engine.execute("CREATE OR REPLACE TABLE heirs (edition VARCHAR, product VARCHAR, heir VARCHAR, share DOUBLE)")
    for heirs in _heirs(engine, choice):
        engine.execute(
            "INSERT INTO heirs SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),"
            " unnest(?::DOUBLE[])",
            [list(column) for column in zip(*heirs, strict=True)],
        )
    kept = _count(engine, f"length(product) < 6 OR edition NOT IN ({_OTHERS})")
    rows = _count(engine, f"length(product) = 6 AND edition IN ({_OTHERS}) AND edition <> '{choice.edition}'")
    engine.execute("ALTER TABLE leaves RENAME TO published")
    engine.execute(
        "CREATE TABLE leaves AS SELECT year, reporter, partner, flow, product, edition, fsum(value) AS value,"
        " fsum(netweight) AS netweight, min(place).part AS part, min(place).line AS line FROM (SELECT p.* REPLACE"
        " (coalesce(h.heir, p.product) AS product, if(h.heir IS NULL, p.edition, ?) AS edition,"
        " p.value * coalesce(h.share, 1) AS value, p.netweight * coalesce(h.share, 1) AS netweight),"
        " struct_pack(part := p.part, line := p.line) AS place FROM published p"
        " LEFT JOIN heirs h ON h.edition = p.edition AND h.product = p.product)"
        " GROUP BY year, reporter, partner, flow, product, edition, netweight IS NULL",
        [choice.edition],
    )
    return ConvertedRows(rows, kept)


def _refuse_two_editions(engine: duckdb.DuckDBPyConnection) -> None:
    twice = engine.execute(
        "SELECT year, reporter, min(edition), max(edition) FROM leaves WHERE length(product) = 6"
        " AND list_contains(?, edition) GROUP BY year, reporter, flow HAVING min(edition) <> max(edition)"
        " ORDER BY ALL LIMIT 1",
        [list(EDITIONS)],
    ).fetchall()
    for year, reporter, first, second in twice:
        text = Text("market.two_editions", year=str(year), reporter=str(reporter), first=first, second=second)
        raise InputError(text, Text("market.two_editions_hint"))


def _heirs(engine: duckdb.DuckDBPyConnection, choice: EditionChoice) -> Iterator[list[tuple[str, str, str, float]]]:
    """Give edition, code, successor and share for every code of each other edition."""
    weights = {
        str(product): float(value)
        for product, value in engine.execute(
            "SELECT product, fsum(value) FROM leaves WHERE edition = ? AND length(product) = 6 GROUP BY product",
            [choice.edition],
        ).fetchall()
    }
    for edition in EDITIONS:
        codes = engine.execute(
            "SELECT DISTINCT product FROM leaves WHERE edition = ? AND length(product) = 6 ORDER BY product", [edition]
        ).fetchall()
        if edition != choice.edition and codes:
            yield [
                (edition, str(code), heir, share)
                for (code,) in codes
                for heir, share in choice.concordance.converted(
                    {str(code): 1.0}, edition, choice.edition, weights
                ).items()
                if share
            ]


def _count(engine: duckdb.DuckDBPyConnection, condition: str) -> int:
    return len(engine.table("leaves").filter(condition))
