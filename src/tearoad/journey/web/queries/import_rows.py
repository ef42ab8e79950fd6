"""The rows of an import as a table: written down by the reading, page by page, what needs mending first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tearoad.journey.kinds import SHEETS
from tearoad.journey.web.queries.mended_cells import LONGEST_SHOWN
from tearoad.paper.sheets import CellProblem, Grid, Severity
from tearoad.paper.sheets.cells import cell_text, is_blank
from tearoad.paper.sheets.headers import Layout, find_layout
from tearoad.paper.sheets.problem import column_letters
from tearoad.values.document import text_to_document
from tearoad.web.registry import Json

ROWS_A_PAGE = 50
WEIGHTS = ("bad", "ask", "look", "fine")
"""What holds a row back, what must be answered, what is to be looked at, nothing: in the order of the table."""
_SPECS = {spec.name: spec for spec in SHEETS}


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of a row of a sheet."""

    code: str
    key: str = ""
    fields: tuple[str, ...] = ()
    """Of a row that changes, what differs."""


Fates: TypeAlias = "Callable[[str, int, Iterable[CellProblem]], RowFate]"
"""By kind, number of the row and what is told of it."""


def rows_to_show(
    grids: Mapping[str, Grid],
    mapping: Mapping[str, Mapping[str, str]],
    problems: Iterable[CellProblem],
    fate_of: Fates,
) -> bytes:
    """Return the rows of all sheets, a line each, behind a line that says where each page of them begins."""
    by_row: dict[tuple[str, str, int], list[CellProblem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.file, problem.sheet, problem.row or 0].append(problem)
    tables, lines, offset = [], list[bytes](), 0
    for kind, grid in grids.items():
        layout = find_layout(grid, _SPECS[kind], mapping.get(kind, {}))
        if layout is None:
            continue
        columns = [*_columns(grid, layout)]
        rows = sorted(_rows(kind, grid, layout, by_row, fate_of), key=lambda weighed: weighed[:2])
        starts = []
        for place, (_weight, _number, row) in enumerate(rows):
            if place % ROWS_A_PAGE == 0:
                starts.append(offset)
            said = row.pop("said")
            cells = [_text(said, index) for index, _label, _field in columns]
            lines.append(json.dumps(row | {"cells": cells}, ensure_ascii=False).encode() + b"\n")
            offset += len(lines[-1])
        counts = {name: sum(weight == at for weight, _, _ in rows) for at, name in enumerate(WEIGHTS)}
        where = {"kind": kind, "file": grid.file, "sheet": grid.sheet}
        tables.append(where | {"columns": columns, "counts": counts, "count": len(rows), "starts": starts})
    return json.dumps({"tables": tables}, ensure_ascii=False).encode() + b"\n" + b"".join(lines)


def _columns(grid: Grid, layout: Layout) -> Iterator[tuple[int, str, str]]:
    fields = {index: field for field, index in layout.columns.items()}
    heads = [grid.rows[number] for number in (layout.header_row, layout.header_row - 1) if number >= 0]
    filled = {index for row in grid.rows[layout.data_from :] for index, cell in enumerate(row) if not is_blank(cell)}
    for index in range(grid.width):
        label = next((text for row in heads if index < len(row) and (text := cell_text(row[index]))), "")
        if index not in layout.passports and (label or index in filled):
            yield index, label or column_letters(index + 1), fields.get(index, "")


def _rows(
    kind: str, grid: Grid, layout: Layout, by_row: Mapping[tuple[str, str, int], list[CellProblem]], fate_of: Fates
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for number, row in enumerate(grid.rows[layout.data_from :], start=layout.data_from + 1):
        if all(map(is_blank, row)):
            continue
        here = by_row.get((grid.file, grid.sheet, number), [])
        fate = fate_of(kind, number, here)
        problems = [
            [
                problem.column,
                _weight(problem),
                text_to_document(problem.text),
                text_to_document(problem.hint) if problem.hint else None,
            ]
            for problem in sorted(here, key=_weight)
        ]
        weight = min(map(_weight, here), default=WEIGHTS.index("fine"))
        shown = {"row": number, "fate": fate.code, "key": fate.key, "fields": list(fate.fields), "told": problems}
        yield weight, number, shown | {"said": row}


def _weight(problem: CellProblem) -> int:
    if problem.stops:
        return WEIGHTS.index("ask")
    return WEIGHTS.index("bad" if problem.severity is Severity.ERROR else "look")


def _text(row: tuple[Any, ...], index: int) -> str:
    return cell_text(row[index])[:LONGEST_SHOWN] if index < len(row) else ""


def tables_in(content: bytes) -> list[Json]:
    """Return what the table of each sheet holds; none in an import of an earlier version."""
    head = content.partition(b"\n")[0]
    return json.loads(head)["tables"] if head else []


def rows_of_page(content: bytes, table: Json, page: int) -> list[Json]:
    """Return the rows of one page of a table, the first page being 1; reads no more than they take."""
    starts = table["starts"]
    if not 0 < page <= len(starts):
        return []
    at = content.index(b"\n") + 1 + starts[page - 1]
    found = []
    for _ in range(min(ROWS_A_PAGE, table["count"] - (page - 1) * ROWS_A_PAGE)):
        end = content.index(b"\n", at)
        found.append(json.loads(content[at:end]))
        at = end + 1
    return found
