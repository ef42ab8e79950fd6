"""The sheets of an import as they would have to be written to be read without a question: with all that was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tearoad.journey.kinds import SHEETS
from tearoad.journey.web.queries.imports import SHEETS_BY_PLACE
from tearoad.journey.web.queries.questions import LEFT_OUT, meanings
from tearoad.paper.sheets import Cell, Grid
from tearoad.paper.sheets.cells import cell_text, folded
from tearoad.paper.sheets.files.folder import place_of
from tearoad.paper.sheets.meanings import Meanings
from tearoad.values import Language

_SPECS = {spec.name: spec for spec in SHEETS}


def corrected_sheets(
    grids: Iterable[Grid],
    sheets: Iterable[Mapping[str, Any]],
    mapping: Mapping[str, Mapping[str, str]],
    language: Language,
) -> tuple[Grid, ...]:
    """Return sheets with what their cells and headers were said to mean; corrected cells stand in them already."""
    kinds = {(sheet["file"], sheet["sheet"]): sheet for sheet in sheets}
    answered = meanings(mapping)
    found = []
    for grid in grids:
        sheet = kinds.get((grid.file, grid.sheet))
        kind = sheet["kind"] if sheet else ""
        if sheet and kind and place_of(grid.file, grid.sheet) not in mapping.get(LEFT_OUT, {}):
            rows = _with_meanings(grid, sheet["data_from"], Meanings(answered.get(kind, {})))
            headers = _headers(kind, mapping.get(kind, {}), language)
            rows = _with_headers(rows, sheet["data_from"], headers)
            found.append(replace(grid, rows=tuple(rows)))
        else:
            found.append(grid)
    return tuple(found)


def titles_of_strange_sheets(
    mapping: Mapping[str, Mapping[str, str]], grids: Iterable[Grid], language: Language
) -> dict[tuple[str, str], str]:
    """Return how sheets are called of which a person said what they are."""
    named = mapping.get(SHEETS_BY_PLACE, {})
    said = ((grid, named.get(place_of(grid.file, grid.sheet), "")) for grid in grids)
    return {(grid.file, grid.sheet): _SPECS[kind].title.of(language)[0] for grid, kind in said if kind in _SPECS}


def _with_meanings(grid: Grid, data_from: int, said: Meanings) -> list[tuple[Cell, ...]]:
    return [*grid.rows[:data_from], *(tuple(map(said.meant, row)) for row in grid.rows[data_from:])]


def _headers(kind: str, said: Mapping[str, str], language: Language) -> dict[str, str]:
    columns = _SPECS[kind].by_field
    return {folded(header): columns[field].title(language) for header, field in said.items() if field in columns}


def _with_headers(rows: list[tuple[Cell, ...]], data_from: int, headers: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    if not headers:
        return rows
    above = [tuple(headers.get(folded(cell_text(cell)), cell) for cell in row) for row in rows[:data_from]]
    return [*above, *rows[data_from:]]
