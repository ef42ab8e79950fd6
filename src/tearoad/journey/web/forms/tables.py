"""What an address or a form says about a table: which rows, which columns, which cells were filled in."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from tearoad.errors import InputError
from tearoad.journey.tables import EditableTable, TableColumn
from tearoad.journey.web.answers import CellEdit
from tearoad.journey.web.queries.tables.listing import TableQuery
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.numbers import whole

FILTER, PLACE = "f_", "place_"
MADE = "made"
"""In the address of a table: the row that a form made."""


def read_query(said: QueryDict, table: EditableTable) -> TableQuery:
    """Return which rows an address asks for; what names no column of the table is left aside."""
    wanted = said.get("sort", "")
    sort = wanted.removeprefix("-")
    filters = {
        table_column.field: text
        for table_column in table.columns
        if table_column.path and (text := said.get(f"{FILTER}{table_column.field}", "").strip())
    }
    column = table.by_field.get(sort)
    is_sorted = column is not None and bool(column.path)
    return TableQuery(said.get("q", ""), sort if is_sorted else "", wanted.startswith("-") and is_sorted, filters)


def read_columns(said: QueryDict, table: EditableTable, language: Language) -> tuple[TableColumn, ...]:
    """Return which columns an address asks for, in their order; those shown at first where it asks for none."""
    known = {name: column for name, column in table.by_field.items() if name != "id"}  # the id heads its row
    chosen = [known[fromkey] for fromkey in dict.fromkeys(said.getlist("col")) if fromkey in known]
    if not chosen:
        return table.shown_at_first(language)
    places = {column.field: whole(said.get(f"{PLACE}{column.field}", "")) for column in chosen}
    if any(place is not None for place in places.values()):
        last = len(chosen)
        chosen.sort(key=lambda column: last if (place := places[column.field]) is None else place)
    return tuple(chosen)


def read_edits(sent: str) -> list[CellEdit]:
    """Return the cells of a request.

    Raises:
        InputError: it is no list of cells.

    """
    try:
        found = json.loads(sent)
        return [_edit(cell) for cell in found]
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise InputError(Text("tables.bad_request"), Text("tables.bad_request_hint")) from wrong


def _edit(cell: Any) -> CellEdit:
    edit = CellEdit(**cell)
    texts = (edit.row, edit.field, edit.text, "" if edit.was is None else edit.was)
    if not all(isinstance(part, str) for part in texts) or not isinstance(edit.line, int):
        raise TypeError(cell)
    return edit
