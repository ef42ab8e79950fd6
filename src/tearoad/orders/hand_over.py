"""What came of a mission as files for whoever goes on with it: tables for a spreadsheet, contacts for a phone.

An amount stands beside its rung and its currency; there is no sum in any file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tearoad.paper.card import Card, vcard
from tearoad.paper.sheets.files.formulas import guarded

MARK = "\ufeff"
"""By this a spreadsheet knows that a CSV file is UTF-8."""


@dataclass(frozen=True, slots=True)
class HandOverTable:
    """A table with its head in the reader's language."""

    name: str
    """The sheet's name."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_csv(table: HandOverTable) -> str:
    """Return a table as CSV; nothing in it is run by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return MARK + out.getvalue()


def as_xlsx(tables: Sequence[HandOverTable]) -> bytes:
    """Return tables as a workbook, a sheet each; words stay words, whatever a spreadsheet would make of them."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # only a run that writes pays for it

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, plain) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.heads) - 1, 20)
            for column, head in enumerate(table.heads):
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(table.rows, start=1):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, column, cell)
    return out.getvalue()


def as_vcards(cards: Iterable[Card]) -> str:
    """Return contacts as one file that a phone or an address book takes in."""
    return "".join(vcard(card) for card in cards)
