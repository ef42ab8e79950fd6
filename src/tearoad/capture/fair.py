"""The fair's own list of visitors: what a badge's code means, which no code says itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tearoad.capture.fields import Value
from tearoad.errors import InputError
from tearoad.paper.sheets import Column, Grid, SheetSpec, SheetWords, cell_text, clean
from tearoad.paper.sheets.headers import find_layout
from tearoad.text import Text

MOST_ROWS = 100_000
MOST_CODE = 4000
_MOST_LETTERS = 200
BETWEEN = "\n\n"
"""What stands between two codes that were scanned for one visitor."""

VISITORS = SheetSpec(
    "fair_visitors",
    SheetWords("sheet_words.visitors"),
    (
        Column(
            "code",
            SheetWords("sheet_words.code"),
        ),
        Column("name", SheetWords("sheet_words.name")),
        Column(
            "firm",
            SheetWords("sheet_words.firm"),
        ),
        Column("title", SheetWords("sheet_words.position")),
        Column("email", SheetWords("sheet_words.e_mail")),
        Column("phone", SheetWords("sheet_words.phone")),
        Column("country", SheetWords("sheet_words.country_of_fair")),
    ),
    needs=(("code",),),
    people=True,
)
TOLD = tuple(column for column in VISITORS.columns if column.field != "code")
"""What the list says of a badge."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One row of the fair's list."""

    code: str
    name: str = ""
    firm: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class FairList:
    """What the fair's list says."""

    badges: tuple[Badge, ...]
    doubled: int
    """Rows whose code an earlier row has: the first counts."""
    without: int
    """Rows without a code, or with one longer than any code."""


def read_fair_list(grid: Grid) -> FairList:
    """Return the badges of the fair's list, each code once. O(rows).

    Raises:
        InputError: there is no column of codes, or there are more rows than any fair has visitors.

    """
    hint = Text("fair_file.columns_hint")
    layout = find_layout(grid, VISITORS, {})
    if layout is None or "code" not in layout.columns:
        raise InputError(Text("fair_file.no_code_column", file=grid.file), hint)
    rows = grid.rows[layout.data_from :]
    if len(rows) > MOST_ROWS:
        raise InputError(Text("fair_file.too_long", count=len(rows), most=MOST_ROWS), hint)
    found: dict[str, Badge] = {}
    doubled = without = 0
    for row in rows:
        cells = {field: cell_text(row[place]) if place < len(row) else "" for field, place in layout.columns.items()}
        if not any(cells.values()):
            continue
        code = cells.pop("code")
        if not code or len(code) > MOST_CODE:
            without += 1
        elif key_of(code) in found:
            doubled += 1
        else:
            found[key_of(code)] = Badge(code, **{name: text[:_MOST_LETTERS] for name, text in cells.items()})
    return FairList(tuple(found.values()), doubled, without)


def key_of(code: str) -> str:
    """Return by what a code is found again: its SHA-256, without what no eye sees in it."""
    return hashlib.sha256(clean(code).encode()).hexdigest()


def keys_in(value: Value) -> Iterator[str]:
    """Yield the keys of the codes that a report's field holds: of all of it, and of each where it holds several."""
    if isinstance(value, str) and value:
        yield key_of(value)
        parts = value.split(BETWEEN)
        if len(parts) > 1:
            yield from map(key_of, filter(None, parts))


def keys_of(values: Iterable[Value]) -> frozenset[str]:
    """Return the keys of all codes in some values of the field."""
    return frozenset(key for value in values for key in keys_in(value))
