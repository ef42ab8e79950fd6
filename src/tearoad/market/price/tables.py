"""How the organisation's own tables are read, and what their cells must be: said once for all kinds of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from tearoad.errors import InputError, UnsafeFile
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.paper.sheets.files.decoding import decode, split_rows
from tearoad.text import Text
from tearoad.values import HSCode

_DECIMAL_COMMA = re.compile(r"\d+,(?!\d{3}$)\d+")
_DAYS = (
    re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)
_LONGEST_SHOWN = 80
MOST_TABLE_BYTES = 200_000
"""Some two thousand rows: a page reads them within a tenth of a second."""
_WEB_PAGES = ("<!doctype", "<html", "<head", "<?xml", "<!--")
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF", b"\x1f\x8b")
"""How workbooks, Parquet, PDF and packed files begin."""


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
    expected: Text
    """What such a cell is."""
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
    """Those it cannot do without."""
    row_fault: str
    """The sentence that names a cell: line, column, and what was found."""
    hint: Text
    rules: Sequence[CellRule]
    contradictions: Callable[[Mapping[str, str]], Iterator[str]] = lambda _cells: iter(())
    """Columns of a row, each of which can be read, that contradict each other."""
    longest: int = 1000
    """Of a cell."""
    optional: Sequence[str] = ()
    """Columns that may be missing: their cells are empty then."""

    def refused_columns(self, cells: Mapping[str, str]) -> Mapping[str, Text]:
        """Return the columns of a row whose cells cannot be used, each with what is expected of it."""
        found = {rule.column: rule.expected for rule in self.rules if not rule.accepts(cells[rule.column])}
        long = Text("market.cell_long", most=self.longest)
        found |= {column: long for column, cell in cells.items() if len(cell) > self.longest}
        return found or {column: Text(f"market.cell_clash_{column}") for column in self.contradictions(cells)}


def table_in_file(path: Path, kind: TableKind) -> str:
    """Return the text of a table in a file.

    Raises:
        InputError: the file cannot be read, is larger than such a table, or is no text.

    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_TABLE_BYTES else b""
    except OSError as broken:
        text = Text("market.file_unreadable", file=path.name, why=broken.strerror or "")
        raise InputError(text, kind.hint) from broken
    if size > MOST_TABLE_BYTES:
        text = Text("market.table_too_large", file=path.name, kilobytes=-(-size // 1000), most=MOST_TABLE_BYTES // 1000)
        raise InputError(text, kind.hint)
    return table_text(content, path.name, kind)


def table_text(content: bytes, file: str, kind: TableKind) -> str:
    """Return the text of a CSV file, in whichever encoding a spreadsheet saved it.

    Raises:
        RatesRefusedError: it is a web page or another kind of file, empty, or no text.

    """
    start = content[:200].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(_WEB_PAGES):
        raise RatesRefusedError((Text("market.file_is_web_page", file=file),), Text("market.file_is_web_page_hint"))
    if content.startswith(_PACKED):
        raise RatesRefusedError((Text("market.table_not_text", file=file),), Text("market.table_not_text_hint"))
    if not start:
        raise RatesRefusedError((Text("market.file_empty", file=file),), kind.hint)
    try:
        return decode(content, frozenset(kind.columns)).removeprefix("\ufeff")
    except UnsafeFile as wrong:
        raise RatesRefusedError((Text("market.file_unreadable", file=file, why=wrong.text),), kind.hint) from wrong


def rows_of_table(text: str, file: str, kind: TableKind) -> list[tuple[int, dict[str, str]]]:
    """Return the filled rows of a table with their lines, each as its cells by column; every cell can be used.

    Raises:
        RatesRefusedError: it is no table, a column is missing, or cells cannot be used: each with line and column.

    """
    filled = parts_of_table(text, file, kind.columns, kind.hint, kind.optional)
    faults = tuple(
        Text(
            kind.row_fault, file=file, line=line, column=column, found=cells[column][:_LONGEST_SHOWN], expected=expected
        )
        for line, cells in filled
        for column, expected in kind.refused_columns(cells).items()
    )
    if faults:
        raise RatesRefusedError(faults, kind.hint)
    return filled


def parts_of_table(
    text: str, file: str, columns: Sequence[str], hint: Text, optional: Sequence[str] = ()
) -> list[tuple[int, dict[str, str]]]:
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
    numbered = ((line, _cells(head, row, (*columns, *optional))) for line, row in enumerate(table.rows[1:], start=2))
    return [(line, cells) for line, cells in numbered if any(cells.values())]


def choice_rule(column: str, words: type[StrEnum], *, may_be_empty: bool = False) -> CellRule:
    """Return the rule of a column whose cells are one of a few words."""
    return CellRule(column, words, Text("market.cell_choice", words=", ".join(filter(None, words))), may_be_empty)


def country_rule(column: str) -> CellRule:
    """Return the rule of a column of countries."""
    return CellRule(column, country_in, Text("market.cell_country"))


def code_rule(column: str) -> CellRule:
    """Return the rule of a column of product codes; an empty cell means all goods."""
    return CellRule(column, HSCode.parse, Text("market.cell_code"), may_be_empty=True)


def day_rule(column: str, *, may_be_empty: bool = False) -> CellRule:
    """Return the rule of a column of days."""
    return CellRule(column, read_day, Text("market.cell_day"), may_be_empty)


def word_rule(column: str) -> CellRule:
    """Return the rule of a column in which something must stand."""
    return CellRule(column, str, Text("market.cell_empty"))


def country_in(written: str) -> str:
    """Return the three letters of a country.

    Raises:
        ValueError: no country is called so.

    """
    area = area_of(written)
    if area is None or not is_country(area):
        raise ValueError(written)
    return area


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


def ends_before_it_begins(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield the column of a row's last day where that lies before its first."""
    if cells["from"] and cells["until"] and read_day(cells["until"]) < read_day(cells["from"]):
        yield "until"


def _cells(head: Sequence[str], row: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    found = dict(zip(head, map(str.strip, row), strict=False))  # a spreadsheet may leave empty cells out at the end
    return {name: found.get(name, "") for name in columns}
