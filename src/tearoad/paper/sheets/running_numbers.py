"""A column that only numbers its rows: `序号`, `№`, `No.` over 1, 2, 3, which are nobody's ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tearoad.paper.sheets.cells import Cell, cell_text, folded
from tearoad.paper.sheets.written.numerals import in_digits

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
"""Words in the place of a number before what adds the rows up."""
NUMBER_HEADERS = frozenset(map(folded, ("No.", "Nr.", "S/N", "序号", "顺序号", "№", "№ п/п", "п/п", "№№", "№№ п/п")))
_MOST_TWICE = 0.5
NUMBER_SIGNS = frozenset({"#", "＃"})
_WHOLE = re.compile(r"[1-9]\d{0,5}[.、)）]?")
_PARTS = re.compile(r"[/|\n()（）:：]+")


def may_number(header: str) -> bool:
    """Whether a header says no more than that the rows are numbered, in one language or several."""
    if folded(header) in NUMBER_HEADERS or header.strip() in NUMBER_SIGNS:
        return True
    parts = [folded(part) for part in _PARTS.split(header) if folded(part)]
    return bool(parts) and all(part in NUMBER_HEADERS for part in parts)


def running_number(text: str) -> int | None:
    """Return the number of a row, however it is written: `3`, `3.`, `３`, `三`, `三、`; None where it is none."""
    digits = in_digits(text)
    return int(re.sub(r"\D", "", digits)) if _WHOLE.fullmatch(digits) else None


def are_running(rows: Iterable[tuple[Cell, tuple[str, ...]]]) -> bool:
    """Whether cells, each with the names in its row, are running numbers.

    They are whole, none is far beyond their count, and hardly one stands twice (a slip), but for further rows of the
    same name; or they begin anew at 1, part by part. Anything else, such as `1001` or `E01`, is a code of the officer's
    own. Where nothing but a text stands, it heads a part of the list or says who filled it in.
    """
    twice = 0
    names: dict[int, tuple[str, ...]] = {}
    counted: list[int] = []
    for cell, named in rows:
        text = cell_text(cell)
        if not text or folded(text) in TOTALS:
            continue
        number = running_number(text)
        if number is None and not any(named):
            continue
        if number is None:
            return False
        if any(named) and names.setdefault(number, named) != named:
            twice += 1
        if not counted or counted[-1] != number:
            counted.append(number)
        names.setdefault(number, named)
    if not names or max(names) > 2 * len(names):
        return False
    return twice <= _MOST_TWICE * len(names) or _begins_anew(counted)


def _begins_anew(counted: Sequence[int]) -> bool:
    """Whether numbers are counted from 1, once or in each part of a list."""
    return counted[0] == 1 < max(counted) and all(number in {1, before + 1} for before, number in pairwise(counted))
