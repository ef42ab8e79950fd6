"""The rows behind figures as tables in the reader's language: for the workbook, and for the appendix of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from tearoad.results.record import MissionRecord
from tearoad.text import Text
from tearoad.words import Words

Cell = str | int | Decimal | None
_CODES: Mapping[str, tuple[str, str]] = {
    "ownership": ("results", "ownership"),
    "size": ("results", "size"),
    "outcome": ("results", "outcome"),
    "type": ("results", "type"),
    "said_by": ("orders", "by"),
    "rung": ("orders", "rung"),
    "reason": ("orders", "loss"),
    "without": ("orders", "without"),
    "state": ("costs", "state"),
    "again": ("results", "again"),
}
"""By column, the room and the first part of the messages that its codes stand for."""
_NAMES = frozenset({"firm", "buyer", "party"})
_NUMBERS = frozenset({"amount", "rate", "meetings", "partners", "organisation"})


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table of rows: named, headed and filled in the reader's language. Its rows can be gone through once."""

    code: str
    title: str
    heads: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]


def named_tables(
    record: MissionRecord, tables: Mapping[str, Iterable[Mapping[str, Any]]], words: Words
) -> Iterator[NamedTable]:
    """Yield the tables of an export in the reader's language; one without rows is not there."""
    names = {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}
    for code, rows in tables.items():
        each = iter(rows)
        if (first := next(each, None)) is not None:
            heads = tuple(words(Text(f"results.column_{column}")) for column in first)
            found = (tuple(_cell(column, row[column], names, words) for column in row) for row in _with(first, each))
            yield NamedTable(code, words(Text(f"results.table_{code}")), heads, found)


def _with(first: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    yield first
    yield from others


def _cell(column: str, value: object, names: Mapping[str, str], words: Words) -> Cell:
    if isinstance(value, bool):
        return words(Text("orders_pages.column_yes" if value else "orders_pages.column_no"))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value in {"", None}:
        return None
    if column in _NUMBERS:
        return _number(value)
    if column in _CODES:
        room, name = _CODES[column]
        return words(Text(f"{room}.{name}_{value}"))
    return names.get(str(value), str(value)) if column in _NAMES else str(value)


def _number(value: object) -> Cell:
    try:
        return value if isinstance(value, int) else Decimal(str(value))
    except InvalidOperation:
        return str(value)
