"""Lists of goods by HS code: not who must not be met, but what must not be sold."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.errors import InputError
from tearoad.values import HSCode


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A code of a goods list with what the list is called there."""

    hs: HSCode
    list_name: str
    source: str


def is_goods_list(rows: list[list[str]]) -> bool:
    """Whether the header has a column of HS codes."""
    return bool(rows) and bool({"hs6", "hs", "hs code", "hs编码", "код тн вэд"} & {cell.lower() for cell in rows[0]})


def goods(rows: list[list[str]], source: str) -> tuple[tuple[GoodsRow, ...], tuple[int, ...]]:
    """Return the codes, and the numbers of rows whose code cannot be read (the header is row 1)."""
    header = [cell.lower() for cell in rows[0]]
    place = next(i for i, cell in enumerate(header) if cell in {"hs6", "hs", "hs code", "hs编码", "код тн вэд"})
    named = header.index("list") if "list" in header else None
    found: list[GoodsRow] = []
    bad: list[int] = []
    for number, row in enumerate(rows[1:], 2):
        if not row:
            continue
        try:
            code = HSCode.parse(row[place] if place < len(row) else "")
        except InputError:
            bad.append(number)
            continue
        found.append(GoodsRow(code, row[named] if named is not None and named < len(row) else source, source))
    return tuple(found), tuple(bad)
