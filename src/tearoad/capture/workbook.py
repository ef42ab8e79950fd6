"""The visitors of a mission as a workbook: one row a visitor, in the reader's language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = "str | Decimal"
_WIDTH, _WIDE = 16, 40
_LONGEST = 32_767
"""So many letters, as UTF-16 counts them, fit into a cell."""
_WIDE_FROM = 24
"""A column whose longest cell has more letters than this is a wide one."""


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, more: str = "…") -> bytes:
    """Return a workbook of one sheet; words stay words, whatever a spreadsheet would make of them.

    Args:
        title: of the sheet.
        heads: of the columns.
        rows: as many cells each.
        more: what stands at the end of a text that is longer than a cell can be.

    """
    from xlsxwriter import Workbook  # noqa: PLC0415  # only a run that writes pays for it

    written = list(rows)
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, plain) as book:
        sheet = book.add_worksheet(title[:31])
        head = book.add_format({"bold": True, "bg_color": "#DCE6E1", "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(written), 1), len(heads) - 1)
        for column, title_of in enumerate(heads):
            longest = max((len(str(row[column])) for row in written), default=0)
            sheet.set_column(column, column, _WIDE if longest > _WIDE_FROM else _WIDTH, body)
            sheet.write_string(0, column, title_of, head)
        for number, row in enumerate(written, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, _cut(cell, more))
    return out.getvalue()


def _cut(cell: str, more: str) -> str:
    """Return what fits into a cell, and that there is more."""
    written = cell.encode("utf-16-le", "surrogatepass")
    if len(written) <= 2 * _LONGEST:
        return cell
    return written[: 2 * (_LONGEST - len(more))].decode("utf-16-le", "ignore") + more
