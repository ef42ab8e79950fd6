"""The results as a workbook: figures with names, values and definitions in the reader's language; then every row."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from tearoad.results.export import ResultsExport
from tearoad.results.in_words import part_name
from tearoad.results.record import MissionRecord
from tearoad.results.result_figure import ResultFigure
from tearoad.results.row_words import Cell, named_tables
from tearoad.text import Text
from tearoad.words import Words

_HEADS = ("figure", "part", "value", "currency", "rung", "unknown", "rows", "definition", "code")
_MOST_IN_CELL = 32_767
"""So many letters a cell of a workbook holds; what is longer ends in an ellipsis, and is whole in the JSON document."""
_WIDE = {"figure": 38, "definition": 70, "part": 18}


def workbook_of(export: ResultsExport, words: Words) -> bytes:
    """Return the workbook; words stay words, whatever a spreadsheet would make of them.

    Each row goes to the disk as it is written: tens of thousands of them need not be in memory at once.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  # only a run that writes pays for it

    out = io.BytesIO()
    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    with Workbook(out, plain) as book:
        head = book.add_format({"bold": True, "bg_color": "#DCE6E1", "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        heads = [words(Text(f"results.head_{name}")) for name in _HEADS]
        widths = [_WIDE.get(name, 14) for name in _HEADS]
        figures = (_figure(export.record, figure, words) for figure in export.figures)
        _write(book.add_worksheet(words(Text("results.sheet_figures"))[:31]), heads, figures, (head, body), widths)
        for table in named_tables(export.record, export.tables(), words):
            _write(book.add_worksheet(table.title[:31]), table.heads, table.rows, (head, body), [18] * len(table.heads))
    return out.getvalue()


def _figure(record: MissionRecord, figure: ResultFigure, words: Words) -> Sequence[Cell]:
    return (
        words(figure.name),
        part_name(record, figure.of, words) if figure.of else "",
        words(figure.why_unsaid) if figure.value is None else figure.value,
        figure.currency,
        words(Text(f"orders.rung_{figure.rung.value}")) if figure.rung else "",
        figure.unknown,
        len(figure.rows),
        words(figure.definition),
        f"{figure.code}|{figure.of}" if figure.of else figure.code,
    )


def _write(
    sheet: Any,  # noqa: ANN401  # xlsxwriter has no types
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    formats: tuple[Any, Any],
    widths: Sequence[int],
) -> None:
    head, body = formats
    sheet.freeze_panes(1, 0)
    for column, (title, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width, body)
        sheet.write_string(0, column, title, head)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | Decimal):
                sheet.write_number(number, column, cell)
            elif cell:
                whole = len(cell) <= _MOST_IN_CELL
                sheet.write_string(
                    number, column, cell if whole else f"{cell[: _MOST_IN_CELL - 1]}\N{HORIZONTAL ELLIPSIS}"
                )
