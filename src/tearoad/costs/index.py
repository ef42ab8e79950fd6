"""The index of a dossier: every part with what is missing, every file with its digest, the costs with their rates.

Amounts are numbers, so that whoever checks the dossier can add them up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from tearoad.costs.dossier import DossierPart, Evidence, Standing
from tearoad.costs.totals import Total, TotalGroup, TotalRow
from tearoad.paper.figures import days
from tearoad.paper.sheets.files.formulas import guarded
from tearoad.paper.sheets.written.numbers import plain
from tearoad.reference.exchange import Converted
from tearoad.text import Text
from tearoad.words import Words
from tearoad.words.catalogue import city

if TYPE_CHECKING:
    import xlsxwriter

_Cell: TypeAlias = "str | int | Decimal"
_AMOUNT = "#,##0.00##"
_FILES = ("part", "file", "size", "digest", "added_at", "added_by")
_PARTS = ("part", "needed", "there", "state", "missing", "confirmed_by", "confirmed_at")
_COSTS = ("id", "what", "state", "amount", "currency", "at_home", "rate")
_WIDTHS = {"part": 30, "file": 48, "digest": 68, "missing": 44, "what": 36, "rate": 44, "added_by": 24}


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A file where it stands in the ZIP."""

    part: DossierPart
    path: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Index:
    """What the index tells."""

    firm: str
    name: str
    mission: str
    standing: Standing
    costs: TotalGroup
    home: str
    as_of: datetime
    """On the clock of the office: every hour of the index is told on it, and its city is named."""
    files: tuple[IndexedFile, ...]


def index_csv(index: Index, words: Words) -> bytes:
    """Return the tables of the index, one below another, as CSV with a mark that spreadsheets know UTF-8 by.

    Each begins with its title and its headers, and ends with an empty line.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for name, columns, rows in _tables(index, words):
        writer.writerow([words(Text(f"costs.index_{name}"))])
        writer.writerow(_headers(columns, index, words))
        writer.writerows([_cell_value(cell) for cell in row] for row in rows)
        writer.writerow([])
    return ("\ufeff" + out.getvalue()).encode()


def _cell_value(cell: _Cell) -> str | int:
    if isinstance(cell, Decimal):
        return plain(cell)
    return guarded(cell) if isinstance(cell, str) else cell


def _tables(index: Index, words: Words) -> Iterator[tuple[str, Sequence[str], list[Sequence[_Cell]]]]:
    yield "parts", _PARTS, [*_parts(index, words)]
    yield "files", _FILES, [*_files(index, words)]
    yield "costs", _COSTS, [*_costs(index, words)]


def index_workbook(index: Index, words: Words) -> bytes:
    """Return the index as a workbook: parts, files, costs."""
    import xlsxwriter  # noqa: PLC0415  # only where a workbook is written

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        workbook.set_properties({"created": index.as_of.replace(tzinfo=None), "title": index.name})
        for name, columns, rows in _tables(index, words):
            _sheet(workbook, words, name, columns, rows, index)
    return out.getvalue()


def _sheet(
    workbook: xlsxwriter.Workbook,
    words: Words,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[_Cell]],
    index: Index,
) -> None:
    sheet = workbook.add_worksheet(words(Text(f"costs.index_{name}"))[:31])
    bold = workbook.add_format({"bold": True, "bg_color": "#DCE6E1", "text_wrap": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    amount = workbook.add_format({"num_format": _AMOUNT, "valign": "top"})
    title = workbook.add_format({"bold": True, "font_size": 14})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.write_string(0, 0, f"{index.firm}  {index.name}", title)
    sheet.write_string(1, 0, f"{index.mission} · {days(index.as_of.date(), index.as_of.date(), words.language)}")
    for place, (column, header) in enumerate(zip(columns, _headers(columns, index, words), strict=True)):
        sheet.set_column(place, place, _WIDTHS.get(column, 16))
        sheet.write_string(3, place, header, bold)
    for number, row in enumerate(rows, start=4):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(number, place, float(cell), amount)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell, wrapped)
            else:
                sheet.write_string(number, place, cell, wrapped)
    sheet.freeze_panes(4, 0)


def _headers(columns: Sequence[str], index: Index, words: Words) -> list[str]:
    zone = city(index.as_of.tzinfo or UTC, words.language)
    return [words(Text(f"costs.column_{column}", zone=zone, home=index.home)) for column in columns]


def _at(at: datetime, index: Index) -> str:
    return f"{at.astimezone(index.as_of.tzinfo):%Y-%m-%d %H:%M}"


def _parts(index: Index, words: Words) -> Iterator[Sequence[_Cell]]:
    for part in index.standing.parts:
        confirmed = part.confirmed
        yield (
            part.part.title.in_language(words.language),
            part.part.least,
            part.there,
            words(Text(f"costs.part_{part.state.value}")),
            words(part.missing) if part.missing else "",
            confirmed.by if confirmed else "",
            _at(confirmed.at, index) if confirmed else "",
        )


def _files(index: Index, words: Words) -> Iterator[Sequence[_Cell]]:
    for file in index.files:
        evidence = file.evidence
        yield (
            file.part.title.in_language(words.language),
            file.path,
            evidence.size,
            evidence.digest,
            _at(evidence.added_at, index),
            index.name if evidence.added_by == index.firm else evidence.added_by,  # the firm itself, by its link
        )


def _costs(index: Index, words: Words) -> Iterator[Sequence[_Cell]]:
    """Row by row, then the total of each state; states are never added together."""
    for total in index.costs.totals:
        state = words(Text(f"costs.state_{total.state.value}"))
        for row in total.rows:
            yield _cost(row, state, words)
        yield from _sums(total, state, index.home, words)


def _cost(row: TotalRow, state: str, words: Words) -> Sequence[_Cell]:
    portion, home = row.portion, row.home
    at_home: _Cell = ""
    rate = ""
    if isinstance(home, Converted):
        at_home = home.money.amount
        if home.rate is not None:
            used = home.rate
            rate = f"{plain(used.rate)} · {used.on.isoformat()} · {used.by}"
    else:
        rate = words(home.text)
    return (
        portion.item,
        portion.what.in_language(words.language),
        state,
        portion.money.amount,
        portion.money.currency,
        at_home,
        rate,
    )


def _sums(total: Total, state: str, home: str, words: Words) -> Iterator[Sequence[_Cell]]:
    label = words(Text("costs.total_of", state=state))
    for money in total.sums:
        yield "", label, state, money.amount, money.currency, "", ""
    if total.home is not None and any(money.currency != home for money in total.sums):
        without = words(Text("costs.without_rows", count=len(total.missing))) if total.missing else ""
        yield "", label, state, "", "", total.home.amount, without
