"""What people write into a list to save writing: "the same as above", and a line that adds the others up."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from tearoad.paper.sheets.cells import cell_text, clean, folded
from tearoad.paper.sheets.record import Placed

TOTALS = frozenset(
    map(
        folded,
        (
            *("total", "totals", "grand total", "sum", "subtotal"),
            *("summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme"),
            *("итого", "всего", "итог", "合计", "总计", "小计", "共计"),
        ),
    )
)
DITTO = frozenset(
    (
        *("ditto", "idem", "same as above", "dto.", "dto", "do.", "s. o.", "s.o.", "wie oben"),
        *("то же", "тоже", "同上", "同前", '"', '""', "″", "〃", "”", '-"-', '--"--', "-//-", "—//—"),
    )
)
_AMOUNT = re.compile(r"[\d\s.,+-]+\D{0,12}")


def total_among(cells: Collection[Placed]) -> Placed | None:
    """Return the cell that says that its row adds up the others: a total, and beside it nothing but amounts."""
    first, *others = sorted(cells, key=lambda cell: cell.column)
    if folded(cell_text(first.value)) not in TOTALS:
        return None
    return first if all(_AMOUNT.fullmatch(cell_text(other.value)) for other in others) else None


def repeated(cells: Mapping[str, Placed], above: Mapping[str, Placed]) -> set[str]:
    """Return the columns in which a row says "the same as above", and something stands above."""
    return {name for name, cell in cells.items() if name in above and clean(cell_text(cell.value)).casefold() in DITTO}
