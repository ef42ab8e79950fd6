"""The table of an import as its page shows it: one sheet at a time, cells with what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tearoad.journey.kinds import SHEETS
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.import_rows import ROWS_A_PAGE, WEIGHTS, rows_of_page, tables_in
from tearoad.journey.web.queries.imports import shown_rows
from tearoad.journey.web.queries.mended_cells import LONGEST_SHOWN, ImportCellClash, corrected_cells, field_of_cell
from tearoad.journey.web.queries.previews import field_title, problems_in_order
from tearoad.paper.sheets import CellProblem
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import text_from_document
from tearoad.web.registry import Json

_SPECS = {spec.name: spec for spec in SHEETS}
_BADGES = {"new": "good", "changed": "info", "same": "quiet", "held": "bad", "across": "bad", "other": "warn"}
_BADGE_OF_WEIGHT = ("bad", "bad", "warn", "quiet")


@dataclass(frozen=True, slots=True)
class ImportRemark:
    """What is told of a cell or a row."""

    text: Text
    hint: Text | None
    badge: str


@dataclass(frozen=True, slots=True)
class ImportCell:
    """A cell, and the field in which it is corrected."""

    label: str
    text: str
    field: str
    remarks: tuple[ImportRemark, ...]
    is_open: bool
    """Whether its field is there from the beginning: something is told of it, or its row was opened."""
    was: str
    """What it says as far as it is kept: the text, but where somebody else was faster."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row of a sheet with its fate."""

    number: int
    key: str
    fate: Text
    badge: str
    fields: str
    """Of a row that changes, the columns that differ."""
    cells: tuple[ImportCell, ...]
    remarks: tuple[ImportRemark, ...]
    """What is told of the whole row."""
    is_open: bool
    needs_mending: bool
    following: int
    """The next row of the page of which something is told; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class ImportTab:
    """A sheet among those that can be looked at."""

    kind: str
    title: str
    count: int
    bad: int
    ask: int
    look: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class RemarkTotal:
    """How many rows have something told of them of one weight, and the sheet where the first of them stands."""

    text: Text
    badge: str
    kind: str
    page: int


@dataclass(frozen=True, slots=True)
class ImportTable:
    """The table of one sheet, and the sheets beside it."""

    tabs: tuple[ImportTab, ...]
    totals: tuple[RemarkTotal, ...]
    kind: str
    title: str
    labels: tuple[str, ...]
    rows: tuple[ImportRow, ...]
    page: int
    pages: int


def import_table(
    sheet_import: SheetImport,
    language: Language,
    query: Mapping[str, str],
    clashes: Mapping[str, ImportCellClash] | None = None,
) -> ImportTable | None:
    """Return the sheet, page and opened row that an address asks for; else the first sheet that needs mending.

    `clashes` are the fields into which somebody else put something while this reader typed.
    """
    content = shown_rows(sheet_import)
    tables = tables_in(content)
    if not tables:
        return None
    chosen = next((table for table in tables if table["kind"] == query.get("sheet")), None) or min(tables, key=_urgency)
    pages = max(1, len(chosen["starts"]))
    page = min(max(_whole(query.get("page")), 1), pages)
    columns = chosen["columns"]
    return ImportTable(
        tabs=tuple(_tab(table, language, is_shown=table is chosen) for table in tables),
        totals=tuple(_totals(tables)),
        kind=chosen["kind"],
        title=_SPECS[chosen["kind"]].title.of(language)[0],
        labels=tuple(label for _index, label, _field in columns),
        rows=_with_clashes(
            _rows(chosen, _with_corrections(sheet_import, chosen, page, content), language, _whole(query.get("row"))),
            clashes or {},
        ),
        page=page,
        pages=pages,
    )


def pages_around(page: int, pages: int) -> tuple[int, ...]:
    """Return the pages to choose from: the first, the last, and those beside the one that is shown."""
    return tuple(sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)}))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _urgency(table: Json) -> int:
    return next((at for at, name in enumerate(WEIGHTS) if table["counts"][name]), len(WEIGHTS))


def _tab(table: Json, language: Language, *, is_shown: bool) -> ImportTab:
    counts = table["counts"]
    title = _SPECS[table["kind"]].title.of(language)[0]
    return ImportTab(table["kind"], title, table["count"], counts["bad"], counts["ask"], counts["look"], is_shown)


def _totals(tables: Sequence[Json]) -> Iterator[RemarkTotal]:
    """Yield what is to be done, the weightiest first, each with the place where it begins."""
    for at, name in enumerate(WEIGHTS[:-1]):
        count = sum(table["counts"][name] for table in tables)
        if count:
            first = next(table for table in tables if table["counts"][name])
            before = sum(first["counts"][other] for other in WEIGHTS[:at])
            text = Text(f"journey_pages.total_{name}", count=count)
            yield RemarkTotal(text, _BADGE_OF_WEIGHT[at], first["kind"], before // ROWS_A_PAGE + 1)


def _with_corrections(sheet_import: SheetImport, table: Json, page: int, content: bytes) -> list[Json]:
    """Return the rows of a page, with what was corrected in them since they were read."""
    rows = rows_of_page(content, table, page)
    corrected = corrected_cells(sheet_import.mapping).get((table["file"], table["sheet"]), {})
    for row in rows if corrected else ():
        for at, (index, _label, _field) in enumerate(table["columns"]):
            text = corrected.get((row["row"] - 1, index))
            row["cells"][at] = row["cells"][at] if text is None else text[:LONGEST_SHOWN]
    return rows


def _with_clashes(rows: tuple[ImportRow, ...], clashes: Mapping[str, ImportCellClash]) -> tuple[ImportRow, ...]:
    return tuple(replace(row, cells=tuple(_clashing(cell, clashes) for cell in row.cells)) for row in rows)


def _clashing(cell: ImportCell, clashes: Mapping[str, ImportCellClash]) -> ImportCell:
    clash = clashes.get(cell.field)
    if clash is None:
        return cell
    remark = ImportRemark(clash.text, None, _BADGE_OF_WEIGHT[0])
    return replace(cell, text=clash.mine, was=clash.theirs, remarks=(remark, *cell.remarks), is_open=True)


def _rows(table: Json, rows: Sequence[Json], language: Language, opened: int) -> tuple[ImportRow, ...]:
    with_problems = [row["row"] for row in rows if row["told"]]
    following = dict(pairwise([*with_problems, 0]))
    return tuple(_row(table, row, language, opened == row["row"], following.get(row["row"], 0)) for row in rows)


def _row(table: Json, row: Json, language: Language, is_open: bool, following: int) -> ImportRow:  # noqa: FBT001  # of one row
    columns = {index + 1 for index, _label, _field in table["columns"]}
    by_column: dict[int, list[ImportRemark]] = {}
    for column, weight, text, hint in row["told"]:
        remark = ImportRemark(
            text_from_document(text), text_from_document(hint) if hint else None, _BADGE_OF_WEIGHT[weight]
        )
        by_column.setdefault(column if column in columns else 0, []).append(remark)
    cells = tuple(
        ImportCell(
            label,
            text,
            field_of_cell(table["file"], table["sheet"], row["row"], index + 1),
            tuple(by_column.get(index + 1, ())),
            is_open or index + 1 in by_column,
            text,
        )
        for (index, label, _field), text in zip(table["columns"], row["cells"], strict=True)
    )
    fate = row["fate"]
    weight = min((problem[1] for problem in row["told"]), default=len(WEIGHTS) - 1)
    return ImportRow(
        number=row["row"],
        key=row["key"],
        fate=Text(f"journey_pages.fate_{fate}", **({"key": row["key"]} if fate == "with" else {})),
        badge=_BADGES.get(fate, "quiet"),
        fields=language.listed(field_title(table["kind"], field, language) for field in row["fields"]),
        cells=cells,
        remarks=tuple(by_column.get(0, ())),
        is_open=is_open,
        needs_mending=weight < len(WEIGHTS) - 1,
        following=following,
    )


@dataclass(frozen=True, slots=True)
class SheetRemark:
    """What is told of a file, a sheet or a header."""

    problem: CellProblem
    field: str
    """Where the header is corrected; empty where no cell is meant."""


def sheet_remarks(sheet_import: SheetImport) -> tuple[SheetRemark, ...]:
    """Return what is told of no row of the tables: it stands above them."""
    places = {
        (sheet["file"], sheet["sheet"]): _rows_shown_from(sheet) for sheet in sheet_import.found.get("sheets", ())
    }
    return tuple(
        SheetRemark(problem, _field(problem))
        for problem in problems_in_order(sheet_import)
        if not problem.row
        or problem.row <= places.get((problem.file, problem.sheet), 0)
        or (problem.file, problem.sheet) not in places
    )


def _rows_shown_from(sheet: Json) -> int:
    """Return the number of the last row above those of the table."""
    return int(sheet.get("data_from", 0))


def _field(problem: CellProblem) -> str:
    return (
        field_of_cell(problem.file, problem.sheet, problem.row, problem.column)
        if problem.row and problem.column
        else ""
    )
