"""Write sheets through their specs, as one workbook or as CSV files, so that reading gives everything back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tearoad.paper.sheets.columns import Column, SheetSpec
from tearoad.paper.sheets.files.formulas import guarded
from tearoad.paper.sheets.written.codes import write_language
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.numbers import NO, YES, unmistakable
from tearoad.paper.sheets.written.numbers import plain as plainly
from tearoad.text import Text
from tearoad.values import Language, LanguageCode
from tearoad.words.catalogue import say

if TYPE_CHECKING:
    import xlsxwriter

Value: TypeAlias = "str | int | Decimal | bool | date | StrEnum | tuple[LanguageCode, ...] | None"
"""What a field may be handed over as; times and windows are texts already, languages are named in the sheet's."""
_ROWS_WITH_LISTS = 1000
_EXACT_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; longer ones are written as text, without loss."""
_SMALLEST = Decimal("0.001")
_LIST_LIMIT = 255  # letters in a drop-down list, Excel's own limit


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row to write: values by field."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet to write."""

    spec: SheetSpec
    rows: tuple[SheetRow, ...]


def write_workbook(tables: Iterable[Table], path: Path, language: Language) -> None:
    """Write one workbook, one sheet a table: headers with comments, drop-down lists, a frozen first row."""
    import xlsxwriter  # noqa: PLC0415  # only where a workbook is written

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        for table in tables:
            _write_sheet(workbook, table, language)


def _write_sheet(workbook: xlsxwriter.Workbook, table: Table, language: Language) -> None:
    sheet = workbook.add_worksheet(table.spec.title.of(language)[0][:31])
    needed = {field for group in table.spec.needs for field in group[:1]}
    plain = workbook.add_format({"bold": True, "bg_color": "#DCE6E1", "text_wrap": True, "valign": "top"})
    must = workbook.add_format({"bold": True, "bg_color": "#B5CFC2", "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 1)
    for index, column in enumerate(table.spec.written):
        sheet.set_column(index, index, column.width, text)
        sheet.write_string(0, index, column.title(language), must if column.field in needed else plain)
        sheet.write_comment(0, index, header_comment(column, language), {"x_scale": 2, "y_scale": 1.6})
        words = list(column.choices.listed(language)) if column.choices else []
        if words and len(",".join(words)) <= _LIST_LIMIT:
            rule = {"validate": "list", "source": words, "ignore_blank": True, "error_type": "warning"}
            sheet.data_validation(1, index, max(len(table.rows), _ROWS_WITH_LISTS), index, rule)
    for number, row in enumerate(table.rows, start=1):
        for index, column in enumerate(table.spec.written):
            value = cell_to_write(row.values.get(column.field), column, language)
            if isinstance(value, int) or (isinstance(value, Decimal) and _fits(value)):
                sheet.write_number(number, index, value)
            elif value:
                sheet.write_string(number, index, plainly(value) if isinstance(value, Decimal) else value)


def _fits(number: Decimal) -> bool:
    """Whether a spreadsheet's own number keeps it exactly, and writes it without an exponent."""
    return len(number.as_tuple().digits) <= _EXACT_DIGITS and (number == 0 or abs(number) >= _SMALLEST)


def header_comment(column: Column, language: Language) -> str:
    """Return what the column means, its choices, and an example."""
    lines = [say(column.explanation, language)]
    if column.choices:
        lines.append(" / ".join(column.choices.listed(language)))
    if column.sample(language):
        lines.append(say(Text("sheets.example", example=column.sample(language)), language))
    return "\n".join(lines)


def cell_to_write(value: Value, column: Column, language: Language) -> str | int | Decimal:  # noqa: PLR0911  # one line a type
    """Return a value as it stands in a cell, in a language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YES if value else NO).of(language)[0]
    if isinstance(value, StrEnum):
        return column.choices.write(value, language) if column.choices else value.value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return join_list(write_language(code, language) for code in value)
    return value


def as_texts(table: Table) -> Iterator[dict[str, str]]:
    """Return the filled cells of each row by field, as texts that read back as they are."""
    columns = table.spec.by_field
    for row in table.rows:
        cells = {name: _as_text(cell_to_write(value, columns[name], Language.EN)) for name, value in row.values.items()}
        yield {name: text for name, text in cells.items() if text}


def write_csv(table: Table, language: Language) -> str:
    """Return a sheet as CSV text; what a spreadsheet would run is marked as text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title(language) for column in table.spec.written])
    for row in table.rows:
        cells = [cell_to_write(row.values.get(column.field), column, language) for column in table.spec.written]
        writer.writerow([_in_csv(cell) for cell in cells])
    return out.getvalue()


def _in_csv(cell: str | int | Decimal) -> str:
    return guarded(cell) if isinstance(cell, str) else _as_text(cell)


def _as_text(cell: str | int | Decimal) -> str:
    return unmistakable(cell) if isinstance(cell, Decimal) else str(cell)
