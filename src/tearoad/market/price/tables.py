"""How the organisation's own tables are read, and what their cells must be: said once for all kinds of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tearoad.errors import InputError, UnsafeFile
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.paper.sheets.files.decoding import decode, split_rows
from tearoad.text import Text

_DECIMAL_COMMA = re.compile(r"\d+,(?!\d{3}$)\d+")
_DAYS = (
    re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)
_LONGEST_SHOWN = 80


class RatesRefusedError(InputError):
    """A table that cannot be used; `faults` names each cell that cannot be read."""

    def __init__(self, faults: tuple[Text, ...], hint: Text) -> None:
        """Keep all of them; the first speaks for the table where only one sentence is shown."""
        super().__init__(faults[0], hint)
        self.faults = faults

    def __reduce__(self) -> tuple[type[RatesRefusedError], tuple[tuple[Text, ...], Text | None]]:  # type: ignore[override]  # faults
        """Travel whole from a worker process."""
        return type(self), (self.faults, self.hint)


@dataclass(frozen=True, slots=True)
class CellRule:
    """How a column is read, and whether its cells may be empty."""

    column: str
    reads: Callable[[str], object]
    """Raises where a cell is no such thing."""
    may_be_empty: bool = False

    def accepts(self, cell: str) -> bool:
        """Whether a cell is what the column holds."""
        if not cell:
            return self.may_be_empty
        try:
            self.reads(cell)
        except (ValueError, InputError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class TableKind:
    """What a table of a kind has."""

    columns: Sequence[str]
    row_fault: str
    """The sentence that names a cell: line, column, and what was found."""
    hint: Text
    rules: Sequence[CellRule]
    contradictions: Callable[[Mapping[str, str]], Iterator[str]] = lambda _cells: iter(())
    """Columns of a row, each of which can be read, that contradict each other."""
    longest: int = 1000
    """Of a cell."""

    def refused_columns(self, cells: Mapping[str, str]) -> list[str]:
        """Return the columns of a row whose cells cannot be used, each once."""
        found = [rule.column for rule in self.rules if not rule.accepts(cells[rule.column])]
        found += [column for column, cell in cells.items() if len(cell) > self.longest]
        return list(dict.fromkeys(found or self.contradictions(cells)))


def table_in_file(path: Path, kind: TableKind) -> str:
    """Return the text of a table in a file.

    Raises:
        InputError: the file cannot be read, or is no text.

    """
    try:
        content = path.read_bytes()
    except OSError as broken:
        text = Text("market.file_unreadable", file=path.name, why=broken.strerror or "")
        raise InputError(text, kind.hint) from broken
    return table_text(content, path.name, kind)


def table_text(content: bytes, file: str, kind: TableKind) -> str:
    """Return the text of a CSV file, in whichever encoding a spreadsheet saved it.

    Raises:
        RatesRefusedError: it is no text.

    """
    try:
        return decode(content, frozenset(kind.columns)).removeprefix("\ufeff")
    except UnsafeFile as wrong:
        raise RatesRefusedError((Text("market.file_unreadable", file=file, why=wrong.text),), kind.hint) from wrong


def rows_of_table(text: str, file: str, kind: TableKind) -> list[tuple[int, dict[str, str]]]:
    """Return the filled rows of a table with their lines, each as its cells by column; every cell can be used.

    Raises:
        RatesRefusedError: it is no table, a column is missing, or cells cannot be used: each with line and column.

    """
    filled = parts_of_table(text, file, kind.columns, kind.hint)
    faults = tuple(
        Text(kind.row_fault, file=file, line=line, column=column, found=cells[column][:_LONGEST_SHOWN])
        for line, cells in filled
        for column in kind.refused_columns(cells)
    )
    if faults:
        raise RatesRefusedError(faults, kind.hint)
    return filled


def parts_of_table(text: str, file: str, columns: Sequence[str], hint: Text) -> list[tuple[int, dict[str, str]]]:
    """Return the filled rows of a table with their lines, each as its cells by column.

    Raises:
        RatesRefusedError: it is no table, or a column is missing.

    """
    try:
        table = split_rows(text)
    except UnsafeFile as wrong:
        raise RatesRefusedError((Text("market.file_unreadable", file=file, why=wrong.text),), hint) from wrong
    if table.quote_open:
        raise RatesRefusedError((Text("sheets.quote_open"),), hint)
    head = [name.strip() for name in table.rows[0]] if table.rows else []
    missing = [name for name in columns if name not in head]
    if missing:
        raise RatesRefusedError((Text("market.rates_columns", file=file, columns=", ".join(missing)),), hint)
    numbered = ((line, _cells(head, row, columns)) for line, row in enumerate(table.rows[1:], start=2))
    return [(line, cells) for line, cells in numbered if any(cells.values())]


def country_in(written: str) -> str:
    """Return the three letters of a country.

    Raises:
        ValueError: no country is called so.

    """
    area = area_of(written)
    if area is None or not is_country(area):
        raise ValueError(written)
    return area


def anything(written: str) -> str:
    """Return a cell as it is: the rule says whether it may be empty."""
    return written


def number_in(written: str) -> Decimal | None:
    """Return a number of zero or more, with a dot or a comma before its decimals; None where nothing is written.

    Raises:
        ValueError: it is no such number.

    """
    if not written:
        return None
    try:
        amount = decimal_written(re.sub(r"\s", "", written))
    except InvalidOperation as wrong:
        raise ValueError(written) from wrong
    if not amount.is_finite() or amount < 0:
        raise ValueError(written)
    return amount


def decimal_written(written: str) -> Decimal:
    """Read a number with a dot, or with a comma that cannot part thousands: of `11,525` nobody knows which it is."""
    return Decimal(written.replace(",", ".") if _DECIMAL_COMMA.fullmatch(written) else written)


def read_day(written: str) -> date:
    """Read a day as ISO writes it, or as spreadsheets in Chinese and Russian turn it round."""
    for pattern in _DAYS:
        if match := pattern.fullmatch(written):
            return date(*(int(match[part]) for part in ("year", "month", "day")))
    raise ValueError(written)


def _cells(head: Sequence[str], row: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    found = dict(zip(head, map(str.strip, row), strict=False))  # a spreadsheet may leave empty cells out at the end
    return {name: found.get(name, "") for name in columns}
