"""The rows behind figures as tables in the reader's language: for the workbook, and for the appendix of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tearoad.paper import figures
from tearoad.reference.exchange import Converted
from tearoad.results.record import MissionRecord
from tearoad.text import Text
from tearoad.values import Money
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
    "says_so": ("orders", "confirmed"),
    "agreement": ("orders", "agreement"),
    "mail": ("office", "reach"),
}
"""By column, the room and the first part of the messages that its codes stand for."""
_NAMES = frozenset({"firm", "buyer", "party"})
NUMBERS = frozenset({"amount", "home", "rate", "share", "meetings", "partners", "organisation"})
_DAYS = frozenset({"on", "rate_on", "agreed_on", "due_on", "done_on", "met_on", "opened_on", "first_event_on"})
_CONVERTED = frozenset({"costs", "events"})
"""Tables of amounts, which stand in the currency of home as well, each with its rate."""


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
    names = names_of(record)
    for code, rows in tables.items():
        each = (with_rate(record, row) for row in rows) if code in _CONVERTED else iter(rows)
        if (first := next(each, None)) is not None:
            heads = tuple(words(Text(f"results.column_{column}")) for column in first)
            found = (tuple(cell_of(column, row[column], names, words) for column in row) for row in _with(first, each))
            yield NamedTable(code, words(Text(f"results.table_{code}")), heads, found)


def names_of(record: MissionRecord) -> Mapping[str, str]:
    """Return what firms and buyers are called, by id."""
    return {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}


def with_rate(record: MissionRecord, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with its amount in the currency of home, and the rate by which: its day, and who says so."""
    at_home = {"home": "", "rate": "", "rate_on": "", "rate_by": ""}
    if row["amount"]:
        money, on = Money(Decimal(row["amount"]), row["currency"]), row["on"]
        converted = record.rates.convert(money, record.home, date.fromisoformat(on) if on else None)
        if isinstance(converted, Converted):
            at_home["home"] = f"{converted.money.amount:f}"
            if (rate := converted.rate) is not None:
                at_home |= {"rate": f"{rate.rate:f}", "rate_on": rate.on.isoformat(), "rate_by": rate.by}
    return {**row, **at_home}


def shown_cell(column: str, value: object, names: Mapping[str, str], words: Words) -> str:
    """Return a cell as a page shows it: numbers and days as the reader writes them."""
    cell = cell_of(column, value, names, words)
    if cell is None:
        return "\N{EN DASH}"
    if column in _DAYS:
        day = date.fromisoformat(str(cell))
        return figures.days(day, day, words.language)
    if isinstance(cell, Decimal):
        return (figures.number if column == "rate" else figures.price)(cell, words.language)
    return str(cell)


def _with(first: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    yield first
    yield from others


def cell_of(column: str, value: object, names: Mapping[str, str], words: Words) -> Cell:
    """Return a cell as a workbook keeps it: codes in words, numbers as numbers; None where nothing is said."""
    if isinstance(value, bool):
        return words(Text("orders_pages.column_yes" if value else "orders_pages.column_no"))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value in {"", None}:
        return None
    if column in NUMBERS:
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
